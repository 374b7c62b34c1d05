"""The gate: what does not conform is neither queried nor exported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from rdflib import Graph

from kg.errors import GateError
from kg.model import Change, Finding, Quad, Report, ShapeCount
from kg.namespaces import DATA_IRI
from kg.validation.checks import Check, in_order
from kg.validation.numbers import plural
from kg.validation.shapes import Shapes
from kg.validation.tell import Teller
from kg.validation.trace import Index, Locate
from kg.validation.validated import Rules, Seen, Validated, see, see_again
from kg.validation.w3c import results_graph

Engine = Literal["sets", "pyshacl"]
"""What runs the shapes: `kg.validation.engine`, or pySHACL alone."""

FEW = 8
"""An edit is followed if it is less than one in so many quads; a larger one takes as long as looking at everything."""


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
    checks: Sequence[Check] = (),
    *,
    earlier: Iterable[Finding] = (),
    base: str = DATA_IRI,
    engine: Engine = "sets",
    known: Validated | None = None,
    changes: Mapping[str, Change] | None = None,
) -> Report:
    """Validate a graph and return all that was found, with the findings of earlier stages.

    `blocks` are N-Quads, each of whole lines; memory holds each term once, and the quads as numbers. `locate` gives
    line and column of a pointer. An earlier finding that has a node and no place gets the place of the node. Shapes
    are not run where a query of theirs can't be read (DK906). Raises OntologyError for other shapes that can't be run,
    QueryError for such checks, and GateError for malformed quads.

    `known` is filled with what was seen. Where it holds the graph as it was before `changes`, by the names of their
    sections, and the rules are the same objects, then only what the changes can reach is looked at, and `blocks` are
    not read; the report is the same. pySHACL looks at everything each time.
    """
    known = Validated() if known is None else known
    rules = known.rules_of(shapes, ontology, checks, base)
    edits = [change for name, change in (changes or {}).items() if name != "ontology"]
    before, known.seen = known.seen, None
    try:
        follow = engine == "sets" and changes is not None
        if follow and before and sum(map(_size, edits)) < len(before.held.table) // FEW:
            seen = see_again(rules, before, edits)
        else:
            seen = see(rules, blocks, alone=engine == "pyshacl")
    except SyntaxError as error:
        raise GateError(f"the mapping wrote a malformed quad: {error.msg}") from error
    if engine == "sets":
        known.seen = seen  # what pySHACL alone found is nothing to go on from
    return _report(seen, rules, locate, earlier)


def _size(change: Change) -> int:
    return len(change.removed) + len(change.added)


def _report(seen: Seen, rules: Rules, locate: Locate, earlier: Iterable[Finding]) -> Report:
    """Tell what was seen."""
    index = Index(seen.held.table, rules.base)
    index.learn(rules.labels)
    teller = Teller(index, locate)
    results = seen.found.in_order()
    entries = [teller.of_result(result, rules.shapes) for result in results]
    entries += [teller.of_row(row) for rows in seen.rows for row in in_order(rows)]
    found = [finding for finding, _, _ in entries]
    found += [*map(teller.of_finding, earlier), *rules.flaws, *rules.vocabulary.findings(seen.uses, index, locate)]
    given = Counter(str(result.shape) for result in results)
    return Report(
        findings=tuple(sorted(found, key=Finding.order)),
        shapes=tuple(
            ShapeCount(rule.iri, rule.code, rule.name, seen.focus_nodes[rules.targets[rule.iri]], given[rule.iri])
            for rule in rules.shapes.rules
        ),
        articles=seen.articles,
        facts=seen.facts,
        triples=seen.held.triples,
        results_graph=results_graph(entries, rules.base),
    )
