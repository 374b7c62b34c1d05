"""How names sound, part by part: two that may be one name sound alike in all parts of the shorter one."""

from collections.abc import Iterable
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from kg.identity.names import fold, keys, parse
from kg.identity.names.eastern import eastern, families_agree
from kg.memory import cached


class Sounds(NamedTuple):
    """How a name sounds; all is empty for a short one, which says too little."""

    parts: tuple[frozenset[str], ...] = ()
    """Each part."""
    joined: frozenset[str] = frozenset()
    """Each two neighbours as one word."""
    each: frozenset[str] = frozenset()
    """Any of the parts."""
    families: frozenset[str] = frozenset()
    """Of a full name of East Asia, whose syllables are written together, apart or tied: the family names that it may
    have."""
    folded: str = ""
    """Such a name as it is spelt."""

    @property
    def short(self) -> bool:
        """Whether the name has one part, initials aside."""
        return not self.parts and not self.families


@cached(1 << 17)
def sounds(name: str) -> Sounds:
    """Return how a name sounds."""
    parsed = parse(name)
    parts = [part.text for part in parsed.parts if part.kind != "initial"]
    if len(parts) < 2:
        return Sounds()
    if found := eastern(parsed):
        return Sounds(families=frozenset(family for family, _ in found.ways), folded=fold(name))
    heard = tuple(map(_heard, parts))
    joined = frozenset[str]().union(*(_sounds_of("".join(two)) for two in pairwise(parts)))
    return Sounds(heard, joined, frozenset[str]().union(*heard))


@cached(1 << 16)
def _heard(part: str) -> frozenset[str]:
    """Return the sounds of a part: one object for all who have it."""
    return _sounds_of(part)


def _sounds_of(word: str) -> frozenset[str]:
    """Return the sounds of a word, whatever its place in the name."""
    of_word = keys(word.replace(" ", ""))
    return frozenset(intern(key.removeprefix("family:")) for key in of_word if key.startswith("family:"))


def may_be_related(ones: Iterable[Sounds], others: Iterable[Sounds]) -> bool:
    """Tell whether the sounds of two people's names allow that one has all parts of the other; short ones always do."""
    return any(one.short or other.short or _covered(one, other) for one in ones for other in others)


def _covered(one: Sounds, other: Sounds) -> bool:
    if one.families or other.families:
        agree = (families_agree(a, b) for a in one.families for b in other.families)
        return one.folded == other.folded or any(agree)
    short, long = (one, other) if len(one.parts) <= len(other.parts) else (other, one)
    if not short.joined.isdisjoint(long.each):
        return True  # what is one word there may be two here
    return not any(part.isdisjoint(long.each) and part.isdisjoint(long.joined) for part in short.parts)
