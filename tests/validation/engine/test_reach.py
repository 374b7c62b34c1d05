"""Which nodes an edit reaches, by hand; and edits of which the whole graph would say something else at once."""

import numpy as np
import pytest

from kg.model import Quad
from kg.validation.engine.affected import affected, focus_of
from kg.validation.engine.edited import Held
from kg.validation.engine.plan import plan_of
from kg.validation.engine.reach import Reach
from kg.validation.engine.rerun import Side, rerun
from tests.validation.engine.test_random import read
from tests.validation.engine.test_rerun import held, in_full
from tests.validation.engine.test_scope import query

GRAPH = "a p b,b p c,c q d,d a C,e q a"


def lines(text: str, graph: str = "g") -> list[bytes]:
    """Return lines of triples as `a p b`, in a graph."""
    rows = (each.split() for each in text.split(",") if each)
    return [Quad(*(f"<{iri(name)}>" for name in (*row, graph))).line().encode() for row in rows]


def iri(name: str) -> str:
    return "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" if name == "a!" else f"http://e/{name}"


def typed(text: str) -> list[bytes]:
    return [line.replace(b"<http://e/a> <http://e/C>", f"<{iri('a!')}> <http://e/C>".encode()) for line in lines(text)]


def texts(graph: Held, ids: list[int]) -> str:
    return " ".join(sorted(graph.table.terms.texts[term][10:-1] for term in ids))


SHAPES = [
    # what a shape asks, triples that are added, nodes that these reach; by hand
    ("sh:property [ sh:path :p ; sh:minCount 1 ]", "x p y", "x"),
    ("sh:property [ sh:path (:p :p :q) ; sh:minCount 1 ]", "c q x", "a"),
    ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]", "x p y", "y"),
    ("sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:maxCount 1 ]", "c p x", "a b c"),
    ("sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:maxCount 1 ]", "x q y", "x"),
    ("sh:property [ sh:path :q ; sh:class :C ]", "a a C", "e"),
    ("sh:property [ sh:path :q ; sh:class :C ]", "a a D", ""),
    ("sh:property [ sh:path :p ; sh:node [ sh:closed true ] ]", "b r x", "a"),
    ("sh:property [ sh:path :p ; sh:equals :q ]", "x q y", "x"),
    ("sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1 ]", "c a C", "b"),
    ("sh:not [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", "x q y", "x"),
    ("sh:nodeKind sh:IRI", "x q y", ""),
]


@pytest.mark.parametrize(("body", "added", "expected"), SHAPES, ids=[f"{s[0]} {s[1]}" for s in SHAPES])
def test_what_of_a_shape_an_edit_reaches(body: str, added: str, expected: str) -> None:
    (root,) = plan_of(read(f":S a sh:NodeShape ; sh:targetSubjectsOf :any ; {body} .")).roots
    graph, _, more = held(typed(GRAPH)).edited([], typed(added))
    assert root.shape is not None
    found = Reach(graph.data, more).shape(root.shape)
    assert found is not None
    assert texts(graph, found.tolist()) == expected


QUERIES = [
    # pattern, triples that are added, nodes that these reach; by hand
    ("$this :p ?x", "x p y", "x"),
    ("$this :p ?x . ?x :p ?y", "c p x", "b"),
    ("$this :p ?x . FILTER NOT EXISTS { ?x :q ?y }", "b q x", "a"),
    ("$this :p ?x . OPTIONAL { ?x :q ?y }", "b q x", "a"),
    ("{ $this :p ?x } UNION { $this :q ?x }", "x q y", "x"),
    ("$this :q ?x . ?x (:p|:r)+ ?y", "c r y", "e"),
    ("$this :q ?x . ?x ?any ?y", "a r y", "e"),
    ("$this :p ?x . { SELECT ?x WHERE { ?x :q ?y } }", "b q x", "a"),
    ("$this :p ?x . FILTER (?x = :b)", "x p y", ""),
    ("GRAPH ?g { $this :p ?x }", "x p y", "x"),
    ("?x :q ?y . FILTER NOT EXISTS { $this :p ?x }", "x p c", "x"),
]


@pytest.mark.parametrize(("body", "added", "expected"), QUERIES, ids=[f"{q[0]} {q[1]}" for q in QUERIES])
def test_what_of_a_query_an_edit_reaches(body: str, added: str, expected: str) -> None:
    graph, _, more = held(lines(GRAPH)).edited([], lines(added))
    found = focus_of(affected(query(body).asked, graph.data, more, bound=True), "this")
    assert found is not None
    assert texts(graph, found.tolist()) == expected


def test_a_quad_of_two_sections_is_there_until_both_have_lost_it() -> None:
    graph, less, more = held(lines("a p b")).edited([], lines("a p b"))
    assert (len(less.quads), len(more.quads)) == (0, 0)
    graph, less, _ = graph.edited(lines("a p b"), [])
    assert (len(graph.table), len(less.quads)) == (1, 0)
    graph, less, _ = graph.edited(lines("a p b"), [])
    assert (len(graph.table), len(less.quads), len(less.columns)) == (0, 1, 1)


def test_a_triple_is_there_until_the_last_graph_has_lost_it() -> None:
    graph, less, _ = held([*lines("a p b"), *lines("a p b", "h")]).edited(lines("a p b"), [])
    assert (len(graph.table), len(graph.columns), len(less.quads), len(less.columns)) == (1, 1, 1, 0)


def test_no_quad_is_removed_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="a quad is removed that is not there: <http://e/a> <http://e/q>"):
        held(lines("a p b")).edited(lines("a q b"), [])


def test_a_query_is_asked_anew_where_a_shape_is_asked_for_and_held_to_as_well() -> None:
    """For :a it has a solution before and after, so `sh:not` is kept by it, and `sh:property` is broken by it."""
    shapes = read("""
    :S a sh:NodeShape ; sh:targetObjectsOf :r ; sh:property [ sh:path :q ; sh:not :Q ] ; sh:property :Q .
    :Q sh:path :p ; sh:sparql [ sh:select "SELECT $this WHERE { $this <http://e/p> ?x }" ] .""")
    plan, graph = plan_of(shapes), held(lines("a p x"))
    found = in_full(plan, lines("a p x"))
    for removed, added in (("", "y r z,z q a"), ("a p x", "a p y"), ("a p y", "")):
        before, (graph, less, more) = graph, graph.edited(lines(removed), lines(added))
        found = rerun(plan, found, Side.of(before.data, less), Side.of(graph.data, more))
        whole = [
            Quad(*(graph.table.terms.texts[term] for term in row))
            for row in graph.table.rows(np.arange(len(graph.table)))
        ]
        assert found.in_order() == in_full(plan, [quad.line().encode() for quad in whole]).in_order()
