"""What a query needs of a graph: nothing that it looks at is left out of its store."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad
from rdflib import URIRef

from kg.model import Quad as Held
from kg.validation.engine.needs import Needs
from kg.validation.engine.queries import Queries, Query, prepare
from tests.citing.grammar import NODES, quads
from tests.validation.engine.held import store
from tests.validation.engine.test_scope import SLOW, asked, group, query

CASES = [
    # pattern, predicates of the default graph, predicates inside of named graphs, whether it asks for their names
    ("$this :p ?x", {"p"}, set(), False),
    ("$this :p/:q ?x . ?x (^:r|:s)+ ?y", {"p", "q", "r", "s"}, set(), False),
    ("$this ?p ?x", None, set(), False),
    ("$this :p* ?x", None, set(), False),
    ("$this (:p/:q?) ?x", None, set(), False),
    ("$this !(:p) ?x", None, set(), False),
    ("$this :p ?x FILTER NOT EXISTS { ?x :q ?y }", {"p", "q"}, set(), False),
    ("$this :p ?x OPTIONAL { ?x :q ?y } { ?x :r ?z } UNION { ?x :s ?z }", {"p", "q", "r", "s"}, set(), False),
    ("$this :p ?x BIND (EXISTS { ?x :q 1 } AS ?y)", {"p", "q"}, set(), False),
    ("$this :p ?x { SELECT $this WHERE { $this :q ?y } }", {"p", "q"}, set(), False),
    ("GRAPH ?g { $this :p ?x } ?g :q ?y", {"q"}, {"p"}, False),
    ("GRAPH ?g { $this ?p ?x }", set(), None, False),
    ("GRAPH ?g { $this :p ?x FILTER EXISTS { ?x :q ?y } }", set(), {"p", "q"}, False),
    ("$this :p ?g FILTER EXISTS { GRAPH ?g { ?s ?r ?o } }", {"p"}, set(), True),
    ("$this :p ?g FILTER EXISTS { GRAPH ?g { $this ?r ?o } }", {"p"}, None, False),
]  # fmt: skip


@pytest.mark.parametrize(("body", "plain", "inside", "names"), CASES, ids=[case[0] for case in CASES])
def test_what_a_query_looks_at(body: str, plain: set[str] | None, inside: set[str] | None, names: bool) -> None:
    def iris(found: set[str] | None) -> set[str] | None:
        return None if found is None else {f"http://e/{name}" for name in found}

    assert query(body).needs == Needs(iris(plain), iris(inside), names)


EVERYTHING = Needs(None, None, True)


def in_full(prepared: Query, triples: list[tuple[str, str, str]], nodes: list[str]) -> set[tuple[tuple[str, str], ...]]:
    held = store(triples)
    held.expect([EVERYTHING])
    found = Queries(held).ask(prepared, nodes)
    return {tuple(sorted(row.items())) for row in found if row.get("this") in nodes}


@given(st.randoms(use_true_random=True).map(group), quads())
@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
def test_nothing_that_is_needed_is_left_out(body: str, held: list[Quad]) -> None:
    triples = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in held]
    prepared = query(body, "SELECT $this ?b ?c ?d")
    assert set(asked(prepared, triples, NODES)) == in_full(prepared, triples, NODES)


@given(st.randoms(use_true_random=True), quads())
@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
def test_nothing_of_named_graphs_is_left_out(random: Random, held: list[Quad]) -> None:
    named = [Held(str(q.subject), str(q.predicate), str(q.object), random.choice(("<x:g>", "<x:h>"))) for q in held]
    body = f"GRAPH ?b {{ {group(random, 1)} }} {group(random, 1)}"
    prepared = query(body, "SELECT $this ?b ?c ?d")
    found = []
    for need in (prepared.needs, EVERYTHING):
        kept = store(named)
        kept.expect([need])
        found.append({tuple(sorted(row.items())) for row in Queries(kept).ask(prepared, NODES)})
    assert found[0] == found[1]


def test_a_graph_of_nothing_else_is_still_named() -> None:
    prepared = prepare(
        "", "SELECT $this WHERE { $this <x:p> ?x FILTER NOT EXISTS { GRAPH ?x { ?s ?p ?o } } }", URIRef("x:S"), None
    )
    named = [
        Held("<x:a>", "<x:p>", "<x:g>", "<x:h>"),
        Held("<x:b>", "<x:p>", "<x:i>", "<x:h>"),
        Held("<x:c>", "<x:q>", "<x:d>", "<x:g>"),
    ]
    held = store(named)
    held.expect([prepared.needs])
    assert {row["this"] for row in Queries(held).ask(prepared, ["<x:a>", "<x:b>"])} == {"<x:b>"}
