"""style.ttl: each rule has a file that it refuses, and that file is refused for that reason only."""

from pathlib import Path

import pytest
from rdflib.namespace import RDF, SH

from kg.ontology.check import ONTOLOGY_FILES, breaches
from kg.resources import ontology_dir
from kg.validation.terms import read_turtle

FOLDER = Path(__file__).parent / "style"
INVALID = sorted(FOLDER.glob("invalid_*.ttl"))
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


def rule_of(path: Path) -> str:
    return path.stem.removeprefix("invalid_")


@pytest.mark.parametrize("path", INVALID, ids=rule_of)
def test_refuses_by_the_named_rule_only(path: Path) -> None:
    assert {breach.rule for breach in breaches([path])} == {rule_of(path)}


def test_accepts_an_ontology_without_a_mistake() -> None:
    assert breaches([FOLDER / "valid_harbour.ttl"]) == ()


def test_accepts_the_ontology() -> None:
    assert breaches([ontology_dir() / name for name in ONTOLOGY_FILES]) == ()


def test_each_rule_has_a_file_that_it_refuses() -> None:
    shapes = read_turtle([ontology_dir() / "style.ttl"])
    aimed = {str(shape).rpartition("#")[2] for target in TARGETS for shape in shapes.subjects(target, None)}
    assert aimed == {rule_of(path) for path in INVALID}


def test_each_rule_has_something_to_look_at_in_the_ontology() -> None:
    shapes = read_turtle([ontology_dir() / "style.ttl"])
    ontology = read_turtle([ontology_dir() / name for name in ONTOLOGY_FILES])
    for shape, class_ in shapes.subject_objects(SH.targetClass):
        assert (None, RDF.type, class_) in ontology, shape
    for shape, predicate in shapes.subject_objects(SH.targetSubjectsOf):
        assert (None, predicate, None) in ontology, shape


def test_a_breach_names_the_term_and_says_what_to_do() -> None:
    (breach,) = breaches([FOLDER / "invalid_full-stop.ttl"])
    assert breach.term == "dip:Ship"
    assert breach.message == "The definition doesn't end in a full stop; write it as a sentence."


def test_a_message_names_the_value() -> None:
    (breach,) = breaches([FOLDER / "invalid_declared.ttl"])
    assert breach.term == "dip:homePort"
    assert "https://w3id.org/diplomacy-kg/ontology#Habour" in breach.message
