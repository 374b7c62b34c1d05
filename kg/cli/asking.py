"""Commands that ask a published build."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.app import app
from kg.cli.options import AnswerFormat, ExportFormat, Output, Root, Texts, emit, opened, read


@app.command(epilog="Examples: kg query | kg query who-met-whom --param a=Iran --param since=2022-01-01 --format csv")
def query(
    name: Annotated[str | None, typer.Argument(help="A stored query; without any, all are listed.")] = None,
    project: Root = Path(),
    param: Annotated[list[str] | None, typer.Option("--param", help="NAME=VALUE, as often as needed.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file with a SPARQL query.")] = None,
    execute: Annotated[str | None, typer.Option("-e", "--execute", help="A SPARQL query; prefixes are known.")] = None,
    format: Annotated[  # noqa: A002
        AnswerFormat | None, typer.Option("--format", help="table on a terminal, tsv in a pipe.")
    ] = None,
    cite: Annotated[bool, typer.Option("--cite", help="Say for each row why it is there.")] = False,
    pack: Annotated[Path | None, typer.Option(help="Write the answer with its evidence as a page here.")] = None,
    texts: Texts = None,
    timeout: Annotated[float, typer.Option(min=0.1, max=1e6, help="Seconds after which the query is stopped.")] = 30.0,
    output: Output = None,
) -> None:
    """Ask a build: a stored query by its name, or SPARQL of your own."""
    from kg import console, opened, queries
    from kg.project import Project
    from kg.queries.worker import Limits

    if sum(given is not None for given in (name, file, execute)) > 1:
        raise typer.BadParameter("give one of NAME, --file and --execute")
    here = Project(project, texts)
    if execute is not None:
        asked = queries.free(execute)
    elif file is not None:
        asked = queries.free(read(file), file.name)
    elif name is not None:
        asked = opened.stored(here, name)
    else:
        found, flaws = opened.all_stored(here)
        emit(console.listing(found), output)
        console.say("\n".join(map(str, flaws)))
        raise typer.Exit(2 if flaws else 0)
    values = console.pairs(param or ())
    limits = Limits(seconds=timeout)
    shown = format or ("table" if output is None and sys.stdout.isatty() else "tsv")
    graph = opened.Opened(here)
    if cite or pack:
        cited = graph.cite(asked, values, limits)
        if pack:
            emit(graph.pack(cited), pack)
        if cite or output:
            from kg.citing import show

            emit(show(cited, shown, console.width()), output)
        return
    emit(queries.render(graph.ask(asked, values, limits), shown, console.width()), output)


@app.command(epilog="Example: kg export turtle -o graph.ttl")
def export(
    format: Annotated[ExportFormat, typer.Argument(help="How to write the graph.")] = "turtle",  # noqa: A002
    project: Root = Path(),
    provenance: Annotated[
        Literal["none", "facts", "triples"],
        typer.Option(help="Turtle: without provenance, that of facts, or that of each triple (reification)."),
    ] = "facts",
    output: Output = None,
) -> None:
    """Write the graph of the current build, whole."""
    from kg.opened import Opened
    from kg.project import Project

    graph = Opened(Project(project))
    with opened(output) as out:
        graph.export(format, out, provenance)
