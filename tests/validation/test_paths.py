"""Property paths of SHACL as text and as first steps."""

import pytest
from rdflib import BNode
from rdflib.namespace import SH

from kg.namespaces import DIP, SEM
from kg.validation.paths import Step, compact, expand, path_text, predicates, steps
from tests.validation.world import graph

PATHS = [
    ("dip:status", "dip:status", (Step(DIP.status),), {DIP.status}),
    ("[ sh:inversePath dip:dating ]", "^dip:dating", (Step(DIP.dating, True),), {DIP.dating}),
    (
        "( dip:participation dip:role )",
        "dip:participation/dip:role",
        (Step(DIP.participation),),
        {DIP.participation, DIP.role},
    ),
    (
        "[ sh:alternativePath ( dip:earliest [ sh:inversePath dip:dating ] ) ]",
        "dip:earliest|^dip:dating",
        (Step(DIP.earliest), Step(DIP.dating, True)),
        {DIP.earliest, DIP.dating},
    ),
    (
        "[ sh:oneOrMorePath [ sh:inversePath sem:hasSubEvent ] ]",
        "^sem:hasSubEvent+",
        (Step(SEM.hasSubEvent, True),),
        {SEM.hasSubEvent},
    ),
    ("[ sh:zeroOrOnePath dip:place ]", "dip:place?", (Step(DIP.place),), {DIP.place}),
    (
        "( [ sh:alternativePath ( dip:earliest dip:latest ) ] [ sh:zeroOrMorePath dip:dating ] )",
        "(dip:earliest|dip:latest)/dip:dating*",
        (Step(DIP.earliest), Step(DIP.latest)),
        {DIP.earliest, DIP.latest, DIP.dating},
    ),
]


@pytest.mark.parametrize(("turtle", "text", "first", "every"), PATHS, ids=[text for _, text, _, _ in PATHS])
def test_a_path_is_told(turtle: str, text: str, first: tuple[Step, ...], every: set[object]) -> None:
    shapes = graph(f"ex:p sh:path {turtle} .")
    path = shapes.value(None, SH.path) or next(shapes.objects(None, SH.path))
    assert path_text(shapes, path) == text
    assert steps(shapes, path) == first
    assert predicates(shapes, path) == every


def test_a_node_that_is_no_path_has_neither() -> None:
    assert (path_text(graph(""), BNode()), steps(graph(""), BNode())) == ("", ())


@pytest.mark.parametrize(
    ("iri", "text"),
    [
        (str(DIP.status), "dip:status"),
        ("https://w3id.org/diplomacy-kg/scheme/role/host", "scheme:role/host"),
        ("https://elsewhere.example/x", "<https://elsewhere.example/x>"),
    ],
)
def test_an_iri_is_shortened(iri: str, text: str) -> None:
    assert compact(iri) == text


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("dip:status", str(DIP.status)),
        ("<https://elsewhere.example/x>", "https://elsewhere.example/x"),
        ("^dip:dating", ""),
        ("dip:participation/dip:role", ""),
        ("", ""),
    ],
)
def test_only_a_single_predicate_is_an_iri_again(text: str, iri: str) -> None:
    assert expand(text) == iri
