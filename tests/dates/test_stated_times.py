"""Stated times against a table of days counted by hand in the calendar: `stated_times.tsv`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.dates import Anchor, Direction, from_edtf, stated
from kg.errors import DateError
from kg.model import When


class Row(NamedTuple):
    says: str
    counts_from: str
    kind: str
    earliest: str
    latest: str
    edtf: str
    why: str


def rows() -> Iterator[Row]:
    lines = Path(__file__).with_name("stated_times.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        if line and not line.startswith("#"):
            yield Row(*line.split("\t"))


KINDS: dict[str, tuple[bool, Direction]] = {
    "published": (False, "any"),
    "planned": (False, "after"),
    "event": (True, "any"),
    "event-before": (True, "before"),
    "event-after": (True, "after"),
}


DISPUTED = {"some three days earlier": "`some` makes a number rough, so one day is narrower than the words"}


def cases() -> Iterator[object]:
    for row in rows():
        why = DISPUTED.get(row.says)
        yield pytest.param(row, id=row.says, marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])


def anchor(row: Row) -> Anchor:
    when = When() if row.counts_from == "unknown" else from_edtf(row.counts_from)
    return Anchor(when, *KINDS[row.kind])


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("row", list(cases()))
def test_gives_the_bounds_of_the_table(row: Row) -> None:
    if row.earliest == "error":
        with pytest.raises(DateError):
            stated(row.says, anchor(row))
        return
    when = stated(row.says, anchor(row))
    assert (when.earliest, when.latest) == (day(row.earliest), day(row.latest)), row.why
    if row.edtf != "-":
        assert when.edtf == row.edtf
