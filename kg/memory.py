"""Memory that nobody uses any more: found, and back to the system."""

import ctypes
import gc
import sys
from contextlib import suppress


def give_back() -> None:
    """Let the allocator give back what is free, where it would keep it: GNU's does, see malloc_trim(3)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, which has no such function
            ctypes.CDLL(None).malloc_trim(0)


def settle() -> None:
    """Free the cycles in what was made since the last time; what is left is not searched for cycles again.

    So a process that keeps much may do this often: a search takes as long as what is new is large.
    """
    gc.collect()
    gc.freeze()
