"""Lay the project beside other tools on equal work: `python -m tests.benchmarks`.

Prints CPU seconds of whole processes, ratios and peak memory, and writes plots as SVG. Other tools are installed by
pip, each into a virtual environment of its own under --peers, outside the project.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import peers, shacl
from tests.benchmarks.plot import plot
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


Part = Callable[[Console, list[int], int, Path | None, Path], dict[str, str]]
PARTS: dict[str, Part] = {"validation": validate}


if __name__ == "__main__":
    main()
