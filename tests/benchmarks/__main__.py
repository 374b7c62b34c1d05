"""Lay the project beside other tools on equal work: `python -m tests.benchmarks`.

Prints CPU seconds of whole processes, ratios and peak memory, and writes plots as SVG. Other tools are installed by
pip, each into a virtual environment of its own under --peers, outside the project.
"""

import argparse
import math
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import editing, mapping, peers, querying, shacl
from tests.benchmarks.cost import Cost
from tests.benchmarks.editing import run as edited
from tests.benchmarks.mapping import run as mapped
from tests.benchmarks.plot import plot
from tests.benchmarks.querying import run as queried
from tests.benchmarks.shacl import run as validation

SIZES = [1_000, 10_000]
LARGE = 100_000


def main() -> None:
    """Read the arguments, run what was asked for, print and plot."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=list(PARTS), action="append", help="one part; may be given again")
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} articles")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run; medians are shown")
    parser.add_argument("--peers", type=Path, default=peers.folder(), help="where other tools are installed")
    parser.add_argument("--installed", action="store_true", help="no other tools than those installed here")
    parser.add_argument("--plots", type=Path, help="the folder for the SVG files; none are written without")
    given = parser.parse_args()
    sizes = [*given.articles, *([LARGE] if given.large else [])]
    console = Console(width=160, soft_wrap=True)
    for name in given.only or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            plots = PARTS[name](console, sizes, given.rounds, None if given.installed else given.peers, Path(folder))
        for file, text in plots.items():
            if given.plots:
                given.plots.mkdir(parents=True, exist_ok=True)
                (given.plots / file).write_text(text, encoding="utf-8")


def validate(console: Console, sizes: list[int], rounds: int, where: Path | None, folder: Path) -> dict[str, str]:
    """Print what validation costs, and return plots by the names of their files."""
    rows = list(validation.run(sizes, rounds, where, folder))
    table = Table("shapes", "articles", "triples", "engine", "CPU s", "ratio", "wall s", "peak MB", "report")
    ours = {(row.shapes, row.articles): row.cost.cpu for row in rows if row.engine == "ours"}
    for row in rows:
        cost, ratio = row.cost, row.cost.cpu / ours[row.shapes, row.articles]
        figures = (f"{cost.cpu:.2f}", f"{ratio:.1f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}")
        table.add_row(row.shapes, f"{row.articles:,}", f"{row.triples:,}", row.engine, *figures, row.verdict)
    console.print(shacl.__doc__)
    console.print(table)
    plots = {}
    for name in dict.fromkeys(row.shapes for row in rows):
        lines: dict[str, list[tuple[float, float]]] = {}
        for row in rows:
            if row.shapes == name:
                lines.setdefault(row.engine, []).append((row.triples, row.cost.cpu))
        title = (
            f"SHACL validation, {'18 shapes, 3 of them queries' if 'queries' in name else '15 shapes of SHACL Core'}"
        )
        plots[f"validation-{name.replace(' ', '-')}.svg"] = plot(title, "triples", "CPU seconds", lines)
    return plots


def map_articles(console: Console, sizes: list[int], rounds: int, where: Path | None, folder: Path) -> dict[str, str]:
    """Print what mapping costs, and return plots by the names of their files."""
    rows = list(mapped.run(sizes, rounds, where, folder))
    table = Table("articles", "tool", "written", "CPU s", "µs each", "ratio", "wall s", "peak MB", "triples")
    ours = {row.articles: row.each for row in rows if row.tool == mapped.EQUAL_WORK}
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        ratio = f"{row.each / ours[row.articles]:.1f}"
        figures = (f"{row.cost.cpu:.2f}", f"{row.each:.1f}", ratio, *_wall_and_peak(row.cost))
        table.add_row(f"{row.articles:,}", row.tool, f"{row.written:,}", *figures, row.verdict)
        lines.setdefault(row.tool, []).append((row.written, row.cost.cpu))
    console.print(mapping.__doc__)
    console.print(table)
    return {"mapping.svg": plot("Mapping of articles", "statements written", "CPU seconds", lines)}


def ask(console: Console, sizes: list[int], rounds: int, where: Path | None, folder: Path) -> dict[str, str]:
    """Print what queries cost, and return plots by the names of their files."""
    console.print(querying.__doc__)
    lines: dict[str, list[tuple[float, float]]] = {}
    for found in queried.run(sizes, rounds, where, folder):
        console.print(f"{found.articles:,} articles, {found.quads:,} quads")
        table = Table("query", "ours, CPU ms", "rdflib, CPU ms", "ratio", "answer")
        for row in found.rows:
            other = ("", "") if row.rdflib is None else (f"{row.rdflib * 1000:.0f}", f"{row.rdflib / row.ours:.0f}")
            table.add_row(row.query, f"{row.ours * 1000:.1f}", *other, row.verdict)
        console.print(table)
        both = [row for row in found.rows if row.rdflib is not None]
        for name, taken in (("ours", [row.ours for row in both or found.rows]), ("rdflib", [r.rdflib for r in both])):
            if taken:
                console.print(f"{name}: median of {len(taken)} queries {statistics.median(taken) * 1000:.1f} ms")
                lines.setdefault(name, []).append((found.quads, statistics.median(taken)))
        for name, seconds in found.loading.items():
            console.print(f"{name}: {seconds * 1000:,.0f} ms CPU until the graph can be asked")
        table = Table("a fresh process", "CPU ms", "wall ms")
        for name, cost in found.fresh.items():
            table.add_row(name, f"{cost.cpu * 1000:.0f}", f"{cost.wall * 1000:.0f}")
        console.print(table)
    title = "Stored queries that both engines answer, median"
    return {"queries.svg": plot(title, "quads", "CPU seconds", lines)}


def edit(console: Console, sizes: list[int], rounds: int, where: Path | None, folder: Path) -> dict[str, str]:
    """Print what a build after an edit costs, and return plots by the names of their files."""
    table = Table("articles", "build", "CPU s", "of the first", "wall s", "peak MB", "verdict")
    lines: dict[str, list[tuple[float, float]]] = {}
    for found in edited.run(sizes, rounds, folder):
        first = found.rows[0].cpu
        for name in dict.fromkeys(row.edit for row in found.rows):
            rows = [row for row in found.rows if row.edit == name]
            cpu, wall, peak = (statistics.median(each) for each in zip(*(row[1:4] for row in rows), strict=True))
            share = f"1/{first / cpu:.0f}"
            table.add_row(
                f"{found.articles:,}", name, f"{cpu:.2f}", share, f"{wall:.2f}", f"{peak:.0f}", rows[-1].verdict
            )
            lines.setdefault(name, []).append((found.articles, cpu))
    console.print(editing.__doc__)
    console.print(table)
    return {"edits.svg": plot("A build after an edit", "articles", "CPU seconds", lines)}


def _wall_and_peak(cost: Cost) -> tuple[str, str]:
    """Return wall time and peak memory as words, nothing where they are not known."""
    if math.isnan(cost.wall):
        return "", ""
    return f"{cost.wall:.2f}", f"{cost.peak:.0f}"


Part = Callable[[Console, list[int], int, Path | None, Path], dict[str, str]]
PARTS: dict[str, Part] = {"validation": validate, "mapping": map_articles, "queries": ask, "edits": edit}


if __name__ == "__main__":
    main()
