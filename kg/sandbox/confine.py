"""Takes away from this process what answering queries does not need, as far as the platform lets it without root.

Linux keeps all of it. macOS does not limit memory, and Windows has none of this: there the parent's clock alone stands.
"""

import contextlib
import fcntl
import os
import resource
import select
import signal
import sys
from pathlib import Path

_STACK = 64 << 20
"""Bytes: a long chain of `||` or `/` needs stack, and it must end somewhere where the shell says unlimited."""


def limit_memory(size: int) -> None:
    """Let the process have so many bytes of data. Its address space is left alone: RocksDB reserves 0.5 GiB of it."""
    _set(resource.RLIMIT_DATA, size)
    _set(resource.RLIMIT_STACK, _STACK, hard=False)
    _set(resource.RLIMIT_CORE, 0)


def lock(store: Path) -> None:
    """Let the process open no file and no connection, write no file and start no process any more.

    Call it when all files of the store are open. Where RocksDB has opened only some of a large store's tables, there
    is room for the others, and then for a connection too.
    """
    _set(resource.RLIMIT_FSIZE, 0)
    with contextlib.suppress(AttributeError):
        _set(resource.RLIMIT_NPROC, 0)
    held, tables = _held()
    if held:
        room = max(0, sum(1 for path in store.iterdir() if path.suffix == ".sst") - tables)
        _set(resource.RLIMIT_NOFILE, max(held) + 1 + room)
        if not room:
            with contextlib.suppress(OSError):  # a limit is on the number of a descriptor: take the free ones below it
                while True:
                    os.dup(0)


def watch(seconds: float) -> None:
    """End the process when it works for longer than this, or when who asked it has ended; also within native code."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _on_hang_up(True)
    if select.select([0], [], [], 0)[0]:  # nothing is asked meanwhile: what can be read is the end
        sys.exit(0)


def unwatch() -> None:
    """End what `watch` began."""
    _on_hang_up(False)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _on_hang_up(end: bool) -> None:
    """Let the system send SIGIO, which ends a process, when the pipe of questions is closed at its other end."""
    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    with contextlib.suppress(OSError):
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC if end else flags & ~os.O_ASYNC)


def _held() -> tuple[list[int], int]:
    """Return the open descriptors, and how many of them are tables of RocksDB; nothing where it can't be known."""
    held, tables = [], 0
    folder = Path("/proc/self/fd")
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):  # that of the listing itself is closed by now
            tables += path.readlink().suffix == ".sst"
            held.append(int(path.name))
    return held, tables


def _set(kind: int, value: int, *, hard: bool = True) -> None:
    most = resource.getrlimit(kind)[1]
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (value, value if hard else most))
