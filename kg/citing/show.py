"""A cited answer as text: a table with numbered notes for people, more columns or a list of notes for machines."""

import csv
import io
import json
from collections.abc import Sequence
from textwrap import fill

import msgspec
from msgspec import Struct

from kg.citing.answer import CitedAnswer
from kg.citing.notes import Note, RowNotes
from kg.citing.words import attribution, corroboration, disagreement, fragment, remarks, source, voices
from kg.errors import QueryError
from kg.queries.formats import cells, render, table

COLUMNS = ("cited_passages", "cited_voices", "cited_lines", "corroboration", "disagreements")
"""What a cited answer has after its own columns, as csv and tsv."""
VERSION = 1
"""Of the JSON; a new one is given when a key changes its meaning."""


class Citations(Struct, frozen=True):
    """What the JSON of a cited answer has beside `head` and `results`. `schema()` is its JSON Schema."""

    version: int
    refused: str
    """Why there are no citations; empty where there are."""
    citations: tuple[RowNotes, ...]
    """Of each row, in the order of `results.bindings`; their `notes` are numbers in `notes`, from 1."""
    notes: tuple[Note, ...]


def show(cited: CitedAnswer, kind: str, width: int = 80) -> str:
    """Return a cited answer as `table`, `csv`, `tsv` or `json`, ending in a newline.

    Raises QueryError for another format: that of SPARQL's XML has no place for citations.
    """
    match kind:
        case "table":
            return _table(cited, width)
        case "csv" | "tsv":
            return _columns(cited, kind)
        case "json":
            return _json(cited)
    raise QueryError(f"citations can't be written as {kind}; use table, csv, tsv or json, or --pack for a page")


def _json(cited: CitedAnswer) -> str:
    if cited.answer.truth is None:
        head = json.loads(cited.answer.results)
    else:
        head = {"head": {}, "boolean": cited.answer.truth}
    more = Citations(VERSION, cited.refused, cited.noted, cited.notes)
    return json.dumps({**head, **msgspec.to_builtins(more)}, ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, object]:
    """Return the JSON Schema of what is added to the JSON of an answer."""
    return msgspec.json.schema(Citations)


def _columns(cited: CitedAnswer, kind: str) -> str:
    """Return the rows with more columns; several values in one are parted by `; `, disagreements by ` | `."""
    out = io.StringIO()
    if kind == "csv":
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([*cited.answer.columns, *COLUMNS])
        for row, more in zip(cited.answer.rows, _more(cited), strict=True):
            writer.writerow([*row, *more])
        return out.getvalue()
    lines = (
        render(cited.answer, "tsv").split("\n")[:-1]
        if cited.answer.truth is None
        else ["?answer", str(cited.answer.truth).lower()]
    )
    added = ["\t".join(f"?{name}" for name in COLUMNS), *("\t".join(map(_quoted, more)) for more in _more(cited))]
    return "".join(f"{line}\t{more}\n" for line, more in zip(lines, added, strict=True))


def _more(cited: CitedAnswer) -> Sequence[tuple[str, ...]]:
    if cited.refused:
        return [("", "", "", f"not cited: {cited.refused}", "") for _ in cited.answer.terms]
    found = []
    for row in cited.noted:
        notes = [cited.notes[number - 1] for number in row.notes]
        places = sorted({note.place for note in notes if note.place})
        said = "; ".join([corroboration(row), *remarks(row)])
        apart = " | ".join(disagreement(each, cited.notes) for each in row.disagreements)
        found.append(("; ".join(map(fragment, notes)), voices(row), "; ".join(places), said, apart))
    return found


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return f'"{escaped}"'


def _table(cited: CitedAnswer, width: int) -> str:
    """Return the answer with numbers of notes in each row, and the notes beneath."""
    if cited.refused:
        return f"{render(cited.answer, 'table', width)}{fill(f'not cited: {cited.refused}', width)}\n"
    columns = [*cited.answer.columns, "sources", "notes"]
    rows = [
        [*own, _sources(row), " ".join(map(str, row.notes))]
        for own, row in zip(cells(cited.answer), cited.noted, strict=True)
    ]
    parts = [table(columns, rows, width)]
    parts += [_note(number, note, width) for number, note in enumerate(cited.notes, start=1)]
    return "\n".join(parts)


def _sources(row: RowNotes) -> str:
    return "; ".join([corroboration(row), *remarks(row), *map(disagreement, row.disagreements)])


def _note(number: int, note: Note, width: int) -> str:
    mark = f"[{number}] "
    indent = " " * len(mark)
    head = ", ".join(part for part in (source(note), attribution(note)) if part)
    lines = [fill(f"{mark}{head}", width, subsequent_indent=indent)]
    if note.passage:
        words = " ".join(f"{note.before}[{note.passage}]{note.after}".split())
        lines.append(fill(f"“{words}”", width, initial_indent=indent, subsequent_indent=indent))
    if note.place:
        lines.append(f"{indent}{note.place}")
    return "".join(f"{line}\n" for line in lines)
