"""From a graph and shapes to a report: what each result holds, how often it comes, and in which words."""

import re

import pytest
import rdflib
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SH, XSD

from kg.errors import OntologyError
from kg.model import Quad
from kg.validation.engine import Report, validate
from kg.validation.engine.components import BUILDERS
from tests.validation.engine.test_random import read

EX = "http://e/"
DATA = read(
    ":a a :C ; :p :b , :c ; :q 1 , 5 ; :r 'one'@en , 'uno'@en . :b a :C ; :p :c ; :q 'text' . :c :q '01'^^xsd:integer ."
)


def run(shapes: str, data: Graph = DATA) -> Report:
    return validate(data, read(shapes))


def test_a_result_has_all_its_parts() -> None:
    (result,) = run(
        ":S sh:targetNode :a ; sh:property :P . :P sh:path :q ; sh:maxInclusive 2 ; sh:severity sh:Info ; "
        "sh:message 'Zu viel.'@de , 'Too much.'@en ."
    ).results
    assert (result.focus, result.path, result.value) == (URIRef(f"{EX}a"), f"<{EX}q>", Literal(5))
    assert (result.shape, result.component) == (URIRef(f"{EX}P"), SH.MaxInclusiveConstraintComponent)
    messages = Literal("Too much.", lang="en"), Literal("Zu viel.", lang="de")
    assert (result.severity, result.messages, result.constraint) == (SH.Info, messages, None)


def test_a_focus_node_that_is_reached_twice_has_two_results() -> None:
    """:c is a value of :p of :a, and of :b: sh:property gives the results of each (SHACL, section 4.7.2)."""
    report = run(":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:property [ sh:path :r ; sh:minCount 1 ] ] .")
    assert sorted(str(result.focus)[-1] for result in report.results) == ["b", "c", "c"]


def test_a_focus_node_of_two_targets_is_looked_at_once() -> None:
    assert len(run(":S sh:targetClass :C ; sh:targetNode :a ; sh:targetSubjectsOf :p ; sh:in ( :b ) .").results) == 1


def test_a_node_that_does_not_conform_is_one_result_whatever_it_breaks() -> None:
    report = run(":S sh:targetNode :a ; sh:node [ sh:maxLength 1 ; sh:nodeKind sh:Literal ] .")
    assert [result.component for result in report.results] == [SH.NodeConstraintComponent]


def test_values_come_back_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the store of queries holds 01 as 1."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    data = read(":c :q '01'^^xsd:integer .")
    sparql = "sh:sparql [ sh:select 'SELECT $this ?value WHERE { $this <http://e/q> ?value }' ]"
    for asks in ("sh:property [ sh:path :q ; sh:maxLength 1 ]", sparql):
        (result,) = run(f":S sh:targetNode :c ; {asks} .", data).results
        assert result.value == Literal("01", datatype=XSD.integer, normalize=False)


def test_a_query_gives_a_result_for_each_of_its_rows_and_not_for_a_row_twice() -> None:
    select = "SELECT $this ?o WHERE { { $this <http://e/p> ?o } UNION { $this <http://e/p> ?o } }"
    assert len(run(f":S sh:targetNode :a ; sh:sparql [ sh:select '{select}' ] .").results) == 2


def test_messages_tell_of_the_solution() -> None:
    select = "SELECT $this ?path ?value ?other WHERE { $this ?path ?value . ?value <http://e/p> ?other }"
    report = run(
        f":S sh:targetNode :a ; sh:sparql [ sh:select '{select}' ; "
        "sh:message '{$this} {?path} {?value} {$other} {?none}'@en , 'Mend it.' ] ."
    )
    assert [result.messages for result in report.results] == [
        (Literal("Mend it."), Literal("http://e/a http://e/p http://e/b http://e/c {?none}", lang="en"))
    ]


def test_the_graph_of_a_report_has_all_parts_of_a_result() -> None:
    """SHACL, section 3.6; the path of a query is that which it gives, and that of a shape is whole."""
    select = "SELECT $this ?path ?value WHERE { $this ?path ?value . ?value <http://e/p> ?other }"
    report = run(
        f":S sh:targetNode :a ; sh:severity sh:Info ; sh:sparql :Q . :Q sh:select '{select}' ; sh:message 'Nein.'@de . "
        ":T sh:targetNode :c ; sh:property :P . "
        ":P sh:path ( :q [ sh:inversePath [ sh:alternativePath ( :p :q ) ] ] ) ; "
        "sh:maxCount 0 ; sh:message 'No.'@en ."
    )
    expected = read(
        "[] a sh:ValidationReport ; sh:conforms false ; sh:result [ a sh:ValidationResult ; sh:focusNode :a ; "
        "sh:resultPath :p ; sh:value :b ; sh:sourceShape :S ; sh:sourceConstraint :Q ; sh:resultSeverity sh:Info ; "
        "sh:sourceConstraintComponent sh:SPARQLConstraintComponent ; sh:resultMessage 'Nein.'@de ] , "
        "[ a sh:ValidationResult ; sh:focusNode :c ; sh:sourceShape :P ; sh:resultSeverity sh:Violation ; "
        "sh:resultPath ( :q [ sh:inversePath [ sh:alternativePath ( :p :q ) ] ] ) ; "
        "sh:sourceConstraintComponent sh:MaxCountConstraintComponent ; sh:resultMessage 'No.'@en ] ."
    )
    assert isomorphic(report.graph(), expected)
    assert isomorphic(run(":S sh:targetNode :a .").graph(), read("[] a sh:ValidationReport ; sh:conforms true ."))


def test_an_entailment_that_is_asked_for_is_refused_by_name() -> None:
    """SHACL, section 1.5."""
    asks = ":shapes sh:entailment <http://www.w3.org/ns/entailment/RDFS> . :S sh:targetNode :a ; sh:maxLength 99 ."
    with pytest.raises(OntologyError, match=r"the entailment <http://www\.w3\.org/ns/entailment/RDFS>, and none"):
        run(asks)


def test_what_is_deactivated_is_not_run() -> None:
    off = "sh:deactivated true"
    assert run(f":S sh:targetNode :a ; sh:maxLength 1 ; {off} .").conforms
    assert run(f":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:maxCount 0 ; {off} ] .").conforms
    assert run(f":S sh:targetNode :a ; sh:node [ sh:maxLength 1 ; {off} ] .").conforms
    assert run(f":S sh:targetNode :a ; sh:sparql [ sh:select 'SELECT $this WHERE {{}}' ; {off} ] .").conforms


def test_the_classes_of_an_ontology_count() -> None:
    ontology = read(":C <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Top .")
    shapes = read(":S sh:targetClass :Top ; sh:maxLength 1 .")
    assert validate(DATA, shapes).results == ()
    assert len(validate(DATA, shapes, ontology).results) == 2


def test_a_graph_may_come_as_quads_or_as_a_dataset() -> None:
    quads = [
        Quad("<http://e/a>", "<http://e/p>", '"x"', "<http://e/g>"),
        Quad("<http://e/a>", "<http://e/p>", '"x"', "<http://e/h>"),
    ]
    dataset = Dataset()
    for name in "gh":
        dataset.graph(URIRef(f"{EX}{name}")).add((URIRef(f"{EX}a"), URIRef(f"{EX}p"), Literal("x")))
    shapes = read(
        ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 0 ] ; "
        "sh:sparql [ sh:select 'SELECT $this ?value WHERE { GRAPH ?value { $this ?p ?o } }' ] ."
    )
    assert validate(quads, shapes) == validate(dataset, shapes)
    assert sorted(str(result.value)[-1] for result in validate(quads, shapes).results) == ["e", "g", "h"]


ASKS = {
    "class": ":D", "datatype": "xsd:date", "nodeKind": "sh:BlankNode", "minCount": "9", "maxCount": "0",
    "minInclusive": "9", "minExclusive": "9", "maxInclusive": "0", "maxExclusive": "0", "minLength": "99",
    "maxLength": "0", "pattern": "'zz'", "languageIn": "( 'de' )", "uniqueLang": "true", "equals": ":p",
    "disjoint": ":q", "lessThan": ":q", "lessThanOrEquals": ":p", "not": "[]", "and": "( [ sh:class :D ] )",
    "or": "( [ sh:class :D ] )", "xone": "( [ sh:class :D ] )", "node": "[ sh:class :D ]",
    "qualifiedValueShape": "[ sh:class :D ] ; sh:qualifiedMinCount 1", "closed": "true",
     "hasValue": ":z", "in": "( :z )",
    "sparql": "[ sh:select 'SELECT $this WHERE {}' ]",
}  # fmt: skip


def test_a_case_of_words_for_each_component() -> None:
    assert {f"{SH._NS}{name}" for name in ASKS} == {*map(str, BUILDERS), str(SH.sparql)}


@pytest.mark.parametrize("name", ASKS)
def test_words_for_people_where_the_shape_has_none(name: str) -> None:
    path = ":p" if name in ("lessThanOrEquals", "closed") else ":r" if name == "uniqueLang" else ":q"
    (said, *_) = {
        m
        for r in run(f":S sh:targetClass :C ; sh:property [ sh:path {path} ; sh:{name} {ASKS[name]} ] .").results
        for m in r.messages
    }
    assert re.fullmatch(r"(The|There|Two) [^{}_]+\.", said), said
    assert not re.search(r"Constraint|Component|sh:|null|None|BNode", said), said
    assert len(said.split()) >= 4
