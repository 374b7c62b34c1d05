"""Queries of shapes: what SPARQL 1.1 says that they find, whatever of the graph is loaded for them."""

import pytest
from rdflib import Graph, Literal

from kg.errors import OntologyError
from kg.validation.engine import validate

PREFIXES = """
@prefix : <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DECLARED = ':pf sh:declare [ sh:prefix "" ; sh:namespace "http://e/"^^xsd:anyURI ] .'
CHAIN = ":a :p :b . :b :q :c . :c :r :d ."


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text)


def asked(query: str, target: str = "sh:targetNode :a", more: str = "") -> Graph:
    return graph(f':S {target} ; {more} sh:sparql :c . :c sh:prefixes :pf ; sh:select """{query}""" . {DECLARED}')


@pytest.mark.parametrize(
    ("data", "query", "results"),
    [
        # a node between two steps is another one for each path (SPARQL 1.1, 18.2.2.3)
        (CHAIN, "SELECT $this ?value WHERE { $this (:p/:q)/:r ?value }", 1),
        (CHAIN, "SELECT $this ?value WHERE { $this :p/(:q/:r) ?value }", 1),
        (f"{CHAIN} :a :x 1 .", "SELECT $this WHERE { $this :x ?v FILTER NOT EXISTS { $this (:p/:q)/:r ?z } }", 0),
        (":a :p :b, :c . :b :q 1 . :c :q 2 .", "SELECT $this WHERE { $this :p/:q 1 . $this :p/:q 2 }", 1),
        # an OPTIONAL is joined with what stands before it, and not with what stands behind it (18.2.2.6)
        (":c :q :a . :d :r 1 .", "SELECT $this WHERE { OPTIONAL { ?y :q $this } ?y :r ?v }", 0),
        (":c :q :a . :d :r 1 .", "SELECT $this WHERE { { OPTIONAL { ?y :q $this } } ?y :r ?v }", 0),
        (
            ":c :q :a . :d :r 1 .",
            "SELECT $this WHERE { { OPTIONAL { ?y :q $this } } UNION { ?y :none ?z } ?y :r ?v }",
            0,
        ),
        (":d :q :a . :d :r 1 .", "SELECT $this WHERE { OPTIONAL { ?y :q $this } ?y :r ?v }", 1),
        # so is an EXISTS in a BIND
        (":c :q :a . :d :r 1 .", "SELECT $this WHERE { BIND(EXISTS { ?y :q $this } AS ?b) ?y :r ?v FILTER(?b) }", 1),
        # words are found as they stand, whatever their letters are in capitals and whatever a comment says
        (':a :p "ßß" .', "SELECT $this WHERE { $this :p ?x FILTER(?x != 'ßß') FILTER NOT EXISTS { $this :q ?x } }", 0),
        (':a :p "ß" .', "SELECT $this WHERE { $this :p ?x FILTER(?x != 'ß') FILTER NOT EXISTS { $this :q ?x } }", 0),
        (':a :p "x" .', "SELECT $this WHERE { $this :p ?x . # ßßßß\n FILTER NOT EXISTS { $this :q ?x } }", 1),
        (':a :p "x" .', "SELECT $this WHERE { $this :p ?x . FILTER # filter\n NOT EXISTS { $this :q ?x } }", 1),
    ],
)
def test_a_query_finds_what_it_says(data: str, query: str, results: int) -> None:
    assert len(validate(graph(data), asked(query)).results) == results


def test_the_path_of_a_shape_may_be_a_sequence_in_a_sequence() -> None:
    shapes = asked("SELECT $this ?value WHERE { $this $PATH ?value }", more="sh:path ((:p :q) :r) ;")
    (result,) = validate(graph(CHAIN), shapes).results
    assert str(result.value) == "http://e/d"


@pytest.mark.parametrize("text", [r"a\tb", r"a\u0001b", r"a\u007Fb", r"a\uFEFFb", r"a\\b", "a\u200cb", "ab"])
@pytest.mark.parametrize("pattern", ["?x :p $this", "FILTER isLiteral($this)"])
def test_a_text_is_a_focus_node_whatever_characters_it_has(text: str, pattern: str) -> None:
    shapes = asked(f"SELECT $this WHERE {{ {pattern} }}", "sh:targetObjectsOf :p")
    assert len(validate(graph(f':b :p "{text}" .'), shapes).results) == 1


def test_a_query_with_a_base_is_left_to_another_engine() -> None:
    shapes = asked("BASE <http://e/> SELECT $this WHERE { $this <p> ?x }")
    assert len(validate(graph(":a :p 1 ."), shapes).results) == 1


@pytest.mark.parametrize("value", ["[]", '"x"', "1"])
def test_a_path_that_a_query_gives_is_an_iri_or_none(value: str) -> None:
    (result,) = validate(graph(f":a :p {value} ."), asked("SELECT $this ?path WHERE { $this :p ?path }")).results
    assert not result.path
    (result,) = validate(graph(":a :p :b ."), asked("SELECT $this ?path WHERE { $this :p ?path }")).results
    assert str(result.path) == "<http://e/b>"


def test_a_message_that_a_query_gives_goes_before_that_of_the_constraint() -> None:
    query = "SELECT $this ?message WHERE { $this :p ?x OPTIONAL { $this :q ?message } }"
    shapes = asked(query) + graph(':c sh:message "as ever {?x}" .')
    found = {str(each.focus): each.messages for each in validate(graph(':a :p 1 ; :q "told"@en .'), shapes).results}
    assert found == {"http://e/a": (Literal("told", lang="en"),)}
    (result,) = validate(graph(":a :p 1 ."), shapes).results
    assert result.messages == (Literal("as ever {?x}"),)


@pytest.mark.parametrize("pattern", [r"^[\\w ]{1,255}$", r"^\\p{L}{1,255}$", r"^([\\w]{1,100}[\\s]){1,9}$|^ab$"])
def test_a_long_count_in_a_pattern_is_no_fault(pattern: str) -> None:
    shapes = graph(f':S sh:targetNode :a ; sh:property [ sh:path :p ; sh:pattern "{pattern}" ] .')
    assert validate(graph(':a :p "ab" .'), shapes).conforms
    assert not validate(graph(':a :p "a!" .'), shapes).conforms


def test_no_alternative_is_no_path() -> None:
    shapes = graph(":S sh:targetNode :a ; sh:property [ sh:path [ sh:alternativePath () ] ; sh:minCount 1 ] .")
    with pytest.raises(OntologyError, match="no property path"):
        validate(graph(":a :p 1 ."), shapes)


@pytest.mark.parametrize(("text", "conforms"), [("1" * 5000 + "-01-01", True), ("1" * 5000 + "-02-30", False)])
def test_a_year_may_have_any_number_of_figures(text: str, conforms: bool) -> None:
    shapes = graph(":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:datatype xsd:date ] .")
    assert validate(graph(f':a :p "{text}"^^xsd:date .'), shapes).conforms is conforms
