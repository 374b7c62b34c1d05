"""Questions as a file to fill in, and decisions from such a file: all of its rows, or none."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from kg.errors import SourceError, UsageError
from kg.identity import Decisions, Line
from kg.judging.clashes import Standing, standing_already
from kg.judging.fit import Fit
from kg.judging.places import told
from kg.judging.questions import Question, question_id, questions
from kg.judging.record import Recorded, annotator, mistake, record, standing
from kg.judging.writing import NewJudgement, Signed, one_line
from kg.sources.encoding import decode, line_and_column
from kg.sources.files import whole
from kg.sources.findings import did_you_mean, shown
from kg.sources.limits import LINE_BYTES
from kg.sources.yaml_tree import yaml_tree

FORMATS = ("csv", "json")
COLUMNS = (
    "question",
    "kind",
    "about",
    "things",
    "labels",
    "weight",
    "margin",
    "for",
    "against",
    "places",
    "verdict",
    "because",
)
READ = ("question", "kind", "things", "verdict", "because")
"""The columns that count when a file comes back; the others are there for the reader."""

VERDICTS = ("same", "different", "unsure")
BETWEEN = " | "
"""Stands between things where a row holds text only."""


class Row(NamedTuple):
    """One row that was filled in, and its line in the file."""

    line: int
    judgement: NewJudgement


def written(asked: Iterable[Question], form: str) -> str:
    """Return questions as `csv` or `json`, with `verdict` and `because` to fill in. Raises UsageError for others."""
    rows = [_row(question) for question in asked]
    if form == "json":
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    if form != "csv":
        raise UsageError(f"questions can't be written as {form!r}; known: {', '.join(FORMATS)}")
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _row(question: Question) -> dict[str, Any]:
    return {
        "question": question.id,
        "kind": question.kind,
        "about": question.about,
        "things": list(question.keys),
        "labels": [thing.label for thing in question.things],
        "weight": question.weight,
        "margin": question.margin,
        "for": [_says(line) for line in question.lines if line not in question.reasons_against],
        "against": [_says(line) for line in question.reasons_against],
        "places": [told(place) for thing in question.things for place in thing.places],
        "verdict": "",
        "because": "",
    }


def _says(line: Line) -> str:
    return f"{line.says} ({'veto' if line.veto else line.points})"


def _cell(value: Any) -> str:
    text = BETWEEN.join(value) if isinstance(value, list) else "" if value is None else str(value)
    # Programs that open tables take what begins so for a formula.
    return f"'{text}" if text.startswith(("=", "+", "@", "\t")) else text


def take(path: Path, decisions: Decisions, file: Path, by: str | None, on: date) -> Recorded:
    """Record the decisions of a file in `path`, the register's file of judgements.

    A row names its question by id, or its kind and its things. Rows without a verdict are passed over. Raises
    UsageError with all that is wrong, each with its line; then nothing is written.
    """
    by = annotator(path, by)
    rows, wrong = _rows(file, decisions)
    fit, stands = Fit(decisions), standing(path)
    for line, judgement in rows:
        kind, verdict, things = judgement.kind, judgement.verdict, judgement.things
        if standing_already(kind, verdict, things, stands):
            continue
        if says := mistake(judgement, stands) or fit.wrong(Signed(judgement, by, on)):
            wrong.append((line, says))
        else:
            stands.append(Standing(kind, verdict, things, f"{file}:{line}"))
    if wrong:
        told_ = [f"{file}:{line}: {says}" for line, says in sorted(wrong)]
        raise UsageError("\n".join([*told_, "Nothing was written."]))
    if not rows:
        raise UsageError(f"{file}: no row has a verdict; write one of {', '.join(VERDICTS)}, and a reason in 'because'")
    return record(path, [row.judgement for row in rows], by, on)


_Wrong = list[tuple[int, str]]


def _rows(file: Path, decisions: Decisions) -> tuple[list[Row], _Wrong]:
    asked = {question.id: question for question in questions(decisions, everything=True)}
    rows, wrong = list[Row](), _Wrong()
    for line, fields in _read(file):
        if isinstance(fields, str):
            wrong.append((line, fields))
            continue
        found = _judgement(fields, asked)
        if isinstance(found, str):
            wrong.append((line, found))
        elif found:
            rows.append(Row(line, found))
    return rows, wrong


def _judgement(fields: Mapping[str, Any], asked: Mapping[str, Question]) -> NewJudgement | str | None:
    """Return the decision of one row, what is wrong with it, or None where nothing was decided."""
    if unknown := next((name for name in fields if name not in COLUMNS), None):
        return f"unknown column {unknown!r}{did_you_mean(unknown, COLUMNS) or '; known: ' + ', '.join(COLUMNS)}"
    if strange := next((name for name in READ if not _is_text(fields.get(name), name)), None):
        return f"{strange}: expected a text, found {shown(fields[strange])}"
    verdict, because = (str(fields.get(name) or "").strip() for name in ("verdict", "because"))
    if not verdict:
        return "a reason without a verdict" if because else None
    if verdict.lower() not in VERDICTS:
        return f"unknown verdict {shown(verdict)}; known: {', '.join(VERDICTS)}"
    if not because:
        return "say why: because is empty"
    named = _named(fields, asked)
    if isinstance(named, str):
        return named
    kind, things = named
    return NewJudgement(kind, cast("Any", verdict.lower()), things, one_line(because))


def _named(
    fields: Mapping[str, Any], asked: Mapping[str, Question]
) -> tuple[Literal["event", "person"], tuple[str, ...]] | str:
    """Return kind and things of a row; a question's id stands for both."""
    key, kind = (str(fields.get(name) or "").strip() for name in ("question", "kind"))
    given = fields.get("things") or ()
    listed = given.split("|") if isinstance(given, str) else given
    things = tuple(thing.strip() for thing in listed if thing.strip())
    if not things:
        if not key:
            return "name the question by its id, or its kind and things"
        if key not in asked:
            return f"no question {key!r} is open{did_you_mean(key, list(asked))}"
        return asked[key].kind, asked[key].keys
    if not kind:
        return "kind is empty: write event or person, or the question's id in 'question' and no things"
    if kind not in ("event", "person"):
        return f"unknown kind {shown(kind)}; known: event, person"
    if len(things) < 2:
        return f"things: write also who or what {things[0]} is or is not, as {things[0]}{BETWEEN}…"
    if key and key in asked and question_id(kind, things) != key and not set(asked[key].keys) < set(things):
        return f"question {key} is on {' and '.join(asked[key].keys)}, and the row names others; clear one of the two"
    return ("event" if kind == "event" else "person"), things


def _is_text(value: Any, name: str) -> bool:
    if name == "things" and isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return value is None or isinstance(value, str)


_Fields = Iterator[tuple[int, Mapping[str, Any] | str]]
"""Rows with their lines; a text where one can't be read."""


def _read(file: Path) -> list[tuple[int, Mapping[str, Any] | str]]:
    readers = {".csv": _csv, ".json": _json, ".yaml": _yaml, ".yml": _yaml}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise UsageError(f"{file}: decisions come in a file that ends in {', '.join(readers)}")
    try:
        return list(reader(decode(whole(file, LINE_BYTES))))
    except SourceError as error:
        place = f"{file}:{error.line}" if error.line else f"{file}"
        raise UsageError(f"{place}: {error.message}") from None


def _csv(text: str) -> _Fields:
    """Yield the rows of a table whose columns are set apart by commas, or by semicolons or tabs."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, columns = 1, list[str]()
    try:
        for cells in reader:
            first, line = line, reader.line_num + 1
            if not columns:
                columns = [cell.strip().lower() for cell in cells]
                if unknown := [name for name in columns if name not in COLUMNS]:
                    hint = did_you_mean(unknown[0], COLUMNS) or f"; known: {', '.join(COLUMNS)}"
                    raise SourceError("DK020", f"unknown column {unknown[0]!r}{hint}", line=first)
            elif len(cells) > len(columns):
                yield first, f"{len(cells)} cells under {len(columns)} columns; a text with {delimiter!r} needs quotes"
            elif any(cells):
                yield first, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise SourceError("DK005", f"not CSV: {error}", line=reader.line_num) from None


def _json(text: str) -> _Fields:
    """Yield the objects of a list."""
    decoder, place = json.JSONDecoder(), _blank(text, 0)
    try:
        if not isinstance(json.loads(text), list):
            raise SourceError("DK022", "expected a list of decisions: [{…}, …]", line=1)
    except json.JSONDecodeError as error:
        raise SourceError("DK006", f"not JSON: {error.msg}", line=error.lineno) from None
    except RecursionError:
        raise SourceError("DK014", "too many lists inside one another", line=1) from None
    place = _blank(text, place + 1)
    while text[place] != "]":
        line = line_and_column(text, place)[0]
        value, place = decoder.raw_decode(text, place)
        yield line, value if isinstance(value, dict) else f"expected a decision, found {shown(value)}"
        place = _blank(text, place)
        if text[place] == ",":
            place = _blank(text, place + 1)


def _blank(text: str, place: int) -> int:
    while text[place : place + 1] in (" ", "\t", "\r", "\n"):
        place += 1
    return place


def _yaml(text: str) -> _Fields:
    """Yield the entries of a list."""
    tree = yaml_tree(text)
    if tree.findings:
        raise SourceError(tree.findings[0].code, tree.findings[0].message, line=tree.findings[0].line)
    if not isinstance(tree.value, list):
        raise SourceError("DK022", "expected a list of decisions", line=tree.place.line)
    for value, place in zip(tree.value, tree.place.items or (), strict=True):
        yield place.line, value if isinstance(value, dict) else f"expected a decision, found {shown(value)}"
