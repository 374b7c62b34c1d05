"""Whether a build is what its manifest says: every hash recomputed, the derived store compared quad by quad."""

import io
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import DefaultGraph, RdfFormat, parse, serialize

from kg.errors import BuildError
from kg.store import cache
from kg.store.build import Build, store_problem
from kg.store.manifest import GRAPH, MANIFEST, STORE, digest_file, name_of

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_BLOCK = 1 << 18


def verify(build: Build) -> list[str]:
    """Return what is wrong with a build, in words; nothing if it is whole.

    Looked at: the name against the manifest, each output's hash and size, files that no manifest knows, the store's
    files, and that the store holds the quads of the graph and as default graph their union, no more and no less.
    """
    return verify_files(build) or _content(build)


def verify_files(build: Build) -> list[str]:
    """Return what is wrong with the files of a build, by their names and hashes; the store is not read."""
    problems = _outputs(build)
    if reason := store_problem(build):
        return [*problems, f"{STORE}: {reason}"]
    return problems + [f"{STORE}/{name}: its content was changed" for name in cache.altered(build.folder / STORE)]


def _outputs(build: Build) -> list[str]:
    problems = []
    try:
        if name_of((build.folder / MANIFEST).read_bytes()) != build.folder.resolve().name:
            problems.append(f"{MANIFEST}: its hash is not the build's name")
    except OSError as error:
        problems.append(f"{MANIFEST}: {error.strerror}")
    for name, expected in sorted(build.manifest.outputs.items()):
        try:
            if digest_file(build.folder / name) != expected:
                problems.append(f"{name}: its content was changed")
        except OSError as error:
            problems.append(f"{name}: {error.strerror}")
    known = {MANIFEST, STORE, GRAPH, *build.manifest.outputs}
    places = (path for folder in (build.folder, build.folder / GRAPH) if folder.is_dir() for path in folder.iterdir())
    found = sorted(path.relative_to(build.folder).as_posix() for path in places)
    return problems + [f"{name}: no output of this build" for name in found if name not in known]


def _content(build: Build) -> list[str]:
    everything, default, named = _Sum(), _Sum(), _Sum()
    union: set[int] = set()

    def take(lines: list[bytes]) -> None:
        named.add(lines)
        union.update(hash(line[: line.rindex(b" <")] + b" .") for line in lines)

    try:
        store = build.store()
        _feed(everything.add, lambda out: store.dump(out, RdfFormat.N_QUADS))
        _feed(default.add, lambda out: store.dump(out, RdfFormat.N_TRIPLES, from_graph=DefaultGraph()))
        # The file goes through the same serialiser, so that only what the store itself changes makes a difference.
        quads = chain.from_iterable(parse(path=str(part), format=RdfFormat.N_QUADS) for part in build.parts)
        _feed(take, lambda out: serialize(quads, out, RdfFormat.N_QUADS))
    except (BuildError, OSError, RuntimeError, SyntaxError) as error:
        return [f"{STORE}: {error}"]
    problems = []
    counted = build.manifest.counts["quads"]
    if named.count != counted:
        problems.append(f"{GRAPH}: {named.count} quads, but {MANIFEST} counts {counted}")
    if (default.count, default.total) != (len(union), sum(union)):
        problems.append(f"{STORE}: its default graph ({default.count} triples) is not the union ({len(union)})")
    held = everything.count - default.count
    if (held, everything.total - default.total) != (named.count, named.total):
        problems.append(f"{STORE}: its {held} quads are not the {named.count} of {GRAPH}")
    return problems


class _Sum:
    """How many lines there were, and what their hashes add up to, in whatever order they came.

    Python's own hash is enough: both sums are of one process, and are compared and forgotten.
    """

    def __init__(self) -> None:
        self.count = self.total = 0

    def add(self, lines: list[bytes]) -> None:
        self.count += len(lines)
        self.total += sum(map(hash, lines))


class _Lines(io.RawIOBase):
    """A stream that gives the lines written to it, without their newlines, to a function."""

    def __init__(self, take: Callable[[list[bytes]], None]) -> None:
        self._take = take
        self._rest = b""

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        block = bytes(data)
        *lines, self._rest = (self._rest + block).split(b"\n")
        self._take(lines)
        return len(block)


def _feed(take: Callable[[list[bytes]], None], pour: Callable[[BinaryIO], object]) -> None:
    with io.BufferedWriter(_Lines(take), _BLOCK) as out:
        pour(out)
