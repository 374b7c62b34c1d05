"""One object for all that are equal: a set of one name takes 216 bytes, and articles name the same over and over."""

from collections.abc import Hashable
from functools import lru_cache
from typing import TypeVar

H = TypeVar("H", bound=Hashable)


@lru_cache(maxsize=1 << 16, typed=True)
def _first(value: Hashable) -> Hashable:
    return value


def shared(value: H) -> H:
    """Return what is equal to this and of its type, and the same object for others as long as it is often asked for."""
    return _first(value)  # type: ignore[return-value]
