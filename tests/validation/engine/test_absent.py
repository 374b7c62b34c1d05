"""NOT EXISTS as MINUS: rewritten where SPARQL gives both the same meaning, and only there."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sparql.reader import read
from kg.validation.engine.absent import as_minus

P = "PREFIX : <http://e/> SELECT $this ?value WHERE "
SAME = [
    "{ $this :p ?value . FILTER NOT EXISTS { ?value :q ?x } }",
    "{ FILTER NOT EXISTS { ?value :q ?x . ?x :p $this } $this :p ?value . }",
    "{ $this :p ?value filter not exists { ?t :q ?value ; :p ?post . ?post :q $this } FILTER (?value != :a) }",
    "{ $this :p ?value . FILTER NOT EXISTS { $this :q ?x FILTER (?x = :b) } FILTER NOT EXISTS { ?value :p/:q ?y } }",
    "{ $this :p ?value . FILTER NOT EXISTS { $this :q+ ?value } # FILTER NOT EXISTS { $this :p :a }\n }",
    "{ $this :p ?value . OPTIONAL { ?value :q ?z } FILTER NOT EXISTS { ?value :p [ :q $this ] } }",
]
APART = {
    "shares nothing": "{ $this :p ?value . FILTER NOT EXISTS { ?a :q ?b } }",
    "may be unbound outside": "{ $this :p ?value . OPTIONAL { ?value :q ?z } FILTER NOT EXISTS { ?z :p ?value } }",
    "may be unbound inside": "{ $this :p ?value . FILTER NOT EXISTS { $this :q ?x OPTIONAL { ?x :p ?value } } }",
    "looks outside": "{ $this :p ?value . FILTER NOT EXISTS { $this :q ?x FILTER (?x = ?value) } }",
    "looks out of a graph": """{ $this :p ?value .
        FILTER NOT EXISTS { $this :q ?x . GRAPH ?g { ?a :p ?x FILTER (?x = $this) } } }""",
    "is there": "{ $this :p ?value . FILTER EXISTS { $this :q ?value } }",
    "is part of more": "{ $this :p ?value . FILTER (?value = :a || NOT EXISTS { $this :q ?value }) }",
    "no steps": "{ $this :p ?value . FILTER NOT EXISTS { $this :q* ?value } }",
    "no steps in a part": "{ $this :p ?value . FILTER NOT EXISTS { $this (:p/:q?) ?value } }",
    "the focus node is not in the pattern": "{ ?value :p ?z . FILTER NOT EXISTS { $this :q ?value } }",
}

EDGES = st.tuples(st.sampled_from("abc"), st.sampled_from("pq"), st.sampled_from("abc"))


def store(edges) -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    name = {letter: pyoxigraph.NamedNode(f"http://e/{letter}") for letter in "abcpq"}
    found.extend(pyoxigraph.Quad(name[s], name[p], name[o]) for s, p, o in edges)
    return found


def rows(graph: pyoxigraph.Store, text: str) -> list[str]:
    return sorted(str(row) for row in graph.query(text))


def rewritten(pattern: str) -> str:
    return as_minus(P + pattern, read(P + pattern).select)


@pytest.mark.parametrize("pattern", SAME)
@given(edges=st.sets(EDGES, max_size=12))
def test_a_pattern_is_looked_for_once_and_gives_the_same(pattern, edges):
    text = rewritten(pattern)
    assert "MINUS" in text
    assert "EXISTS" not in text.upper().partition("#")[0]
    graph = store(edges)
    assert rows(graph, text) == rows(graph, P + pattern)


@pytest.mark.parametrize("pattern", APART.values(), ids=APART)
def test_what_would_mean_another_thing_stays(pattern):
    assert rewritten(pattern) == P + pattern
