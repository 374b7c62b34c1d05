"""Everything before the gate: read, resolve, map."""

import gc
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from itertools import chain
from typing import NamedTuple

import pyoxigraph

from kg import apart
from kg.apart.workers import available
from kg.errors import UsageError
from kg.identity import Decisions, Memory, decide
from kg.iris import line
from kg.known import Known
from kg.mapping.again import map_changes
from kg.mapping.corpus import Section, map_corpus, ontology_graph
from kg.model import Annotation, Article, Change, Finding
from kg.namespaces import DATA_IRI
from kg.project import Project
from kg.resources import ontology_dir
from kg.sources.files import source_files
from kg.sources.filing import filed
from kg.sources.positions import Locator, with_positions
from kg.sources.read import Reading, Source, read_all
from kg.sources.register import RegisterReading, read_register
from kg.sources.texts import Texts
from kg.store import Draft, Edited
from kg.store.parts import Piece
from kg.timing import Progress

LARGE = 1 << 22
"""Bytes of sources, about 2,500 articles, from which on a process of its own is worth its start of half a second."""


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


class Notes(NamedTuple):
    """What is known of a draft besides its lines."""

    title: str
    """Of the project; empty where it has none."""
    base: str
    """Of the IRIs."""
    findings: tuple[Finding, ...]
    """All up to here, with their places."""
    articles: Mapping[str, Article]
    """Those that could be read, by key, without what is annotated in them."""
    locate: Locator
    counts: Mapping[str, int]
    """How many articles, statements, and reports of events of each kind there are."""


class Drafted(NamedTuple):
    """What was mapped."""

    graph: Draft | Edited
    changes: Mapping[str, Change] | None
    """From what was mapped before, where only that was mapped."""
    whole: bool
    """Whether the register is, so that there is a graph."""
    notes: Notes


def drafted(
    project: Project,
    texts: Texts,
    progress: Progress = silent,
    known: Known | None = None,
    workers: int | None = None,
) -> Drafted:
    """Read, resolve and map all sources. What is in `known` is not done again, and what is done is added to it.

    Without it, where there is much, another process does it and its memory is given back; so many `workers` help it,
    or one for each core but its own. Raises UsageError where there is nothing to read.
    """
    if known is None and apart.POSSIBLE and _size(project) >= LARGE:
        graph = Draft()
        work = project, graph.number, available() if workers is None else workers
        graph.pieces, whole, notes = apart.run(_apart, *work, progress=progress, files=[graph.number])
        return Drafted(graph, None, whole, notes)
    return _drafted(project, texts, Draft(), progress, known)


def _size(project: Project) -> int:
    return sum(path.stat().st_size for path in source_files(project.sources) if path.is_file())


def _apart(project: Project, number: int, workers: int, progress: Progress) -> tuple[list[Piece], bool, Notes]:
    """Write the draft into an open file, and return all else."""
    gc.disable()
    draft = Draft(number)
    done = _drafted(project, Texts(project.texts), draft, progress, None, workers)
    return draft.pieces, done.whole, done.notes


def read(
    project: Project, progress: Progress = silent, known: Known | None = None, workers: int = 1
) -> tuple[Reading, RegisterReading]:
    """Read the articles and the register; what is in `known` is not read again, and what is read is added to it.

    Raises UsageError where there is nothing to read.
    """
    if not source_files(project.sources):
        raise UsageError(f"{project.sources}: no article here yet; sources/README.md or kg init shows how one looks")
    register = known.register(project) if known else read_register(project.sources, project.root)
    documents = known.documents if known else None
    shown = lambda done, total, _: progress("reading", done, total)  # noqa: E731
    return read_all(project.sources, project.root, shown, documents, workers), register


def decided(
    texts: Texts,
    reading: Reading,
    read: RegisterReading,
    progress: Progress = silent,
    known: Memory | None = None,
    retexted: Set[str] = frozenset(),
    workers: int = 1,
) -> Decisions:
    """Decide who is who, when it was and which reports tell one event, for all that could be read.

    `known` and `retexted` as for `decide`.
    """
    annotations = (source.annotation for source in reading.sources)
    entries, judgements = read.register.entries, read.register.judgements
    shown = lambda done, total: progress("resolving", done, total)  # noqa: E731
    return decide(annotations, entries, judgements, texts.of, shown, known, retexted, workers)


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


def _drafted(
    project: Project, texts: Texts, draft: Draft, progress: Progress, known: Known | None, workers: int = 1
) -> Drafted:
    reading, register = read(project, progress, known, workers)
    locate = Locator(project.root, reading.rows)
    base = register.register.project.base or DATA_IRI
    sources = reading.by_key
    findings = [*register.findings, *reading.findings]
    retexted: Set[str] = frozenset()
    if known:
        retexted = known.retexted(reading.sources)
        findings += known.checked(reading.sources, texts, retexted)
    else:
        findings += chain.from_iterable(map(texts.check, reading.sources))
    whole = not _errors(register.findings)
    again = known.decided if known and whole else None
    decisions = decided(texts, reading, register, progress, again, retexted, workers)
    if known and whole:
        known.up_to_date()
    found: list[Finding] = []
    for key, cast in decisions.casts.items():
        if cast.findings:
            place = sources[key], cast.findings
            found += known.placed(*place, locate) if known else filed(*place)
    if not _errors([*register.findings, *reading.findings, *found]):  # else a judgement may name what is not read
        findings += decisions.findings
        findings += [finding for finding in decisions.events.findings if finding.file]
    findings += found
    progress("mapping", 0, 0)
    graph: Draft | Edited = draft
    changes: Mapping[str, Change] | None = None
    if whole:  # with a register that is not whole, names would mean something else
        annotators = {annotator.id: annotator.name for annotator in register.register.project.annotators}
        graph, changes = _mapped(draft, sources, decisions, annotators, base, known, workers)
        noted = [(each.article, each) for each in decisions.events.findings if not each.file]
        for key, finding in [*decisions.timeline.findings, *noted]:
            findings += filed(sources[key], [finding])
    progress("mapping", 1, 1)
    notes = Notes(
        title=register.register.project.title or "",
        base=base,
        findings=with_positions(findings, locate),
        articles={source.annotation.article.id: source.annotation.article for source in reading.sources},
        locate=locate,
        counts=_counts(source.annotation for source in reading.sources),
    )
    return Drafted(graph, changes, whole, notes)


def _counts(annotations: Iterable[Annotation]) -> dict[str, int]:
    articles, statements, kinds = 0, 0, Counter[str]()
    for annotation in annotations:
        articles, statements = articles + 1, statements + len(annotation.statements)
        kinds.update(event.type for event in annotation.events)
    reports = {f"reports of a {kind}": kinds[kind] for kind in sorted(kinds)}
    return {"articles": articles, "statements": statements, **reports}


def _mapped(
    draft: Draft,
    sources: Mapping[str, Source],
    decisions: Decisions,
    annotators: Mapping[str, str],
    base: str,
    known: Known | None,
    workers: int,
) -> tuple[Draft | Edited, Mapping[str, Change] | None]:
    """Return the graph, and what of it changed where the rest was known."""
    if known and known.goes_on:
        changes = map_changes(known.mapped, sources, decisions, annotators=annotators, base=base)
        if changes is not None and (edited := known.edited(changes)):
            return edited, changes
    if known:
        known.anew()
    mapped = known.mapped if known else None
    draft.add(map_corpus(sources, decisions, annotators=annotators, base=base, mapped=mapped, workers=workers))
    draft.add([_ontology(base)])
    if known:
        known.go_on_from(draft, draft.layout)
    return draft, None


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _ontology(base: str) -> Section:
    """Return classes, properties and schemes as a section of their own."""
    graph = ontology_graph(base)
    files = (ontology_dir() / name for name in ("diplomacy.ttl", "schemes.ttl"))
    triples = (t for file in files for t in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE))
    return Section("ontology", [line(str(t.subject), str(t.predicate), str(t.object), graph) for t in triples])
