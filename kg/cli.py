"""The command line: parses, calls, prints, exits. Data goes to stdout, words to stderr."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from kg.errors import KgError, UsageError

Format = Literal["text", "json", "turtle", "html", "sarif", "junit", "github"]
AnswerFormat = Literal["table", "csv", "tsv", "json", "xml"]
ExportFormat = Literal["turtle", "trig", "nquads", "ntriples", "rdf12", "jsonld"]
Severity = Literal["error", "warning", "info", "never"]

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Who met whom, when, in which capacity, about what, and who says so: a knowledge graph of diplomacy.",
)
ontology_app = typer.Typer(no_args_is_help=True, help="Check the ontology, or write its page.", rich_markup_mode=None)
app.add_typer(ontology_app, name="ontology")

Root = Annotated[Path, typer.Option("--project", "-p", help="The project's folder: it holds sources/.")]
Texts = Annotated[
    Path | None, typer.Option("--texts", envvar="KG_TEXTS", help="Folder with the articles' texts, if at hand.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to stdout.")]
FailOn = Annotated[Severity, typer.Option("--fail-on", help="Exit with 1 on findings of this severity or above.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]


@app.command(epilog="Example: kg check --format html -o report.html")
def check(
    project: Root = Path(),
    texts: Texts = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the report.")] = "text",  # noqa: A002
    output: Output = None,
    fail_on: FailOn = "error",
    quiet: Quiet = False,
) -> None:
    """Read, resolve and validate everything; report what is to mend. Writes no build."""
    from kg import console, pipeline

    with console.progress(quiet) as progress:
        checked = pipeline.check(pipeline.Project(project, texts), progress)
    _emit(checked.render(format, colour=output is None and console.colours(), width=console.width()), output)
    raise typer.Exit(console.verdict(checked.report, fail_on))


@app.command(epilog="Example: kg build && kg query who-met-whom")
def build(project: Root = Path(), texts: Texts = None, fail_on: FailOn = "error", quiet: Quiet = False) -> None:
    """Check everything, and publish a build if it conforms; a refused one leaves the last good build in place."""
    from kg import console, pipeline

    with console.progress(quiet) as progress:
        built = pipeline.build(pipeline.Project(project, texts), progress)
    if built.build is None:
        _emit(built.checked.render("text", colour=console.colours(), width=console.width()), None)
        console.say(f"Refused: no build was published. The reports are in {built.reports}.")
    elif not quiet:
        console.say(console.summary(built))
    raise typer.Exit(console.verdict(built.checked.report, fail_on))


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
    output: Output = None,
) -> None:
    """Ask a build: a stored query by its name, or SPARQL of your own."""
    from kg import console, opened, queries
    from kg.pipeline import Project

    if sum(given is not None for given in (name, file, execute)) > 1:
        raise typer.BadParameter("give one of NAME, --file and --execute")
    here = Project(project)
    if execute is not None:
        asked = queries.free(execute)
    elif file is not None:
        asked = queries.free(_read(file), file.name)
    elif name is not None:
        asked = opened.stored(here, name)
    else:
        _emit(console.listing(opened.all_stored(here)), output)
        return
    answer = opened.Opened(here).ask(asked, dict(console.pair(text) for text in param or ()))
    shown = format or ("table" if output is None and sys.stdout.isatty() else "tsv")
    _emit(queries.render(answer, shown, console.width()), output)


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
    from kg.pipeline import Project

    graph = Opened(Project(project))
    with _opened(output) as out:
        graph.export(format, out, provenance)


@app.command(epilog="Example: kg report --format html -o report.html")
def report(
    project: Root = Path(),
    format: Annotated[Format, typer.Option("--format", "-f", help="Which of the stored reports.")] = "text",  # noqa: A002
    failed: Annotated[bool, typer.Option("--failed", help="That of the last refused build.")] = False,
    output: Output = None,
) -> None:
    """Show the report of the current build, as it was written with it."""
    from kg.opened import stored_report
    from kg.pipeline import Project

    _emit(stored_report(Project(project), format, failed=failed), output)


@app.command(epilog="Example: kg rule DK201")
def rule(
    code: Annotated[str, typer.Argument(help="A rule's code, as a finding gives it.")], project: Root = Path()
) -> None:
    """Explain a rule: what, why, an example, and how to mend."""
    from kg import console
    from kg.pipeline import query_folders, stored_checks
    from kg.validation.rules import rule_page

    _emit(console.page(rule_page(code, checks=stored_checks(query_folders(project)))), None)


@app.command(epilog="Example: kg schema -o annotation.schema.json")
def schema(
    register: Annotated[bool, typer.Option("--register", help="The schema of the register's files.")] = False,
    output: Output = None,
) -> None:
    """Print the JSON Schema of annotations, for editors and for programs that write them."""
    import json

    from kg.sources.schema import json_schema, register_schema

    content = register_schema() if register else json_schema()
    _emit(json.dumps(content, indent=2, ensure_ascii=False, sort_keys=False) + "\n", output)


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
    from kg.pipeline import Project

    diagnosis = Opened(Project(project)).diagnose()
    _emit("\n".join(diagnosis.lines()) + "\n", None)
    raise typer.Exit(0 if diagnosis.sound else 1)


@ontology_app.command("check", epilog="Example: kg ontology check")
def ontology_check(project: Root = Path()) -> None:
    """Check the ontology's style and, with HermiT, that it is consistent, alone and with the current build."""
    from kg import console
    from kg.opened import check_ontology
    from kg.pipeline import Project

    found = check_ontology(Project(project) if (project / "sources").is_dir() else None)
    _emit(console.ontology(found), None)
    raise typer.Exit(0 if found.sound else 1)


@ontology_app.command("doc", epilog="Example: kg ontology doc -o ontology.html")
def ontology_doc(output: Output = None) -> None:
    """Write a readable page of the ontology."""
    from kg.ontology.doc import page

    _emit(page(), output)


def _emit(text: str, output: Path | None) -> None:
    with _opened(output) as out:
        out.write(text.encode())


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Open stdout, or a file that is written whole or not at all."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(output)
    except OSError as error:
        raise UsageError(f"{output}: can't be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: can't be read: {error}") from error


def main() -> None:
    """Run the command line. Exits with 0, 1 (findings), 2 (usage or configuration) or 3 (an error of ours)."""
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(error.exit_code)
    except Exception:
        traceback.print_exc()
        sys.stderr.write("kg: an internal error; please report it with the lines above\n")
        sys.exit(3)
