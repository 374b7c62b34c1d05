"""Memory that nobody uses any more: found, and back to the system."""

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")

_CACHES: list["_lru_cache_wrapper[Any]"] = []


def give_back() -> None:
    """Let the allocator give back what is free, where it would keep it: GNU's does, see malloc_trim(3)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, which has no such function
            ctypes.CDLL(None).malloc_trim(0)


def cached(size: int) -> Callable[[Callable[..., T]], "_lru_cache_wrapper[T]"]:
    """Keep so many results of a function, those that were asked for last, as long as nobody says `forget`."""

    def kept(function: Callable[..., T]) -> "_lru_cache_wrapper[T]":
        found = lru_cache(maxsize=size)(function)
        _CACHES.append(found)
        return found

    return kept


def forget() -> None:
    """Drop all that is `cached`, and give back the memory that is free then."""
    for each in _CACHES:
        each.cache_clear()
    give_back()


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the search for cycles: what is read, decided, mapped and found has none, and walking it takes long."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def settle() -> None:
    """Free the cycles in what was made since the last time; what is left is not searched for cycles again.

    So a process that keeps much may do this often: a search takes as long as what is new is large.
    """
    gc.collect()
    gc.freeze()
