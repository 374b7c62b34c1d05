"""Stored checks: what they may say, and what they see."""

from typing import Any

import pytest

from kg.errors import QueryError
from kg.validation.checks import Check, asked_by, in_order, run
from kg.validation.engine.joins import Data
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table
from kg.validation.engine.validate import quads_of
from tests.validation.world import ONTOLOGY, graph, quad, term

PREFIX = "PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#> "
QUADS = [
    quad("id:event/g/talks", "a", "dip:Meeting", "id:fact/g/talks"),
    quad("id:event/g/talks", "a", "dip:Meeting", "id:fact/h/talks"),
    quad("id:event/g/talks", "dip:namedAs", 'a "quoted"\nname\t', "id:fact/g/talks"),
]


def rows(select: str, **more: Any) -> list[tuple[str, ...]]:
    stored = Check(name="probe", text=PREFIX + select, code="DK801", summary="s", mend="m", **more)
    quads = Table(QUADS)
    store = NeededStore(Data(quads.union(Table(quads_of(graph(ONTOLOGY)), quads.terms)), quads))
    store.expect([asked_by(stored)])
    return [tuple(row)[1:] for row in in_order(run(store, stored))]


def test_a_triple_of_two_articles_counts_once() -> None:
    select = "SELECT ?focus (STR(COUNT(*)) AS ?message) WHERE { ?focus a dip:Meeting } GROUP BY ?focus"
    assert rows(select) == [(term("id:event/g/talks"), "", "", "1")]


def test_graphs_and_the_ontology_are_there() -> None:
    select = """SELECT ?focus ?value WHERE { GRAPH ?focus { ?e a dip:Meeting } dip:Meeting
        <http://www.w3.org/2000/01/rdf-schema#subClassOf> ?value }"""
    contact = term("dip:Contact")
    assert rows(select) == [(term(f"id:fact/{a}/talks"), "", contact, "") for a in "gh"]


def test_literals_are_rendered_as_everywhere() -> None:
    select = "SELECT ?focus ?value ?message WHERE { ?focus dip:namedAs ?value BIND (?value AS ?message) }"
    ((_, _, value, message),) = rows(select)
    assert value == '"a \\"quoted\\"\\nname\t"'
    assert message == 'a "quoted"\nname\t'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?value WHERE { ?focus dip:namedAs ?value }", r"selects \?value; select \?focus first"),
        ("SELECT ?focus ?word WHERE { ?focus dip:namedAs ?word }", r"selects \?focus \?word; select \?focus first"),
        ("ASK { ?focus a dip:Meeting }", "probe.rq is no SELECT query"),
        ("SELECT ?focus WHERE { ?focus a }", "checks/probe.rq: "),
        ("SELECT ?focus WHERE { ?focus a skos:Concept }", "checks/probe.rq: "),
        ("SELECT ?focus WHERE { SERVICE <http://x.example/> { ?focus ?p ?o } }", "reaches out of the data: SERVICE"),
        ("SELECT ?focus FROM <file:///etc/passwd> WHERE { ?focus ?p ?o }", "reaches out of the data: FROM"),
    ],
)
def test_a_query_that_is_no_check_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        rows(text)


def test_rows_are_sorted_and_once() -> None:
    found = rows(
        "SELECT ?focus WHERE { { ?focus a dip:Meeting } UNION { ?focus dip:namedAs ?n } UNION { ?e a ?focus } }"
    )
    assert len(found) > 1
    assert found == sorted(set(found))
