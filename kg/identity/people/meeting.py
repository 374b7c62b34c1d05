"""People found by how their names sound, without a look at each of the others."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.identity.names.eastern import families_agree
from kg.identity.people.sounds import Sounds

CROWD = 400
"""Where so many sound alike, each is compared with this many neighbours in the alphabet: what is not compared stays
apart, and a wrong merge can't come of it."""


class Look(NamedTuple):
    """What of somebody decides with whom they make a pair."""

    names: tuple[str, ...]
    """Sorted."""
    sides: frozenset[str]
    entry: bool
    full: bool
    keys: frozenset[str]
    """Under which they meet others."""
    heard: tuple[Sounds, ...]
    """How the names sound, in their order."""


class Names:
    """Some people by place, in the order of their keys, who are to meet by the sounds of their names."""

    def __init__(self, people: Sequence[Look]) -> None:
        self.people = people
        self.most = 0
        """How many sounded like any one of those who were sought."""

    def meeting(self, ones: Collection[int], others: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield pairs of places, one of these and one of the others, whose names may be one; some come twice."""
        for seeking, sought in ((ones, others), (others, ones)) if ones is not others else ((ones, ones),):
            index = _Index(self, seeking, sought)
            for place in seeking:
                for found in self._nearest(place, index.near(place) - {place}):
                    yield (place, found) if place < found else (found, place)

    def _nearest(self, place: int, found: Collection[int]) -> Iterable[int]:
        self.most = max(self.most, len(found))
        if len(found) <= CROWD:
            return found
        ordered = sorted((self.people[other].names[:1], other) for other in found)
        middle = bisect(ordered, (self.people[place].names[:1], place))
        return [other for _, other in ordered[max(0, middle - CROWD // 2) : middle + CROWD // 2]]


class _Index:
    """Some people, by the sounds of their names and, for those who are sought by a short name, by its keys."""

    def __init__(self, names: Names, seeking: Iterable[int], sought: Iterable[int]) -> None:
        self._names = names
        self._heard: dict[str, set[int]] = defaultdict(set)
        """By the sounds of each part, and of each two as one word."""
        self._parts: dict[str, set[int]] = defaultdict(set)
        """By the sounds of each part alone."""
        self._families: dict[str, set[int]] = defaultdict(set)
        self._folded: dict[str, set[int]] = defaultdict(set)
        self._keys: dict[str, set[int]] = defaultdict(set)
        self._with_part: dict[frozenset[str], set[int]] = {}
        self._of_family: dict[str, set[int]] = {}
        looks = [names.people[place] for place in seeking]
        short = {key for look in looks if any(sounds.short for sounds in look.heard) for key in look.keys}
        for place in sought:
            for sounds in names.people[place].heard:
                for sound in sounds.each | sounds.joined:
                    self._heard[sound].add(place)
                for sound in sounds.each:
                    self._parts[sound].add(place)
                for family in sounds.families:
                    self._families[family].add(place)
                    self._folded[sounds.folded].add(place)
            for key in names.people[place].keys & short:
                self._keys[key].add(place)

    def near(self, place: int) -> set[int]:
        """Return all whose names may be those of this one, if none of theirs has fewer parts."""
        found: set[int] = set()
        for sounds in self._names.people[place].heard:
            if sounds.short:
                found |= _of_any(self._keys, self._names.people[place].keys)
            for family in sounds.families:
                found |= self._agreeing(family) | self._folded.get(sounds.folded, set())
            if sounds.parts:
                found |= set.intersection(*sorted(map(self._sounding, sounds.parts), key=len))
                found |= _of_any(self._parts, sounds.joined)
        return found

    def _sounding(self, part: frozenset[str]) -> set[int]:
        """Return all who have a part of these sounds, or two neighbours that have."""
        if part not in self._with_part:
            self._with_part[part] = _of_any(self._heard, part)
        return self._with_part[part]

    def _agreeing(self, family: str) -> set[int]:
        """Return all whose family name may be this one."""
        if family not in self._of_family:
            alike = [other for other in self._families if families_agree(family, other)]
            self._of_family[family] = _of_any(self._families, alike)
        return self._of_family[family]


def _of_any(sets: Mapping[str, set[int]], keys: Iterable[str]) -> set[int]:
    return set().union(*(sets[key] for key in keys if key in sets))
