"""Spans: from one time to another, since, until, before and after one; put together from the other readings."""

import re
from collections.abc import Callable
from datetime import date

from kg.dates.bounds import Span
from kg.dates.reading import Look, Reading
from kg.dates.words import DAY, MONTH, YEAR
from kg.errors import DateError

Reader = Callable[[str, Look], Reading | None]
"""Reads the words of one end."""

BETWEEN = re.compile(r" (?:to|and|or|until|till|into|through) ")
_UNTIL = re.compile(
    r"(?:up )?(?:until|till|by|to|no later than|not later than|through|latest by|by latest) (?P<end>.+)"
)
_SINCE = re.compile(r"(?:ever )?since (?P<end>.+)")
_FROM = re.compile(
    r"(?:from|as from|as|starting|beginning|which began|that began|began|effective|no earlier than|not before)"
    r" (?P<end>.+?)(?: on| onwards?)?"
)
_BEFORE = re.compile(r"(?:shortly |just |some time )?(?:before|prior to|ahead) (?P<end>.+)")
_AFTER = re.compile(r"(?:shortly |just |soon |immediately |some time )?after (?P<end>.+)")
_NUMBER = re.compile(DAY)
_DAYS_OF_MONTH = re.compile(rf"{DAY} (?P<rest>{MONTH}(?: {YEAR})?)")
_MONTH_DAY = re.compile(rf"(?P<month>{MONTH}) (?P<day>{DAY})")
_DAY_YEAR = re.compile(rf"(?P<day>{DAY}) (?P<year>{YEAR})")


def span(words: str, look: Look, read: Reader) -> Reading | None:
    """Read a span of time, or return None."""
    for pattern, rule, kept in (
        (_UNTIL, "until", _latest),
        (_SINCE, "since", _since),
        (_FROM, "from", _earliest),
        (_BEFORE, "before", _latest),
        (_AFTER, "after", _since),
    ):
        match = pattern.fullmatch(words)
        reading = read(match["end"], look) if match else None
        if reading:
            return Reading(rule, kept(reading, look))
    return _interval(words, look, read)


def _latest(reading: Reading, look: Look) -> Callable[[date | None], Span]:
    return lambda day: Span(None, reading.span(day).latest)


def _earliest(reading: Reading, look: Look) -> Callable[[date | None], Span]:
    return lambda day: Span(reading.span(day).earliest, None)


def _since(reading: Reading, look: Look) -> Callable[[date | None], Span]:
    """Return from the first day on; to the anchor, if the words look back from a publication."""

    def bounds(day: date | None) -> Span:
        earliest = reading.span(day).earliest
        ends = look is Look.BACK and day is not None and earliest is not None and earliest <= day
        return Span(earliest, day if ends else None)

    return bounds


def _interval(words: str, look: Look, read: Reader) -> Reading | None:
    for link in BETWEEN.finditer(words):
        first, last = words[: link.start()], words[link.end() :]
        opened = first.removeprefix("in ").removeprefix("from ").removeprefix("between ").removeprefix("overnight ")
        reading = _from_to(*_completed(opened.removeprefix("from ").removeprefix("between "), last), look, read)
        if reading:
            return reading
    return None


def _completed(first: str, last: str) -> tuple[str, str]:
    """Return both ends, each with the month and the year that only the other one gives."""
    if _NUMBER.fullmatch(first) and (match := _DAYS_OF_MONTH.fullmatch(last)):
        return f"{first} {match['rest']}", last
    if match := _MONTH_DAY.fullmatch(first):
        if _NUMBER.fullmatch(last):
            return first, f"{match['month']} {last}"
        if dated := _DAY_YEAR.fullmatch(last):
            return f"{first} {dated['year']}", f"{match['month']} {last}"
    return first, last


def _from_to(first: str, last: str, look: Look, read: Reader) -> Reading | None:
    """Return from the one to the other: the one that says less counts from the one that says more."""
    start, end = read(first, look), read(last, look)
    if look is Look.AROUND:  # a time whose direction the other end gives
        start = start if start and start.fixed else read(first, Look.BEFORE) if end and end.fixed else start
        end = end if end and end.fixed else read(last, Look.AFTER) if start and start.fixed else end
    if start is None or end is None:
        return None
    if start.fixed and end.fixed:
        return Reading("stated-date", lambda day: _ordered(start.span(None).earliest, end.span(None).latest))
    if end.fixed or (not start.fixed and not look.ahead):
        earlier = read(first, Look.BACK)
        return earlier and Reading("interval", _ending(earlier, end))
    later = read(last, Look.AHEAD)
    return later and Reading("interval", _beginning(start, later))


def _ending(start: Reading, end: Reading) -> Callable[[date | None], Span]:
    def bounds(day: date | None) -> Span:
        last = end.span(day)
        return _ordered(start.span(last.earliest).earliest, last.latest)

    return bounds


def _beginning(start: Reading, end: Reading) -> Callable[[date | None], Span]:
    def bounds(day: date | None) -> Span:
        first = start.span(day)
        return _ordered(first.earliest, end.span(first.latest).latest)

    return bounds


def _ordered(earliest: date | None, latest: date | None) -> Span:
    if earliest and latest and earliest > latest:
        raise DateError(f"the time ends on {latest}, before it begins on {earliest}; read the passage again")
    return Span(earliest, latest)
