"""Answers as text: for people in a table, for machines as the SPARQL 1.1 results formats have it."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, parse_query_results

from kg.errors import QueryError
from kg.queries import free, render, run
from kg.queries.formats import FORMATS

VALUES = """SELECT ?thing ?label ?none WHERE { VALUES (?thing ?label ?none) {
  (<https://w3id.org/diplomacy-kg/id/event/gazette-1/talks> "a, \\"b\\" [red]c[/red]"@en UNDEF)
  (<http://example.org/x> "2031-04-01"^^<http://www.w3.org/2001/XMLSchema#date> "tab\\there" )
} } ORDER BY ?thing"""


@pytest.fixture(scope="module")
def answer(store):
    return run(store, free(VALUES))


def test_plain_rows(answer):
    assert answer.columns == ("thing", "label", "none")
    assert answer.rows == (
        ("http://example.org/x", "2031-04-01", "tab\there"),
        ("https://w3id.org/diplomacy-kg/id/event/gazette-1/talks", 'a, "b" [red]c[/red]', ""),
    )
    assert answer.truth is None


def test_csv_is_that_of_the_standard(answer):
    """SPARQL 1.1 Query Results CSV and TSV Formats, 3: plain values, RFC 4180 quoting and line ends."""
    text = render(answer, "csv")
    assert text.startswith("thing,label,none\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [list(answer.columns), *map(list, answer.rows)]


def test_tsv_keeps_the_terms(answer):
    header, first, second = render(answer, "tsv").splitlines()
    assert header == "?thing\t?label\t?none"
    assert first.split("\t")[1:] == ['"2031-04-01"^^<http://www.w3.org/2001/XMLSchema#date>', '"tab\\there"']
    assert second.split("\t")[1] == '"a, \\"b\\" [red]c[/red]"@en'


def test_json_and_xml_keep_the_terms(answer):
    binding = json.loads(render(answer, "json"))["results"]["bindings"][1]
    assert binding["label"] == {"type": "literal", "value": 'a, "b" [red]c[/red]', "xml:lang": "en"}
    assert "none" not in binding
    namespace = "{http://www.w3.org/2005/sparql-results#}"
    results = ElementTree.fromstring(render(answer, "xml")).findall(f".//{namespace}result")
    assert [len(result) for result in results] == [3, 2]


@pytest.mark.parametrize("kind", ["json", "xml", "tsv"])
def test_a_machine_reads_back_what_was_answered(answer, kind):
    parsed = parse_query_results(render(answer, kind).encode(), format=getattr(QueryResultsFormat, kind.upper()))
    assert tuple(tuple(solution) for solution in parsed) == answer.terms


def test_a_table_for_people(answer):
    table = render(answer, "table", 80)
    assert "id:event/gazette-1/talks" in table
    assert "[red]c[/red]" in table
    assert table.endswith("\n")
    assert max(map(len, table.splitlines())) <= 80


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_every_table_fits_its_width(store, width):
    for query in ("SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY ?s ?p LIMIT 30", VALUES):
        for line in render(run(store, free(query)), "table", width).splitlines():
            assert len(line) <= width
            assert line == line.rstrip()


def test_a_narrow_table_folds_and_drops_nothing(store):
    word = "gazette-1/" + "abcdefghij" * 12
    for columns in (f'("{word}" AS ?x) (1 AS ?y)', " ".join(f'("{word}" AS ?x{i})' for i in range(9))):
        text = render(run(store, free(f"SELECT {columns} WHERE {{}}")), "table", 40)
        assert "\u2026" not in text
        assert text.count("j") == 12 * (1 if "?y" in columns else 9)


def test_too_many_columns_become_one_block_a_row(store):
    columns = " ".join(f'("word{i}" AS ?column{i})' for i in range(12))
    text = render(run(store, free(f"SELECT {columns} (?unbound AS ?empty) WHERE {{}}")), "table", 80)
    assert text.splitlines()[0] == "-- 1 of 1 --"
    assert [line.split() for line in text.splitlines()[1:]] == [[f"column{i}", f"word{i}"] for i in range(12)]


def test_no_rows_are_told_as_such(store):
    narrow = render(run(store, free("SELECT ?x WHERE { FILTER(false) }")), "table")
    assert "x" in narrow
    many = " ".join(f"?column_number_{i}" for i in range(12))
    wide = render(run(store, free(f"SELECT {many} WHERE {{ FILTER(false) }}")), "table")
    assert wide.startswith("no rows; columns: column_number_0, column_number_1")


def test_nothing_moves_the_cursor_or_turns_the_writing(store):
    hostile = "\x1b[31mred\x1b[0m\x07\u202eabc\u2066 \u0645\u06cc\u200c\u0631\u0648\u0645"
    header = "#+ summary: e\n#+ description: e\n#+ parameters: [{name: v, type: text, description: d}]\n"
    query = free(header + "SELECT ?v WHERE { BIND(param:v() AS ?v) }")
    table = render(run(store, query, {"v": hostile}), "table")
    assert not set("\x1b\x07\u202e\u2066") & set(table)
    assert "\u200c" in table, "Persian needs the zero-width non-joiner"


@pytest.mark.parametrize(("text", "word"), [("ASK { ?s ?p ?o }", "true"), ("ASK { <x:a> <x:b> <x:c> }", "false")])
def test_a_question_of_yes_or_no(store, text, word):
    answer = run(store, free(text))
    assert answer.rows == ((word,),)
    assert answer.truth is (word == "true")
    assert render(answer, "table") == ("yes\n" if answer.truth else "no\n")
    assert json.loads(render(answer, "json"))["boolean"] is answer.truth
    assert word in render(answer, "xml")


def test_an_unknown_format_is_answered_with_the_nearest(answer):
    with pytest.raises(QueryError, match="no format 'jsn'; nearest: json"):
        render(answer, "jsn")
    assert set(FORMATS) == {"table", "csv", "tsv", "json", "xml"}


def test_a_free_query_knows_the_prefixes_and_its_own_win(store):
    assert run(store, free("ASK { ?state a dip:State ; skos:prefLabel 'Norland'@en }")).truth is True
    own = "PREFIX dip: <http://example.org/> SELECT ?x { BIND(dip:x AS ?x) }"
    assert run(store, free(own)).terms == ((NamedNode("http://example.org/x"),),)


def test_the_default_graph_is_the_union_and_each_triple_counts_once(store):
    """Two articles tell the talks in two graphs; that they were a meeting is one triple."""
    talks = "<https://w3id.org/diplomacy-kg/id/event/gazette-1/talks>"
    count = "SELECT (COUNT(*) AS ?n) WHERE { %s }"
    assert run(store, free(count % f"{talks} a dip:Meeting")).rows == (("1",),)
    assert run(store, free(count % f"GRAPH ?fact {{ {talks} a dip:Meeting }}")).rows == (("2",),)
