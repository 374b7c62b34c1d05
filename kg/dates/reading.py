"""A reading: what words mean for any day from which they may be counted, and by which rule."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kg.dates.bounds import OPEN, Span, Whole
from kg.errors import DateError


class Look(Enum):
    """In which direction words look from their anchor."""

    BACK = "from a publication, at what has happened"
    AHEAD = "from a publication, at what is planned"
    BEFORE = "from an event, at what lies before it"
    AFTER = "from an event, at what lies after it"
    AROUND = "from an event, without a direction"

    @property
    def back(self) -> bool:
        """Whether it looks back."""
        return self in (Look.BACK, Look.BEFORE)

    @property
    def ahead(self) -> bool:
        """Whether it looks ahead."""
        return self in (Look.AHEAD, Look.AFTER)

    @property
    def event(self) -> bool:
        """Whether it looks from an event."""
        return self not in (Look.BACK, Look.AHEAD)


@dataclass(frozen=True)
class Reading:
    """What words mean: their rule, and the bounds that follow for the day from which they count."""

    rule: str
    span: Callable[[date | None], Span]
    """Gives the bounds for a day, or those that hold without any."""
    yearless: str | None = None
    """The EDTF of a day or month of which nothing gives the year."""

    @property
    def fixed(self) -> bool:
        """Whether the words are a time without any day to count from."""
        return self.span(None) != OPEN


def fixed(rule: str, span: Whole) -> Reading:
    """Return the reading of words that count from nothing."""
    return Reading(rule, lambda day: Span(*span))


def counted(rule: str, span: Callable[[date], tuple[date | None, date | None]], yearless: str | None = None) -> Reading:
    """Return the reading of words that count from a day."""
    return Reading(rule, lambda day: OPEN if day is None else Span(*span(day)), yearless)


def without_year(edtf: str | None, rule: str = "month-of-unknown-year") -> Reading:
    """Return the reading of a day or month of which nothing gives the year."""
    return Reading(rule, lambda day: OPEN, edtf)


def cut(span: Whole, day: date, look: Look) -> Whole:
    """Return what of the span lies on the side of the day to which the words look; all of it, if nothing does."""
    if look.back and span.earliest <= day:
        return Whole(span.earliest, min(span.latest, day))
    if look.ahead and span.latest >= day:
        return Whole(max(span.earliest, day), span.latest)
    return span


Recurring = Callable[[int], Whole | None]
"""Gives the time of a year or month of that number, or None where there is none."""


def recurring(of: Recurring, around: int, day: date, look: Look) -> Whole:
    """Return the last such time that began by the day, or the first that ends on it or after, cut at the day.

    `around` is the number of the day's own year or month. Without a direction it looks back.
    """
    ahead = look.ahead
    for number in range(around - 1, around + 10) if ahead else range(around + 1, around - 10, -1):
        found = of(number)
        if found and (found.latest >= day if ahead else found.earliest <= day):
            return cut(found, day, look)
    raise DateError("there is no such day within ten years of that from which it counts; read the words again")


def named_last(of: Callable[[int], Whole], day: date) -> Whole:
    """Return `last July`: the one before a running one; where it ended this year, readers differ between two."""
    number = next(n for n in (day.year, day.year - 1) if of(n).earliest <= day)
    found, before = of(number), of(number - 1)
    if found.latest >= day:
        return before
    return Whole(before.earliest, found.latest) if found.latest.year == day.year else found


def named_next(of: Callable[[int], Whole], day: date) -> Whole:
    """Return `next July`: the one after a running one; where it begins this year, readers differ between two."""
    number = next(n for n in (day.year - 1, day.year, day.year + 1) if of(n).latest >= day)
    found, after = of(number), of(number + 1)
    if found.earliest <= day:
        return after
    return Whole(found.earliest, after.latest) if found.earliest.year == day.year else found
