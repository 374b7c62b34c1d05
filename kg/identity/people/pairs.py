"""Which people to compare at all: those whose names could be one. Nobody is compared with everybody."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from kg.identity.names import keys, lacks_family, parse
from kg.identity.names.eastern import eastern
from kg.identity.people.person import Person
from kg.identity.people.spelling import fits, is_part_of, same

CROWD = 400
"""Above so many people under one key, each is compared with this many neighbours in the alphabet: what is not compared
stays apart, and a wrong merge can't come of it."""

Relation = Literal["same", "short", "long", "near"]


class Pair(NamedTuple):
    """Two people, by their places in the list, whose names could be one."""

    one: int
    other: int
    relation: Relation
    """`short`: the first name is a part of the second; `near`: neither is of the other, and nothing contradicts."""
    names: tuple[str, str]

    def beside(self, place: int) -> int:
        """Return the place of the other one."""
        return self.one + self.other - place


def pairs(people: Sequence[Person]) -> Iterator[Pair]:
    """Yield each pair of people with a common key of names and names that don't contradict, once, in order.

    Who is named for a state is compared with those named for the same one, and with those of whom no state is known:
    entries of the register, and bare names. Two bare names say nothing to each other.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for key in _keys(person):
            blocks[key].append(place)
    sounds = [_sounds(person) for person in people]
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for one, other in _in_block(people, blocks[key]):
            if (one, other) not in seen:
                seen.add((one, other))
                if _may_be_related(sounds[one], sounds[other]) and (pair := _related(people, one, other)):
                    yield pair


class _Sounds(NamedTuple):
    """How each part of a name sounds, and how each two neighbours do as one word; nothing of a short name."""

    parts: tuple[frozenset[str], ...] = ()
    joined: frozenset[str] = frozenset()
    eastern: bool = False
    """Whether it is a full name of East Asia, whose syllables are written together, apart or tied."""


def _sounds(person: Person) -> list[_Sounds]:
    return [_sound(name) for name in sorted(person.names)]


@lru_cache(maxsize=1 << 17)
def _sound(name: str) -> _Sounds:
    parsed = parse(name)
    parts = [part.text for part in parsed.parts if part.kind != "initial"]
    if len(parts) < 2:
        return _Sounds()
    if eastern(parsed):
        return _Sounds((frozenset(),), eastern=True)
    joined = frozenset[str]().union(*(_heard("".join(two)) for two in pairwise(parts)))
    return _Sounds(tuple(map(_heard, parts)), joined)


def _heard(part: str) -> frozenset[str]:
    """Return the sounds of a word, whatever its place in the name."""
    of_word = keys(part.replace(" ", "") if " " in part else part)
    return frozenset(key.removeprefix("family:") for key in of_word if key.startswith("family:"))


def _may_be_related(ones: list[_Sounds], others: list[_Sounds]) -> bool:
    """Tell whether the sounds of two names allow that one has all parts of the other; of short names they always do."""
    return any(not one.parts or not other.parts or _covered(one, other) for one in ones for other in others)


def _covered(one: _Sounds, other: _Sounds) -> bool:
    if one.eastern or other.eastern:
        return one.eastern and other.eastern
    short, long = sorted((one, other), key=lambda name: len(name.parts))
    if any(not part.isdisjoint(short.joined) for part in long.parts):
        return True  # what is one word there may be two here
    heard = long.joined.union(*long.parts)
    return not any(part.isdisjoint(heard) for part in short.parts)


def _keys(person: Person) -> set[str]:
    """Return the keys under which a person meets others: by a given name only if a name has no family name."""
    return {key for name in person.names for key in keys(name) if lacks_family(name) or not key.startswith("one:")}


def _in_block(people: Sequence[Person], places: list[int]) -> Iterator[tuple[int, int]]:
    by_side: dict[str, list[int]] = defaultdict(list)
    entries, bare, full = [], [], []
    for place in places:
        person = people[place]
        for side in person.sides:
            by_side[side].append(place)
        if person.entry:
            entries.append(place)
        elif not person.sides:
            bare.append(place)
        elif person.full:
            full.append(place)
    for side in sorted(by_side):
        yield from _each_with_each(people, by_side[side])
    yield from _each_with_each(people, entries)
    # a short name of some state is known by its post, which these have not
    for a in entries:
        yield from ((min(a, b), max(a, b)) for b in _around(people, a, full))
    for a in bare:
        yield from ((min(a, b), max(a, b)) for b in _around(people, a, sorted({*entries, *full})))


def _each_with_each(people: Sequence[Person], places: list[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(places) if len(places) <= CROWD else sorted(places, key=lambda p: (min(people[p].names), p))
    for i, a in enumerate(ordered):
        yield from ((min(a, b), max(a, b)) for b in ordered[i + 1 : i + 1 + CROWD])


def _around(people: Sequence[Person], place: int, others: list[int]) -> list[int]:
    if len(others) <= CROWD:
        return others
    ordered = sorted(others, key=lambda p: (min(people[p].names), p))
    middle = bisect(ordered, min(people[place].names), key=lambda p: min(people[p].names))
    return ordered[max(0, middle - CROWD // 2) : middle + CROWD // 2]


def _related(people: Sequence[Person], one: int, other: int) -> Pair | None:
    """Return how the two people's names lie to each other: the closest that any two of them give."""
    found: dict[int, Pair] = {}
    for a in sorted(people[one].names):
        for b in sorted(people[other].names):
            if relation := _relation(a, b):
                found.setdefault(_CLOSENESS[relation], Pair(one, other, relation, (a, b)))
    return found[min(found)] if found else None


_CLOSENESS: dict[Relation, int] = {"same": 0, "short": 1, "long": 1, "near": 2}


@lru_cache(maxsize=1 << 18)
def _relation(one: str, other: str) -> Relation | None:
    if same(one, other):
        return "same"
    if not fits(one, other):
        return None
    return "short" if is_part_of(one, other) else "long" if is_part_of(other, one) else "near"
