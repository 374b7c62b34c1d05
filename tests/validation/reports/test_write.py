"""All formats: known, the same bytes each time, and no trace of the machine."""

import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from kg.errors import UsageError
from kg.model import Finding
from kg.validation.reports import SUFFIXES, WRITERS, Context, write
from kg.validation.reports.context import LEFT, RIGHT, excerpt, passage, visible
from tests.validation.reports.sample import CONTEXT, GOOD, HOSTILE, HOSTILE_CONTEXT, REPORT, STATUS, TEXT


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(
        UsageError, match="no report format 'pdf'; known: text, json, turtle, html, sarif, junit, github"
    ):
        write(REPORT, "pdf")


def test_each_format_has_its_own_suffix() -> None:
    assert set(SUFFIXES) == set(WRITERS)
    assert len(set(SUFFIXES.values())) == len(SUFFIXES)


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_report_gives_the_same_bytes(format_: str) -> None:
    for report, context in ((REPORT, CONTEXT), (GOOD, Context()), (HOSTILE, HOSTILE_CONTEXT)):
        assert write(report, format_, context) == write(report, format_, context)
        assert write(report, format_, context).encode().endswith(b"\n")


@pytest.mark.parametrize("format_", WRITERS)
def test_no_place_of_this_machine_is_written(format_: str) -> None:
    written = write(REPORT, format_, CONTEXT)
    for place in (str(Path.cwd()), str(Path.home()) + "/", tempfile.gettempdir() + "/"):
        assert place not in written


@pytest.mark.parametrize("format_", WRITERS)
def test_the_finding_names_its_place_in_every_format(format_: str) -> None:
    written = write(REPORT, format_, CONTEXT)
    if format_ != "turtle":  # made from the results of the engine: see its own tests
        assert "sources/gazette-1.yaml" in written
        assert "DK440" in written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, ünïcode, 日本, فارسی", "plain, ünïcode, 日本, فارسی"),
        ("می\u200cشود", "می\u200cشود"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("\x1b[31m\x00\x7f", "\\u001b[31m\\u0000\\u007f"),
        ("a\nb\tc", "a b c"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\u2028", "\\u2028"),
    ],
)
def test_what_can_not_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_column_counts_in_the_line_as_shown() -> None:
    context = Context(lines=lambda file: ["\tna\u202eme: x"])
    shown = excerpt(Finding(code="DK001", message="m", file="a.yaml", line=1, column=8), context)
    assert shown is not None
    assert (shown.text, shown.text[shown.column - 1 :]) == (" na\\u202eme: x", " x")


def test_a_line_that_holds_an_article_is_cut_around_the_column() -> None:
    line = "a" * 1000 + "b" * 1000
    finding = Finding(code="DK001", message="m", file="a.jsonl", line=1, column=1001)
    shown = excerpt(finding, Context(lines=lambda file: [line]))
    assert shown is not None
    assert shown.text == "…" + "a" * LEFT + "b" * RIGHT + "…"
    assert (shown.column, shown.text[shown.column - 1]) == (LEFT + 2, "b")
    short = excerpt(replace(finding, column=LEFT + 1), Context(lines=lambda file: [line[1000 - LEFT : 1000 + RIGHT]]))
    assert short is not None
    assert (short.text, short.column) == ("a" * LEFT + "b" * RIGHT, LEFT + 1)


@pytest.mark.parametrize("line", [0, 2, 99])
def test_a_line_that_is_not_there_is_not_shown(line: int) -> None:
    assert (
        excerpt(
            Finding(code="DK001", message="m", file="a.yaml", line=line, column=1), Context(lines=lambda file: ["x"])
        )
        is None
    )


def test_a_passage_is_shown_with_its_surroundings() -> None:
    shown = passage(STATUS, CONTEXT)
    assert shown is not None
    assert (shown.before, shown.marked, shown.after) == (TEXT[:20], TEXT[20:92], TEXT[92:])


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT) + 1), (30, 20), (None, None)])
def test_a_passage_outside_of_the_text_is_not_shown(start: int | None, end: int | None) -> None:
    assert passage(replace(STATUS, start=start, end=end), CONTEXT) is None


def test_a_long_passage_is_cut() -> None:
    shown = passage(replace(STATUS, start=200, end=2000), Context(text=lambda article: "x" * 3000))
    assert shown is not None
    assert (len(shown.before), len(shown.marked), len(shown.after)) == (121, 601, 121)
