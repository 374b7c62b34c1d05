"""Property paths (SHACL, section 2.3.1): value nodes of each kind of path, each once, and what is no path."""

import numpy as np
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from kg.errors import OntologyError
from kg.validation.engine.paths import follow, read_path, written
from tests.validation.engine.held import columns

EX = "http://e/"
PREFIX = (
    f"@prefix : <{EX}> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
)

EDGES = ("a p b", "b p c", "c p a", "a q c", "d q c", "d p d", "e q a", "e q b")
"""A circle a → b → c → a by p, a loop d, and e with two ways to c."""

CASES = [
    # path, as SPARQL, what it leads to
    (":p", "p", {"a": "b", "b": "c", "c": "a", "d": "d"}),
    ("[ sh:inversePath :p ]", "(^p)", {"a": "c", "b": "a", "c": "b", "d": "d"}),
    ("( :q :p )", "(q/p)", {"a": "a", "d": "a", "e": "b c"}),
    ("[ sh:inversePath ( :q :p ) ]", "(^(q/p))", {"a": "a d", "b": "e", "c": "e"}),
    ("( [ sh:inversePath :q ] :p )", "((^q)/p)", {"c": "b d"}),
    ("[ sh:alternativePath ( :p :q ) ]", "(p|q)", {"a": "b c", "b": "c", "c": "a", "d": "c d", "e": "a b"}),
    ("[ sh:zeroOrOnePath :q ]", "(q?)", {"a": "a c", "b": "b", "c": "c", "d": "c d", "e": "a b e", "z": "z"}),
    ("[ sh:oneOrMorePath :p ]", "(p+)", {"a": "a b c", "b": "a b c", "c": "a b c", "d": "d"}),
    ("[ sh:zeroOrMorePath :q ]", "(q*)", {"a": "a c", "b": "b", "c": "c", "d": "c d", "e": "a b c e", "z": "z"}),
    ("[ sh:inversePath [ sh:oneOrMorePath :q ] ]", "(^(q+))", {"a": "e", "b": "e", "c": "a d e"}),
    ("[ sh:oneOrMorePath ( :q :p ) ]", "((q/p)+)", {"a": "a", "d": "a", "e": "b c"}),
    ("( [ sh:zeroOrMorePath :p ] :q )", "((p*)/q)", {"a": "c", "b": "c", "c": "c", "d": "c", "e": "a b"}),
    ("[ sh:alternativePath ( ( :q :p ) [ sh:zeroOrOnePath :p ] ) ]", "((q/p)|(p?))",
     {"a": "a b", "b": "b c", "c": "a c", "d": "a d", "e": "b c e", "z": "z"}),
    ("[ sh:zeroOrMorePath [ sh:zeroOrMorePath :q ] ]", "((q*)*)",
     {"a": "a c", "b": "b", "c": "c", "d": "c d", "e": "a b c e", "z": "z"}),
]  # fmt: skip


def path_of(turtle: str):  # type: ignore[no-untyped-def]
    graph = Graph().parse(data=f"{PREFIX} :S sh:path {turtle} .")
    return graph, graph.value(URIRef(f"{EX}S"), SH.path)


@pytest.mark.parametrize(("turtle", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_where_a_path_leads(turtle: str, text: str, expected: dict[str, str]) -> None:
    held = columns([(f"<{EX}{s}>", f"<{EX}{p}>", f"<{EX}{o}>") for s, p, o in map(str.split, EDGES)])  # type: ignore[misc]
    names = "abcdez"
    nodes = [held.terms[f"<{EX}{name}>"] for name in names]
    path = read_path(*path_of(turtle))
    places, values = follow(path, held, np.array(nodes))
    found = sorted(
        (names[place], held.terms.texts[value][len(EX) + 1 : -1]) for place, value in zip(places, values, strict=True)
    )
    assert found == sorted((name, value) for name, values in expected.items() for value in values.split())
    assert written(path).replace(f"<{EX}", "").replace(">", "") == text


@pytest.mark.parametrize(
    "turtle",
    ["'p'", "[]", "( :p )", "[ sh:inversePath 'p' ]", "( :p [] )", "[ rdf:first :p ]"],
)  # fmt: skip
def test_what_is_no_path_is_an_error(turtle: str) -> None:
    with pytest.raises(
        OntologyError, match="is no property path; write an IRI, a list of two or more, or one of SHACL's"
    ):
        read_path(*path_of(turtle))


def test_a_path_that_holds_itself_is_an_error() -> None:
    graph = Graph().parse(data=f"{PREFIX} :S sh:path _:x . _:x sh:inversePath [ sh:zeroOrMorePath _:x ] .")
    with pytest.raises(OntologyError, match="a property path holds itself; take the path apart"):
        read_path(graph, graph.value(URIRef(f"{EX}S"), SH.path))  # type: ignore[arg-type]
