"""Which people to compare at all: those whose names could be one. Nobody is compared with everybody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from kg.identity.names import keys, lacks_family
from kg.identity.people.meeting import CROWD, Look, Names
from kg.identity.people.person import Person
from kg.identity.people.sounds import may_be_related, sounds
from kg.identity.people.spelling import fits, is_part_of, same

Relation = Literal["same", "short", "long", "near"]

FEW = 50
"""So many who are new in a group are compared with each of it; if there are more, all of it meet by their sounds."""


class Pair(NamedTuple):
    """Two people, by their keys, whose names could be one."""

    one: str
    other: str
    """Sorts behind the first."""
    relation: Relation
    """`short`: the first name is a part of the second; `near`: neither is of the other, and nothing contradicts."""
    names: tuple[str, str]

    def beside(self, key: str) -> str:
        """Return the key of the other one."""
        return self.other if key == self.one else self.one


_Group = tuple[str, str]
"""Whom to compare with whom: those of a state, or those who meet for another reason."""
ENTRIES, FULL, BARE = ("", "entries"), ("", "entries with full names"), ("", "bare names with all others")


class Pairs:
    """Each pair of people with a common key of names and names that don't contradict.

    Who is named for a state is compared with those named for the same one, and with those of whom no state is known:
    entries of the register, and bare names. Two bare names say nothing to each other.
    """

    def __init__(self) -> None:
        self._near: dict[str, dict[str, tuple[str, Pair]]] = {}
        """Each person to those they make a pair with, and that pair behind the key by which it is in order."""
        self._looks: dict[str, Look] = {}
        self._groups: dict[_Group, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        self._room: dict[_Group, int] = {}
        """How many may join a group before anybody in it can be one of a crowd."""

    def near(self, key: str) -> Iterable[str]:
        """Return those with whom somebody makes a pair."""
        return self._near[key]

    def of(self, keys: Iterable[str]) -> list[Pair]:
        """Return all pairs of these people, none of whom makes one with anybody else, in the order of their keys."""
        return [pair for _, pair in sorted({each for key in keys for each in self._near[key].values()})]

    def renew(self, people: Mapping[str, Person], changed: Iterable[str]) -> set[str]:
        """Find the pairs of those who changed, came or went; return all whose pairs may be others than before.

        Two are a pair by what these two are, so only the new ones are compared with others. In a crowd it takes
        neighbours in the alphabet: a group that has one, or may have got one, is compared anew as a whole.
        """
        looks = {key: _look(people[key]) for key in changed if key in people}
        moved = {key for key in changed if looks.get(key) != self._looks.get(key)}
        groups = {group for key in moved if key in self._looks for group, _ in _groups(self._looks[key])}
        for key in moved:
            self._remove(key)
        for key in moved & looks.keys():
            self._looks[key], self._near[key] = looks[key], {}
            for group, side in _groups(looks[key]):
                self._groups[group][side].add(key)
                groups.add(group)
        for group in sorted(groups):
            moved |= self._meet(group, moved)
        return moved

    def _remove(self, key: str) -> None:
        look = self._looks.pop(key, None)
        for other in self._near.pop(key, ()):
            self._near[other].pop(key, None)
        for group, side in _groups(look) if look else ():
            self._groups[group][side].discard(key)

    def _meet(self, group: _Group, moved: set[str]) -> set[str]:
        """Compare those of a group who are new in it; return whose pairs are others now."""
        ones, others = self._groups[group]
        others = others if group in (FULL, BARE) else ones
        new = moved & (ones | others)
        self._room[group] = self._room.get(group, -1) - len(new)
        if self._room[group] >= 0 and len(new) <= FEW:
            met = {_sorted(*each) for each in self._with_a_key_of(new, ones, others)}
            before: set[tuple[str, str]] = set()
        else:
            met, self._room[group] = _meeting(self._looks, ones, others)
            before = {_sorted(one, other) for one in ones for other in self._near[one] if other in others}
            before = {each for each in before if self._state(*each) == group[0]}
        met = {each for each in met if self._state(*each) == group[0]}  # else they meet in another group
        found = {each: pair for each in met if (pair := self._pair(*each))}
        for one, other in before - found.keys():
            del self._near[one][other], self._near[other][one]
        for (one, other), pair in found.items():
            self._near[one][other] = self._near[other][one] = pair
        return {key for each in before ^ found.keys() for key in each}

    def _with_a_key_of(self, new: set[str], ones: set[str], others: set[str]) -> Iterator[tuple[str, str]]:
        for seeking, sought in ((ones, others), (others, ones)):
            for key in new & seeking:
                mine, looks = self._looks[key].keys, self._looks
                yield from ((key, other) for other in sought if other != key and not mine.isdisjoint(looks[other].keys))

    def _state(self, one: str, other: str) -> str:
        """Return by which state two are compared, if for that reason."""
        return min(self._looks[one].sides & self._looks[other].sides, default="")

    def _pair(self, one: str, other: str) -> tuple[str, Pair] | None:
        a, b = self._looks[one], self._looks[other]
        shared = a.keys & b.keys
        pair = _related(a, b, one, other) if shared and may_be_related(a.heard, b.heard) else None
        return (min(shared), pair) if pair else None


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _look(person: Person) -> Look:
    names = tuple(sorted(person.names))
    heard = tuple(sounds(name) for name in names)
    return Look(names, frozenset(person.sides), person.entry is not None, person.full, _keys(names), heard)


def _keys(names: Iterable[str]) -> frozenset[str]:
    """Return the keys under which a person meets others: by a given name only if a name has no family name."""
    return frozenset(key for name in names for key in keys(name) if lacks_family(name) or not key.startswith("one:"))


def _groups(look: Look) -> Iterator[tuple[_Group, int]]:
    """Yield the groups in which somebody is compared, with their side there: the ones, or the others."""
    yield from (((side, ""), 0) for side in look.sides)
    if look.entry:
        yield from ((ENTRIES, 0), (FULL, 0), (BARE, 1))
    elif not look.sides:
        yield BARE, 0
    elif look.full:  # a short name of some state is known by its post, which these have not
        yield from ((FULL, 1), (BARE, 1))


def _meeting(looks: Mapping[str, Look], ones: set[str], others: set[str]) -> tuple[set[tuple[str, str]], int]:
    """Return all pairs of these that may be related, and how many may join before there is a crowd."""
    keys = sorted(ones | others)
    places = [[place for place, key in enumerate(keys) if key in some] for some in (ones, others)]
    names = Names([looks[key] for key in keys])
    found = names.meeting(places[0], places[0] if others is ones else places[1])
    return {(keys[one], keys[other]) for one, other in found}, CROWD - names.most


def _related(a: Look, b: Look, one: str, other: str) -> Pair | None:
    """Return how the two people's names lie to each other: the closest that any two of them give."""
    found: dict[int, Pair] = {}
    for name in a.names:
        for another in b.names:
            if relation := _relation(name, another):
                found.setdefault(_CLOSENESS[relation], Pair(one, other, relation, (name, another)))
    return found[min(found)] if found else None


_CLOSENESS: dict[Relation, int] = {"same": 0, "short": 1, "long": 1, "near": 2}


@lru_cache(maxsize=1 << 18)
def _relation(one: str, other: str) -> Relation | None:
    if same(one, other):
        return "same"
    if not fits(one, other):
        return None
    return "short" if is_part_of(one, other) else "long" if is_part_of(other, one) else "near"
