"""Commands on decisions: to take them, and to hear why they were taken."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.app import app
from kg.cli.options import Output, Quiet, Root, Texts, emit


@app.command(epilog="Examples: kg resolve | kg resolve --ask --by mk | kg resolve --export questions.csv")
def resolve(
    project: Root = Path(),
    texts: Texts = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask one question after another on the terminal.")] = False,
    from_: Annotated[Path | None, typer.Option("--from", help="Record decisions: a .csv, .json or .yaml file.")] = None,
    export: Annotated[Path | None, typer.Option("--export", help="Write questions to fill in: .csv or .json.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who decides: an annotator of project.yaml.")] = None,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; today without it.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what the rules decided without being asked.")] = False,
    format: Annotated[Literal["text", "json", "csv"], typer.Option("--format", "-f", help="How to list.")] = "text",  # noqa: A002
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """List what only a person can decide, or record decisions, with who, when and why."""
    from kg import console, drafting, judging
    from kg.project import Project
    from kg.sources.texts import Texts as Folder

    if sum((ask, from_ is not None, export is not None)) > 1:
        raise typer.BadParameter("give one of --ask, --from and --export")
    if ask:
        judging.need_terminal(sys.stdin)
    form = judging.form_of(export) if export else format
    here, day = Project(project, texts), on.date() if on else date.today()
    with console.progress(quiet) as progress:
        reading, register = drafting.read(here, progress)
        judging.refuse_mistakes(register.findings)
        decisions = drafting.decided(Folder(texts), reading, register, progress)
    desk = judging.Desk(here.root, decisions, reading.sources, everything=everything)
    if ask:
        desk.ask(by, day, sys.stdin, sys.stderr, texts=Folder(texts), width=min(console.width(), 80))
    elif from_:
        console.say(judging.told(desk.take(from_, by, day)))
    else:
        emit(desk.text(console.width()) if form == "text" else desk.written(form), export or output)
