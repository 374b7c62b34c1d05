"""Answers as files: a line of parameters, a line of columns, then the rows; plain text between tabs."""

import shlex
from pathlib import Path
from typing import NamedTuple

from kg.queries import Answer


class Expected(NamedTuple):
    parameters: dict[str, str]
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def read_expected(path: Path) -> Expected:
    """Read an answer file: its rows stand in the order of the answer; empty cells at the end of one may be left out."""
    first, header, *lines = path.read_text(encoding="utf-8").split("\n")
    assert first.startswith("# parameters:"), f"{path.name}: begin with `# parameters: name=value …`"
    assert lines[-1:] == [""], f"{path.name}: end the last line"
    pairs = (pair.partition("=") for pair in shlex.split(first.partition(":")[2]))
    columns = tuple(header.split("\t"))
    rows = []
    for line in lines[:-1]:
        cells = line.split("\t")
        assert len(cells) <= len(columns), f"{path.name}: more cells than columns: {line}"
        rows.append((*cells, *[""] * (len(columns) - len(cells))))
    return Expected({name: value for name, _, value in pairs}, columns, rows)


def same(answer: Answer, expected: Expected) -> None:
    """Assert that an answer has these columns and these rows, each as often and in this order."""
    assert answer.columns == expected.columns
    missing, surplus = list(expected.rows), []
    for row in answer.rows:
        if row in missing:
            missing.remove(row)
        else:
            surplus.append(row)
    assert (missing, surplus) == ([], []), "rows that are missing, rows that are too many"
    assert list(answer.rows) == expected.rows, "the same rows in another order"
