"""Queries: each stored query asked of both engines, and whether they answer the same; and what opening takes."""

import json
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from pyoxigraph import Literal, Store

from kg import queries
from kg.pipeline import build
from kg.project import Project
from kg.queries.parameters import term
from kg.resources import queries_dir
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.benchmarks.cost import Cost, Failed, interleaved, measure
from tests.benchmarks.peers import interpreter

RUNNERS = Path(__file__).parent / "runners"
LARGEST = 1_000
"""The most articles that rdflib is given: ten times as many take it about ten gigabytes."""
LIMIT = 30.0
"""Wall seconds after which rdflib is stopped."""
FIRST = queries_dir() / "who-met-whom.rq"
"""The query that a fresh process answers, asked for two states."""
CLI = "from kg.cli import main; main()"

Rows = Sequence[Sequence[tuple[str, str] | None]]


class Row(NamedTuple):
    """One query: CPU seconds of both, None for an engine that was not asked or that was stopped."""

    query: str
    ours: float
    rdflib: float | None
    verdict: str


class Found(NamedTuple):
    """What was measured at one size: the queries, seconds to load and open, and a fresh process with its answer."""

    articles: int
    quads: int
    rows: list[Row]
    loading: dict[str, float]
    fresh: dict[str, Cost]


class Engine:
    """A process that has the graph and answers queries. Raises Failed where it ends before it is asked to."""

    def __init__(self, name: str, python: Path, folder: Path) -> None:
        command = [str(python), str(RUNNERS / f"run_{name}.py"), str(folder), str(LIMIT)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.name, self.loading = name, self._receive()["seconds"]

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, query: queries.Query, folder: Path) -> tuple[float | None, Rows]:
        """Return CPU seconds and rows; no seconds where the engine was stopped."""
        parameters = {p.name: _default(p) for p in query.parameters}
        question = {"query": str(folder / f"{query.name}.rq"), "parameters": parameters}
        print(json.dumps(question), file=self._process.stdin, flush=True)
        found = self._receive()
        return found["seconds"], [[cell and tuple(cell) for cell in row] for row in found.get("rows", [])]

    def _receive(self) -> Any:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            self._process.communicate()
            raise Failed(f"exit code {self._process.returncode}")
        return json.loads(line)


def run(sizes: list[int], rounds: int, peers: Path | None, folder: Path) -> Iterator[Found]:
    """Yield what both engines take for the stored queries of a build of each size."""
    for articles in sizes:
        place = folder / f"articles-{articles}"
        corpus = make(1, articles)
        write_project(corpus, place)
        values = dict(zip("ab", [entry.key for entry in corpus.entries if entry.kind == "state"], strict=False))
        built = build(Project(place)).build
        assert built is not None, "the generated corpus does not conform"
        with Engine("ours", Path(sys.executable), built.folder) as ours:
            if articles <= LARGEST:
                with Engine("rdflib", interpreter("rdflib", peers), built.folder) as other:
                    rows = list(asked(ours, other, rounds))
                loading = {"ours": ours.loading, "rdflib": other.loading}
            else:
                rows, loading = list(asked(ours, None, rounds)), {"ours": ours.loading}
        yield Found(articles, built.manifest.counts["quads"], rows, loading, fresh(place, built.folder, values, rounds))


def asked(ours: Engine, other: Engine | None, rounds: int) -> Iterator[Row]:
    """Ask all stored queries that need no value of both engines in turn; one that was stopped is not asked again."""
    folder = queries_dir()
    for query in queries.queries(folder):
        if any(parameter.required for parameter in query.parameters):
            continue
        mine: list[float] = []
        theirs: list[float] = []
        said, stopped = "", other is None
        for _ in range(rounds):
            seconds, rows = ours.ask(query, folder)
            mine.append(seconds or 0.0)
            if other and not stopped:
                seconds, others = other.ask(query, folder)
                if stopped := seconds is None:
                    said = f"{len(rows):,} rows; rdflib was stopped after {LIMIT:g} s"
                else:
                    theirs.append(seconds or 0.0)
                    said = verdict(query.text, rows, others)
        median = None if stopped or not theirs else statistics.median(theirs)
        yield Row(query.name, statistics.median(mine), median, said or f"{len(rows):,} rows")


def verdict(text: str, ours: Rows, others: Rows) -> str:
    """Return in words whether two answers are equal: as lists where the query has an order."""
    mine, theirs = (Counter(map(tuple, rows)) for rows in (ours, others))
    if mine == theirs:
        ordered = re.search(r"ORDER BY[^{}]*\Z", text)
        same = not ordered or list(map(tuple, ours)) == list(map(tuple, others))
        return f"{len(ours):,} rows, {'all equal' if same else 'equal but for their order'}"
    told = [f"ours has more: {_shown(row)}" for row in (mine - theirs)][:1]
    told += [f"rdflib has more: {_shown(row)}" for row in (theirs - mine)][:1]
    return "; ".join([f"{len(ours):,} and {len(others):,} rows, not equal", *told])


def fresh(project: Path, folder: Path, values: Mapping[str, str], rounds: int) -> dict[str, Cost]:
    """Return what a process takes, from its start, to open a build and to answer a stored query with these values."""
    given = [f"{name}={value}" for name, value in values.items()]
    asked = [part for each in given for part in ("--param", each)]
    return interleaved(
        {
            "an empty Python": partial(measure, [sys.executable, "-c", "pass"]),
            f"open and answer {FIRST.stem}": partial(
                measure, [sys.executable, RUNNERS / "run_first.py", folder, FIRST, *given]
            ),
            f"kg query {FIRST.stem}": partial(
                measure, [sys.executable, "-c", CLI, "query", FIRST.stem, "--project", project, *asked]
            ),
        },
        rounds,
    )


def _default(parameter: queries.Parameter) -> tuple[str, str] | None:
    """Return the value of a parameter that is left out: its text and datatype."""
    if parameter.default is None:
        return None
    value = term(Store(), parameter.type, parameter.default)
    assert isinstance(value, Literal), f"the default of {parameter.name} names a thing of the graph"
    return value.value, value.datatype.value


def _shown(row: Sequence[tuple[str, str] | None]) -> str:
    return " | ".join(cell[0] if cell else "" for cell in row)[:160]
