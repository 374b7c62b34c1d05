"""Who sounds like whom: one by one, and all at once without a look at each of the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.identity.names.eastern import families_agree
from kg.identity.people.sounds import Sounds


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
    parts: frozenset[str]
    """The sounds of each part of any name."""
    words: frozenset[str]
    """These, and the sounds of each two parts as one word."""


def sounds_like(one: Look, other: Look) -> bool:
    """Tell whether a name of the other may be one of the first, if none of the first has more parts."""
    return any(_may_be(sounds, one, other) for sounds in one.heard)


def _may_be(sounds: Sounds, one: Look, other: Look) -> bool:
    if sounds.short:
        return not one.keys.isdisjoint(other.keys)
    if sounds.families:
        named = [each for each in other.heard if each.families]
        alike = (families_agree(a, b) for each in named for a in sounds.families for b in each.families)
        return any(each.folded == sounds.folded for each in named) or any(alike)
    if not any(part.isdisjoint(other.words) for part in sounds.parts):
        return True
    return not sounds.joined.isdisjoint(other.parts)  # what is two words here may be one there


class Index:
    """Some people, by the sounds of their names and, for those who are sought by a short name, by its keys."""

    def __init__(self, looks: Mapping[str, Look], seeking: Iterable[str], sought: Iterable[str]) -> None:
        self._looks = looks
        self._heard: dict[str, set[str]] = defaultdict(set)
        """By the sounds of each part, and of each two as one word."""
        self._parts: dict[str, set[str]] = defaultdict(set)
        """By the sounds of each part alone."""
        self._families: dict[str, set[str]] = defaultdict(set)
        self._folded: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._with_part: dict[frozenset[str], set[str]] = {}
        self._of_family: dict[str, set[str]] = {}
        of_short = (looks[key].keys for key in seeking if any(sounds.short for sounds in looks[key].heard))
        short = frozenset[str]().union(*of_short)
        for key in sought:
            look = looks[key]
            for sound in look.words:
                self._heard[sound].add(key)
            for sound in look.parts:
                self._parts[sound].add(key)
            for sounds in look.heard:
                for family in sounds.families:
                    self._families[family].add(key)
                    self._folded[sounds.folded].add(key)
            for shared in look.keys & short:
                self._keys[shared].add(key)

    def like(self, key: str) -> set[str]:
        """Return all of those sought whom `sounds_like` finds for one of those who seek."""
        found: set[str] = set()
        for sounds in self._looks[key].heard:
            if sounds.short:
                found |= _of_any(self._keys, self._looks[key].keys)
            for family in sounds.families:
                found |= self._agreeing(family) | self._folded.get(sounds.folded, set())
            if sounds.parts:
                found |= set.intersection(*sorted(map(self._sounding, sounds.parts), key=len))
                found |= _of_any(self._parts, sounds.joined)
        return found

    def _sounding(self, part: frozenset[str]) -> set[str]:
        """Return all who have a part of these sounds, or two neighbours that have."""
        if part not in self._with_part:
            self._with_part[part] = _of_any(self._heard, part)
        return self._with_part[part]

    def _agreeing(self, family: str) -> set[str]:
        """Return all whose family name may be this one."""
        if family not in self._of_family:
            alike = [other for other in self._families if families_agree(family, other)]
            self._of_family[family] = _of_any(self._families, alike)
        return self._of_family[family]


def _of_any(sets: Mapping[str, set[str]], keys: Iterable[str]) -> set[str]:
    return set().union(*(sets[key] for key in keys if key in sets))
