"""Workflow commands, one line each."""

from kg.model import Finding, Report
from kg.validation.reports import write
from tests.validation.reports.sample import CONTEXT, GOOD, HOSTILE, HOSTILE_CONTEXT, REPORT


def test_each_finding_is_one_command() -> None:
    notice, error, warning, verdict = write(REPORT, "github", CONTEXT).splitlines()
    assert notice == "::notice title=DK911::the ontology declares no class or property dip:gone%0Adip:gone"
    assert error == (
        "::error file=sources/gazette-1.yaml,line=4,col=5,title=DK440 an event has a status::"
        "Say with `status` whether the event happened, goes on, is planned and so on."
        "%0AMeeting of Ada Lindqvist and the deputy minister · dip:status%0Aalso: sources/herald-1.yaml:30:5"
    )
    assert warning == (
        "::warning file=sources/gazette-1.yaml,line=8,col=74,title=DK012::"
        "unknown role 'hots'; did you mean 'host'?%0AUse one of the 14 roles."
    )
    assert verdict == (
        "The graph does not conform: 1 error, 1 warning and 1 note in 1 file. "
        "2 articles, 40 facts, 1,234 triples; 2 rules looked at 1,200 focus nodes."
    )


def test_properties_and_messages_are_escaped_as_the_toolkit_does() -> None:
    finding = Finding(code="DK001", message="50% of: a,b", file="sources/a,b:50%.yaml", line=1)
    (command, _) = write(Report(findings=(finding,)), "github", CONTEXT).splitlines()
    assert command == "::error file=sources/a%2Cb%3A50%25.yaml,line=1,title=DK001::50%25 of: a,b"


def test_a_conforming_report_gives_no_command() -> None:
    assert "::" not in write(GOOD, "github", CONTEXT)


def test_a_name_can_not_give_commands() -> None:
    lines = write(HOSTILE, "github", HOSTILE_CONTEXT).splitlines()
    assert len(lines) == len(HOSTILE.findings) + 1
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::notice", "::error", "::warning"]
