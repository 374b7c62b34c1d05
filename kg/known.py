"""What one build leaves for the next one, so that only what an edit reaches is done again."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from rdflib import Graph

from kg.errors import BuildError
from kg.identity import Memory
from kg.mapping.whole import Mapped
from kg.model import Change, Finding
from kg.model.differing import differing, exchanged
from kg.project import NOTHING, Project, digest_of, hash_of
from kg.resources import ontology_dir
from kg.sources import read, register
from kg.sources.filing import filed
from kg.sources.positions import Locator, with_positions
from kg.sources.register import RegisterReading, read_register
from kg.sources.texts import Texts, is_text
from kg.store import Build, Digest, Draft, Edited
from kg.store.parts import Layout
from kg.validation.shapes import Shapes, load_ontology, load_shapes
from kg.validation.validated import Validated

Stamp = tuple[int, int, int, int]


def stamp(path: Path) -> Stamp:
    """Return by what a file is known to be unchanged: times of its last changes, size, inode. Raises OSError."""
    return _stamp(path.stat())


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _texts(folder: Path) -> dict[str, Stamp]:
    """Return the names and the stamps of the texts of a folder, of which there may be many."""
    with os.scandir(folder) as entries:
        return {each.name: _stamp(each.stat()) for each in filter(is_text, entries)}


def stamps(folder: Path | None) -> dict[str, Stamp]:
    """Return the stamps of the files below a folder, by their paths within it; none where there is none."""
    if folder is None:
        return {}
    return {str(path.relative_to(folder)): stamp(path) for path in folder.rglob("*") if path.is_file()}


class Held(NamedTuple):
    """What a graph is held to."""

    shapes: Shapes
    ontology: Graph


def held() -> Held:
    """Read the shapes and the ontology of this package."""
    return Held(load_shapes(ontology_dir() / "shapes"), load_ontology(ontology_dir()))


class Known:
    """Empty at first; `kg.pipeline` fills it and looks into it. It belongs to one project."""

    def __init__(self) -> None:
        self.documents = read.Known()
        self._digests: dict[Path, tuple[Stamp, Digest]] = {}
        self._texts: tuple[dict[str, Stamp], Texts, str] | None = None
        self._checked: dict[str, tuple[Finding, ...]]
        self._sources: Sequence[read.Source]
        """Those that were checked."""
        self._placed: dict[str, tuple[read.Source, int | None, Sequence[Finding], tuple[Finding, ...]]] = {}
        self._held: tuple[object, Held] | None = None
        self._register: tuple[object, RegisterReading] | None = None
        self._entries = register.Known()
        self.forget()

    def forget(self) -> None:
        """Begin anew with all that was made of what was read."""
        self._checked, self._sources = {}, ()
        self._other_texts: set[str] = set()
        """Names and hashes of texts that came, went or are others, until all goes by those that are there."""
        self.decided, self.mapped, self.validated = Memory(), Mapped(), Validated()
        self._graph: Build | Draft | None = None
        """From which the next one goes on: the last build, or what was mapped last as a whole."""
        self._layout: Layout = ()
        self._changes: dict[str, Change] = {}
        """From that graph to the one that was mapped last."""

    def digest(self, path: Path) -> Digest:
        """Return the digest of a file, which is not read again as long as its stamp is the same."""
        try:
            now = stamp(path)
        except OSError:
            return NOTHING
        if (known := self._digests.get(path)) is None or known[0] != now:
            known = self._digests[path] = now, digest_of(path)
        return known[1]

    def register(self, project: Project) -> RegisterReading:
        """Return what is read of the register: the same as long as its files are the same."""
        folder = project.sources / "register"
        paths = [*(folder.iterdir() if folder.is_dir() else ()), project.sources / "project.yaml"]
        now = {path: stamp(path) for path in paths if path.exists()}
        if self._register is None or self._register[0] != now:
            self._register = now, read_register(project.sources, project.root, self._entries)
        return self._register[1]

    def held(self) -> Held:
        """Return what a graph is held to: the same objects as long as the files are the same."""
        now = {path: stamp(path) for path in sorted(ontology_dir().rglob("*.ttl"))}
        if self._held is None or self._held[0] != now:
            self._held = now, held()
            self.forget()
        return self._held[1]

    def texts(self, folder: Path | None) -> tuple[Texts, str]:
        """Return the texts, and a hash of all of them.

        Raises UsageError where there is no such folder, OSError where it can't be read.
        """
        now = _texts(folder) if folder and folder.is_dir() else {}
        if self._texts is None or now != self._texts[0]:
            names = differing(self._texts[0], now) if self._texts else set()
            paths = {name: folder / name for name in sorted({*now, *names})} if folder else {}
            self._other_texts |= names
            self._other_texts |= {
                self._digests[paths[name]][1].sha256 for name in names if paths[name] in self._digests
            }
            self._texts = now, Texts(folder), hash_of((paths[name] for name in sorted(now)), self.digest)
            self._other_texts |= {self.digest(paths[name]).sha256 for name in names if name in now}
        return self._texts[1:]

    def retexted(self, sources: Iterable[read.Source]) -> set[str]:
        """Return the keys of the articles of which the text may be another one, there now, or there no more."""
        articles = (source.annotation.article for source in sources) if self._other_texts else ()
        return {each.id for each in articles if not self._other_texts.isdisjoint((each.text.file, each.text.sha256))}

    def checked(self, sources: Sequence[read.Source], texts: Texts, again: Set[str]) -> Iterator[Finding]:
        """Yield what is wrong between annotations and their texts; `again`: keys of those whose text is another one."""
        gone, come = exchanged(self._sources, sources)
        come += [source for source in sources if source.annotation.article.id in again] if again else []
        for source in (*gone, *come):
            self._checked.pop(source.annotation.article.id, None)
            self._placed.pop(source.annotation.article.id, None)
        for source in come:
            if found := texts.check(source):
                self._checked[source.annotation.article.id] = found
        self._sources = sources
        return chain.from_iterable(self._checked.values())

    def up_to_date(self) -> None:
        """Note that all goes by the texts that are there now."""
        self._other_texts = set()

    def placed(self, source: read.Source, findings: Sequence[Finding], locate: Locator) -> tuple[Finding, ...]:
        """Return findings of one article with file and place; the same ones, never changed, have the same."""
        key = source.annotation.article.id
        known, row = self._placed.get(key), locate.row(source.file, key)
        if known is None or known[0] is not source or known[1] != row or known[2] is not findings:
            known = self._placed[key] = source, row, findings, with_positions(filed(source, findings), locate)
        return known[3]

    def edited(self, changes: Mapping[str, Change]) -> Edited | None:
        """Return the graph that was mapped last with changes; None where it can't be had any more."""
        if self._graph is None or (isinstance(self._graph, Build) and not self._graph.folder.is_dir()):
            return None
        self._changes = composed(self._changes, changes)
        try:
            return Edited(self._graph, self._layout, self._changes)
        except (BuildError, OSError):  # somebody altered it: all is made anew
            return None

    def anew(self) -> None:
        """Note that all is mapped anew, so that nothing goes on from the last graph."""
        self._graph = None

    def go_on_from(self, graph: Build | Draft, layout: Layout) -> None:
        """Take what was mapped last, with its layout, as that from which the next graph goes on.

        A draft is, until it is published: it may be refused.
        """
        self._graph, self._layout, self._changes = graph, layout, {}

    @property
    def begins_at(self) -> Path | None:
        """The folder of the build that the next graph goes on from; None where it goes on from none."""
        return self._graph.folder if isinstance(self._graph, Build) else None

    @property
    def goes_on(self) -> bool:
        """Whether there is a graph to go on from."""
        return self._graph is not None


def composed(first: Mapping[str, Change], second: Mapping[str, Change]) -> dict[str, Change]:
    """Return what two changes do, one after the other; sections that are as they were in the end are left out."""
    nothing = Change(frozenset(), frozenset())
    found = {}
    for section in {*first, *second}:
        one, other = first.get(section, nothing), second.get(section, nothing)
        removed = (one.removed - other.added) | (other.removed - one.added)
        added = (one.added - other.removed) | (other.added - one.removed)
        if removed or added:
            found[section] = Change(removed, added)
    return found
