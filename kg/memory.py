"""Memory that nobody uses any more, back to the system."""

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Let the allocator give back what is free, where it would keep it: GNU's does, see malloc_trim(3)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, which has no such function
            ctypes.CDLL(None).malloc_trim(0)
