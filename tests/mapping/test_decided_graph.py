"""The graph of decisions by many rules: whole, within the rules, and the same in every order."""

import os
import subprocess
import sys

import pytest
from rdflib import URIRef
from rdflib.namespace import SKOS

from kg.identity import Decisions, decide
from kg.model import Quad
from kg.namespaces import SCHEME_IRI
from kg.resources import ontology_dir
from kg.validation.pyshacl_engine import run
from kg.validation.shapes import load_ontology, load_shapes
from kg.validation.terms import to_dataset
from tests.identity.people.world import judged, named, person, told
from tests.mapping.test_corpus import graphs

from .decided import (
    FM,
    HOLDER,
    PM,
    PROVENANCE,
    SUNDRIA,
    decided,
    quads,
    registered,
    replaced,
    unnamed,
)


def corpus() -> Decisions:
    """Return decisions by many rules."""
    lindqvist, berg = named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")
    when = {"says": "2 April 2031", "at": [0, 5]}
    texts = [
        told("a", lindqvist, berg),
        told("b", dict(lindqvist), dict(berg), named("Lindqvist", said_by="Norland")),
        told("c", dict(lindqvist), dict(berg), published="2031-03-28", status="planned", when=when),
        told("d", unnamed(), SUNDRIA, published="2031-04-03"),
        told("e", named("Ada Lindqvist", FM, "norland"), published="2031-04-20"),
        told("f", named("Jon Vale", FM, "vesland"), published="2031-06-01"),
        told("g", named("Jon Vale", PM, "vesland"), published="2031-07-01"),
        told("h", named("Jon Vale"), published="2031-08-01"),
        told(
            "i", named("Tor Hale", PM, "norland"), {"group": "delegation", "with": "Tor Hale"}, published="2031-09-01"
        ),
        told("j", unnamed(of="Vesland"), named("Harbour Line"), published="2031-10-01"),
        told("k", named("Tor Hale", PM, "norland"), published="2031-11-01"),
        told("l", named("Hale", PM, "norland"), published="2031-12-01"),
    ]
    judgements = [
        judged("different", "f/jon-vale", "g/jon-vale"),
        judged("unsure", "a/e0", "d/e0", kind="event"),
    ]
    words = " ".join(f"word{n}" for n in range(200))
    return decided(
        texts,
        [person("tor-hale", "Tor Hale")],
        judgements,
        text=lambda article: words if article.id in "fk" else None,
    )


@pytest.fixture(scope="module")
def all_quads() -> list[Quad]:
    return quads(corpus())


def test_every_rule_of_a_decision_is_in_the_scheme(all_quads: list[Quad]) -> None:
    ontology = load_ontology(ontology_dir())
    known = {str(each) for each in ontology.subjects(SKOS.inScheme, URIRef(SCHEME_IRI + "decision-rule"))}
    rules = {quad.object[1:-1] for quad in all_quads if quad.predicate.endswith("#decisionRule>")}
    assert len(rules) >= 8
    assert rules <= known


def test_the_graph_of_all_decisions_breaks_no_rule(all_quads: list[Quad]) -> None:
    shapes, ontology = load_shapes(ontology_dir() / "shapes"), load_ontology(ontology_dir())
    for found in (all_quads, quads(decided([told("asked", unnamed(), SUNDRIA)], [HOLDER]))):
        results = run(to_dataset(found), shapes.graph, ontology).results
        assert [(result.shape, result.focus) for result in results if "Violation" in str(result.severity)] == []


def test_nothing_is_blank_and_each_redirect_ends_where_something_is_said(all_quads: list[Quad]) -> None:
    assert not [quad for quad in all_quads if "_:" in (quad.subject[:2], quad.object[:2], quad.graph[:2])]
    found = graphs(all_quads)
    gone = replaced(found)
    described = {s for triples in found.values() for s, p, _ in triples if p == "rdf:type"}
    assert len(gone) > 4
    assert set(gone.values()) <= described
    assert not set(gone) & described


def test_each_ground_of_a_fact_is_there(all_quads: list[Quad]) -> None:
    found = graphs(all_quads)
    facts = {
        o for _, p, o in found[PROVENANCE] if p in ("prov:wasDerivedFrom", "prov:used") and o.startswith("id:fact/")
    }
    assert facts <= found.keys()


def test_building_twice_gives_the_same_in_the_same_order(all_quads: list[Quad]) -> None:
    assert quads(corpus()) == all_quads


def test_the_order_of_articles_and_judgements_changes_nothing(all_quads: list[Quad]) -> None:
    decisions = corpus()
    turned = decide(
        decisions.annotations[::-1],
        registered([person("tor-hale", "Tor Hale")]),
        decisions.judgements[::-1],
        text=lambda article: " ".join(f"word{n}" for n in range(200)) if article.id in "fk" else None,
    )
    assert quads(turned, -1) == all_quads


SCRIPT = """
import hashlib
from tests.mapping.test_decided_graph import corpus, quads
print(hashlib.sha256("\\n".join(map(str, quads(corpus()))).encode()).hexdigest())
"""


def test_another_process_writes_the_same() -> None:
    found = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        found.add(done.stdout)
    assert len(found) == 1
