"""Which people to compare at all: those whose names could be one. Nobody is compared with everybody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from kg.identity.names import keys, lacks_family
from kg.identity.people.meeting import Names
from kg.identity.people.person import Person
from kg.identity.people.sounds import may_be_related, sounds
from kg.identity.people.spelling import fits, is_part_of, same

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


def pairs(people: Sequence[Person]) -> list[Pair]:
    """Return each pair of people with a common key of names and names that don't contradict, in the order of the keys.

    Who is named for a state is compared with those named for the same one, and with those of whom no state is known:
    entries of the register, and bare names. Two bare names say nothing to each other.
    """
    keyed = [_keys(person) for person in people]
    heard = [[sounds(name) for name in sorted(person.names)] for person in people]
    names = Names(people, heard, keyed)
    found: list[tuple[str, Pair]] = []
    for side, ones, others in _groups(people):
        for one, other in sorted(set(names.meeting(ones, others))):
            if side == min(people[one].sides & people[other].sides, default=""):  # else they meet in another group
                shared = keyed[one] & keyed[other]
                if shared and may_be_related(heard[one], heard[other]) and (pair := _related(people, one, other)):
                    found.append((min(shared), pair))
    return [pair for _, pair in sorted(found)]


def _groups(people: Sequence[Person]) -> Iterator[tuple[str, list[int], list[int]]]:
    """Yield whom to compare with whom: those of each state, and those who meet for another reason than their state."""
    by_side: dict[str, list[int]] = defaultdict(list)
    entries, bare, full = [], [], []
    for place, person in enumerate(people):
        for side in person.sides:
            by_side[side].append(place)
        if person.entry:
            entries.append(place)
        elif not person.sides:
            bare.append(place)
        elif person.full:
            full.append(place)
    yield from ((side, of_side, of_side) for side, of_side in sorted(by_side.items()))
    # a short name of some state is known by its post, which these have not
    yield "", entries, entries
    yield "", entries, full
    yield "", bare, [*entries, *full]


def _keys(person: Person) -> frozenset[str]:
    """Return the keys under which a person meets others: by a given name only if a name has no family name."""
    of_names = (key for name in person.names for key in keys(name) if lacks_family(name) or not key.startswith("one:"))
    return frozenset(of_names)


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
