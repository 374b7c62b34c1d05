"""The benchmark of mapping, small: its checks hold, and see a difference that is planted. No time is asserted."""

import json
from io import StringIO

import pytest
from rich.console import Console

from tests.benchmarks import __main__ as benchmark
from tests.benchmarks import peers
from tests.benchmarks.cost import measure
from tests.benchmarks.mapping import run
from tests.benchmarks.mapping.decided import TABLES
from tests.benchmarks.mapping.triples import Triples, verdict

ARTICLES = 40
TRIPLE = "<x:a> <x:b> <x:c> .\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A project with its tables, and what ours and rdflib make of them."""
    place = tmp_path_factory.mktemp("mapping")
    run.prepare(place, ARTICLES)
    python = peers.interpreter("rdflib", None)
    measure([python, run.RUNNERS / "run_ours.py", place, place / "ours.nq", place / "times.json"])
    measure([python, run.RUNNERS / "run_rdflib.py", place, place / "rdflib.nt"])
    return place


def test_ours_has_every_triple_that_the_others_write(place):
    ours, others = Triples(place / "ours.nq"), Triples(place / "rdflib.nt")
    assert verdict("ours", ours, others, more=True).startswith(f"has all {len(others):,} triples")
    assert 100 < len(others) / ARTICLES < 250 < ours.written / ARTICLES


def test_each_table_has_records_and_each_record_the_fields_of_the_others(place):
    for table in TABLES:
        records = json.loads((place / f"{table}.json").read_text(encoding="utf-8"))
        assert records, table
        assert {tuple(record) for record in records} == {tuple(records[0])}, table


@pytest.mark.parametrize("planted", ["subject", "predicate", "object", "language", "datatype"])
def test_a_changed_triple_is_seen_on_both_sides(tmp_path, planted):
    one, other = tmp_path / "one.nt", tmp_path / "other.nt"
    pairs = {
        "subject": ("<x:a> <x:b> <x:c> .\n", "<x:z> <x:b> <x:c> .\n"),
        "predicate": ("<x:a> <x:b> <x:c> .\n", "<x:a> <x:z> <x:c> .\n"),
        "object": ("<x:a> <x:b> <x:c> .\n", '<x:a> <x:b> "x:c" .\n'),
        "language": ('<x:a> <x:b> "c"@en .\n', '<x:a> <x:b> "c"@de .\n'),
        "datatype": ('<x:a> <x:b> "1" .\n', '<x:a> <x:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'),
    }
    for path, line in zip((one, other), pairs[planted], strict=True):
        path.write_text(line, encoding="utf-8")
    said = verdict("other", Triples(other), Triples(one))
    assert said.startswith("1 triples, not equal; other lacks: <x:")
    assert "other has more: <x:" in said


def test_a_triple_that_is_lacking_or_too_many_is_seen(tmp_path):
    one, other = tmp_path / "one.nt", tmp_path / "other.nq"
    one.write_text(TRIPLE + "<x:a> <x:b> <x:d> .\n", encoding="utf-8")
    other.write_text("<x:a> <x:b> <x:c> <x:g> .\n<x:a> <x:b> <x:c> <x:h> .\n", encoding="utf-8")
    few, many = Triples(other), Triples(one)
    assert (few.written, len(few)) == (2, 1)  # the names of graphs do not count
    assert verdict("few", few, many) == "1 triples, not equal; few lacks: <x:a> <x:b> <x:d>"
    assert verdict("few", few, many, more=True) == "1 triples, not equal; few lacks: <x:a> <x:b> <x:d>"
    assert verdict("many", many, few) == "2 triples, not equal; many has more: <x:a> <x:b> <x:d>"
    assert verdict("many", many, few, more=True) == "has all 1 triples, of 2"


def test_one_triple_is_one_in_any_writing(tmp_path):
    one, other = tmp_path / "one.nt", tmp_path / "other.nt"
    one.write_text('<x:a> <x:b> "é\\n" .\n', encoding="utf-8")
    other.write_text(
        '<x:a>  <x:b> "\\u00E9\\u000A"^^<http://www.w3.org/2001/XMLSchema#string>.\n' * 2, encoding="utf-8"
    )
    assert verdict("other", Triples(other), Triples(one)) == "1 triples, all equal"


def test_the_benchmark_ends_where_ours_lacks_a_triple(tmp_path, monkeypatch):
    prepare = run.prepare

    def planted(place, articles):
        prepare(place, articles)
        file = place / "topics.json"
        records = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps([*records, {"event": "a00001/nothing", "topic": "weather"}]), encoding="utf-8")

    monkeypatch.setattr(run, "prepare", planted)
    with pytest.raises(AssertionError, match=r"ours lacks: .*nothing.*weather"):
        list(run.run([ARTICLES], 1, None, tmp_path))


def test_the_command_prints_and_plots(tmp_path, capsys):
    out = StringIO()
    plots = benchmark.map_articles(Console(file=out, width=250), [ARTICLES], 1, None, tmp_path)
    for words in (*run.STAGES, run.WHOLE, "rdflib", "triples, all equal", "has all"):
        assert words in out.getvalue()
    assert list(plots) == ["mapping.svg"]
    assert "morph-kgc is left out" in capsys.readouterr().err  # the other two are not installed here
