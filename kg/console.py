"""What people read on a terminal: progress, the summary of a build, lists, pages of rules. Words go to stderr."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from textwrap import fill, indent
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.timing import Lap, Progress

if TYPE_CHECKING:
    from kg.diffing import Diff
    from kg.explain import Step
    from kg.model import Report
    from kg.ontology.check import OntologyReport
    from kg.pipeline import Built
    from kg.queries import Query
    from kg.validation.rules import RulePage

KIND = "reports of a "
"""How the counts of a build name kinds of events."""


def colours() -> bool:
    """Whether stdout is a terminal that wants colours (https://no-color.org)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def say(words: str) -> None:
    """Write words to stderr."""
    if words:
        sys.stderr.write(f"{words}\n")


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Show stages on a terminal while they run; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.description}")
    columns = (SpinnerColumn(), words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield show


def verdict(report: "Report", fail_on: str) -> int:
    """Return the exit code: 1 where a finding is as severe as `fail_on` or more, else 0."""
    if fail_on == "never":
        return 0
    return 1 if report.at_or_above(fail_on) else 0  # type: ignore[arg-type]


def for_editors(report: "Report") -> str:
    """Return the findings one in a line, `file:line:column: severity: message [code]`, as compilers write them."""
    from kg.validation.reports.context import visible

    found = (f"{f.place}: {f.severity}: {f.message} [{f.code}]" for f in report.findings)
    return "".join(f"{visible(line)}\n" for line in found)


def _pair(text: str) -> tuple[str, str]:
    """Split NAME=VALUE. Raises UsageError where there is no name."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise UsageError(f"--param {text}: write NAME=VALUE, as in --param a=Iran")
    return name, value


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Split each NAME=VALUE. Raises UsageError where there is no name, and for a name with two values."""
    found: dict[str, str] = {}
    for name, value in map(_pair, texts):
        if found.setdefault(name, value) != value:
            raise UsageError(f"--param {name} is given twice, as {found[name]} and as {value}; ask once for each")
    return found


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as wide as the terminal at the most, without colours."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    out = StringIO()
    Console(file=out, width=width(), color_system=None, force_terminal=False).print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def timings(laps: Sequence[Lap], articles: int) -> str:
    """Return what each stage took."""
    from kg.timing import COLUMNS, rows

    return table(COLUMNS, rows(list(laps), articles)).rstrip("\n")


def width() -> int:
    """Return the terminal's width in columns; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def listing(queries: Iterable["Query"]) -> str:
    """Return the stored queries with their parameters and the question that each answers."""
    rows = [
        (query.name, "\n".join(p.name if p.required else f"[{p.name}]" for p in query.parameters), query.summary)
        for query in queries
    ]
    return table(("query", "parameters", "answers"), rows)


def page(rule: "RulePage") -> str:
    """Return the page of a rule."""
    parts = [("why", rule.why), ("example", rule.example), ("mend", rule.mend)]
    body = "".join(f"\n{name}\n{indent(_filled(text), '  ')}\n" for name, text in parts if text)
    about = f", about {rule.about}" if rule.about else ""
    return f"{rule.code}  {rule.title}\n{rule.severity}{about}\n{body}"


def _filled(text: str) -> str:
    """Fill paragraphs to the width; lines of an example stay as they are."""
    if "\n" in text:
        return text.strip("\n")
    return fill(text, min(width(), 100) - 2, break_long_words=False, break_on_hyphens=False)


def tree(step: "Step", format: str) -> str:  # noqa: A002 (the option's name)
    """Return the answer of `kg why` and `kg why-not`, with plain branches where the terminal wants none drawn."""
    from kg.explain import to_json, to_text

    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return to_json(step) if format == "json" else to_text(step, width(), plain=plain)


def diff(diff: "Diff", format: str, *, every: bool = False) -> str:  # noqa: A002 (the option's name)
    """Return what changed between two builds; `every`: all changes and rows, however many."""
    from kg import diffing

    return diffing.to_json(diff) if format == "json" else tree(diffing.tree(diff, 0 if every else diffing.MOST), "text")


def ontology(report: "OntologyReport") -> str:
    """Return what the check of the ontology found."""
    lines = [f"{report.triples:,} triples reasoned over with HermiT"]
    lines.append("consistent" if report.consistent else "INCONSISTENT")
    lines += [f"can have no member: {name}" for name in report.unsatisfiable]
    lines += report.contradictions
    lines += [f"a reasoner passes over: {sentence}" for sentence in report.passed_over]
    lines += [f"style: {breach.term}: {breach.message} ({breach.rule})" for breach in report.style]
    lines.append("sound" if report.sound else "not sound")
    return "\n".join(lines) + "\n"


def summary(built: "Built") -> str:
    """Return what a build holds, what the gate said, and what to do next."""
    assert built.build is not None
    from kg.validation.numbers import plural
    from kg.validation.reports.counts import counts, found

    report, number = built.checked.report, built.build.manifest.counts
    kinds = sorted(((n, name.removeprefix(KIND)) for name, n in number.items() if name.startswith(KIND)), reverse=True)
    gate = counts(report)
    noted = f"; {found(gate)} (kg report)" if report.findings else ""
    rows = [
        ("articles", f"{report.articles:,}"),
        (
            "events",
            ", ".join(plural(n, "other event" if kind == "event" else kind) for n, kind in kinds)
            + ", as each article tells them",
        ),
        ("statements", f"{number['statements']:,}"),
        ("facts", f"{report.facts:,}, each with its passage or its premises ({report.triples:,} triples)"),
        ("the gate", f"{gate.rules} rules on {gate.focus_nodes:,} nodes: no error{noted}"),
    ]
    wide = max(len(name) for name, _ in rows)
    lines = [f"Published build {built.build.name}", ""]
    lines += [
        fill(text, width(), initial_indent=f"  {name:<{wide}}  ", subsequent_indent=" " * (wide + 4))
        for name, text in rows
    ]
    lines += ["", "Next: kg query who-met-whom   kg query (all questions)   kg export turtle   kg doctor"]
    return "\n".join(lines)
