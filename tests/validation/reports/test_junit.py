"""JUnit XML as continuous integration reads it."""

from xml.etree import ElementTree

from kg.model import Report
from kg.validation.reports import write
from tests.validation.reports.sample import CONTEXT, GOOD, HOSTILE, HOSTILE_CONTEXT, REPORT


def parsed(report: Report, context: object = CONTEXT) -> ElementTree.Element:
    return ElementTree.fromstring(write(report, "junit", context))  # type: ignore[arg-type]


def test_errors_fail_warnings_do_not_and_idle_rules_are_skipped() -> None:
    root = parsed(REPORT)
    assert dict(root.attrib) == {"name": "Harbour news", "tests": "4", "failures": "1", "errors": "0", "skipped": "1"}
    suites = {suite.get("name"): [case.get("name") for case in suite.iter("testcase")] for suite in root}
    assert suites == {
        "Event": ["DK440 an event has a status — sources/gazette-1.yaml:4:5"],
        "reading": ["DK012"],
        "shapes": ["DK490 a visit has a guest"],
        "the gate": ["DK911"],
    }


def test_a_failure_names_file_line_and_excerpt() -> None:
    (case,) = (case for case in parsed(REPORT).iter("testcase") if case.find("failure") is not None)
    assert (case.get("file"), case.get("line"), case.get("classname")) == (
        "sources/gazette-1.yaml",
        "4",
        "diplomacy-kg.DK440",
    )
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("type") == "DK440"
    assert failure.text is not None
    assert failure.text.splitlines()[1:3] == ["  4 |   - id: talks", "          ^"]
    assert failure.text.splitlines()[-1] == "also sources/herald-1.yaml:30:5"


def test_a_conforming_report_is_not_empty() -> None:
    root = parsed(GOOD)
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("2", "0", "1")
    assert [e.text for e in root.iter("system-out")] == [
        "The graph conforms. 2 articles, 40 facts, 1,234 triples; 2 rules looked at 1,200 focus nodes."
    ]


def test_a_report_without_rules_is_well_formed() -> None:
    assert parsed(Report()).get("tests") == "0"


def test_hostile_names_stay_text() -> None:
    root = parsed(HOSTILE, HOSTILE_CONTEXT)
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "system-out",
    }  # fmt: skip
