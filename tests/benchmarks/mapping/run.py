"""Mapping: each tool on the same articles, and whether what it wrote is the same."""

import json
import math
import statistics
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kg.drafting import decided, read
from kg.project import Project
from kg.shelf import Picked
from kg.sources.texts import Texts
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.benchmarks.cost import Cost, interleaved, measure
from tests.benchmarks.mapping import decided as tables
from tests.benchmarks.mapping.triples import Triples, verdict
from tests.benchmarks.peers import interpreters

RUNNERS = Path(__file__).parent / "runners"
LARGEST = {"rdflib": 10_000, "morph-kgc": 100_000, "maplib": 100_000}
"""The most articles that each of the others is given: the next size would take it more than about ten minutes."""
WHOLE = "ours: reading, deciding, mapping"
EQUAL_WORK = "ours: reading, mapping"
"""What the others do too: they read JSON, and all is decided."""
STAGES = {"ours: mapping alone": ("mapping",), EQUAL_WORK: ("reading", "mapping")}
"""Parts of the whole that are shown besides; reading has the start of the process in it."""


class Row(NamedTuple):
    """One tool on one number of articles; of a part of a process only the CPU time is known, the rest is no number."""

    articles: int
    tool: str
    written: int
    cost: Cost
    verdict: str

    @property
    def each(self) -> float:
        """CPU time for each statement written, in microseconds."""
        return self.cost.cpu / self.written * 1e6


def run(sizes: list[int], rounds: int, peers: Path | None, folder: Path) -> Iterator[Row]:
    """Yield what each tool costs. Raises AssertionError where ours lacks a triple that the others write."""
    for articles in sizes:
        place = folder / f"articles-{articles}"
        prepare(place, articles)
        stages: list[dict[str, float]] = []
        runs = {WHOLE: partial(_ours, place, stages), **dict(_others(articles, peers, place))}
        costs = interleaved(runs, rounds)
        ours = Triples(place / "ours.nq")
        written = {name: Triples(place / f"{name}.nt") for name in costs if name != WHOLE}
        if not written:
            raise LookupError("no other tool could be run, so there is nothing to compare with")
        wanted = next(iter(written.values()))
        said = verdict("ours", ours, wanted, more=True)
        assert not len(ours.lacks(wanted)), said
        for name, parts in STAGES.items():
            yield Row(articles, name, ours.written, _part(stages, parts), "")
        yield Row(articles, WHOLE, ours.written, costs[WHOLE], said)
        for name, found in written.items():
            yield Row(articles, name, len(found), costs[name], verdict(name, found, wanted))


def prepare(place: Path, articles: int, seed: int = 1) -> None:
    """Write a generated project, and beside it the tables of what is decided on it."""
    write_project(make(seed, articles), place)
    project = Project(place)
    reading, register = read(project)
    decisions = decided(Texts(project.texts), reading, register)
    tables.write(Picked(reading.by_key, decisions.keys), decisions, place)


def _ours(place: Path, stages: list[dict[str, float]]) -> Cost:
    times = place / "times.json"
    cost = measure([sys.executable, RUNNERS / "run_ours.py", place, place / "ours.nq", times])
    stages.append(json.loads(times.read_text(encoding="utf-8")))
    return cost


def _part(stages: list[dict[str, float]], parts: tuple[str, ...]) -> Cost:
    """Return the median CPU time of some stages together."""
    return Cost(statistics.median(sum(each[part] for part in parts) for each in stages), math.nan, math.nan)


def _others(articles: int, peers: Path | None, place: Path) -> Iterator[tuple[str, Callable[[], Cost]]]:
    for name, python in interpreters((name for name, most in LARGEST.items() if articles <= most), peers):
        runner = RUNNERS / f"run_{name.replace('-', '_')}.py"
        yield name, partial(measure, [python, runner, place, place / f"{name}.nt"])
