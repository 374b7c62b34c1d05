"""The derived Oxigraph store of a build, and the only door to Oxigraph's files (`kg.sandbox` reads them besides).

The store holds the quads of the graph and, as its default graph, their union. pyoxigraph's own
`use_default_graph_as_union` isn't used: it gives a triple once for each graph that has it, so that a count over two
reports of one meeting is two, and it ignores `FROM`.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph
from msgspec import Struct
from pyoxigraph import RdfFormat, Store

from kg.errors import BuildError
from kg.store.disk import sync_tree, write
from kg.store.manifest import Digest, digest_file

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MARK = "cache.json"
"""Of a store that is whole: what it was loaded from, see `Mark`."""
_BLOCK = 1 << 18
_BROKEN = (OSError, RuntimeError)
"""pyoxigraph raises the second for corruption that RocksDB finds."""


class Mark(Struct, frozen=True):
    """What a store was loaded from, by what, and its files: it stands beside them as `cache.json`."""

    graph: str
    """The hash of the graph that was loaded, as `Manifest.graph` gives it."""
    pyoxigraph: str
    quads: int
    triples: int
    """Of the default graph: what is in several named graphs counts once."""
    files: dict[str, Digest]


def load(parts: Sequence[Path], graph: str, folder: Path) -> Mark:
    """Load the files of a graph into a new store and flush all of it; `graph` is the hash of the whole.

    Raises BuildError where a line is no N-Quads and OSError where the disk refuses.
    """
    try:
        store = Store(str(folder))
        with _Lines(parts) as lines:
            store.bulk_load(io.BufferedReader(lines, _BLOCK), format=RdfFormat.N_QUADS)
        quads = len(store)
        with _Triples(parts) as lines:
            store.bulk_load(io.BufferedReader(lines, _BLOCK), format=RdfFormat.N_TRIPLES)
        triples = len(store) - quads
        store.optimize()  # else each look-up goes through all tables, of which there are more the larger the graph is
        store.flush()
        del store  # closes it, so that its files are final
    except SyntaxError as error:
        raise BuildError(f"{folder}: the graph can't be loaded: {error}") from error
    except RuntimeError as error:
        raise OSError(str(error)) from error
    return close(folder, graph, quads, triples)


def close(folder: Path, graph: str, quads: int, triples: int, known: Mapping[str, Digest] | None = None) -> Mark:
    """Mark a store that was filled as whole, and flush it; of the `known` files the digest is taken as it is."""
    for log in folder.glob("LOG*"):
        log.unlink()  # RocksDB writes the host's name and the time into it
    files = {p.name: (known or {}).get(p.name) or digest_file(p) for p in sorted(folder.iterdir())}
    mark = Mark(graph, pyoxigraph.__version__, quads, triples, files)
    write(folder / MARK, msgspec.json.format(msgspec.json.encode(mark, order="sorted"), indent=2) + b"\n")
    sync_tree(folder)
    return mark


def opened(folder: Path) -> Store:
    """Open a store for reading; nothing is written, so any number of processes may. Raises BuildError if it can't."""
    try:
        return Store.read_only(str(folder))
    except _BROKEN as error:
        raise BuildError(f"{folder}: {error}; take the folder away, it is made again from the graph") from error


def mark_of(folder: Path) -> Mark | None:
    """Return what a store was loaded from, or None where there is no whole store."""
    try:
        return msgspec.json.decode((folder / MARK).read_bytes(), type=Mark)
    except (OSError, msgspec.DecodeError):
        return None


def stale(folder: Path, graph: str) -> str:
    """Return why a store can't serve for the graph of this hash, or nothing; looks at sizes, reads no content.

    The sizes are needed: with a shortened file of names RocksDB opens an empty store without a word.
    """
    mark = mark_of(folder)
    if mark is None:
        return "it is missing or unfinished"
    if mark.graph != graph:
        return "it was loaded from another graph"
    if mark.pyoxigraph != pyoxigraph.__version__:
        return f"it was written by pyoxigraph {mark.pyoxigraph}, and this is {pyoxigraph.__version__}"
    for name, expected in mark.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != expected.size:
            return f"its file {name} is missing or has another size"
    return ""


def altered(folder: Path) -> list[str]:
    """Return the files of a store that isn't stale whose content is no longer what was loaded."""
    mark = mark_of(folder)
    return [name for name, expected in mark.files.items() if digest_file(folder / name) != expected] if mark else []


class _Lines(io.RawIOBase):
    """The lines of some files, one after another, to read from."""

    def __init__(self, parts: Sequence[Path]) -> None:
        self._lines = _some_lines(parts)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        if not self._rest:
            self._rest = b"".join(self.written(next(self._lines, [])))
        part, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(part)] = part
        return len(part)

    def written(self, lines: list[bytes]) -> Iterable[bytes]:
        return lines


class _Triples(_Lines):
    """The same without the names of the graphs."""

    def written(self, lines: list[bytes]) -> Iterable[bytes]:
        return [line[: line.rindex(b" <")] + b" .\n" for line in lines]


def _some_lines(parts: Sequence[Path]) -> Iterator[list[bytes]]:
    for part in parts:
        with part.open("rb") as file:
            while lines := file.readlines(_BLOCK):
                yield lines
