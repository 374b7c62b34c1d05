"""A published build as one uses it: ask, export, read its report, prove it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from kg import queries
from kg.errors import BuildError, QueryError, UsageError
from kg.project import Project
from kg.queries import Answer, Query
from kg.queries.worker import Limits, Worker
from kg.resources import queries_dir
from kg.store import Build, open_build
from kg.store.build import CURRENT, is_name
from kg.store.manifest import STORE
from kg.store.publish import FAILED
from kg.timing import Progress

if TYPE_CHECKING:  # a query is answered in less time than all of these take to start
    import rdflib

    from kg.citing import CitedAnswer
    from kg.diffing import Diff
    from kg.explain import Step
    from kg.export import Format, Provenance
    from kg.ontology.check import OntologyReport
    from kg.store.doctor import Diagnosis
    from kg.validation.reports.json import Document

SPARQL_FORMS = ("select", "ask", "prefix", "base", "#")
"""How a text begins that is a query and no name of one."""


class Opened:
    """The current build of a project. Raises BuildError where there is none that conforms."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.build: Build = open_build(project.builds)

    def query(self, query: str, *, limits: Limits | None = None, **values: str) -> Answer:
        """Answer a stored query by its name, or a SPARQL text. `values` are those of its parameters.

        A query that a stranger wrote needs `limits`: then another process answers it and is killed where it takes too
        much (`kg.queries.worker`). Without, nothing stops it.
        Raises QueryError for a query that can't be read, and for a value that does not fit; QueryStoppedError at a
        limit.
        """
        is_text = query.lstrip().lower().startswith(SPARQL_FORMS)
        return self.ask(queries.free(query) if is_text else stored(self._project, query), values, limits)

    def ask(self, query: Query, values: Mapping[str, str], limits: Limits | None = None) -> Answer:
        """Answer a query that was read before."""
        if limits:
            with Worker(self.build.folder / STORE, limits) as worker:
                return queries.run(worker, query, values, self.build.base)
        return queries.run(self.build.store(), query, values, self.build.base)

    def cite(self, query: Query, values: Mapping[str, str], limits: Limits | None = None) -> "CitedAnswer":
        """Answer a query, with the passages, lines and voices behind each row; `limits` as for `query`."""
        from kg import explain
        from kg.citing import CitedAnswer
        from kg.sources.positions import Locator
        from kg.sources.texts import Texts

        asked = Worker(self.build.folder / STORE, limits) if limits else None
        place, text = Locator(self._project.root), explain.texts_of(self.build, Texts(self._project.texts))
        store = self.build.store()
        return CitedAnswer(query, store, self.build.base, values, asked=asked, place=place, text=text)

    def pack(self, cited: "CitedAnswer") -> str:
        """Return an answer with its citations as a page of evidence."""
        from kg.citing.pack import Proof, pack
        from kg.version import __version__

        return pack(cited, Proof(self.build.name, self.build.manifest.graph, self.report, __version__))

    def export(self, format: "Format", out: BinaryIO, provenance: "Provenance" = "facts") -> None:  # noqa: A002
        """Write the graph to a binary file, in one of `kg.export.FORMATS`."""
        from kg.export import export

        export(self.build, format, out, provenance=provenance)

    @property
    def report(self) -> "Document":
        """The report of the gate, as `kg report --format json` has it."""
        from kg.validation.reports.json import Document

        return msgspec.json.decode((self.build.folder / "report.json").read_bytes(), type=Document)

    def dataset(self) -> "rdflib.Dataset":
        """Return all quads as an rdflib Dataset whose default graph is the union of all graphs."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        for part in self.build.parts:
            dataset.parse(part, format="nquads")
        return dataset

    def why(self, thing: str, *, depth: int | None = None, most: int | None = None) -> "Step":
        """Return on what a thing of the graph rests. `depth`: levels; `most`: steps of a kind, 0 for all, else few.

        Raises QueryError, with what is nearest, for what the graph does not have.
        """
        from kg import explain
        from kg.sources.positions import Locator
        from kg.sources.texts import Texts

        text, shown = explain.texts_of(self.build, Texts(self._project.texts)), explain.MOST if most is None else most
        return explain.why(self.build, thing, Locator(self._project.root), text, depth=depth, most=shown)

    def changed(self, step: "Step") -> tuple[str, ...]:
        """Return the sources named in an answer that were changed since the build: lines in them may be off."""
        from kg import explain

        return explain.changed(step, self.build, self._project.root)

    def diff(self, other: str | Path, *, ask: bool = True) -> "Diff":
        """Return what changed from another build to this one, by the edits that caused it.

        `other` is the folder of a build or a name under `build/`; without `ask`, no stored query is asked of both.
        Raises BuildError where there is no such build.
        """
        return diff(self._project, other, self.build, ask=ask)

    def diagnose(self) -> "Diagnosis":
        """Prove the build: hashes, and a ground for every triple."""
        from kg.store.doctor import diagnose

        return diagnose(self.build)

    def triples(self) -> str:
        """Return the default graph as sorted N-Triples, each triple once."""
        return "".join(sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in self.build.quads()}))


def find_build(project: Project, named: str | Path) -> Build:
    """Return a build by its folder, by its name under `build/`, or as `current`. Raises BuildError for others."""
    if str(named) == CURRENT:
        return open_build(project.builds)
    inside = project.builds / named
    folder = inside if is_name(str(named)) and inside.is_dir() else Path(named)
    if not folder.is_dir():
        here = [path.name for path in sorted(project.builds.glob("*")) if is_name(path.name)]
        raise BuildError(
            f"{named}: no folder of a build, and none in {project.builds}: {', '.join(here) or 'it has none'}"
        )
    return open_build(folder)


def diff(
    project: Project, first: str | Path | Build, second: str | Path | Build = CURRENT, *, ask: bool = True
) -> "Diff":
    """Return what changed from one build to another, and the stored queries whose rows changed if they are to be asked.

    Raises BuildError where there is no such build, and QueryError for a stored query that can't be read.
    """
    from kg import diffing

    old, new = (each if isinstance(each, Build) else find_build(project, each) for each in (first, second))
    asked, flaws = all_stored(project) if ask else ([], [])
    if flaws:
        raise flaws[0]
    return diffing.diff(old, new, asked, project.root)


def stored(project: Project, name: str) -> Query:
    """Return a stored query; the project's own goes before one of the package. Raises QueryError with the nearest."""
    for folder in reversed(project.queries):
        if (folder / f"{name}.rq").is_file():
            return queries.find(folder, name)
    return queries.find(queries_dir(), name)


def all_stored(project: Project) -> tuple[list[Query], list[QueryError]]:
    """Return all stored queries by name, each once, and what is wrong with those that can't be read."""
    flaws = list[QueryError]()
    found = {query.name: query for folder in project.queries for query in queries.queries(folder, flaws)}
    return [found[name] for name in sorted(found)], flaws


def stored_report(project: Project, format: str, *, failed: bool = False) -> str:  # noqa: A002
    """Return a report as it was written with the current build, or with the last one that was refused.

    Raises UsageError for an unknown format, and BuildError where there is no such report.
    """
    from kg.validation.reports import SUFFIXES

    if format not in SUFFIXES:
        raise UsageError(f"no report format {format!r}; known: {', '.join(SUFFIXES)}")
    folder = project.builds / FAILED if failed else open_build(project.builds).folder
    path = folder / f"report.{SUFFIXES[format]}"
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise BuildError(f"{path}: there is no such report; run kg build") from error


def why_not(project: Project, one: str, other: str | None = None, progress: Progress | None = None) -> "Step":
    """Return what keeps two things apart, or what kept one out of the graph, by the sources as they are.

    Raises UsageError, with what is nearest, for what no source has.
    """
    from kg import explain
    from kg.drafting import decided_now, silent
    from kg.sources.positions import Locator
    from kg.validation.reports.json import Document

    decisions, sources, findings = decided_now(project, progress or silent)
    files = {key: f"{source.file}#{source.prefix}" for key, source in sources.items()}
    where = explain.Sources(Locator(project.root), lambda key: files.get(key, ""))
    if other is not None:
        return explain.why_not(decisions, one, other, where)
    build = open_build(project.builds) if (project.builds / CURRENT).is_file() else None
    paths = [folder / "report.json" for folder in (project.builds / FAILED, *([build.folder] if build else []))]
    reports = [msgspec.json.decode(path.read_bytes(), type=Document) for path in paths if path.is_file()]
    return explain.why_not_fact(build, reports, decisions, one, where, findings=findings)


def check_ontology(project: Project | None) -> "OntologyReport":
    """Check the ontology, and with it the project's current build where there is one."""
    from kg.ontology import check as ontology

    if project and (project.builds / "current").is_file():
        return ontology.check(Opened(project).triples())
    return ontology.check()
