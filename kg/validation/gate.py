"""The gate: what does not conform is neither queried nor exported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from kg.errors import GateError
from kg.model import Finding, Quad, Report, ShapeCount
from kg.namespaces import DATA_IRI, DIP
from kg.validation import checks as stored
from kg.validation import pyshacl_engine
from kg.validation.lint import UNREADABLE, lint
from kg.validation.numbers import plural
from kg.validation.pyshacl_engine import Result
from kg.validation.shapes import Shapes, focus_nodes
from kg.validation.tell import Teller
from kg.validation.terms import render, to_dataset
from kg.validation.trace import A, Index, Locate
from kg.validation.vocabulary import undeclared
from kg.validation.w3c import results_graph


@dataclass(frozen=True)
class Admitted:
    """A graph that passed the gate: queries and exports take nothing else. Raises GateError where it did not pass."""

    graph: tuple[tuple[Quad, ...], ...]
    """Section by section, in the order in which they are written."""
    report: Report

    def __post_init__(self) -> None:
        if not self.report.conforms:
            raise GateError(refusal(self.report))

    def quads(self) -> Iterator[Quad]:
        """Return all quads."""
        return (quad for section in self.graph for quad in section)

    def sections(self) -> Iterator[Iterator[str]]:
        """Return the lines of N-Quads of each section."""
        return ((quad.line() for quad in section) for section in self.graph)


def admit(sections: Iterable[Iterable[Quad]], report: Report) -> Admitted:
    """Let a graph pass whose report has no error. Raises GateError that says how many there are and what helps."""
    return Admitted(tuple(map(tuple, sections)), report)


def refusal(report: Report) -> str:
    """Return why a graph is refused, in one line."""
    counts = Counter(finding.severity for finding in report.findings)
    files = len({finding.file for finding in report.at_or_above("error") if finding.file})
    where = f" in {plural(files, 'file')}" if files else ""
    return f"the graph does not conform: {plural(counts['error'], 'error')}{where}; 'kg check' shows each with its line"


def check(
    quads: Iterable[Quad],
    shapes: Shapes,
    ontology: Graph,
    locate: Locate,
    checks: Sequence[stored.Check] = (),
    *,
    earlier: Iterable[Finding] = (),
    base: str = DATA_IRI,
) -> Report:
    """Validate a graph and return all that was found, with the findings of earlier stages.

    `locate` gives line and column of a pointer. An earlier finding that has a node and no place gets the place of
    the node. Shapes are not run where a query of theirs can't be read (DK906). Raises OntologyError for other shapes
    that can't be run, QueryError for such checks, and GateError for malformed quads.
    """
    quads = tuple(dict.fromkeys(quads))
    index = Index(quads, base)
    index.learn((render(s), render(o)) for s, o in ontology.subject_objects(SKOS.prefLabel))
    data = to_dataset(quads)
    flaws = lint(shapes, ontology)
    broken = any(flaw.code == UNREADABLE for flaw in flaws)
    results = () if broken else pyshacl_engine.run(data, shapes.graph, ontology).results
    teller = Teller(index, locate)
    entries = [teller.of_result(result, shapes) for result in results]
    entries += [teller.of_row(row) for row in stored.run(quads, ontology, checks)]
    found = [finding for finding, _, _ in entries]
    found += [*map(teller.of_finding, earlier), *flaws, *undeclared(quads, ontology, index, locate, base)]
    return Report(
        findings=tuple(sorted(found, key=Finding.order)),
        shapes=tuple(_counts(shapes, data, ontology, results)),
        articles=sum(1 for q in quads if q.predicate == A and q.object == f"<{DIP.Article}>"),
        facts=sum(1 for _ in index.facts()),
        triples=len({quad[:3] for quad in quads}),
        results_graph=results_graph(entries, base),
    )


def _counts(shapes: Shapes, data: Graph, ontology: Graph, results: Iterable[Result]) -> Iterator[ShapeCount]:
    given = Counter(str(result.shape) for result in results)
    for rule in shapes.rules:
        nodes = len(focus_nodes(shapes.graph, URIRef(rule.iri), data, ontology))
        yield ShapeCount(rule.iri, rule.code, rule.name, nodes, given[rule.iri])
