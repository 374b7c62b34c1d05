"""The command that says what changed between two builds."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Output, Root, emit
from kg.cli.why import TreeFormat

BUILD = "The folder of a build, a name under build/, or current."


@app.command(
    epilog="Examples: kg diff 55e831e13b944da7 | kg diff kept/55e831e13b944da7 current --format json. "
    "kg build keeps the last three builds; to keep one for longer, copy its folder under its own name "
    "(cp -r build/55e831e13b944da7 kept/)."
)
def diff(
    first: Annotated[str, typer.Argument(metavar="BUILD", help=f"{BUILD} The earlier one.")],
    second: Annotated[str, typer.Argument(metavar="[BUILD]", help=f"{BUILD} The later one.")] = "current",
    project: Root = Path(),
    queries: Annotated[bool, typer.Option(help="Ask both builds the stored queries that need no value.")] = True,
    every: Annotated[bool, typer.Option("--all", help="Show every change and row, where there are many.")] = False,
    format: Annotated[TreeFormat, typer.Option("--format", "-f", help="How to write the report.")] = "text",  # noqa: A002
    output: Output = None,
) -> None:
    """Show what changed between two builds: by the edits that caused it, and in the answers to stored queries."""
    from kg import console, opened
    from kg.project import Project

    found = opened.diff(Project(project), first, second, ask=queries)
    emit(console.diff(found, format, every=every), output)
