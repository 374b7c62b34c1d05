"""The W3C's test suite of SHACL Core: whole reports, not verdicts alone."""

import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine import validate
from kg.validation.paths import path_text

CORE = Path(os.environ.get("KG_W3C_TESTS", "/nonexistent")) / "shacl" / "core"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")

pytestmark = [
    pytest.mark.skipif(not CORE.is_dir(), reason="KG_W3C_TESTS does not name the folder of the W3C's suites"),
    pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning"),  # rdflib, of an ill-typed one
]

TABLE = {
    # folder: cases, verdicts right, whole reports right
    "complex": (2, 2, 2),
    "misc": (5, 5, 5),
    "node": (32, 32, 32),
    "path": (13, 13, 13),
    "property": (38, 38, 38),
    "targets": (7, 7, 7),
    "validation-reports": (1, 1, 1),
}
"""98 cases, and all of them right. A case that is to fail counts as right in both where the shapes are refused."""

FIELDS = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.resultSeverity, SH.sourceShape)

Rows = Counter[tuple[str, ...]]


class Case(NamedTuple):
    folder: str
    data: rdflib.Graph
    shapes: rdflib.Graph
    conforms: bool
    rows: Rows | None
    """What the report has to hold; None for a failure."""
    whole: rdflib.Graph
    report: Node
    """The expected report, and the graph in which it stands."""


def name(node: Node | None) -> str:
    if node is None:
        return ""
    return "_" if isinstance(node, rdflib.BNode) else node.n3()


def row(graph: rdflib.Graph, result: Node) -> tuple[str, ...]:
    focus, path, *rest = (graph.value(result, field) for field in FIELDS)
    return (name(focus), path_text(graph, path) if path is not None else "", *map(name, rest))


def cases() -> Iterator[Case]:
    for path in sorted(CORE.rglob("*.ttl")):
        graph = rdflib.Graph().parse(path)
        for case in graph.subjects(RDF.type, SHT.Validate):
            action, report = graph.value(case, MF.action), graph.value(case, MF.result)
            data, shapes = (rdflib.Graph().parse(graph.value(action, p)) for p in (SHT.dataGraph, SHT.shapesGraph))
            rows = Counter(row(graph, result) for result in graph.objects(report, SH.result))
            conforms = graph.value(report, SH.conforms)
            yield Case(
                str(path.parent.relative_to(CORE)),
                data,
                shapes,
                conforms is not None and str(conforms) == "true",
                None if report == SHT.Failure else rows,
                graph,
                report,
            )


def verdict_and_rows(case: Case) -> tuple[bool, Rows | None]:
    try:
        report = validate(case.data, case.shapes)
    except OntologyError:
        return False, None
    found = ((r.focus, r.value, r.component, r.severity, r.shape, r.path) for r in report.results)
    return report.conforms, Counter((name(f), p, *map(name, rest)) for f, *rest, p in found)


def test_reports_are_whole(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # or "01" is read as "1"
    caplog.set_level(logging.ERROR)  # rdflib warns of each literal that is ill-typed on purpose
    table: dict[str, list[int]] = {}
    for case in cases():
        verdict, rows = verdict_and_rows(case)
        right = (1, verdict is case.conforms and (rows is None) is (case.rows is None), rows == case.rows)
        table[case.folder] = [a + b for a, b in zip(table.get(case.folder, (0, 0, 0)), right, strict=True)]
    assert {folder: tuple(counts) for folder, counts in table.items()} == TABLE


def described(graph: rdflib.Graph, report: Node) -> rdflib.Graph:
    """Return a report with what the suite says of it: no messages, which are free, and the paths whole."""
    found, rest = rdflib.Graph(), [(report, result) for result in graph.objects(report, SH.result)]
    found.add((report, SH.conforms, graph.value(report, SH.conforms)))
    for _, result in rest:
        found.add((report, SH.result, result))
        for predicate, value in graph.predicate_objects(result):
            if predicate in FIELDS:
                found.add((result, predicate, value))
                copy(graph, value if predicate == SH.resultPath else None, found)
    return found


def copy(graph: rdflib.Graph, path: Node | None, found: rdflib.Graph) -> None:
    if isinstance(path, rdflib.BNode):
        for predicate, value in graph.predicate_objects(path):
            found.add((path, predicate, value))
            copy(graph, value, found)


def test_reports_are_the_expected_graphs(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    caplog.set_level(logging.ERROR)
    equal = 0
    for case in (case for case in cases() if case.rows is not None):
        graph = validate(case.data, case.shapes).graph()
        report = graph.value(None, RDF.type, SH.ValidationReport)
        equal += isomorphic(described(graph, report), described(case.whole, case.report))
    assert equal == 98


def test_the_table_has_98_cases() -> None:
    assert [sum(column) for column in zip(*TABLE.values(), strict=True)] == [98, 98, 98]
