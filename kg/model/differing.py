"""Where two tables differ, of which the second came after an edit of what the first was made from."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
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
