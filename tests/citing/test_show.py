"""A cited answer on a terminal, as columns and as JSON, from the library and from the command line."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from kg.citing import schema, show
from kg.citing.show import COLUMNS
from kg.errors import QueryError
from kg.opened import Opened
from kg.queries import free, queries
from kg.resources import queries_dir
from kg.starter import lay_out
from tests.test_cli import kg

QUERY = "SELECT ?e ?day { ?e a dip:Meeting ; dip:earliest ?day }"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("harbour") / "p"
    list(lay_out(root))
    assert kg("build", "--texts", "texts", cwd=root).returncode == 0
    return root


def test_a_row_knows_its_citations(graph: Opened) -> None:
    (row,) = graph.cite(free(QUERY), {})
    assert row.values[1] == "2022-08-27"
    assert {(note.article, note.start, note.end) for note in row.notes} >= {("iq-003", 369, 383), ("iq-003", 6, 16)}
    assert row.cited is not None
    assert len(row.cited.witnesses[0].quads) == 2


def test_json_is_sparqls_with_a_list_beside_the_rows_as_the_schema_tells(graph: Opened) -> None:
    found = json.loads(show(graph.cite(free(QUERY), {}), "json"))
    assert len(found["results"]["bindings"]) == len(found["citations"]) == 1
    jsonschema.validate({key: found[key] for key in ("version", "refused", "citations", "notes")}, schema())
    row = found["citations"][0]
    numbers = {
        *row["notes"],
        *(number for d in row["disagreements"] for side in d["sides"] for number in side["notes"]),
    }
    assert sorted(numbers) == list(range(1, len(found["notes"]) + 1))


def test_csv_has_five_columns_more(graph: Opened) -> None:
    rows = list(csv.DictReader(io.StringIO(show(graph.cite(free(QUERY), {}), "csv"))))
    more = ["cited_passages", "cited_voices", "cited_lines", "corroboration", "disagreements"]
    assert [list(row)[2:] for row in rows] == [more]
    assert "iq-003#char=369,383" in rows[0]["cited_passages"].split("; ")
    assert "sources/iq-003.yaml" in rows[0]["cited_lines"]


def test_no_stored_query_has_a_column_of_that_name_already() -> None:
    assert not [query.name for query in queries(queries_dir()) for name in COLUMNS if f"?{name}" in query.text]


@pytest.mark.parametrize("absent", ["FILTER NOT EXISTS { ?e dip:place ?p }", "MINUS { ?e dip:place ?p }"])
def test_a_row_that_counts_what_something_is_absent_from_says_so(graph: Opened, absent: str) -> None:
    cited = graph.cite(free(f"SELECT (COUNT(?e) AS ?n) {{ ?e a dip:Meeting {absent} }}"), {})
    assert "rests also on what is not there" in show(cited, "table")
    assert "not there" not in show(graph.cite(free("SELECT (COUNT(?e) AS ?n) { ?e a dip:Meeting }"), {}), "table")


def test_what_can_not_be_cited_is_answered_and_says_why(graph: Opened) -> None:
    cited = graph.cite(free("SELECT (NOW() AS ?now) {}"), {})
    assert "not cited: NOW() gives something else each time" in show(cited, "table")
    assert json.loads(show(cited, "json"))["refused"].startswith("NOW()")
    assert len(cited.rows) == 1
    assert cited.rows[0].notes == ()


def test_another_format_is_refused(graph: Opened) -> None:
    with pytest.raises(QueryError, match="citations can't be written as xml"):
        show(graph.cite(free(QUERY), {}), "xml")


def test_the_terminal_shows_the_sentence_the_voice_and_the_line(harbour: Path) -> None:
    query = "SELECT ?e ?words ?topic { ?e dip:topic ?topic ; dip:dating/dip:dateExpression ?words }"
    shown = kg("query", "-e", query, "--cite", "--format", "table", "--texts", "texts", cwd=harbour).stdout
    assert "Foreign Ministry" in shown
    assert "[Tuesday evening]" in " ".join(shown.split())
    assert "sources/harbour-gazette-1.yaml:" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_page_of_evidence_is_written_and_the_rows_are_not_shown_twice(harbour: Path) -> None:
    ran = kg("query", "who-met-whom", "--pack", "out.html", cwd=harbour)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Tomas Varga" in (harbour / "out.html").read_text(encoding="utf-8")


def test_construct_is_cited_from_the_command_line(harbour: Path) -> None:
    query = "CONSTRUCT { ?who dip:participant ?e } WHERE { ?e dip:participation/dip:participant ?who }"
    rows = kg("query", "-e", query, "--cite", "--format", "csv", cwd=harbour).stdout.splitlines()
    assert rows[0].startswith("subject,predicate,object,cited_passages")
    assert all("harbour-gazette-1#char=" in row for row in rows[1:])
    assert len(rows) > 1
