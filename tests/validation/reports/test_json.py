"""The report for programs keeps to its schema."""

import json

import jsonschema
import pytest

from kg.model import Report
from kg.validation.reports import write
from kg.validation.reports.json import schema
from tests.validation.reports.sample import CONTEXT, EVIL, GOOD, HOSTILE, HOSTILE_CONTEXT, REPORT


@pytest.mark.parametrize("report", [REPORT, GOOD, Report()], ids=["findings", "conforming", "empty"])
def test_the_document_keeps_to_its_schema(report: Report) -> None:
    jsonschema.validate(json.loads(write(report, "json", CONTEXT)), schema())


def test_every_key_is_required_and_described() -> None:
    for record in schema()["$defs"].values():
        assert set(record["required"]) == set(record["properties"])
        assert record["description"]


def test_the_document_says_all() -> None:
    document = json.loads(write(REPORT, "json", CONTEXT))
    assert document["version"] == 1
    assert document["conforms"] is False
    counts = {"error": 1, "warning": 1, "info": 1, "articles": 2, "facts": 40, "triples": 1234}
    assert document["counts"] == {**counts, "rules": 2, "focus_nodes": 1200}
    status = document["findings"][1]
    assert (status["file"], status["line"], status["column"]) == ("sources/gazette-1.yaml", 4, 5)
    assert (status["article"], status["start"], status["end"]) == ("gazette-1", 20, 92)
    (also,) = status["also"]
    assert (also["file"], also["line"], also["column"]) == ("sources/herald-1.yaml", 30, 5)
    assert (also["article"], also["start"], also["end"], also["pointer"]) == ("herald-1", 3, 80, "/events/1")
    assert status["fingerprint"] == REPORT.findings[1].fingerprint
    assert [rule["idle"] for rule in document["rules"]] == [False, True]


def test_names_come_through_as_they_are() -> None:
    document = json.loads(write(HOSTILE, "json", HOSTILE_CONTEXT))
    assert document["findings"][0]["focus_label"] == EVIL
