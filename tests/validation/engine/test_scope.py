"""In which way a query may be asked: each way that is chosen gives what SHACL's appendix A asks for."""

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store
from rdflib import URIRef

from kg.validation.engine.queries import Queries, Query, prepare
from kg.validation.engine.scope import How
from tests.citing.grammar import NODES, quads
from tests.validation.engine.held import store

Rows = Counter[tuple[tuple[str, str], ...]]
EX = "http://e/"


def query(body: str, head: str = "SELECT $this ?x") -> Query:
    return prepare(f"PREFIX : <{EX}>\n", f"{head} WHERE {{ {body} }}", URIRef(f"{EX}Shape"), None)


def asked(prepared: Query, triples: list[tuple[str, str, str]], nodes: list[str], how: How | None = None) -> Rows:
    """Return the distinct solutions for focus nodes, in the chosen way or in another."""
    held = store(triples)
    held.expect([prepared.asked])
    found = Queries(held).ask(prepared._replace(how=how or prepared.how), nodes)
    return Counter({tuple(sorted(row.items())) for row in found if row.get("this") in nodes})


def iris(*names: str) -> list[str]:
    return [f"<{EX}{name}>" for name in names]


def triple(text: str) -> tuple[str, str, str]:
    s, p, o = iris(*text.split())
    return s, p, o


DATA = [triple(text) for text in ("a p b", "b p c", "a q a", "c q a", "d q c", "c r d")]
FOCUS = iris("a", "b", "c", "z")

CASES: list[tuple[str, How, dict[str, str]]] = [
    # pattern, way, what it finds: focus node to values of ?x, by hand
    ("$this :p ?x", "free", {"a": "b", "b": "c"}),
    ("$this :p ?x . FILTER ($this != :a)", "free", {"b": "c"}),
    ("?x :q $this . FILTER NOT EXISTS { $this :p ?y }", "free", {"c": "d"}),
    ("{ $this :p ?x } UNION { ?x :q $this }", "free", {"a": "b a c", "b": "c", "c": "d"}),
    ("$this :p* ?x", "free", {"a": "a b c", "b": "b c", "c": "c"}),
    ("?x (:p|:q)? $this . FILTER (?x != :a)", "free", {"a": "c", "b": "b", "c": "c b d"}),
    ("OPTIONAL { $this :p ?x }", "given", {"a": "b", "b": "c", "c": "-", "z": "-"}),
    ("FILTER NOT EXISTS { $this :p ?y }", "given", {"c": "-", "z": "-"}),
    ("BIND ($this AS ?x)", "given", {"a": "a", "b": "b", "c": "c", "z": "z"}),
    ("?x :q ?y . FILTER ($this = ?y)", "given", {"a": "a c", "c": "d"}),
    # with ?this free, or given before the group around it, the inner group would not see it
    ("?y :r ?x . { BIND ($this AS ?z) } FILTER (?z = :c)", "each", {"c": "d"}),
    ("?y :r ?x . { FILTER ($this = :c) }", "each", {"c": "d"}),
    ("?y :r ?x . OPTIONAL { ?y :q ?w OPTIONAL { ?w :p ?v FILTER ($this = :a) } } FILTER (bound(?v))",
     "each", {"a": "d"}),
    ("?y :r ?x . { { ?y :q ?w FILTER ($this = :b) } UNION { ?y :q :none } }", "each", {"b": "d"}),
    ("{ SELECT $this ?x WHERE { ?y :r ?x FILTER ($this = :b) } }", "each", {"b": "d"}),
    ("?y :r ?x . FILTER EXISTS { { SELECT ?v WHERE { $this :p ?v } } }", "each", {"a": "d", "b": "d"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "way", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_way_and_what_it_finds(body: str, way: How, expected: dict[str, str]) -> None:
    prepared = query(body)
    rows = asked(prepared, DATA, FOCUS)
    found = {(row["this"], row.get("x", "-")) for row in map(dict, rows)}
    by_hand = {(f"<{EX}{this}>", x if x == "-" else f"<{EX}{x}>") for this, xs in expected.items() for x in xs.split()}
    assert found == by_hand
    assert prepared.how == way
    if way != "each":
        assert asked(prepared, DATA, FOCUS, "each") == rows


@pytest.mark.parametrize("tail", ["GROUP BY $this", "GROUP BY $this HAVING (COUNT(?x) > 1)"])
def test_what_counts_is_asked_for_each(tail: str) -> None:
    """For :z the group of $this has no members: counted for all at once there is none, and so it is for each."""
    text = f"SELECT $this (COUNT(?x) AS ?n) WHERE {{ ?x :q $this }} {tail}"
    prepared = prepare(f"PREFIX : <{EX}>\n", text, URIRef(EX), None)
    assert prepared.how == "each"
    rows = [dict(row) for row in asked(prepared, DATA, FOCUS)]
    assert {(row["this"], row["n"][1]) for row in rows} >= {(f"<{EX}a>", "2")}


def test_a_slice_is_taken_of_each() -> None:
    prepared = prepare(
        f"PREFIX : <{EX}>\n", "SELECT $this ?x WHERE { ?x :q $this } ORDER BY ?x LIMIT 1", URIRef(EX), None
    )
    assert prepared.how == "each"
    assert sorted(dict(row)["this"] for row in asked(prepared, DATA, FOCUS)) == iris("a", "c")


def test_blank_nodes_and_literals_are_focus_nodes_like_others() -> None:
    nodes = [
        "_:b",
        '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ]
    triples = [(f"<{EX}a>", f"<{EX}p>", node) for node in nodes]
    for body, way in (("?x :p $this", "free"), ("?x :p ?y FILTER (?y = $this)", "given")):
        assert query(body).how == way
        assert sorted(dict(row)["this"] for row in asked(query(body), triples, nodes)) == sorted(nodes)


def substituted(body: str, node: str) -> str:
    """Return a pattern with a node in the place of $this (SHACL, appendix A)."""
    return re.sub(r"[?$]this\b", node, re.sub(r"BOUND\([?$]this\)", "true", body))


EDGES = ("<http://a/p>", "<http://a/q>")


def element(rnd: Random, depth: int) -> str:
    """Return a part of a group, at random."""
    node = lambda: rnd.choice(("$this", "$this", "?b", "?c", "?d", *NODES[:1]))  # noqa: E731
    p, q = rnd.choice(EDGES), rnd.choice(EDGES)
    if depth and rnd.random() < 0.5:
        inner, other = group(rnd, depth - 1), group(rnd, depth - 1)
        return rnd.choice((
            f"OPTIONAL {{ {inner} }}", f"{{ {inner} }} UNION {{ {other} }}", f"{{ {inner} }}",
            f"FILTER NOT EXISTS {{ {inner} }}", f"FILTER EXISTS {{ {inner} }}",
            f"FILTER ({node()} = {node()} || EXISTS {{ {inner} }})", f"{{ SELECT ?b ?c WHERE {{ {inner} }} }}",
        ))  # fmt: skip
    return rnd.choice((
        f"{node()} {p} {node()} .", f"{node()} {p} {node()} .", f"{node()} {p}/{q} {node()} .",
     f"{node()} {p}* {node()} .",
        f"{node()} ({p}|^{q})? {node()} .", f"FILTER ({node()} != {node()})", f"FILTER ({node()} = {node()})",
        "FILTER (isIRI($this))", "FILTER (BOUND($this))",
        f"BIND ({rnd.choice(('$this', '?b', 'STR($this)'))} AS ?e{rnd.randrange(10**6)})",
    ))  # fmt: skip


def group(rnd: Random, depth: int = 2) -> str:
    return " ".join(element(rnd, depth) for _ in range(rnd.randint(1, 3)))


def compare(body: str, held: list[Quad]) -> None:
    triples = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in held]
    nodes = [*NODES, "<http://a/elsewhere>"]  # IRIs: a literal can't be put in the place of a subject
    prepared = query(body, "SELECT $this ?b ?c ?d")
    store = Store()
    store.extend(held)
    expected: Rows = Counter()
    for node in nodes:
        text = substituted(body, node)
        for row in store.query(f"SELECT ?b ?c ?d WHERE {{ {text} }}"):
            values = {name: str(row[name]) for name in "bcd" if row[name] is not None}
            expected[tuple(sorted({**values, "this": node}.items()))] = 1
    for way in {prepared.how, "each"}:
        assert asked(prepared, triples, nodes, way) == expected, way


SLOW = [HealthCheck.too_slow]


@given(st.randoms(use_true_random=True).map(group), quads())
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
def test_each_way_gives_what_substitution_gives(body: str, held: list[Quad]) -> None:
    compare(body, held)


@pytest.mark.long
@given(st.randoms(use_true_random=True).map(group), quads())
@settings(max_examples=5_000, deadline=None, suppress_health_check=SLOW)
def test_each_way_gives_what_substitution_gives_of_many(body: str, held: list[Quad]) -> None:
    compare(body, held)
