"""Stated times to bounds: plain arithmetic from what an article states, and never a day that nobody gave.

Bounds are inclusive days of the Gregorian calendar; an anchor that is an interval gives its width on.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.dates.bounds import Span, day_or_interval, intersect, shown
from kg.dates.edtf import from_edtf
from kg.dates.reading import Look
from kg.dates.rules import read
from kg.dates.words import PARTS_OF_DAY, WEEKDAYS, part_of_day, tokens
from kg.model import When

__all__ = [
    "PARTS_OF_DAY",
    "WEEKDAYS",
    "Anchor",
    "Direction",
    "day_or_interval",
    "from_edtf",
    "intersect",
    "part_of_day",
    "stated",
]

Direction = Literal["before", "after", "any"]


@dataclass(frozen=True)
class Anchor:
    """That from which the words count: its bounds, and whether it is an event rather than a publication."""

    when: When
    is_event: bool = False
    direction: Direction = "any"
    """For an event: how the stated time lies to it. For a publication: `after` of what is planned."""


@lru_cache(maxsize=1 << 16)
def stated(says: str, anchor: Anchor | None) -> When:
    """Return the bounds of a stated time, with the rule that gave them.

    `says`: the words. `anchor`: what they count from, or None where nothing is known of it. Words that no rule
    reads come back with the rule `unread` and without bounds.

    Raises DateError where the words name a day that the calendar lacks, or contradict themselves.
    """
    part = part_of_day(says)
    words = tokens(says)
    reading = read(words, _look(anchor)) if words else None
    if reading is None:
        return When(rule="unread", part_of_day=part)
    when = anchor.when if anchor else When()
    span = Span(reading.span(when.earliest).earliest, reading.span(when.latest).latest)
    edtf = shown(span)
    if edtf is None and reading.yearless:
        return When(edtf=reading.yearless, rule="month-of-unknown-year", part_of_day=part)
    return When(span.earliest, span.latest, edtf, reading.rule, part)


def _look(anchor: Anchor | None) -> Look:
    if anchor is None or not anchor.is_event:
        return Look.AHEAD if anchor and anchor.direction == "after" else Look.BACK
    return {"before": Look.BEFORE, "after": Look.AFTER, "any": Look.AROUND}[anchor.direction]
