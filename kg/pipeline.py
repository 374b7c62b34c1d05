"""The one place that knows the order: read, resolve, map, validate, publish."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
from msgspec.structs import replace

from kg.checked import Checked
from kg.errors import UsageError
from kg.identity import Decisions, Memory, decide
from kg.iris import line
from kg.known import Known, held
from kg.mapping.again import map_changes
from kg.mapping.corpus import Section, map_corpus, ontology_graph
from kg.model import Change, Finding
from kg.namespaces import DATA_IRI, OWL
from kg.project import Project, fingerprint, inputs
from kg.queries import stored
from kg.resources import ontology_dir
from kg.sources.files import source_files
from kg.sources.filing import filed
from kg.sources.positions import Locator, with_positions
from kg.sources.read import Reading, Source, read_all
from kg.sources.register import RegisterReading, read_register
from kg.sources.texts import Texts
from kg.store import Build, Draft, Edited, digest_file, publish, publish_failed, remember
from kg.timing import Progress
from kg.validation import gate
from kg.validation.checks import Check
from kg.validation.rules import pages
from kg.version import __version__


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Built:
    """A build, or None where the gate refused; then `reports` is the folder with its reports."""

    checked: Checked
    build: Build | None
    reports: Path


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the search for cycles: what is read, decided, mapped and found has none, and walking it takes long."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collector()
def check(
    project: Project,
    progress: Progress = silent,
    engine: gate.Engine = "sets",
    known: Known | None = None,
) -> Checked:
    """Read and validate everything. Findings are the result, not an exception.

    What is in `known` from the time before is not done again, as far as no edit can reach it; the result is the same.
    Raises UsageError where there is nothing to read.
    """
    texts = known.texts(project.texts)[0] if known else Texts(project.texts)
    return _check(project, texts, progress, engine, known)


def _check(project: Project, texts: Texts, progress: Progress, engine: gate.Engine, known: Known | None) -> Checked:
    try:
        return _checked(project, texts, progress, engine, known)
    except BaseException:
        if known:
            known.forget()  # it may be half up to date
        raise


def _checked(project: Project, texts: Texts, progress: Progress, engine: gate.Engine, known: Known | None) -> Checked:
    reading, register = read(project, progress, known)
    shapes, ontology = known.held() if known else held()
    locate = Locator(project.root, reading.rows)
    mapped = _map(reading, register, texts, locate, progress, known)
    progress("validating", 0, 0)
    checks, base = stored_checks(project.queries), mapped.base
    report = gate.check(
        mapped.graph.blocks(without="ontology"),
        shapes,
        ontology,
        locate,
        checks,
        earlier=mapped.findings,
        base=base,
        engine=engine,
        known=known.validated if known and mapped.whole else None,
        changes=mapped.changes,
    )
    progress("validating", 1, 1)
    return Checked(
        project=project,
        title=register.register.project.title or "diplomacy-kg",
        report=replace(report, articles=len(reading.sources)),
        graph=mapped.graph,
        sources=reading.by_key,
        base=base,
        ontology=str(next(ontology.objects(None, OWL.versionInfo))),
        pages=pages(shapes, checks),
        locate=locate,
        texts=texts,
    )


@_without_collector()
def build(
    project: Project,
    progress: Progress = silent,
    engine: gate.Engine = "sets",
    known: Known | None = None,
) -> Built:
    """Check everything and publish a build; where the gate refuses, the last good build stays in place.

    `known` as for `check`. Raises BuildError where the disk or another build is in the way.
    """
    digest = known.digest if known else digest_file
    texts, of_texts = known.texts(project.texts) if known else (Texts(project.texts), None)
    made_from = fingerprint(project, digest, of_texts)
    checked = _check(project, texts, progress, engine, known)
    progress("reporting", 0, 0)
    reports = checked.files()
    if not checked.report.conforms:
        return Built(checked, None, publish_failed(project.builds, reports))

    def loading() -> None:
        progress("writing", 1, 1)
        progress("loading", 0, 0)

    progress("writing", 0, 0)
    published = publish(
        project.builds,
        gate.admit(checked.graph, checked.report),
        base=checked.base,
        versions={"diplomacy-kg": __version__, "ontology": checked.ontology},
        inputs={path.relative_to(project.root).as_posix(): digest(path) for path in inputs(project)},
        reports=reports,
        counts=checked.counts,
        loading=loading,
    )
    remember(project.builds, published, made_from)
    if known:
        known.published(published, checked.graph.layout)
    return Built(checked, published, published.folder)


def stored_checks(folders: Iterable[Path]) -> list[Check]:
    """Return the checks of these folders of queries; one of a later folder replaces one of the same name before."""
    found = {each.query.name: each for folder in folders for each in stored.checks(folder)}
    return [
        Check(
            name=name,
            text=each.query.text,
            code=each.rule.code,
            summary=each.rule.summary,
            mend=each.rule.mend,
            why=each.rule.why,
            example=each.rule.example,
            severity=each.rule.severity,
        )
        for name, each in sorted(found.items())
    ]


def read(project: Project, progress: Progress = silent, known: Known | None = None) -> tuple[Reading, RegisterReading]:
    """Read the articles and the register; what is in `known` is not read again, and what is read is added to it.

    Raises UsageError where there is nothing to read.
    """
    if not source_files(project.sources):
        raise UsageError(f"{project.sources}: no article here yet; sources/README.md or kg init shows how one looks")
    register = known.register(project) if known else read_register(project.sources, project.root)
    documents = known.documents if known else None
    shown = lambda done, total, _: progress("reading", done, total)  # noqa: E731
    return read_all(project.sources, project.root, shown, documents), register


def decided(
    texts: Texts,
    reading: Reading,
    read: RegisterReading,
    progress: Progress = silent,
    known: Memory | None = None,
) -> Decisions:
    """Decide who is who, when it was and which reports tell one event, for all that could be read.

    `known` as for `decide`.
    """
    annotations = [source.annotation for source in reading.sources]
    entries, judgements = read.register.entries, read.register.judgements
    shown = lambda done, total: progress("resolving", done, total)  # noqa: E731
    return decide(annotations, entries, judgements, texts.of, shown, known)


def decided_now(
    project: Project, progress: Progress = silent
) -> tuple[Decisions, Mapping[str, Source], tuple[Finding, ...]]:
    """Return what is decided on the sources as they are, the articles by key, and what was found, with its places."""
    reading, register = read(project, progress)
    decisions = decided(Texts(project.texts), reading, register, progress)
    sources = reading.by_key
    found = [*register.findings, *reading.findings]
    found += [each for key, cast in decisions.casts.items() for each in filed(sources[key], cast.findings)]
    return decisions, sources, with_positions(found, Locator(project.root, reading.rows))


class _Graph(NamedTuple):
    """What was mapped."""

    graph: Draft | Edited
    base: str
    """Of the IRIs."""
    findings: tuple[Finding, ...]
    """All up to here."""
    changes: Mapping[str, Change] | None
    """From what was mapped before, where only that was mapped."""
    whole: bool
    """Whether the register is, so that there is a graph."""


def _map(
    reading: Reading, read: RegisterReading, texts: Texts, locate: Locator, progress: Progress, known: Known | None
) -> _Graph:
    """Map every article without an error."""
    base = read.register.project.base or DATA_IRI
    sources = reading.by_key
    findings = [*read.findings, *reading.findings]
    if known:
        findings += known.checked(reading.sources, texts)
    else:
        findings += chain.from_iterable(map(texts.check, reading.sources))
    whole = not _errors(read.findings)
    decisions = decided(texts, reading, read, progress, known.decided if known and whole else None)
    found: list[Finding] = []
    for key, cast in decisions.casts.items():
        if cast.findings:
            place = sources[key], cast.findings
            found += known.placed(*place, locate) if known else filed(*place)
    if not _errors([*read.findings, *reading.findings, *found]):  # else a judgement may name what could not be read
        findings += decisions.findings
        findings += [finding for finding in decisions.events.findings if finding.file]
    findings += found
    progress("mapping", 0, 0)
    graph: Draft | Edited = Draft()
    changes: Mapping[str, Change] | None = None
    if whole:  # with a register that is not whole, names would mean something else
        annotators = {annotator.id: annotator.name for annotator in read.register.project.annotators}
        told = [sources[each.article.id] for each in decisions.annotations]
        graph, changes = _mapped(told, decisions, annotators, base, known)
        noted = [(each.article, each) for each in decisions.events.findings if not each.file]
        for key, finding in [*decisions.timeline.findings, *noted]:
            findings += filed(sources[key], [finding])
    progress("mapping", 1, 1)
    return _Graph(graph, base, with_positions(findings, locate), changes, whole)


def _mapped(
    told: Sequence[Source], decisions: Decisions, annotators: Mapping[str, str], base: str, known: Known | None
) -> tuple[Draft | Edited, Mapping[str, Change] | None]:
    """Return the graph, and what of it changed where the rest was known."""
    if known and known.goes_on:
        changes = map_changes(known.mapped, told, decisions, annotators=annotators, base=base)
        if changes is not None and (edited := known.edited(changes)):
            return edited, changes
    draft, mapped = Draft(), known.mapped if known else None
    if known:
        known.anew()
    draft.add(map_corpus(told, decisions, annotators=annotators, base=base, mapped=mapped))
    draft.add([_ontology(base)])
    return draft, None


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _ontology(base: str) -> Section:
    """Return classes, properties and schemes as a section of their own."""
    graph = ontology_graph(base)
    files = (ontology_dir() / name for name in ("diplomacy.ttl", "schemes.ttl"))
    triples = (t for file in files for t in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE))
    return Section("ontology", [line(str(t.subject), str(t.predicate), str(t.object), graph) for t in triples])
