"""Which decisions something else speaks against: another telling that fits as well and can't be the same."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations

from kg.identity.events.blocks import Pair
from kg.identity.events.points import SMALL
from kg.model import EventKey

Apart = Callable[[EventKey, EventKey], bool]
"""Tells whether two tellings are two events for certain."""


def ambiguous(margins: Mapping[Pair, int], apart: Apart) -> set[Pair]:
    """Return the pairs that fit and yet can't be decided. `margins` has all pairs that fit.

    Where two that are apart both fit a third, the third goes with neither, unless one fits clearly better. And where
    both fit a third and a fourth, these two may be one each: they are one only if both clearly go with the same.
    """
    fits: dict[EventKey, dict[EventKey, int]] = defaultdict(dict)
    for (one, other), margin in margins.items():
        fits[one][other] = fits[other][one] = margin
    torn: dict[Pair, list[EventKey]] = defaultdict(list)
    for third, around in fits.items():
        for x, y in combinations(sorted(around), 2):
            if apart(x, y):
                torn[x, y].append(third)
    found: set[Pair] = set()
    for (x, y), between in torn.items():
        nearest: dict[EventKey, EventKey | None] = {}
        for third in between:
            lead = fits[third][x] - fits[third][y]
            nearest[third] = x if lead > SMALL else y if lead < -SMALL else None
            found.update(_pair(third, each) for each in (x, y) if nearest[third] != each)
        for one, other in combinations(sorted(between), 2):
            if other in fits[one] and (nearest[one] is None or nearest[one] != nearest[other]):
                found.add(_pair(one, other))
    return found


def _pair(one: EventKey, other: EventKey) -> Pair:
    return (one, other) if one < other else (other, one)
