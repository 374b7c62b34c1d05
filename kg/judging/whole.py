"""One writer of the register at a time, and a file that is the old or the new one, never half of it."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import UsageError
from kg.store.disk import move, write

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes the register in this folder, which is made where it is missing.

    The system lets go of the lock when its holder dies. Raises UsageError for whatever the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _lock(folder)
        try:
            yield
        finally:
            os.close(handle)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{folder}: can't be written: {reason}; what was there before still stands") from error


def replace_file(path: Path, content: bytes) -> None:
    """Put the content in the place of the file, or of none; a link to it stays one."""
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)  # of somebody who was stopped
    try:
        write(part, content)
        if path.exists():
            shutil.copymode(path, part)
        move(part, path)
    finally:
        part.unlink(missing_ok=True)


if sys.platform == "win32":

    def _lock(folder: Path) -> int:
        # Windows opens no folder; the dot keeps the file out of what is read as a source.
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        return handle

else:

    def _lock(folder: Path) -> int:
        # The folder itself is locked, so that no file of ours is left between the sources.
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle
