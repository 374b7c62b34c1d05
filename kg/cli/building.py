"""Commands that read, check and publish a project."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.options import (
    Engine,
    FailOn,
    Format,
    Incremental,
    Output,
    Quiet,
    Root,
    Shacl,
    Texts,
    Timings,
    Workers,
    emit,
)

if TYPE_CHECKING:
    from kg.known import Known
    from kg.pipeline import Built
    from kg.project import Project
    from kg.timing import Progress

_AGAIN = 2.0
"""Seconds after which it is looked again whether another build has ended."""


@app.command(epilog="Example: kg check --format html -o report.html")
def check(
    project: Root = Path(),
    texts: Texts = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the report.")] = "text",  # noqa: A002
    output: Output = None,
    fail_on: FailOn = "error",
    engine: Shacl = "sets",
    workers: Workers = None,
    incremental: Incremental = False,
    quiet: Quiet = False,
    timings: Timings = False,
) -> None:
    """Read, resolve and validate everything; report what is to mend. Writes no build."""
    from kg import console, pipeline
    from kg.project import Project
    from kg.timing import Stopwatch

    here = Project(project, texts)
    with console.progress(quiet) as progress:
        clock = Stopwatch(progress)
        known = _kept(here, clock, workers) if incremental else None
        checked = pipeline.check(here, clock, engine, known, workers)
    clock("reporting", 0, 0)
    emit(checked.render(format, colour=output is None and console.colours(), width=console.width()), output)
    if timings:
        console.say(console.timings(clock.laps(), checked.report.articles))
    raise typer.Exit(console.verdict(checked.report, fail_on))


@app.command(epilog="Example: kg build && kg query who-met-whom")
def build(
    project: Root = Path(),
    texts: Texts = None,
    fail_on: FailOn = "error",
    engine: Shacl = "sets",
    workers: Workers = None,
    watch: Annotated[bool, typer.Option("--watch", help="Build again at each save, and list the findings.")] = False,
    incremental: Incremental = False,
    quiet: Quiet = False,
    timings: Timings = False,
) -> None:
    """Check everything, and publish a build if it conforms; a refused one leaves the last good build in place."""
    from kg import console
    from kg.errors import UsageError
    from kg.project import Project, unchanged

    here = Project(project, texts)
    if watch:
        if timings or workers or fail_on != "error":
            raise UsageError("--watch builds on and on: it goes without --timings, --workers and --fail-on")
        _watch(here, engine, quiet, incremental)
        return
    if fail_on in ("error", "never") and not timings and (build := unchanged(here)):
        console.say("" if quiet else f"Build {build.name} is made from just what is here; there is nothing to do.")
        return
    from kg import pipeline
    from kg.timing import Stopwatch

    with console.progress(quiet) as progress:
        clock = Stopwatch(progress)
        started = clock.spent
        known = _kept(here, clock, workers) if incremental else None
        began_at, recalled = known.begins_at if known else None, clock.spent
        built = pipeline.build(here, clock, engine, known, workers)
        if known and built.build:
            from kg.kept import is_due

            due = is_due(began_at, recalled - started, clock.spent - recalled)
            _keep(here, known, clock, None if due else began_at)
    laps = clock.laps()
    if built.build is None:
        emit(built.checked.render("text", colour=console.colours(), width=console.width()), None)
        console.say(f"Refused: no build was published. The reports are in {built.reports}.")
    elif not quiet:
        console.say(console.summary(built))
    if timings:
        console.say(console.timings(laps, built.checked.report.articles))
    raise typer.Exit(console.verdict(built.checked.report, fail_on))


def _kept(project: "Project", progress: "Progress", workers: int | None = None) -> "Known":
    from kg.errors import UsageError
    from kg.kept import kept

    if workers:
        raise UsageError("--incremental goes without --workers: one process has to know all")
    progress("recalling", 0, 0)
    return kept(project)


def _keep(project: "Project", known: "Known", progress: "Progress", began_at: Path | None = None) -> None:
    """Keep what is known; where it is said at which build this one began, let what was kept then count on."""
    from kg import console
    from kg.kept import keep, keep_on

    progress("keeping", 0, 0)
    try:
        if began_at:
            keep_on(project, began_at)
        else:
            keep(project, known)
    except OSError as error:
        console.say(f"What this build knows can't be kept for the next one: {error}")


def _watch(project: "Project", engine: Engine, quiet: bool, incremental: bool) -> None:
    """Build now and at each save; the findings go to stdout, one in a line, as editors read them."""
    from kg import console
    from kg.drafting import silent
    from kg.errors import KgError
    from kg.known import Known
    from kg.memory import settle
    from kg.watch import saves

    known, built = _kept(project, silent) if incremental else Known(), None
    for _ in saves(project):
        try:
            built = _in_turn(project, engine, known)
        except KgError as error:
            console.say(str(error))
            built = None
            continue
        typer.echo(console.for_editors(built.checked.report), nl=False)
        if not built.build:
            console.say("Refused; the last good build stays.")
        elif not quiet:
            console.say(f"Build {built.build.name} is published.")
        settle()
    if incremental and built and built.build:
        _keep(project, known, silent)


def _in_turn(project: "Project", engine: Engine, known: "Known") -> "Built":
    """Build, as soon as no other build is being written."""
    from kg import console, pipeline
    from kg.errors import BusyError

    while True:
        try:
            return pipeline.build(project, engine=engine, known=known)
        except BusyError as error:
            console.say(f"{error}; then this one begins")
            time.sleep(_AGAIN)


@app.command(epilog="Example: kg report --format html -o report.html")
def report(
    project: Root = Path(),
    format: Annotated[Format, typer.Option("--format", "-f", help="Which of the stored reports.")] = "text",  # noqa: A002
    failed: Annotated[bool, typer.Option("--failed", help="That of the last refused build.")] = False,
    output: Output = None,
) -> None:
    """Show the report of the current build, as it was written with it."""
    from kg.opened import stored_report
    from kg.project import Project

    emit(stored_report(Project(project), format, failed=failed), output)


@app.command(epilog="Example: kg init my-project && cd my-project && kg build")
def init(folder: Annotated[Path, typer.Argument(help="A new or empty folder.")]) -> None:
    """Lay out a new project that builds at once."""
    from kg import console
    from kg.starter import lay_out

    for path in lay_out(folder):
        console.say(f"  {path}")
    console.say(f"\nNext: cd {folder} && kg build && kg query who-met-whom")


@app.command(epilog="Example: kg doctor")
def doctor(project: Root = Path()) -> None:
    """Prove that the current build is whole: hashes, and a ground for every triple."""
    from kg.opened import Opened
    from kg.project import Project

    diagnosis = Opened(Project(project)).diagnose()
    emit("\n".join(diagnosis.lines()) + "\n", None)
    raise typer.Exit(0 if diagnosis.sound else 1)
