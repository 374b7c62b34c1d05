"""Writers of the report, one for each format. The same report gives the same bytes."""

from collections.abc import Callable

from kg.errors import UsageError
from kg.model import Report
from kg.validation.reports import github, html, json, junit, sarif, text, turtle
from kg.validation.reports.context import Context

Writer = Callable[[Report, Context], str]

WRITERS: dict[str, Writer] = {
    "text": text.write,
    "json": json.write,
    "turtle": turtle.write,
    "html": html.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "github": github.write,
}

SUFFIXES = {
    "text": "txt",
    "json": "json",
    "turtle": "ttl",
    "html": "html",
    "sarif": "sarif",
    "junit": "xml",
    "github": "github.txt",
}
"""What a file in a format ends in: `report.html`."""


def write(report: Report, format: str, context: Context | None = None) -> str:  # noqa: A002 (the option's name)
    """Return the report in a format. Raises UsageError that lists the formats for an unknown one."""
    return encoded(report, format, context).decode()


def encoded(report: Report, format: str, context: Context | None = None) -> bytes:  # noqa: A002 (the option's name)
    """Return the report in a format as bytes. Raises UsageError that lists the formats for an unknown one."""
    if format not in WRITERS:
        raise UsageError(f"no report format {format!r}; known: {', '.join(WRITERS)}")
    written = WRITERS[format](report, context or Context())
    return written.encode(errors="backslashreplace")  # a file's name may hold bytes that are no UTF-8


__all__ = ["SUFFIXES", "WRITERS", "Context", "encoded", "write"]
