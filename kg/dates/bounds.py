"""Bounds: first and last days, both inclusive, how they show in EDTF, and what several of them allow together."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from kg.errors import DateError
from kg.model import When


class Span(NamedTuple):
    """A first and a last day; None where nothing bounds it."""

    earliest: date | None
    latest: date | None


OPEN = Span(None, None)


def day_or_interval(earliest: date | None, latest: date | None) -> str | None:
    """Return the bounds as EDTF: a day, an interval, an interval with an open end, or None."""
    if earliest is None and latest is None:
        return None
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '..'}/{latest or '..'}"


def shown(span: Span) -> str | None:
    """Return the bounds as EDTF, a whole month or year as `2031-07` or `2031`."""
    first, last = span
    if first and last and first.year == last.year:
        if (first, last) == year_span(first.year):
            return f"{first.year:04}"
        if (first, last) == month_span(month_number(first)):
            return f"{first.year:04}-{first.month:02}"
    return day_or_interval(first, last)


def intersect(whens: Iterable[When]) -> When | None:
    """Return what all of them allow, or None if they exclude each other. Unbounded ones don't narrow."""
    given = list(whens)
    earliest = max((w.earliest for w in given if w.earliest), default=None)
    latest = min((w.latest for w in given if w.latest), default=None)
    if earliest and latest and earliest > latest:
        return None
    edtf = day_or_interval(earliest, latest)
    if edtf is None:
        edtf = next((w.edtf for w in given if w.edtf), None)
    elif any((w.earliest, w.latest) == (earliest, latest) and w.edtf for w in given):
        edtf = min(w.edtf for w in given if w.edtf and (w.earliest, w.latest) == (earliest, latest))
    return When(earliest, latest, edtf, "intersection", next((w.part_of_day for w in given if w.part_of_day), None))


def the_day(year: int, month: int, day: int) -> date:
    """Return a day; DateError where the calendar lacks it."""
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(
            f"{year:04}-{month:02}-{day:02} is no day of the calendar; write the date as the text gives it, or leave it"
        ) from error


def shifted(day: date, days: int) -> date:
    """Return the day so many days later (earlier, if negative)."""
    try:
        return day + timedelta(days)
    except OverflowError as error:
        raise _outside() from error


def months_away(day: date, months: int) -> date:
    """Return the same day so many months away, or the last day of a month that is too short."""
    last = month_span(month_number(day) + months).latest
    return last.replace(day=min(day.day, last.day))


def month_number(day: date) -> int:
    """Return the number of a day's month, counted from January of the year 0."""
    return day.year * 12 + day.month - 1


class Whole(NamedTuple):
    """A span of which both days are known."""

    earliest: date
    latest: date


def month_span(number: int) -> Whole:
    """Return the month of this number, as `month_number` counts."""
    year, month = divmod(number, 12)
    if not 1 <= year <= 9999:
        raise _outside()
    return Whole(date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]))


def year_span(first: int, last: int | None = None) -> Whole:
    """Return a year, or all years from the first to the last."""
    last = first if last is None else last
    if not 1 <= first <= last <= 9999:
        raise _outside()
    return Whole(date(first, 1, 1), date(last, 12, 31))


def hull(*spans: Whole) -> Whole:
    """Return the shortest span that holds all of them."""
    return Whole(min(s.earliest for s in spans), max(s.latest for s in spans))


def _outside() -> DateError:
    return DateError("the time lies outside the calendar, which has the years 1 to 9999; read the number again")
