"""An answer as text: a table for people, the SPARQL 1.1 results formats for machines."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from pyoxigraph import NamedNode, QueryResultsFormat, parse_query_results

from kg.errors import QueryError
from kg.prefixes import DATA_IRI, PREFIXES
from kg.queries.answer import Answer, Term, plain
from kg.queries.nearest import nearest

if TYPE_CHECKING:
    from rich.table import Table

Format = Literal["table", "csv", "tsv", "json", "xml"]
FORMATS: tuple[str, ...] = get_args(Format)

_MACHINE = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Controls of a terminal and of writing direction; the joiners that Persian needs are not among them."""


def render(answer: Answer, kind: str, width: int = 80) -> str:
    """Return the answer in one of `FORMATS`, ending in a newline; `width` is the table's, in columns.

    Raises QueryError for another format.
    """
    if kind == "table":
        return _table(answer, width)
    if kind not in _MACHINE:
        raise QueryError(f"no format '{kind}'; {nearest(kind, FORMATS)}")
    parsed = parse_query_results(answer.results, format=QueryResultsFormat.JSON)
    text = (parsed.serialize(format=_MACHINE[kind]) or b"").decode()
    return text if text.endswith("\n") else text + "\n"


def _table(answer: Answer, width: int) -> str:
    if answer.truth is not None:
        return f"{'yes' if answer.truth else 'no'}\n"
    return table(answer.columns, cells(answer), width)


def cells(answer: Answer) -> list[list[str]]:
    """Return the rows as people read them: IRIs with their prefixes, and nothing that moves a terminal's cursor."""
    return [[_cell(term) for term in row] for row in answer.terms]


def table(columns: Sequence[str], rows: list[list[str]], width: int) -> str:
    """Return a table, or where its columns are too many for the width, one block for each row."""
    needed = sum(_longest_word(column) for column in zip(columns, *rows, strict=True))
    if needed + 3 * len(columns) + 1 > width:
        return _blocks(columns, rows, width)
    from rich.table import Table  # only a table needs it
    from rich.text import Text

    drawn = Table()
    for column in columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    return _printed(drawn, width)


def _blocks(columns: Sequence[str], rows: list[list[str]], width: int) -> str:
    if not rows:
        return f"no rows; columns: {', '.join(columns)}\n"
    from rich.table import Table
    from rich.text import Text

    parts = []
    for number, row in enumerate(rows, start=1):
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                table.add_row(Text(column), Text(cell))
        parts.append(f"-- {number} of {len(rows)} --\n{_printed(table, width)}")
    return "\n".join(parts)


def _printed(table: "Table", width: int) -> str:
    """Return what rich prints, the same on every terminal: no colours, no trailing blanks."""
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _longest_word(cells: tuple[str, ...]) -> int:
    return max(min(len(word), 24) for cell in cells for word in (cell.split() or [""]))


def _cell(term: Term | None) -> str:
    """Return a term as people read it: an IRI with its prefix, nothing that moves a terminal's cursor."""
    text = plain(term)
    if isinstance(term, NamedNode):
        for prefix, start in (("id", DATA_IRI), *PREFIXES.items()):
            if text.startswith(start):
                text = f"{prefix}:{text.removeprefix(start)}"
                break
    return _UNSEEN.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))
