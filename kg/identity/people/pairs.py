"""Which people to compare at all: those whose names could be one. Nobody is compared with everybody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kg.identity.names import keys
from kg.identity.people.person import Person
from kg.identity.people.spelling import fits, is_part_of, same

CROWD = 400
"""Above so many people under one key, only those of one state are compared, each with this many neighbours in the
alphabet: what is not compared stays apart, and a wrong merge can't come of it."""

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
    """Yield each pair of people with a common key of names and names that don't contradict, once, in order."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, person in enumerate(people):
        for key in sorted(set().union(*(keys(name) for name in person.names))):
            for side in sorted(person.sides) or [""]:
                blocks[key][side].append(place)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for one, other in _in_block(people, blocks[key]):
            if (one, other) not in seen:
                seen.add((one, other))
                if pair := _related(people, one, other):
                    yield pair


def _in_block(people: Sequence[Person], by_side: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    everybody = sorted({place for places in by_side.values() for place in places})
    if len(everybody) <= CROWD:
        yield from ((a, b) for i, a in enumerate(everybody) for b in everybody[i + 1 :])
        return
    for side in sorted(by_side):
        group = sorted({*by_side[side], *by_side.get("", ())}, key=lambda place: (min(people[place].names), place))
        for i, a in enumerate(group):
            yield from ((min(a, b), max(a, b)) for b in group[i + 1 : i + 1 + CROWD])


def _related(people: Sequence[Person], one: int, other: int) -> Pair | None:
    """Return how the two people's names lie to each other: the closest that any two of them give."""
    first, second = sorted(people[one].names), sorted(people[other].names)
    both = [(a, b) for a in first for b in second]
    for names in both:
        if same(*names):
            return Pair(one, other, "same", names)
    for a, b in both:
        if is_part_of(a, b):
            return Pair(one, other, "short", (a, b))
        if is_part_of(b, a):
            return Pair(one, other, "long", (a, b))
    near = next(((a, b) for a, b in both if fits(a, b)), None)
    return Pair(one, other, "near", near) if near else None
