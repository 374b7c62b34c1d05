"""Which people to compare at all: those whose names could be one. Nobody is compared with everybody."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter
from typing import Literal, NamedTuple

from kg.apart.workers import spread
from kg.identity.names import keys, lacks_family
from kg.identity.people.meeting import Search
from kg.identity.people.person import Person
from kg.identity.people.sounding import Look
from kg.identity.people.sounds import may_be_related, sounds
from kg.identity.people.spelling import fits, is_part_of, same
from kg.memory import cached

Relation = Literal["same", "short", "long", "near"]

FEW = 50
"""So many who are new in a group are compared with each of it; if there are more, all of it meet by their sounds."""

AT_ONCE = 1 << 12
"""So many pairs are compared at once by a worker."""

MANY = 1 << 17
"""So many who meet are gathered before they are compared; there may be millions."""


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


_Two = tuple[str, str]
"""The keys of two people, sorted."""

_Group = tuple[str, str]
"""Whom to compare with whom: those of a state, or those who meet for another reason."""
ENTRIES, FULL, BARE = ("", "entries"), ("", "entries with full names"), ("", "bare names with all others")


_Gone = tuple[dict[str, Look], dict[str, Look]]
"""Who went from either side of a group, as they were."""


class _Compared:
    """Those of one group, on two sides where the ones are only compared with the others."""

    def __init__(self, looks: Mapping[str, Look], group: _Group) -> None:
        self.sides: tuple[set[str], ...] = (set(), set()) if group in (FULL, BARE) else (set(),)
        self._searches = [Search(looks, seeking, self.sides[-1 - n]) for n, seeking in enumerate(self.sides)]

    def has(self, one: str, other: str) -> bool:
        """Tell whether two are compared here, if they meet."""
        ones, others = self.sides[0], self.sides[-1]
        return (one in ones and other in others) or (other in ones and one in others)

    def all(self) -> set[tuple[str, str]]:
        """Return all who meet."""
        return {_sorted(*each) for search in self._searches for each in search.begin()}

    def some(self, gone: _Gone, come: Collection[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Return who may meet now, or met until some went and others came, and those of them who do meet."""
        found = {
            _sorted(*each)
            for n, search in enumerate(self._searches)
            for each in search.renew(gone[n], gone[len(self.sides) - 1 - n], come)
        }
        found = {each for each in found if self.has(*each)}
        return found, {each for each in found if self._met(*each)}

    def _met(self, one: str, other: str) -> bool:
        return any(search.meets(one, other) or search.meets(other, one) for search in self._searches)


class Pairs:
    """Each pair of people with a common key of names and names that don't contradict.

    Who is named for a state is compared with those named for the same one, and with those of whom no state is known:
    entries of the register, and bare names. Two bare names say nothing to each other.
    """

    def __init__(self) -> None:
        self._near: dict[str, dict[str, tuple[str, Pair]]] = {}
        """Each person to those they make a pair with, and that pair behind the key by which it is in order."""
        self._looks: dict[str, Look] = {}
        self._groups: dict[_Group, _Compared] = {}

    def near(self, key: str) -> Iterable[str]:
        """Return those with whom somebody makes a pair."""
        return self._near[key]

    def of(self, keys: Iterable[str]) -> list[Pair]:
        """Return all pairs of these people, none of whom makes one with anybody else, in the order of their keys."""
        return [pair for _, pair in sorted({each for key in keys for each in self._near[key].values()})]

    def renew(self, people: Mapping[str, Person], changed: Iterable[str], workers: int = 1) -> set[str]:
        """Find the pairs of those who changed, came or went; return one or both of each that is new or no more."""
        looks = {key: _look(people[key]) for key in changed if key in people}
        moved = {key for key in changed if looks.get(key) != self._looks.get(key)}
        gone = {key: self._looks.pop(key) for key in moved & self._looks.keys()}
        for key in gone:
            for other in self._near.pop(key):
                self._near.get(other, {}).pop(key, None)
        come = {key: looks[key] for key in moved & looks.keys()}
        self._looks |= come
        self._near |= {key: {} for key in come}
        touched: dict[_Group, tuple[_Gone, set[str]]] = defaultdict(lambda: (({}, {}), set()))
        for key, look in gone.items():
            for group, side in _groups(look):
                self._groups[group].sides[side].discard(key)
                touched[group][0][side][key] = look
        for key, look in come.items():
            for group, side in _groups(look):
                if group not in self._groups:
                    self._groups[group] = _Compared(self._looks, group)
                self._groups[group].sides[side].add(key)
                touched[group][1].add(key)
        for before, met in self._batches(touched):
            found = dict(chain.from_iterable(spread(self._compare, met, AT_ONCE, workers)))
            for one, other in before - found.keys():
                del self._near[one][other], self._near[other][one]
            for (one, other), pair in found.items():
                self._near[one][other] = self._near[other][one] = pair
            moved.update(*(before ^ found.keys()))
        return moved

    def _batches(self, touched: Mapping[_Group, tuple[_Gone, set[str]]]) -> Iterator[tuple[set[_Two], list[_Two]]]:
        """Yield who made pairs before and who meets now, of some groups at a time; no two are in two of these."""
        before, met = set[_Two](), list[_Two]()
        for group, some in sorted(touched.items(), key=itemgetter(0)):
            last, now = self._meet(group, *some)
            before |= last
            met += sorted(now)
            if len(met) >= MANY:
                yield before, met
                before, met = set(), []
        yield before, met

    def _meet(self, group: _Group, gone: _Gone, come: set[str]) -> tuple[set[_Two], set[_Two]]:
        """Return who made a pair in a group before by those who are new in it, and who meets there now."""
        compared = self._groups[group]
        if len(gone[0]) + len(gone[1]) + len(come) > FEW:
            met = compared.all()
            before = {_sorted(key, other) for key in compared.sides[0] for other in self._near[key]}
            before = {each for each in before if compared.has(*each)}
        else:
            before, met = compared.some(gone, come)
            before = {(one, other) for one, other in before if other in self._near[one]}
        before, met = ({each for each in some if self._state(*each) == group[0]} for some in (before, met))
        return before, met

    def _compare(self, some: Iterable[_Two]) -> list[tuple[_Two, tuple[str, Pair]]]:
        """Return those of these who make a pair, each with it."""
        return [(each, pair) for each in some if (pair := self._pair(*each))]

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
    parts = frozenset[str]().union(*(each.each for each in heard))
    words = parts.union(*(each.joined for each in heard))
    return Look(
        names, frozenset(person.sides), person.entry is not None, person.full, _keys(names), heard, parts, words
    )


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


def _related(a: Look, b: Look, one: str, other: str) -> Pair | None:
    """Return how the two people's names lie to each other: the closest that any two of them give."""
    found: dict[int, Pair] = {}
    for name in a.names:
        for another in b.names:
            if relation := _relation(name, another):
                found.setdefault(_CLOSENESS[relation], Pair(one, other, relation, (name, another)))
    return found[min(found)] if found else None


_CLOSENESS: dict[Relation, int] = {"same": 0, "short": 1, "long": 1, "near": 2}


@cached(1 << 15)
def _relation(one: str, other: str) -> Relation | None:
    if same(one, other):
        return "same"
    if not fits(one, other):
        return None
    return "short" if is_part_of(one, other) else "long" if is_part_of(other, one) else "near"
