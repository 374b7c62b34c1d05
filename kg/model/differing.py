"""Where two tables differ, of which the second came after an edit of what the first was made from."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
S = TypeVar("S", bound=Any)
"""Keys that can be sorted."""
T = TypeVar("T")
V = TypeVar("V")

_NOTHING = object()


def differing(before: Mapping[K, V], after: Mapping[K, V]) -> set[K]:
    """Return the keys that only one of two tables has, or to which they give unequal values.

    >>> sorted(differing({"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 4, "d": 5}))
    ['a', 'c', 'd']
    """
    if before is after:
        return set()
    known = before.get
    found = {key for key, value in after.items() if (last := known(key, _NOTHING)) is not value and last != value}
    if len(before) + sum(key not in before for key in found) > len(after):
        found |= before.keys() - after.keys()
    return found


def unequal(before: Iterable[K], after: Iterable[K]) -> set[K]:
    """Return what stands more often in one of two lists than in the other.

    >>> sorted(unequal(["a", "b", "b"], ["b", "c"]))
    ['a', 'b', 'c']
    """
    one, other = Counter(before), Counter(after)
    return {*(one - other), *(other - one)}


def renewed(table: Mapping[S, V], gone: Iterable[S], come: Mapping[S, V]) -> dict[S, V]:
    """Return a table that is in the order of its keys with others in it, in that order; only new keys take a sort.

    >>> renewed({"a": 1, "c": 3}, ["a", "c"], {"c": 4, "b": 2})
    {'b': 2, 'c': 4}
    """
    found = {**table, **come}
    for key in gone:
        if key not in come:
            found.pop(key, None)
    return found if come.keys() <= table.keys() else dict(sorted(found.items()))


def exchanged(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """Return the objects that went and those that came; an object that equals another one is not that other one.

    No object stands in one of the two twice. Nothing is looked at but which objects they are, and most of them stand
    where they stood, so this is fast where there are many.
    """
    pairs = [pair for pair in zip(before, after, strict=False) if pair[0] is not pair[1]]
    least = min(len(before), len(after))
    gone, come = [[pair[side] for pair in pairs] for side in (0, 1)]
    gone, come = [*gone, *before[least:]], [*come, *after[least:]]
    old, new = set(map(id, gone)), set(map(id, come))
    return [each for each in gone if id(each) not in new], [each for each in come if id(each) not in old]
