"""Where two tables differ, of which the second came after an edit of what the first was made from."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)


def differing(before: Mapping[K, V], after: Mapping[K, V]) -> set[K]:
    """Return the keys that only one of two tables has, or to which they give unequal values.

    >>> sorted(differing({"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 4, "d": 5}))
    ['a', 'c', 'd']
    """
    return {key for key, _ in before.items() ^ after.items()}
