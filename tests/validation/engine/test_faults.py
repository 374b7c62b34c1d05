"""What pySHACL gets wrong is right here by the standard; where it no longer does, the table is to be shortened."""

import pytest
from rdflib import Dataset, Graph, Literal, URIRef

from kg.errors import OntologyError
from kg.validation import pyshacl_engine
from kg.validation.engine import validate
from kg.validation.result import Result
from tests.validation.engine.faults import FAULTS
from tests.validation.engine.test_random import _as_written, read, read_again  # noqa: F401 (a fixture)

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")

CASES = [
    # fault, triples of :a, what the shape of :a asks for, how many results there are by the standard
    ("unlike kinds", ":p 1", "sh:property [ sh:path :p ; sh:maxInclusive 'a' ; sh:minInclusive true ]", 2),
    ("unlike kinds", ":p true ; :q 1", "sh:property [ sh:path :p ; sh:lessThan :q ]", 1),
    ("ill-typed", ":p '300'^^xsd:byte", "sh:property [ sh:path :p ; sh:maxInclusive 1 ]", 1),
    ("not a number", ":p 'NaN'^^xsd:double", "sh:property [ sh:path :p ; sh:maxInclusive 1 ]", 1),
    ("zones of dates", ":p '2020-01-01+14:00'^^xsd:date ; :q '2020-01-01Z'^^xsd:date",
     "sh:property [ sh:path :p ; sh:lessThan :q ]", 0),
    ("one zone of two", ":p '2020-01-01T00:00:00'^^xsd:dateTime",
     "sh:property [ sh:path :p ; sh:maxInclusive '2020-01-03T00:00:00Z'^^xsd:dateTime ]", 0),
    ("forms of Python", ":p '1_0'^^xsd:integer , ' 1'^^xsd:integer",
     "sh:property [ sh:path :p ; sh:datatype xsd:integer ]", 2),
    ("years and hours", ":p '12020-01-01'^^xsd:date , '-0044-03-15'^^xsd:date",
     "sh:property [ sh:path :p ; sh:datatype xsd:date ]", 0),
    ("blank nodes in lessThan", ":p [] ; :q 1", "sh:property [ sh:path :p ; sh:lessThan :q ]", 1),
    ("blank nodes in lessThan", ":p :a ; :q :b", "sh:property [ sh:path :p ; sh:lessThan :q ]", 1),
    ("minLength 0", ":p []", "sh:property [ sh:path :p ; sh:minLength 0 ]", 1),
    ("a final newline", ":p 'a\\n'", "sh:property [ sh:path :p ; sh:pattern '^a$' ]", 1),
    ("flags", ":p 'ab'", "sh:property [ sh:path :p ; sh:pattern 'a b' ; sh:flags 'x' ]", 0),
    ("flags", ":p 'a+b'", "sh:property [ sh:path :p ; sh:pattern 'a+b' ; sh:flags 'q' ]", 0),
    ("long tags", ":p 'a'@en-GB-oed", "sh:property [ sh:path :p ; sh:languageIn ( 'en-GB' ) ]", 0),
    ("the other true", ":p 'a'@en , 'b'@en", "sh:property [ sh:path :p ; sh:uniqueLang '1'^^xsd:boolean ]", 0),
    ("the other true", ":p 1", "sh:closed '1'^^xsd:boolean", 0),
    ("rdfs:Resource", "a rdfs:Resource", "sh:closed true", 1),
    ("datatypes of all", ":p 1", "sh:property [ sh:path :p ; sh:datatype rdfs:Literal ]", 1),
    ("inverse of a sequence", ":p :b . :b :q :c . :c :r :a",
     "sh:property [ sh:path [ sh:inversePath ( :q :r ) ] ; sh:hasValue :b ]", 0),
    ("inverse of an inverse", ":p :b",
     ("sh:property [ sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; "
     "sh:sparql [ sh:select 'SELECT $this ?value WHERE { $this $PATH ?value }' ] ]"), 1),
    ("what Python takes for false", ":p '' . :b :q 1",
     ("sh:node [ sh:property [ sh:path :p ; sh:node [ "
     "sh:sparql [ sh:select 'SELECT $this WHERE { $this <http://e/r>*/<http://e/q> ?x }' ] ] ] ]"), 0),
    ("STR of blank nodes", ":p []",
     "sh:sparql [ sh:select 'SELECT $this WHERE { $this ?p ?x FILTER (strlen(str(?x)) > 0) }' ]", 0),
]  # fmt: skip


def results_of_pyshacl(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    dataset = Dataset(default_union=True)
    dataset.graph(URIRef("http://e/graph")).__iadd__(data)
    return pyshacl_engine.run(dataset, read_again(shapes), Graph()).results


def by_pyshacl(data: Graph, shapes: Graph) -> int:
    try:
        return len(results_of_pyshacl(data, shapes))
    except OntologyError:
        return -1


@pytest.mark.parametrize(("fault", "about", "asks", "expected"), CASES, ids=[f"{c[0]}: {c[2]}" for c in CASES])
def test_a_fault_is_not_ours(fault: str, about: str, asks: str, expected: int) -> None:
    data, shapes = read(f":a {about} ."), read(f":S sh:targetNode :a ; {asks} .")
    assert fault in {each.name for each in FAULTS}
    assert len(validate(data, shapes).results) == expected
    assert by_pyshacl(data, shapes) != expected


def test_each_fault_has_a_case() -> None:
    limits = {"one in the store", "no steps outside of the graph"}  # of ours, not of pySHACL
    messages = {"backslashes in messages", "languages of messages"}
    assert {fault.name for fault in FAULTS} - limits - messages == {case[0] for case in CASES}


def test_a_message_of_a_query_keeps_its_language() -> None:
    data, shapes = (
        read(":a :p 1 ."),
        read(
            ":S sh:targetNode :a ; sh:sparql [ sh:select 'SELECT $this ?value WHERE { $this ?p ?value }' ; "
            "sh:message 'Es ist {?value}.'@de ] ."
        ),
    )
    (ours,), (theirs,) = validate(data, shapes).results, results_of_pyshacl(data, shapes)
    assert ours.messages == (Literal("Es ist 1.", lang="de"),)
    assert theirs.messages == (Literal("Es ist 1."),)


def test_a_backslash_in_a_message_is_one() -> None:
    data = read(r":a :p 'a\\1b' .")
    shapes = read(
        ":S sh:targetNode :a ; sh:sparql [ sh:select 'SELECT $this ?value WHERE { $this ?p ?value }' ; "
        "sh:message 'It is {?value}.' ] ."
    )
    assert [result.messages for result in validate(data, shapes).results] == [(Literal("It is a\\1b."),)]
    with pytest.raises(Exception, match="invalid group reference"):
        by_pyshacl(data, shapes)
