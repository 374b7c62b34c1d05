"""Options that many commands share, and how they write what they found."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from kg.errors import UsageError

Format = Literal["text", "json", "turtle", "html", "sarif", "junit", "github"]
AnswerFormat = Literal["table", "csv", "tsv", "json", "xml"]
ExportFormat = Literal["turtle", "trig", "nquads", "ntriples", "rdf12", "jsonld"]
Engine = Literal["sets", "pyshacl"]
Severity = Literal["error", "warning", "info", "never"]

Root = Annotated[Path, typer.Option("--project", "-p", help="The project's folder: it holds sources/.")]
Texts = Annotated[
    Path | None, typer.Option("--texts", envvar="KG_TEXTS", help="Folder with the articles' texts, if at hand.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to stdout.")]
FailOn = Annotated[Severity, typer.Option("--fail-on", help="Exit with 1 on findings of this severity or above.")]
Shacl = Annotated[Engine, typer.Option("--engine", help="What runs the shapes: our own engine, or pySHACL (slow).")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes that read, decide and map; else one for each core but one."),
]
Incremental = Annotated[
    bool, typer.Option("--incremental", help="Go on from what the last build with this option knew.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]
Timings = Annotated[bool, typer.Option("--timings", help="Show on stderr what each stage took.")]


def emit(text: str, output: Path | None) -> None:
    """Write text to stdout, or to a file that is written whole or not at all."""
    with opened(output) as out:
        out.write(text.encode())


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
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


def read(file: Path) -> str:
    """Return the text of a file. Raises UsageError where it can't be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
