"""Compare two builds."""

from collections.abc import Iterable
from pathlib import Path

from kg.diffing import words
from kg.diffing.causes import Causes
from kg.diffing.changes import Changed, Two
from kg.diffing.edits import Edits, Place
from kg.diffing.result import Change, Diff, Edit
from kg.diffing.rows import compare
from kg.explain.graph import Graph
from kg.queries import Query
from kg.sources.positions import Locator
from kg.store import Build, digest_file
from kg.store.difference import difference


def diff(first: Build, second: Build, queries: Iterable[Query] = (), root: Path = Path()) -> Diff:
    """Return what changed from the first build to the second, and the `queries` whose rows changed.

    `root` is the project's folder: lines are those of its sources, where they still are as they were in the build.
    """
    versions = _versions(first, second)
    if first.name == second.name:
        return Diff(first.name, second.name)
    lost, gained = (sorted(line.decode() for line in lines) for lines in difference(first.files, second.files))
    two = Two(Graph(first.store(), first.base), Graph(second.store(), second.base), lost, gained)
    edits = Edits(two, lambda file: _files(first, second, file))
    causes = Causes(two, {iri: edits.of(change) for iri, change in two.changed.items()})
    grouped: dict[int, list[Changed]] = {number: [] for number in range(-1, len(causes.places))}
    for iri, change in two.changed.items():
        grouped[causes.of.get(iri, (-1,))[0]].append(change)
    where = _Where(first, second, root)
    told = {number: _told(two, causes, changes) for number, changes in grouped.items()}
    found = tuple(where.edit(place, told[number]) for number, place in enumerate(causes.places))
    rows, left_out = compare(first, second, queries)
    return Diff(
        first.name,
        second.name,
        tuple(edit for edit in found if edit.changes),
        told[-1],
        two.shifted,
        versions,
        tuple(sorted(where.unlocated)),
        rows,
        left_out,
    )


_KINDS = ("fact", "decision", "redirect", "thing", "term")
_HOWS = ("removed", "added", "changed", "provenance")
_ORDER = ("annotation", "premises", "things", "")


def _told(two: Two, causes: Causes, changes: list[Changed]) -> tuple[Change, ...]:
    """Return the changes of one edit as records: what was written there first, then what follows."""
    found = []
    for change in words.paired(two, changes):
        gained, lost = words.triples(two, change)
        old, new = two.pointers(change.iri)
        told = Change(
            change.iri,
            change.kind,
            change.how,
            words.says(two, change),
            causes.because.get(change.iri, ""),
            next(iter(new or old), ""),
            change.was,
            two.renamed(change),
            gained,
            lost,
            words.grounds(two, change),
            tuple(causes.places[number].pointer for number in causes.of.get(change.iri, ())[1:]),
        )
        found.append(told)
    found.sort(key=lambda c: (_ORDER.index(c.because), _KINDS.index(c.kind), _HOWS.index(c.how), c.iri))
    return tuple(found)


class _Where:
    """Lines of edits, in the sources as they are by now."""

    def __init__(self, first: Build, second: Build, root: Path) -> None:
        self._builds, self._root, self._locate = (first, second), root, Locator(root)
        self._same: dict[tuple[str, bool], bool] = {}
        self.unlocated: set[str] = set()

    def edit(self, place: Place, changes: tuple[Change, ...]) -> Edit:
        """Return an edit with its line, where the file is as it was in the build to which its pointer belongs."""
        line, column = self._locate(place.pointer) if self._unchanged(place) else (0, 0)
        if not line and changes:
            self.unlocated.add(place.file)
        return Edit(place.pointer, "first" if place.old else "second", line, column, changes)

    def _unchanged(self, place: Place) -> bool:
        key = (place.file, place.old)
        if key not in self._same:
            known = self._builds[0 if place.old else 1].manifest.inputs.get(place.file)
            path = self._root / place.file
            self._same[key] = known is not None and path.is_file() and digest_file(path) == known
        return self._same[key]


def _files(first: Build, second: Build, file: str) -> tuple[bool, bool, bool]:
    """Return whether each build has a source, and whether it is the same in both."""
    old, new = first.manifest.inputs.get(file), second.manifest.inputs.get(file)
    return old is not None, new is not None, old is not None and old == new


def _versions(first: Build, second: Build) -> dict[str, tuple[str, str]]:
    old, new = first.manifest.versions, second.manifest.versions
    return {
        name: (old.get(name, ""), new.get(name, ""))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    }
