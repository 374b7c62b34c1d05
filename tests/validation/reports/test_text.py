"""The report for a terminal, as a person reads it."""

import re

import pytest
from msgspec.structs import replace

from kg.model import Finding, Report
from kg.validation.reports import write
from tests.validation.reports.sample import CONTEXT, GOOD, HOSTILE, HOSTILE_CONTEXT, LINES, REPORT, ROLE, STATUS

EXPECTED = """\
info DK911: the ontology declares no class or property dip:gone
  about: dip:gone

sources/gazette-1.yaml:4:5: error DK440: Say with `status` whether the event
    happened, goes on, is planned and so on.
  4 |   - id: talks
    |     ^
  rule: an event has a status
  about: Meeting of Ada Lindqvist and the deputy minister · dip:status
  text: Port Ellery, Wed. – [Ada Lindqvist received the deputy minister of
        Sundria on Tuesday evening]. They spoke of herring.
  also: sources/herald-1.yaml:30:5

sources/gazette-1.yaml:8:74: warning DK012: unknown role 'hots'; did you mean
    'host'?
  8 | …oreign Minister, of: Norland, role: hots, at: [20, 33], said_in: readout…
    |                                      ^
  mend: Use one of the 14 roles.

The graph does not conform: 1 error, 1 warning and 1 note in 1 file.
2 articles, 40 facts, 1,234 triples; 2 rules looked at 1,200 focus nodes.
1 rule had nothing to look at: DK490.
'kg rule DK440' tells more of a rule.
"""


def test_the_report_reads_as_this() -> None:
    # the passage begins at 20 with the name and ends at 92, before the full stop; "hots" begins at column 74
    assert write(REPORT, "text", CONTEXT) == EXPECTED


def test_the_caret_stands_under_the_column_also_where_the_line_is_cut() -> None:
    assert LINES[7].index("hots") + 1 == ROLE.column
    lines = write(Report(findings=(ROLE,)), "text", CONTEXT).splitlines()
    shown, caret = lines[2], lines[3]
    assert len(shown) == 80
    assert shown[caret.index("^") :].startswith("hots")
    assert shown.startswith("  8 | …")
    assert shown.endswith("…")


@pytest.mark.parametrize("column", [1, 3, 60, len(LINES[7]), len(LINES[7]) + 1])
def test_the_caret_is_never_outside(column: int) -> None:
    lines = write(Report(findings=(replace(ROLE, column=column),)), "text", CONTEXT).splitlines()
    caret = next(line for line in lines if line.endswith("^"))
    assert len(caret) <= 81
    if column <= len(LINES[7]):
        assert lines[lines.index(caret) - 1][len(caret) - 1] in (LINES[7][column - 1], "…")


def test_a_report_that_conforms_reads_well() -> None:
    assert write(GOOD, "text", CONTEXT) == (
        "The graph conforms.\n"
        "2 articles, 40 facts, 1,234 triples; 2 rules looked at 1,200 focus nodes.\n"
        "1 rule had nothing to look at: DK490.\n"
    )


def test_warnings_alone_conform() -> None:
    found = write(Report(findings=(ROLE, ROLE)), "text", CONTEXT)
    assert found.endswith("The graph conforms, with 2 warnings in 1 file.\n'kg rule DK012' tells more of a rule.\n")


def test_a_file_that_is_not_at_hand_has_no_excerpt() -> None:
    found = write(Report(findings=(replace(STATUS, file="sources/gone.yaml", article="gone"),)), "text", CONTEXT)
    assert "  4 |" not in found
    assert "  text: gone, characters 20 to 92\n" in found


def test_lines_keep_to_the_width() -> None:
    for width in (60, 80, 120):
        for line in write(REPORT, "text", replace(CONTEXT, width=width)).splitlines():
            assert len(line) <= width


def test_colours_are_asked_for() -> None:
    plain, coloured = write(REPORT, "text", CONTEXT), write(REPORT, "text", replace(CONTEXT, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31merror DK440:\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_hostile_names_do_not_reach_the_terminal() -> None:
    found = write(HOSTILE, "text", HOSTILE_CONTEXT)
    assert not {c for c in found if ord(c) < 32 and c != "\n"}
    assert "\u202e" not in found
    assert "\\u202egnp.exe\\u001b[31m" in found
    assert "\n::error" not in found


def test_a_name_may_hold_the_joiners_of_its_script() -> None:
    label = "علی\u200cاکبر"
    assert label in write(
        Report(findings=(Finding(code="DK400", message="m", focus="urn:x", focus_label=label),)), "text", CONTEXT
    )
