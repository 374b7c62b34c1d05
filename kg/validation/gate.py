"""The gate: what does not conform is neither queried nor exported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from kg.errors import GateError
from kg.mapping.corpus import provenance_graph
from kg.model import Finding, Quad, Report, ShapeCount
from kg.namespaces import DATA_IRI, DIP
from kg.validation import checks as stored
from kg.validation.engine.columns import Columns, Ids
from kg.validation.engine.reading import N_QUADS, table_of
from kg.validation.engine.run import Run
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table
from kg.validation.engine.validate import quads_of, run_on
from kg.validation.lint import UNREADABLE, lint
from kg.validation.numbers import plural
from kg.validation.result import Result
from kg.validation.shapes import Shapes, targets
from kg.validation.tell import Teller
from kg.validation.terms import render, to_dataset
from kg.validation.trace import FACT, A, Index, Locate
from kg.validation.vocabulary import undeclared
from kg.validation.w3c import results_graph

Engine = Literal["sets", "pyshacl"]
"""What runs the shapes: `kg.validation.engine`, or pySHACL alone."""


class Sections(Protocol):
    """A graph in sections, as it will stand in a build."""

    def blocks(self) -> Iterator[bytes]:
        """Return the N-Quads, section by section, as they are written, in blocks of whole lines."""

    def quads(self) -> Iterator[Quad]:
        """Return all quads."""


G = TypeVar("G", bound=Sections, covariant=True)


@dataclass(frozen=True)
class Admitted(Generic[G]):
    """A graph that passed the gate: queries and exports take nothing else. Raises GateError where it did not pass."""

    graph: G
    report: Report

    def __post_init__(self) -> None:
        if not self.report.conforms:
            raise GateError(refusal(self.report))

    def quads(self) -> Iterator[Quad]:
        """Return all quads."""
        return self.graph.quads()

    def blocks(self) -> Iterator[bytes]:
        """Return the N-Quads in blocks of whole lines."""
        return self.graph.blocks()


def admit(graph: G, report: Report) -> Admitted[G]:  # type: ignore[misc]  # what goes in comes out
    """Let a graph pass whose report has no error. Raises GateError that says how many there are and what helps."""
    return Admitted(graph, report)


def refusal(report: Report) -> str:
    """Return why a graph is refused, in one line."""
    counts = Counter(finding.severity for finding in report.findings)
    files = len({finding.file for finding in report.at_or_above("error") if finding.file})
    where = f" in {plural(files, 'file')}" if files else ""
    return f"the graph does not conform: {plural(counts['error'], 'error')}{where}; 'kg check' shows each with its line"


def check(
    blocks: Iterable[bytes],
    shapes: Shapes,
    ontology: Graph,
    locate: Locate,
    checks: Sequence[stored.Check] = (),
    *,
    earlier: Iterable[Finding] = (),
    base: str = DATA_IRI,
    engine: Engine = "sets",
) -> Report:
    """Validate a graph and return all that was found, with the findings of earlier stages.

    `blocks` are N-Quads, each of whole lines; memory holds each term once, and the quads as numbers. `locate` gives
    line and column of a pointer. An earlier finding that has a node and no place gets the place of the node. Shapes
    are not run where a query of theirs can't be read (DK906). Raises OntologyError for other shapes that can't be run,
    QueryError for such checks, and GateError for malformed quads.
    """
    table = _table(blocks)
    known = Table(quads_of(ontology), table.terms)
    columns = table.union(known)
    store = NeededStore(columns, table)
    store.expect(map(stored.asked_by, checks))
    index = Index(table, base)
    index.learn((render(s), render(o)) for s, o in ontology.subject_objects(SKOS.prefLabel))
    flaws = lint(shapes, ontology)
    broken = any(flaw.code == UNREADABLE for flaw in flaws)
    results = () if broken else _run(engine, columns, store, table, shapes.graph, ontology)
    teller = Teller(index, locate)
    entries = [teller.of_result(result, shapes) for result in results]
    entries += [teller.of_row(row) for row in stored.run(store, checks)]
    found = [finding for finding, _, _ in entries]
    found += [*map(teller.of_finding, earlier), *flaws, *undeclared(table, ontology, index, locate, base)]
    return Report(
        findings=tuple(sorted(found, key=Finding.order)),
        shapes=tuple(_counts(shapes, Run(columns), results)),
        articles=len(table.subjects_with(A, f"<{DIP.Article}>")),
        facts=len(table.subjects_with(A, FACT, provenance_graph(base))),
        triples=len(table.union()),
        results_graph=results_graph(entries, base),
    )


def _table(blocks: Iterable[bytes]) -> Table:
    """Return the quads as columns. Raises GateError for what Oxigraph's parser does not take."""
    try:
        table = table_of(blocks, N_QUADS)
    except SyntaxError as error:
        raise GateError(f"the mapping wrote a malformed quad: {error.msg}") from error
    table.repeat_nothing()
    return table


def _run(
    engine: Engine, columns: Columns, store: NeededStore, table: Table, shapes: Graph, ontology: Graph
) -> Sequence[Result]:
    """Run the shapes."""
    if engine == "pyshacl":
        from kg.validation import pyshacl_engine  # takes as long to import as a small graph to validate

        return pyshacl_engine.run(to_dataset(table.quads()), shapes, ontology).results
    return run_on(columns, store, shapes).results


def _counts(shapes: Shapes, run: Run, results: Iterable[Result]) -> Iterator[ShapeCount]:
    given = Counter(str(result.shape) for result in results)
    for rule in shapes.rules:
        nodes = len(focus_nodes(shapes.graph, URIRef(rule.iri), run))
        yield ShapeCount(rule.iri, rule.code, rule.name, nodes, given[rule.iri])


def focus_nodes(shapes: Graph, shape: Node, run: Run) -> Ids:
    """Return the nodes that a shape applies to, by targets of its own or of the shapes that lead to it."""
    return run.focus({(kind, render(node)) for kind, node in targets(shapes, shape)})
