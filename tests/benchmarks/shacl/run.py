"""Validation: each engine on the same graph and shapes, and whether all found the same."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.cost import Cost, interleaved, measure
from tests.benchmarks.peers import interpreters
from tests.benchmarks.shacl import world
from tests.benchmarks.shacl.reports import Key, by_shape, differences, results

HERE = Path(__file__).parent
SHAPES = {"core": ("core.ttl",), "with queries": ("core.ttl", "queries.ttl")}
"""Fifteen shapes of SHACL Core, and with them three that are queries."""
LARGEST = {"ours": 10**9, "topbraid": 10_000, "pyshifty": 10_000, "pyshacl": 1_000}
"""The most articles that each is given: the next size would take it from ten minutes to hours."""
_REPORTS = {"ours": "tsv", "topbraid": "ttl"}


class Row(NamedTuple):
    """One engine on one graph."""

    shapes: str
    articles: int
    triples: int
    engine: str
    cost: Cost
    verdict: str


def run(sizes: list[int], rounds: int, peers: Path | None, folder: Path) -> Iterator[Row]:
    """Yield what each engine costs. Raises AssertionError where ours did not find the faults that were put in."""
    for articles in sizes:
        graph = folder / f"articles-{articles}.nt"
        triples = world.write(graph, articles)
        for name, files in SHAPES.items():
            shapes = folder / f"{name.replace(' ', '-')}.ttl"
            shapes.write_text("".join((HERE / file).read_text(encoding="utf-8") for file in files), encoding="utf-8")
            engines = [engine for engine, most in LARGEST.items() if articles <= most]
            runs = dict(_runs(engines, graph, shapes, peers, folder))
            costs = interleaved(runs, rounds)
            found = {engine: results(_report(engine, folder)) for engine in costs}
            wrong = faults(found["ours"], articles, queries="queries.ttl" in files)
            assert not wrong, wrong
            for engine, cost in costs.items():
                yield Row(name, articles, triples, engine, cost, verdict(engine, found[engine], found["ours"]))
        graph.unlink()


def _runs(
    engines: list[str], graph: Path, shapes: Path, peers: Path | None, folder: Path
) -> Iterator[tuple[str, Callable[[], Cost]]]:
    others = interpreters((engine for engine in engines if engine != "ours"), peers)
    for engine, python in [("ours", Path(sys.executable)), *others]:
        runner = HERE / "runners" / f"run_{engine}.py"
        yield engine, partial(measure, [python, runner, graph, shapes, _report(engine, folder)])


def _report(engine: str, folder: Path) -> Path:
    return folder / f"{engine}.{_REPORTS.get(engine, 'nt')}"


def faults(found: Counter[Key], articles: int, *, queries: bool) -> list[str]:
    """Return in words where the number of results of a shape is not that of the faults; empty where all are."""
    counts, wanted = by_shape(found), world.expected(articles, queries=queries)
    names = sorted(counts.keys() | wanted.keys())
    return [f"{' '.join(n)}: {counts[n]} results, {wanted[n]} faults" for n in names if counts[n] != wanted[n]]


def verdict(engine: str, found: Counter[Key], wanted: Counter[Key]) -> str:
    """Return in words whether a report is that of ours."""
    number = sum(found.values())
    if found == wanted:
        return f"{number:,} results, all equal"
    if _without_path(found) == _without_path(wanted):
        return f"{number:,} results, equal but for {sum((wanted - found).values()):,} paths"
    return "; ".join([f"{number:,} results, not equal", *differences(engine, found, wanted, shown=2)])


def _without_path(found: Counter[Key]) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for (focus, _, value, *rest), times in found.items():
        counts[focus, "", value, *rest] += times  # type: ignore[index]
    return counts
