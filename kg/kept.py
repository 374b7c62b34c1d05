"""What a build knows, on disk for the next process: among many articles that saves nearly all of its time.

It lies in the user's cache and nowhere in the project, since reading it runs what it says, and a project may come from
anybody. It counts for this program with these libraries alone, and nothing is lost with it.
"""

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import IO

from platformdirs import user_cache_path

from kg.known import Known
from kg.memory import without_collector
from kg.project import Project, program

_LIBRARIES = ("msgspec", "numpy", "pyoxigraph", "pyshacl", "rdflib")
"""Of which there are objects in what is known, or results."""
_HEAD = 2 * hashlib.sha256().digest_size


def keep(project: Project, known: Known) -> None:
    """Keep what is known of a project, in place of what was kept before. Raises OSError where the disk refuses."""
    path = _path(project)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _new(path) as file, without_collector():
        file.write(bytes(_HEAD))
        pickle.dump(known, file, pickle.HIGHEST_PROTOCOL)
        head = _head(file)
        file.seek(0)
        file.write(head)


def kept(project: Project) -> Known:
    """Return what was kept of a project; nothing is known where nothing was, or where it can't be relied on."""
    with suppress(OSError), _path(project).open("rb") as file, without_collector():
        if _ours(os.fstat(file.fileno())) and file.read(_HEAD) == _head(file):
            file.seek(_HEAD)
            found: Known = pickle.load(file)
            gc.freeze()  # else a search for cycles walks through all of it, and that more than once
            return found
    return Known()


def _path(project: Project) -> Path:
    name = hashlib.sha256(os.fsencode(project.root.resolve())).hexdigest()[:32]
    return user_cache_path("diplomacy-kg", appauthor=False) / f"{name}.known"


def _head(file: IO[bytes]) -> bytes:
    """Return what a file has to begin with: the digest of the rest, and that of the program that wrote it."""
    file.seek(_HEAD)
    versions = [sys.version, *map(version, _LIBRARIES), program()]
    content = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]  # any that reads into a buffer
    return content.digest() + hashlib.sha256("\n".join(versions).encode()).digest()


def _ours(found: os.stat_result) -> bool:
    """Tell whether nobody but the user could have written a file; where files have no owners, that is so."""
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


@contextmanager
def _new(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that only the user may read, and that is there whole or not at all."""
    for left in path.parent.glob(f".{path.name}.*"):
        left.unlink(missing_ok=True)  # by somebody who was killed
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("x+b") as file:
            part.chmod(0o600)
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
