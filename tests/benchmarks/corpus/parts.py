"""One part of a name with the ways in which it is spelt in Latin script, and classes of parts that look alike."""

import unicodedata
from collections.abc import Iterable, Mapping
from random import Random
from typing import NamedTuple

_LIKELY = (6, 3, 2, 1, 1)
"""How often each spelling of a part is taken: the first is the usual one."""


class Part(NamedTuple):
    """A given name, a father's name, a family name: the usual spelling first."""

    spellings: tuple[str, ...]

    @property
    def usual(self) -> str:
        return self.spellings[0]

    def spelt(self, rng: Random) -> str:
        """Return one of the spellings."""
        return rng.choices(self.spellings, _LIKELY[: len(self.spellings)])[0]


def parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a list: parts are separated by commas, spellings of one part by bars."""
    return tuple(Part(tuple(dict.fromkeys(s.strip() for s in item.split("|")))) for item in text.split(","))


def syllables(text: str) -> tuple[Part, ...]:
    """Return parts of two syllables, `Xiao.ming`, spelt as one word, with a hyphen, and as the bars add."""
    made = []
    for item in text.split(","):
        first, *others = item.strip().split("|")
        head, _, tail = first.partition(".")
        made.append(Part((head + tail, f"{head}-{tail}", *others)))
    return tuple(made)


def folded(text: str) -> str:
    """Return a spelling without case, marks, hyphens, apostrophes and blanks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


class Classes:
    """Parts that share a spelling stand in one class, also across traditions: a reader could not tell them apart."""

    def __init__(self, known: Iterable[Part]) -> None:
        known = sorted(set(known))
        leader = {part: part for part in known}

        def find(part: Part) -> Part:
            while leader[part] != part:
                part = leader[part]
            return part

        first: dict[str, Part] = {}
        for part in known:
            for spelling in part.spellings:
                one, other = find(first.setdefault(folded(spelling), part)), find(part)
                leader[max(one, other)] = min(one, other)
        numbers: dict[Part, int] = {}
        self.of: Mapping[Part, int] = {part: numbers.setdefault(find(part), len(numbers)) for part in known}
