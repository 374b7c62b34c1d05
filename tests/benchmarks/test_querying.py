"""The benchmark of queries, small: both engines answer alike, a planted difference is seen. No time is asserted."""

import sys
from io import StringIO

import pytest
from rich.console import Console

from kg import queries
from kg.pipeline import build
from kg.project import Project
from kg.resources import queries_dir
from tests.benchmarks import __main__ as benchmark
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.benchmarks.cost import Failed
from tests.benchmarks.querying import run

ARTICLES = 20
ASKED = ("contacts-per-month", "invitations", "merges-of-low-margin", "signings", "topics-per-pair", "visits")
"""Without those that take rdflib more than a second; `merges-of-low-margin` has a default."""
ROWS = [[("a", ""), None], [("b", "en"), ("1", "iri")]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A build of generated articles."""
    place = tmp_path_factory.mktemp("querying")
    write_project(make(3, ARTICLES), place)
    built = build(Project(place)).build
    assert built
    return built.folder


@pytest.fixture
def few(monkeypatch, tmp_path):
    """Stored queries that are soon answered."""
    for name in ASKED:
        (tmp_path / f"{name}.rq").write_bytes((queries_dir() / f"{name}.rq").read_bytes())
    monkeypatch.setattr(run, "queries_dir", lambda: tmp_path)
    return tmp_path


def test_both_engines_answer_the_same(folder, few):
    python = sys.executable
    with run.Engine("ours", python, folder) as ours, run.Engine("rdflib", python, folder) as other:
        rows = list(run.asked(ours, other, 1))
    assert [row.query for row in rows] == list(ASKED)
    assert all(row.verdict.endswith(" rows, all equal") for row in rows), rows
    assert all(row.verdict != "0 rows, all equal" for row in rows if row.query in ("topics-per-pair", ASKED[2])), rows


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_is_answered(folder, few, monkeypatch):
    monkeypatch.setattr(run, "LIMIT", 0.001)
    with run.Engine("ours", sys.executable, folder) as ours, run.Engine("rdflib", sys.executable, folder) as other:
        rows = list(run.asked(ours, other, 2))
    assert [row.query for row in rows] == list(ASKED)
    assert {row.rdflib for row in rows} == {None}
    assert all("rdflib was stopped after 0.001 s" in row.verdict for row in rows)


def test_a_query_that_needs_a_value_is_not_asked(folder, few):
    text = (queries_dir() / "readouts.rq").read_text(encoding="utf-8")
    (few / "readouts.rq").write_text(text, encoding="utf-8")
    assert any(parameter.required for parameter in queries.find(few, "readouts").parameters)
    with run.Engine("ours", sys.executable, folder) as ours:
        assert [row.query for row in run.asked(ours, None, 1)] == list(ASKED)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (ROWS, "2 rows, all equal"),
        (ROWS[::-1], "2 rows, equal but for their order"),
        (ROWS[:1], "2 and 1 rows, not equal; ours has more: b | 1"),
        ([*ROWS, ROWS[0]], "2 and 3 rows, not equal; rdflib has more: a | "),
        (
            [ROWS[0], [("b", "de"), ("1", "iri")]],
            "2 and 2 rows, not equal; ours has more: b | 1; rdflib has more: b | 1",
        ),
        ([ROWS[0], [("b", "en"), ("1", "")]], "2 and 2 rows, not equal; ours has more: b | 1; rdflib has more: b | 1"),
        ([[("a", ""), ("", "")], ROWS[1]], "2 and 2 rows, not equal; ours has more: a | ; rdflib has more: a | "),
    ],
)
def test_a_planted_difference_is_seen(others, words):
    assert run.verdict("SELECT * { ?s ?p ?o } ORDER BY ?s", ROWS, others) == words


def test_order_counts_only_where_the_query_has_one():
    assert run.verdict("SELECT * { { SELECT ?s { } ORDER BY ?s } }", ROWS, ROWS[::-1]) == "2 rows, all equal"


def test_an_engine_that_ends_is_told(tmp_path, capfd):
    with pytest.raises(Failed, match="exit code 1"):
        run.Engine("ours", sys.executable, tmp_path)
    assert "there is no build" in capfd.readouterr().err


def test_the_command_prints_and_plots(tmp_path, few):
    out = StringIO()
    plots = benchmark.ask(Console(file=out, width=200), [ARTICLES], 1, None, tmp_path / "work")
    for words in (
        *ASKED,
        "ours: median of 6 queries",
        "an empty Python",
        f"open and answer {run.FIRST.stem}",
        f"kg query {run.FIRST.stem}",
    ):
        assert words in out.getvalue()
    assert list(plots) == ["queries.svg"]
