"""Shapes as a table of rules."""

from pathlib import Path

import pytest
from rdflib import URIRef

from kg.errors import OntologyError
from kg.validation.engine.run import Run
from kg.validation.engine.table import Table
from kg.validation.engine.validate import quads_of
from kg.validation.shapes import Rule, Shapes, load_ontology
from kg.validation.validated import targets_of
from tests.validation.world import DESCRIBED, ONTOLOGY, SHAPES, TURTLE, graph, quad, shapes

EX = "https://shapes.example/"


def test_a_rule_is_what_its_shape_says(tmp_path: Path) -> None:
    status, order = shapes(tmp_path).rules
    first_line = (TURTLE + SHAPES).splitlines().index('ex:one-status a sh:PropertyShape ; skos:notation "DK440" ;') + 1
    assert status == Rule(
        iri=f"{EX}one-status",
        code="DK440",
        name="an event has one status",
        description="Plans are told from deeds by it.",
        message="Give the event one status.",
        example="status: planned",
        severity="error",
        target_class="Event",
        path="dip:status",
        file="ontology/shapes/event.ttl",
        line=first_line,
    )
    assert (order.code, order.path, order.message) == (
        "DK445",
        "",
        "The event ends before {?value}, on which it begins.",
    )


@pytest.mark.parametrize(
    ("term", "severity"), [("sh:Violation", "error"), ("sh:Warning", "warning"), ("sh:Info", "info")]
)
def test_severity_is_that_of_the_shape(tmp_path: Path, term: str, severity: str) -> None:
    rules = shapes(
        tmp_path,
        f"""ex:S a sh:NodeShape ; sh:targetClass dip:Event ; sh:property ex:p .
        ex:p sh:path dip:status ; skos:notation "DK441" ;{DESCRIBED} sh:severity {term} .""",
    ).rules
    assert [rule.severity for rule in rules] == [severity]


def reached(loaded: Shapes, data: Table) -> list[str]:
    """Return the focus nodes of ex:p, without brackets."""
    run = Run(data.union(Table(quads_of(graph(ONTOLOGY)), data.terms)))
    return [run.text(node)[1:-1] for node in run.focus(targets_of(loaded.graph, URIRef(f"{EX}p"))).tolist()]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sh:targetClass dip:Event", {"talks", "call"}),
        ("sh:targetClass dip:Person", {"ada"}),
        ("sh:targetNode <https://w3id.org/diplomacy-kg/id/nobody>", {"nobody"}),
        ("sh:targetSubjectsOf dip:participant", {"p"}),
        ("sh:targetObjectsOf dip:participant", {"ada"}),
        ("sh:targetClass dip:Dating", set()),
    ],
)
def test_focus_nodes_are_those_of_the_target(tmp_path: Path, target: str, expected: set[str]) -> None:
    data = Table(
        [
            quad("id:talks", "a", "dip:Meeting", "id:fact/1"),
            quad("id:talks", "a", "dip:Meeting", "id:fact/2"),
            quad("id:call", "a", "dip:Contact", "id:fact/3"),
            quad("id:ada", "a", "dip:Person", "id:fact/4"),
            quad("id:p", "dip:participant", "id:ada", "id:fact/4"),
        ]
    )
    loaded = shapes(tmp_path, f"ex:S a sh:NodeShape ; {target} ; sh:property ex:p . ex:p sh:path dip:status .")
    found = reached(loaded, data)
    assert {node.rpartition("/")[2] for node in found} == expected


def test_a_class_that_is_a_shape_targets_its_instances(tmp_path: Path) -> None:
    loaded = shapes(tmp_path, "dip:Person a sh:NodeShape, owl:Class ; sh:property ex:p . ex:p sh:path dip:status .")
    data = Table([quad("id:ada", "a", "dip:Person", "id:fact/4")])
    assert len(reached(loaded, data)) == 1


def test_malformed_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "diplomacy.ttl").write_text(
        "@prefix dip: <https://x.example/> .\ndip:Event a dip:Class ,, .\n", "utf-8"
    )
    (tmp_path / "schemes.ttl").write_text("", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"^diplomacy\.ttl:2:\d+: .*mend the Turtle"):
        load_ontology(tmp_path)
