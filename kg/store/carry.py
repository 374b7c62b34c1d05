"""The store of a build from that of the one before: where few lines changed, only these are taken out and put in.

Loading takes longer than anything else in a build. RocksDB never writes to a file of a table (`.sst`) again, so that
two stores can share it; the older build stays what it is.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.errors import BuildError
from kg.model import Change
from kg.store import cache
from kg.store.build import Build, store_problem
from kg.store.difference import difference
from kg.store.disk import share
from kg.store.manifest import STORE

_MOST = 8
"""Beyond this part of all lines, loading all of them is as fast."""


def carry(old: Build, new: Build, folder: Path, change: Change | None = None) -> cache.Mark | None:
    """Make the store of a build, which lacks it yet, from the one of an older build, and flush it.

    `change`: what differs between the two, where that is known and nobody touched the older one; then its store is not
    looked at again to see that it is whole. None where too much changed, or where the older store is not what it
    should be; then what is in the folder is of no use, and RocksDB may still be at work there. Raises OSError where
    the disk refuses.
    """
    mark = cache.mark_of(old.folder / STORE)
    if mark is None or (change is None and (store_problem(old) or cache.altered(old.folder / STORE))):
        return None  # a table that is damaged where nobody looked would be damaged in both
    removed, added = difference(old.files, new.files) if change is None else change
    if _MOST * (len(removed) + len(added)) > mark.quads:
        return None
    try:
        _share(old.folder / STORE, folder)
        store = Store(str(folder))
        triples = _apply(store, removed, added)
        store.flush()
        del store  # closes it, so that its files are final
    except RuntimeError as error:
        raise OSError(str(error)) from error
    except (SyntaxError, BuildError):
        return None
    counts = mark.quads + len(added) - len(removed), mark.triples + triples
    shared = {name: digest for name, digest in mark.files.items() if name.endswith(".sst")}
    return cache.close(folder, new.manifest.graph, *counts, known=shared)


def _share(old: Path, new: Path) -> None:
    """Give a new folder the files of a store: those that never change as links."""
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == ".sst":
            share(path, new / path.name)
        elif path.name != cache.MARK:
            shutil.copyfile(path, new / path.name)


def _apply(store: Store, removed: Iterable[bytes], added: Iterable[bytes]) -> int:
    """Take quads out and put quads in; return by how many triples the default graph, their union, has grown.

    Raises BuildError where the store has not what is taken out, or has what is put in.
    """
    out, in_ = _quads(removed), _quads(added)
    for quad in out:
        if quad not in store:
            raise BuildError(f"the store lacks {quad}")
        store.remove(quad)
    if any(quad in store for quad in in_):
        raise BuildError("the store has more than its graph")
    store.extend(in_)
    grown = 0
    for quad in {Quad(each.subject, each.predicate, each.object) for each in (*out, *in_)}:
        held, of_all = quad in store, store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        told = any(not isinstance(each.graph_name, DefaultGraph) for each in of_all)
        if told and not held:
            store.add(quad)
        elif held and not told:
            store.remove(quad)
        grown += told - held
    return grown


def _quads(lines: Iterable[bytes]) -> list[Quad]:
    return list(parse(b"".join(lines), format=RdfFormat.N_QUADS))
