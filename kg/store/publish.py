"""Publish a build: all of it is on the disk before anything points to it, and a failure leaves the last good one."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kg.errors import BuildError, GateError
from kg.model import Report
from kg.store import cache, nquads
from kg.store.build import CURRENT, Build, is_name, open_build, renew_store, store_problem
from kg.store.carry import carry
from kg.store.disk import discard, move, scratch, share, sync, write
from kg.store.edited import Edited
from kg.store.manifest import (
    GRAPH,
    MANIFEST,
    STORE,
    Digest,
    Manifest,
    check_names,
    digest,
    digest_file,
    name_of,
)
from kg.store.parts import Part

KEPT = 2
"""Builds that stay beside the current one, so that whoever has just opened one can go on reading it."""

FAILED = "failed"
"""The folder with the reports of a graph that was refused."""


class Parts(Protocol):
    """A graph in the files in which it will be written."""

    def parts(self) -> Iterable[Part]:
        """Return these files: articles in the order of their keys, then the rest."""


class Passed(Protocol):
    """What `kg.validation.gate.Admitted` is to the store, which doesn't know the gate: a graph and why it may enter."""

    @property
    def report(self) -> Report:
        """What the gate found."""

    @property
    def graph(self) -> Parts:
        """What was admitted."""


def publish(
    folder: Path,
    admitted: Passed,
    *,
    base: str,
    versions: Mapping[str, str],
    inputs: Mapping[str, Digest],
    reports: Mapping[str, bytes],
    counts: Mapping[str, int] | None = None,
    loading: Callable[[], None] = lambda: None,
) -> Build:
    """Write a build into a folder of builds and make it the current one.

    `inputs` are named by paths relative to the project's folder, `reports` as `report.<format>`. The same content
    gives the same build: one that is there already is verified, mended where it was altered, and used again; a new
    one is loaded into its store, and `loading` is called before. Raises BuildError if another build is being written,
    for a blank node, and if the disk refuses, and GateError if the report has an error; then the last good build is
    still the current one.
    """
    if not admitted.report.conforms:
        raise GateError("the graph does not conform, so it is not published; run `kg check`")
    check_names(dict(inputs), dict(reports))
    with scratch(folder) as place:
        fresh = place / "build"
        fresh.mkdir()
        graph, quads = _write(admitted.graph.parts(), fresh)
        for name, content in reports.items():
            write(fresh / name, content)
        manifest = Manifest(
            base=base,
            versions=dict(versions),
            counts={**(counts or {}), "quads": quads},
            inputs=dict(inputs),
            outputs={**graph, **{name: digest(content) for name, content in reports.items()}},
        )
        content = manifest.encode()
        write(fresh / MANIFEST, content)
        build = Build(folder / name_of(content), manifest)
        if build.folder.exists():
            _reuse(build, fresh, place)
        else:
            loading()
            _load(Build(fresh, manifest), folder, admitted.graph)
            sync(fresh)
            move(fresh, build.folder)
        os.utime(build.folder)  # the order in which builds became current, for the next one that clears
        write(place / CURRENT, f"{build.name}\n".encode())
        move(place / CURRENT, folder / CURRENT)
        _clear(folder, build.name)
    return build


def publish_failed(folder: Path, reports: Mapping[str, bytes]) -> Path:
    """Write the reports of a graph that was refused to `failed`, in place of older ones, and return that folder.

    The current build stays what it is. Raises BuildError as `publish` does.
    """
    check_names({}, dict(reports))
    target = folder / FAILED
    with scratch(folder) as place:
        fresh = place / FAILED
        fresh.mkdir()
        for name, content in reports.items():
            write(fresh / name, content)
        sync(fresh)
        discard(target)
        move(fresh, target)
    return target


def _current(folder: Path) -> Build | None:
    """Return the build that counts up to now; None where there is none, or none that can be read."""
    with suppress(BuildError):
        return open_build(folder, mend=False)
    return None


def _write(parts: Iterable[Part], folder: Path) -> tuple[dict[str, Digest], int]:
    """Write the files of a graph and flush them; return their digests, and how many quads they have."""
    found, quads = dict[str, Digest](), 0
    (folder / GRAPH).mkdir()
    for part in parts:
        if part.kept:
            path, found[part.name] = part.kept
            share(path, folder / part.name)
        else:
            found[part.name] = nquads.write(part.blocks, folder / part.name)
        quads += part.lines
    sync(folder / GRAPH)
    return found, quads


def _load(fresh: Build, folder: Path, admitted: Parts) -> None:
    carried, graph = fresh.folder.parent / "carried", fresh.manifest.graph
    if isinstance(admitted, Edited) and admitted.build:
        mark = carry(admitted.build, fresh, carried, admitted.change)
    else:
        mark = carry(old, fresh, carried) if (old := _current(folder)) else None
    if mark:
        carried.replace(fresh.folder / STORE)
    else:
        mark = cache.load(fresh.parts, graph, fresh.folder / STORE)
    quads = fresh.manifest.counts["quads"]
    if mark.quads != quads:
        twice = nquads.repeated(fresh.parts).strip()
        what = f"a quad stands in two sections: {twice}" if twice else "Oxigraph takes two literals for one"
        raise BuildError(f"{quads} quads were written and {mark.quads} loaded; {what}")


def _reuse(build: Build, fresh: Path, place: Path) -> None:
    # Name by name: what replaces a damaged file is by its hash what the file was, so a kill in between only leaves
    # less to mend.
    outputs = {MANIFEST: digest_file(fresh / MANIFEST), **build.manifest.outputs}
    for name, expected in outputs.items():
        path = build.folder / name
        if not path.is_file() or digest_file(path) != expected:
            path.parent.mkdir(exist_ok=True)
            (fresh / name).replace(path)
    sync(build.folder / GRAPH)
    sync(build.folder)
    if store_problem(build) or cache.altered(build.folder / STORE):
        renew_store(build, place)


def _clear(folder: Path, current: str) -> None:
    others = [p for p in folder.iterdir() if is_name(p.name) and p.name != current and (p / MANIFEST).is_file()]
    others.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in (folder / FAILED, *others[: max(0, len(others) - KEPT)]):
        with suppress(OSError):  # Windows keeps what is still open; the next build tries again
            discard(path)
