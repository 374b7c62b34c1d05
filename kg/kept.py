"""What a build knows, on disk for the next process: among many articles that saves nearly all of its time.

It lies in the user's cache and nowhere in the project, since reading it runs what it says, and a project may come from
anybody. It counts for this program with these libraries, asked in the same words; nothing is lost with it.
"""

import gc
import hashlib
import os
import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO

from msgspec import DecodeError, Struct, json
from platformdirs import user_cache_path

from kg.known import Known, Stamp, stamps
from kg.memory import without_collector
from kg.project import Project, program

_HEAD = 2 * hashlib.sha256().digest_size
_LEFT = 3600.0
"""Seconds after which a file that was begun is nobody's any more."""


def keep(project: Project, known: Known) -> None:
    """Keep what is known of a project, in place of what was kept before.

    Raises OSError where the disk refuses, or where others than the user could write.
    """
    with _new(_path(project)) as file, without_collector():
        file.write(bytes(_HEAD))
        pickle.dump(known, file, pickle.HIGHEST_PROTOCOL)
        head = _head(file, project)
        file.seek(0)
        file.write(head)
    _note(project, head, known.begins_at)


def keep_on(project: Project, began_at: Path) -> None:
    """Let what was kept before count on, though a build shares files of the one that it goes on from.

    That changes a time of these files, by which else somebody would seem to have touched them. `began_at`: the folder
    of that build. Raises OSError as `keep` does.
    """
    with _path(project).open("rb") as file:
        head = file.read(_HEAD)
    _note(project, head, began_at)


def is_due(began_at: Path | None, recalled: float, spent: float) -> bool:
    """Tell whether what is known is to be kept once more, or the next process had better begin where this one began.

    `began_at`: the folder of the build that this one went on from, as far as it went on from one. It may be gone by
    now, and then nothing goes on from it any more. To keep takes longer than to recall, which took so many seconds;
    it is worth it where this build took more than that, since the next one would have to do that again.
    """
    return began_at is None or not began_at.is_dir() or spent > recalled


def kept(project: Project) -> Known:
    """Return what was kept of a project; nothing is known where nothing was, or where it can't be relied on.

    Where somebody touched the build from which it goes on, that is mapped and validated anew.
    """
    _program()  # before it can become another one
    with suppress(OSError), _path(project).open("rb") as file, without_collector():
        if _ours(os.fstat(file.fileno())) and (head := file.read(_HEAD)) == _head(file, project):
            file.seek(_HEAD)
            known: Known = pickle.load(file)
            if not _is_noted(project, head, known.begins_at):
                known.anew()
            gc.freeze()  # else a search for cycles walks through all of it, and that more than once
            return known
    return Known()


class _Noted(Struct):
    """In which state the build was that what was kept goes on from."""

    head: bytes
    """Of what was kept."""
    stamps: dict[str, Stamp]


def _note(project: Project, head: bytes, build: Path | None) -> None:
    with _new(_path(project).with_suffix(".stamps")) as file:
        file.write(json.encode(_Noted(head, stamps(build))))


def _is_noted(project: Project, head: bytes, build: Path | None) -> bool:
    with suppress(OSError, DecodeError), _path(project).with_suffix(".stamps").open("rb") as file:
        if _ours(os.fstat(file.fileno())):
            return json.decode(file.read(), type=_Noted) == _Noted(head, stamps(build))
    return False


def _path(project: Project) -> Path:
    """Return where what is known of a project lies. Raises OSError where that is no place of the user's own."""
    try:
        folder = user_cache_path("diplomacy-kg", appauthor=False)
    except RuntimeError as error:  # no home
        raise OSError(str(error)) from error
    if not folder.is_absolute():
        raise OSError(f"{folder}: the path of the user's cache must be absolute")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _ours(folder.lstat()):
        raise OSError(f"{folder}: others could write here, or it is a link")
    return folder / f"{_digest(os.fspath(project.root.resolve())).hex()[:32]}.known"


def _ours(found: os.stat_result) -> bool:
    """Tell whether nobody but the user could have written something; where files have no owners, that is so."""
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _head(file: IO[bytes], project: Project) -> bytes:
    """Return what a file has to begin with: the digest of the rest, and that of all for which it counts."""
    file.seek(_HEAD)
    content = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]  # any that reads into a buffer
    return content.digest() + _digest(_program(), os.fspath(Path.cwd()), repr(project))


_program = lru_cache(maxsize=1)(program)
"""This program as it was when it was first asked for."""


def _digest(*texts: str) -> bytes:
    return hashlib.sha256("\0".join(texts).encode(errors="surrogateescape")).digest()


@contextmanager
def _new(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that only the user may read, and that is there whole or not at all."""
    for left in path.parent.glob(f".{path.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()
    number, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "w+b") as file:
            yield file
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
