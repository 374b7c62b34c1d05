"""A build on disk, opened for reading."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from msgspec import Struct
from pyoxigraph import Store

from kg.errors import BuildError
from kg.model import Quad
from kg.store import cache, nquads
from kg.store.disk import discard, move, scratch
from kg.store.manifest import MANIFEST, STORE, Digest, Manifest, decode, digest_file, name_of

CURRENT = "current"
"""A file that holds the name of the build that counts.

A file and not a symbolic link: Windows gives links only to privileged users, archives and copies lose or follow them,
and a file is replaced in one step, and flushed, everywhere.
"""

_NAME = re.compile(r"[0-9a-f]{16}")
_WAIT = 120.0
"""Seconds that a reader waits for another process to end its work on the same folder."""
_TRIES = 3


class Build(Struct, frozen=True):
    """A graph that passed the gate and was published; it never changes.

    `publish` takes nothing but what was admitted, so queries and exports may take any build as they take that.
    """

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the manifest."""
        return self.folder.name

    @property
    def base(self) -> str:
        """The base of the data's IRIs."""
        return self.manifest.base

    @property
    def parts(self) -> tuple[Path, ...]:
        """The files of the graph, in N-Quads: the truth. One after another they are the whole."""
        return tuple(self.files)

    @property
    def files(self) -> dict[Path, Digest]:
        """The same with their digests."""
        return {self.folder / name: each for name, each in self.manifest.parts.items()}

    @property
    def reports(self) -> tuple[Path, ...]:
        """The files of the report, one per format."""
        return tuple(self.folder / name for name in sorted(self.manifest.outputs.keys() - self.manifest.parts.keys()))

    def quads(self) -> Iterator[Quad]:
        """Return the quads of the graph, in its order."""
        return chain.from_iterable(map(nquads.read, self.parts))

    def store(self) -> Store:
        """Open the derived store for reading; any number of processes may.

        Its default graph is the union of the named graphs, each triple once. Query it without
        `use_default_graph_as_union`: that gives a triple once per graph, so that counts are wrong.
        """
        return cache.opened(self.folder / STORE)


def is_name(name: str) -> bool:
    """Whether a folder may be named so and be a build."""
    return bool(_NAME.fullmatch(name))


def open_build(path: Path, *, mend: bool = True) -> Build:
    """Open a build: the current one of a folder of builds, or that of its own folder.

    The manifest is checked against the name, and the files against the manifest by presence and size (`verify` reads
    all of them). A store that is missing, shortened or from another version of pyoxigraph is made again from
    the graph, unless `mend` is False. Raises BuildError if there is no build or it is altered.
    """
    if (path / MANIFEST).is_file():
        return _open(path, mend)
    for _ in range(_TRIES):
        name = _current(path)
        try:
            return _open(path / name, mend)
        except BuildError:
            if _current(path) == name:  # else it was replaced and cleared away between the two steps
                raise
    raise BuildError(f"{path}: the current build was replaced {_TRIES} times while it was opened; try again")


def _current(folder: Path) -> str:
    try:
        name = (folder / CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise BuildError(f"{folder}: there is no build; run `kg build`") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(f"{folder / CURRENT}: {error}; run `kg build` again") from error
    if not is_name(name):
        raise BuildError(f"{folder / CURRENT}: '{name}' is no name of a build; run `kg build` again")
    return name


def _open(folder: Path, mend: bool) -> Build:
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise BuildError(f"{folder}: no build is here ({error.strerror}); run `kg build`") from error
    if folder.resolve().name != name_of(content):
        raise BuildError(f"{folder}: its manifest was changed, or the folder renamed; run `kg build` again")
    manifest = decode(content, folder / MANIFEST)
    for name, expected in manifest.outputs.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != expected.size:
            raise BuildError(f"{file}: missing or not {expected.size} bytes long; run `kg build` again")
    build = Build(folder, manifest)
    reason = store_problem(build)
    if reason and not mend:
        raise BuildError(f"{folder / STORE}: {reason}; `kg build` makes it again")
    if reason:
        with scratch(folder.parent, wait=_WAIT) as place:
            if store_problem(build):  # else another reader has made it meanwhile
                renew_store(build, place)
    return build


def store_problem(build: Build) -> str:
    """Return why the derived store can't serve, or nothing; reads names and sizes and opens it."""
    folder = build.folder / STORE
    reason = cache.stale(folder, build.manifest.graph)
    if not reason:
        try:
            cache.opened(folder)
        except BuildError as error:
            reason = str(error)
    return reason


def renew_store(build: Build, place: Path) -> None:
    """Make the derived store again from the graph. `place` is a scratch folder beside the build.

    Raises BuildError if the graph itself is altered.
    """
    for path, expected in build.files.items():
        if digest_file(path) != expected:
            raise BuildError(f"{path}: its content was changed; run `kg build` again")
    cache.load(build.parts, build.manifest.graph, place / STORE)
    discard(build.folder / STORE)
    move(place / STORE, build.folder / STORE)
