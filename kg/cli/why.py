"""Commands that say why something stands in the graph, and why something else does not."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.app import app
from kg.cli.options import Output, Quiet, Root, Texts, emit

TreeFormat = Literal["text", "json"]


@app.command(epilog="Examples: kg why iq-002/meeting | kg why ebrahim-raisi --depth 2 | kg why iq-002/meeting.when")
def why(
    thing: Annotated[str, typer.Argument(help="The key of an event, a fact or a person; a label; or an IRI.")],
    project: Root = Path(),
    texts: Texts = None,
    depth: Annotated[int | None, typer.Option("--depth", min=0, help="So many levels; without it, all.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Show every step of a kind, where there are many.")] = False,
    format: Annotated[TreeFormat, typer.Option("--format", "-f", help="How to write the tree.")] = "text",  # noqa: A002
    output: Output = None,
) -> None:
    """Show on what something in the graph rests: decisions with their reasons, passages, and lines of annotations."""
    from kg import console, explain
    from kg.opened import Opened
    from kg.project import Project

    graph = Opened(Project(project, texts))
    tree = graph.why(thing, depth=depth, most=0 if every else explain.MOST)
    emit(console.tree(tree, format), output)
    for file in graph.changed(tree):
        console.say(f"{file} was changed since the build, so lines in it may be off; kg build brings them up to date.")


@app.command("why-not", epilog="Examples: kg why-not iq-000/meeting iq-001/meeting-ambassador | kg why-not iq-002/Mora")
def why_not(
    thing: Annotated[str, typer.Argument(help="The key of an event, a fact or a person, or article/name.")],
    other: Annotated[str | None, typer.Argument(help="What it might be one with; else: why it is not there.")] = None,
    project: Root = Path(),
    texts: Texts = None,
    format: Annotated[TreeFormat, typer.Option("--format", "-f", help="How to write the tree.")] = "text",  # noqa: A002
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show what keeps two things apart, or what kept one out of the graph. Reads the sources as they are."""
    from kg import console
    from kg.opened import why_not as answer
    from kg.project import Project

    with console.progress(quiet) as progress:
        tree = answer(Project(project, texts), thing, other, progress)
    emit(console.tree(tree, format), output)
