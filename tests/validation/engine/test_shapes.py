"""Shapes that break SHACL's rules: the error says which shape, what is wrong, and how to mend it."""

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import SH

from kg.errors import OntologyError
from kg.validation import pyshacl_engine
from kg.validation.engine import validate
from kg.validation.pyshacl_engine import EngineResult

EX = "http://e/"
PREFIX = f"""@prefix : <{EX}> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . """
DATA = Graph().parse(data=f"{PREFIX} :ann a :Person ; :name 'Ann' , 'Anna' ; :knows :bob . :bob a :Child . ")


def run(shapes: str, data: Graph = DATA):  # type: ignore[no-untyped-def]
    return validate(data, Graph().parse(data=PREFIX + shapes))


BAD = [
    ("sh:property [ sh:minCount 1 ]", "a part of <http://e/S> is used by sh:property and has no sh:path; give it one"),
    ("sh:property [ sh:path :p , :q ]", "has 2 paths; keep one"),
    ("sh:property [ sh:path :p ; sh:minCount 'one' ]",
     "sh:minCount of a part of <http://e/S> is one; write a whole number"),
    ("sh:property [ sh:path :p ; sh:maxCount 1.5 ]",
     "sh:maxCount of a part of <http://e/S> is 1.5; write a whole number"),
    ("sh:property [ sh:path :p ; sh:maxCount true ]", "write a whole number"),
    ("sh:nodeKind :Kind", "sh:nodeKind of <http://e/S> is http://e/Kind; write sh:IRI, sh:Literal or another"),
    ("sh:in 'a'", "sh:in of <http://e/S> is no list; write"),
    ("sh:or :T", "sh:or of <http://e/S> is no list; write"),
    ("sh:minInclusive :five", "<http://e/S> compares with http://e/five; write a literal"),
    ("sh:closed 'yes'", "sh:closed of <http://e/S> is yes; write true or false"),
    ("sh:deactivated 1", "sh:deactivated of <http://e/S> is 1; write true or false"),
    ("sh:lessThan :q", "sh:lessThan of <http://e/S> stands on a node shape; give it a sh:path"),
    ("sh:uniqueLang true", "sh:uniqueLang of <http://e/S> stands on a node shape; give it a sh:path"),
    ("sh:node :Misspelt", "<http://e/Misspelt> is used as a shape, and nothing says what it asks for"),
    ("sh:pattern 'a' ; sh:flags 'j'", "sh:flags has j; SPARQL knows i, m, q, s and x"),
    ("sh:sparql [ ]", "has 0 queries; write one in sh:select"),
    ("sh:sparql [ sh:select 'SELECT nothing' ]", "a query of a shape can't be read: .*: SELECT nothing"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE { $this ?p ?o MINUS { ?o ?p $this } }' ]",
     "has MINUS, which SHACL does not allow there"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE { VALUES $this { <x:a> } }' ]",
     "has VALUES, which SHACL does not allow"),
    ("sh:sparql [ sh:select 'SELECT ?o WHERE { $this ?p ?o }' ]", r"does not select \$this; add it: SELECT \?o"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "says"), BAD, ids=[body for body, _ in BAD])
def test_what_breaks_the_rules_is_an_error(body: str, says: str) -> None:
    with pytest.raises(OntologyError, match=says):
        run(f":S sh:targetClass :Person ; {body} .")


@pytest.mark.parametrize(
    "shapes",
    [
        ":S sh:targetClass :Person ; sh:node :S .",
        ":S sh:targetClass :Person ; sh:property [ sh:path :knows ; sh:node :S ] .",
        ":S sh:targetClass :Person ; sh:not :T . :T sh:or ( [ sh:class :C ] :S ) .",
        ":S sh:targetClass :Person ; sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape :S ] .",
    ],
)  # fmt: skip
def test_recursion_is_refused(shapes: str) -> None:
    """SHACL, section 3.4.3, leaves its meaning open."""
    with pytest.raises(
        OntologyError, match=r"the shape <http://e/[ST]> leads back to itself, which SHACL gives no meaning"
    ):
        run(shapes)


LEFT = [
    ("sh:mincount 1", "sh:mincount"),
    ("sh:expression [ ]", "sh:expression"),
    ("sh:target [ ]", "sh:target"),
    ("sh:property [ sh:path :name ; sh:rule [ ] ]", "sh:rule"),
    ("sh:pattern '(?=a)'", "the pattern “(?=a)”"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE { GRAPH $shapesGraph { ?s ?p $this } }' ]",
     "a query with $shapesGraph"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE { $this $PATH ?o }' ]", "a query with $PATH"),
    (":mark 5", "the constraint component <http://e/Marked>"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "why"), LEFT, ids=[why for _, why in LEFT])
def test_what_is_not_known_is_left_to_pyshacl_by_name(body: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Graph] = []

    def note(data: Dataset, shapes: Graph, ontology: Graph) -> EngineResult:
        given.append(shapes)
        return EngineResult((), Graph())

    monkeypatch.setattr(pyshacl_engine, "run", note)
    component = ":Marked a sh:ConstraintComponent ; sh:parameter [ sh:path :mark ] . "
    report = run(f"{component} :S sh:targetClass :Person ; {body} . :T sh:targetClass :Person ; sh:maxLength 1 .")
    assert {str(shape): reason for shape, reason in report.left.items()} == {f"{EX}S": why}
    assert [str(result.shape) for result in report.results] == [f"{EX}T"]  # the others run here
    assert [str(shape) for shape in given[0].subjects(SH.targetClass)] == [f"{EX}S"]


def test_what_pyshacl_finds_is_in_the_report() -> None:
    report = run(":S sh:targetClass :Person ; sh:pattern '^(?!http)' . :T sh:targetClass :Person ; sh:maxLength 1 .")
    assert [str(result.shape) for result in report.results] == [f"{EX}S", f"{EX}T"]


def test_what_nobody_can_run_is_an_error() -> None:
    with pytest.raises(OntologyError, match="pySHACL can't run the shapes"):
        run(
            ":S sh:targetClass :Person ; sh:sparql [ sh:select 'SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }' ]."
        )


@pytest.mark.parametrize(
    ("shapes", "focus"),
    [
        (":Person a rdfs:Class , sh:NodeShape ; sh:maxLength 1 .", "ann"),
        (":Person a owl:Class , sh:NodeShape ; sh:maxLength 1 .", "ann"),
        (":Meta rdfs:subClassOf rdfs:Class . :Person a :Meta , sh:NodeShape ; sh:maxLength 1 .", "ann"),
        (":Person a rdfs:Class ; sh:maxLength 1 .", "ann"),
        (":S sh:targetSubjectsOf :name ; sh:maxLength 1 .", "ann"),
        (":S sh:targetObjectsOf :knows ; sh:maxLength 1 .", "bob"),
        (":S sh:targetNode :none , 'text' ; sh:maxLength 1 .", "none text"),
    ],
)  # fmt: skip
def test_targets(shapes: str, focus: str) -> None:
    found = {str(result.focus).removeprefix(EX) for result in run(shapes).results}
    assert found == set(focus.split())


def test_instances_of_classes_below_are_targets_as_well_in_circles() -> None:
    data = Graph().parse(data=f"{PREFIX} :a a :C . :b a :D . :c a :E . :D rdfs:subClassOf :C . :C rdfs:subClassOf :D .")
    report = run(":S sh:targetClass :C ; sh:maxLength 1 .", data)
    assert {str(result.focus)[-1] for result in report.results} == {"a", "b"}
    assert report.focus_nodes == {URIRef(f"{EX}S"): 2}


def test_a_shape_of_nothing_holds_of_all() -> None:
    assert run(":S sh:targetClass :Person ; sh:or ( [] ) .").conforms
    assert len(run(":S sh:targetClass :Person ; sh:not [] .").results) == 1
