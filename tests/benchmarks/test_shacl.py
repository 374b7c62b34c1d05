"""The benchmark of validation, small: its checks hold, and see a difference that is planted. No time is asserted."""

from collections import Counter
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from tests.benchmarks import __main__ as benchmark
from tests.benchmarks.cost import Failed, interleaved, measure
from tests.benchmarks.plot import plot
from tests.benchmarks.shacl import run, world
from tests.benchmarks.shacl.reports import results

ARTICLES = 40
"""Each fault once."""


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shacl")
    return list(run.run([ARTICLES], 1, None, folder)), results(folder / "ours.tsv")


def test_our_report_is_that_of_pyshacl(rows):
    verdicts = {(row.shapes, row.engine): row.verdict for row in rows[0]}
    core = sum(world.expected(ARTICLES, queries=False).values())
    assert verdicts == {
        ("core", "ours"): f"{core} results, all equal",
        ("core", "pyshacl"): f"{core} results, all equal",
        ("with queries", "ours"): "30 results, all equal",
        ("with queries", "pyshacl"): "30 results, all equal",
    }


def test_each_fault_is_found_once_or_as_often_as_it_should(rows):
    assert (
        sum(world.expected(ARTICLES).values()) == sum(map(len, world.EXPECTED.values())) == 26 + 4
    )  # four faults break two shapes each
    assert run.faults(rows[1], ARTICLES, queries=True) == []


@pytest.mark.parametrize("times", [0, 2])
def test_a_result_too_few_or_too_many_is_seen(rows, times):
    key = next(key for key in rows[1] if key[3].endswith("PatternConstraintComponent"))
    other = Counter(rows[1]) | Counter({key: times})
    if not times:
        del other[key]
    assert "not equal" in run.verdict("other", other, rows[1])
    assert key[0] in run.verdict("other", other, rows[1])
    assert len(run.faults(other, ARTICLES, queries=True)) == 1


@pytest.mark.parametrize("part", range(6))
def test_each_part_of_a_result_is_compared(rows, part):
    key = next(iter(rows[1]))
    changed = (*key[:part], "another", *key[part + 1 :])
    other = rows[1] - Counter([key]) + Counter([changed])
    words = run.verdict("other", other, rows[1])
    assert ("equal but for 1 paths" if part == 1 else "not equal") in words


def test_there_are_93_triples_for_each_article(tmp_path):
    small, large = (world.write(tmp_path / "graph.nt", articles) for articles in (100, 1100))
    assert abs((large - small) / 1000 - 93) < 0.1  # a fault adds or takes a triple


def test_a_command_that_fails_is_left_out(capsys):
    def fails():
        raise Failed("exit code 3")

    costs = interleaved({"good": lambda: measure(["true"]), "bad": fails}, 2)
    assert list(costs) == ["good"]
    assert capsys.readouterr().err == "bad is left out: exit code 3\n"
    with pytest.raises(Failed, match="exit code 1"):
        measure(["false"])


def test_memory_is_that_of_the_command_and_not_of_its_parent():
    held = bytearray(200_000_000)
    assert measure(["true"]).peak < 100 < len(held) / 1e6


def test_the_command_prints_and_plots(tmp_path):
    out = StringIO()
    plots = benchmark.validate(Console(file=out, width=200), [ARTICLES], 1, None, Path(tmp_path))
    assert "with queries" in out.getvalue()
    assert sorted(plots) == ["validation-core.svg", "validation-with-queries.svg"]


def test_a_plot_is_well_formed_and_has_each_line_with_its_points():
    svg = ElementTree.fromstring(plot("A < B", "triples", "s", {"a & b": [(10, 0.5), (100, 5)], "c": [(10, 20)]}))
    name = "{http://www.w3.org/2000/svg}"
    assert len(svg.findall(f"{name}polyline")) == 2
    assert len(svg.findall(f"{name}circle")) == 3
    assert {"a & b, 5", "c, 20"} <= {each.text for each in svg.iter(f"{name}text")}
