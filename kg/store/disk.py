"""Files that are whole or absent: written beside, flushed to the disk, then renamed; one writer at a time."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError, BusyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SCRATCH = ".tmp-"
"""Names that start so are leftovers of a build, unless the lock is held."""

_LOCK = ".lock"
_PAUSE = 0.02


def sync(path: Path) -> None:
    """Flush a file, or a folder's list of names, to the disk."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows opens no folder, and writes a rename through by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Flush all files of a folder, then the folder itself."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            sync_tree(path)
        else:
            sync(path)
    sync(folder)


def write(path: Path, content: bytes) -> None:
    """Write a new file and flush it; its folder is still to be flushed."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def share(source: Path, target: Path) -> None:
    """Give a file that never changes a second name; where the disk has no links, copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def move(source: Path, target: Path) -> None:
    """Rename a file over another, or a folder to a free name, and flush the target's folder."""
    source.replace(target)
    sync(target.parent)


def discard(path: Path) -> None:
    """Take a folder or file away: renamed first, so that a kill leaves no half of it under a name that counts."""
    if path.exists():
        trash = path.with_name(f"{SCRATCH}old-{path.name}")
        _remove(trash)
        path.replace(trash)
        _remove(trash)


@contextmanager
def scratch(folder: Path, *, wait: float = 0.0) -> Iterator[Path]:
    """Lock the folder of builds and give an empty folder inside it, which is gone afterwards.

    Leftovers of killed builds go first: whoever holds the lock is the only writer, so they belong to nobody. `wait`
    is how many seconds to wait for the lock. Raises BuildError if it isn't free by then, and for whatever the disk
    refuses (no space, an error of the device).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder, wait):
            for leftover in folder.glob(f"{SCRATCH}*"):
                _remove(leftover)
            place = folder / f"{SCRATCH}{os.getpid()}"
            place.mkdir()
            try:
                yield place
            finally:
                _remove(place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"{folder}: can't write a build: {reason}; what was there before still stands") from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    deadline = time.monotonic() + wait
    with (folder / _LOCK).open("ab") as file:
        while not _try_lock(file.fileno()):
            if time.monotonic() >= deadline:
                raise BusyError(f"{folder}: another build is being written here; wait until it has ended")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _unlock(file.fileno())


# The system lets go of these locks when their holder dies, so a killed build never blocks the next one.
if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
