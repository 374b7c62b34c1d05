"""Which nodes can have a solution of a query, and what of the graph bears on it: nothing else is asked or loaded."""

from collections.abc import Iterable
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad
from rdflib import URIRef

from kg.model import Quad as Held
from kg.validation.engine.joins import Data
from kg.validation.engine.queries import Queries, Query, prepare
from kg.validation.engine.relevant import Asked, relevant
from kg.validation.engine.table import Table
from tests.citing.grammar import NODES, quads
from tests.validation.engine.held import store
from tests.validation.engine.test_scope import DATA, EX, SLOW, asked, group, query, triple

DAY, NUMBER = ("<http://www.w3.org/2001/XMLSchema#" + name + ">" for name in ("date", "integer"))
TIMES = [
    ("a", "from", f'"2024-05-02"^^{DAY}'), ("a", "to", f'"2024-05-01"^^{DAY}'),
    ("b", "from", f'"2024-05-01"^^{DAY}'), ("b", "to", f'"2024-05-01"^^{DAY}'),
    ("c", "from", f'"2024-05-01Z"^^{DAY}'), ("c", "to", f'"2024-05-03"^^{DAY}'),
    ("d", "from", f'"9"^^{NUMBER}'), ("d", "to", f'"10"^^{NUMBER}'),
]  # fmt: skip

CASES = [
    # pattern, nodes that can have a solution ("-" for any), triples of the union that are looked at; by hand
    ("$this :p ?x", "a b", "a p b,b p c"),
    ("$this :p ?x . ?x :p ?y", "a", "a p b,b p c"),
    ("$this :p :b", "a", "a p b"),
    ("$this :p ?x . FILTER (?x = :b)", "a", "a p b"),
    ("$this :p ?x . FILTER (?x IN (:c, :d))", "b", "b p c"),
    ("$this :p ?x . FILTER (?x IN (:c, :d) || ?x = :b)", "a b", "a p b,b p c"),
    ("$this :p ?x . FILTER (!(?x = :c && ?x = :c && ?x = :c))", "a b", "a p b,b p c"),
    ("$this :p ?x . FILTER NOT EXISTS { ?x :p ?y }", "b", "b p c"),
    ("$this :p ?x . FILTER EXISTS { ?x :p ?y }", "a", "a p b,b p c"),
    ("$this :p ?x . FILTER NOT EXISTS { ?x :p :z }", "a b", "a p b,b p c"),
    ("$this :p ?x . FILTER NOT EXISTS { ?x :p ?y . FILTER (?y = :d) }", "a b", "a p b,b p c"),
    ("$this :p ?x . FILTER NOT EXISTS { ?x :p ?y . FILTER (STR(?y) = 'no') }", "a b", "a p b,b p c"),
    ("?x :p ?y . FILTER NOT EXISTS { $this :q ?y }", "-", "a p b,b p c,d q c"),
    ("$this :p ?x . FILTER NOT EXISTS { ?other :q ?z }", "a b", "a p b,b p c,a q a,c q a,d q c"),
    ("?x :q $this . ?other :q $this . FILTER (STR(?x) < STR(?other))", "a", "a q a,c q a"),
    ("{ $this :p ?x } UNION { ?x :r $this }", "a b d", "a p b,b p c,c r d"),
    # the EXISTS sees nothing of the ?z around its group
    (
        "?y :q ?z . { $this :p ?y FILTER EXISTS { ?z :q ?y } } UNION { $this :r ?y }",
        "b c", "a q a,c q a,d q c,b p c,c r d",
    ),
    ("$this :q ?y . { ?y :p ?x } UNION { ?y :r ?x }", "a c d", "a q a,c q a,d q c,a p b,c r d"),
    ("$this :q ?y . OPTIONAL { ?y :p ?x }", "a c d", "a q a,c q a,d q c,a p b"),
    ("$this :r ?x . { SELECT ?x WHERE { ?y :p ?x } }", "c", "c r d,a p b,b p c"),
    ("$this :p/:p ?x", "a", "a p b,b p c"),
    ("$this :p/:q* ?x . ?x :p ?y", "a b", "a p b,b p c,a q a,c q a,d q c,c r d"),
    ("$this :q ?x . FILTER CONTAINS(STR($this), 'e/c')", "c", "c q a"),
    ("$this :q ?x . FILTER (STRENDS(STR($this), 'd') && STRSTARTS(STR(?x), 'http:'))", "d", "d q c"),
    ("$this ^:p ?x . $this :p ?y", "b", "a p b,b p c"),
    ("$this :z ?x . ?x :p ?y", "", ""),
    ("$this ?any :d", "-", "c r d"),
    ("$this :p ?x . ?x ?any ?y", "a b", "a p b,b p c,c q a,c r d"),
]  # fmt: skip


def looked_at(prepared: Query, held: Iterable[tuple[str, ...]]) -> tuple[str, set[str], set[str]]:
    """Return focus nodes, triples and quads, without the parts of IRIs that all have."""
    table = Table(Held(*(*row, "")[:4]) for row in held)
    columns = table.union()
    triples, named = np.zeros(len(columns), dtype=np.bool_), np.zeros(len(table), dtype=np.bool_)
    focus = relevant(prepared.asked, Data(columns, table), triples, named)

    def text(*ids: int) -> str:
        return " ".join(table.terms.texts[term].replace(f"<{EX}", "").rstrip(">") for term in ids)

    rows = zip(columns.subjects, columns.predicates, columns.objects, strict=True)
    quad = zip(table.subjects, table.predicates, table.objects, table.graphs, strict=True)
    return (
        "-" if focus is None else " ".join(sorted(map(text, focus.tolist()))),
        {text(*row) for row, noted in zip(rows, triples.tolist(), strict=True) if noted},
        {text(*row) for row, noted in zip(quad, named.tolist(), strict=True) if noted},
    )


@pytest.mark.parametrize(("body", "focus", "triples"), CASES, ids=[case[0] for case in CASES])
def test_what_a_query_looks_at(body: str, focus: str, triples: str) -> None:
    assert looked_at(query(body), DATA) == (focus, set(triples.split(",")) - {""}, set())


@pytest.mark.parametrize(
    ("sign", "focus"), [("<", "c d"), (">", "a c"), ("<=", "b c d"), (">=", "a b c")], ids=["less", "more", "<=", ">="]
)
def test_days_and_numbers_are_compared(sign: str, focus: str) -> None:
    """A day with a time zone and one without may lie either way (XSD 1.1 part 2, section 3.2.7.4): it stays."""
    held = [(f"<{EX}{s}>", f"<{EX}{p}>", o) for s, p, o in TIMES]
    found = looked_at(query(f"$this :from ?a ; :to ?b . FILTER (?a {sign} ?b)"), held)
    assert found[0] == focus


NAMED = [(*triple("a p b"), f"<{EX}g>"), (*triple("b p c"), f"<{EX}h>"), (*triple("g q h"), f"<{EX}i>")]
GRAPHS = [
    # pattern, nodes, triples of the union, quads
    ("GRAPH ?g { $this :p ?x }", "a b", "", "a p b g,b p c h"),
    ("GRAPH ?g { $this :p ?x } ?g :q ?y", "a", "g q h", "a p b g"),
    ("GRAPH :h { $this :p ?x }", "b", "", "b p c h"),
    ("$this :q ?y FILTER EXISTS { GRAPH $this { ?s ?r ?o } }", "g", "g q h", "a p b g"),
    ("?y :q $this FILTER NOT EXISTS { GRAPH $this { ?s ?r ?o } }", "", "", ""),
    ("$this :q ?y FILTER EXISTS { GRAPH $this { $this ?r ?o } }", "g", "g q h", ""),
    ("$this :q ?y GRAPH ?g { OPTIONAL { $this :p ?x } }", "g", "g q h", "a p b g,b p c h,g q h i"),
]


@pytest.mark.parametrize(("body", "focus", "triples", "named"), GRAPHS, ids=[case[0] for case in GRAPHS])
def test_what_a_query_looks_at_in_graphs(body: str, focus: str, triples: str, named: str) -> None:
    expected = (focus, set(triples.split(",")) - {""}, set(named.split(",")) - {""})
    assert looked_at(query(body), NAMED) == expected


EVERYTHING = Asked(None, "this")


def in_full(prepared: Query, triples: list[tuple[str, str, str]], nodes: list[str]) -> set[tuple[tuple[str, str], ...]]:
    whole = prepared._replace(asked=EVERYTHING)
    held = store(triples)
    held.expect([EVERYTHING])
    return {tuple(sorted(row.items())) for row in Queries(held).ask(whole, nodes)}


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
    for each in (prepared, prepared._replace(asked=EVERYTHING)):
        kept = store(named)
        kept.expect([each.asked])
        found.append({tuple(sorted(row.items())) for row in Queries(kept).ask(each, NODES)})
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
    held.expect([prepared.asked])
    assert {row["this"] for row in Queries(held).ask(prepared, ["<x:a>", "<x:b>"])} == {"<x:b>"}
