"""Stated times to bounds: plain arithmetic from what an article states, and never a day that nobody gave.

Bounds are inclusive days of the Gregorian calendar; EDTF is that of ISO 8601-2 (level 1, and `XXXX-07` of level 2).
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from edtf import parse_edtf

from kg.errors import DateError
from kg.model import When

WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
PARTS_OF_DAY = ("morning", "noon", "afternoon", "evening", "night", "overnight")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Direction = Literal["before", "after", "any"]


@dataclass(frozen=True)
class Anchor:
    """That from which the words count: its bounds, and whether it is an event rather than a publication."""

    when: When
    is_event: bool = False
    direction: Direction = "any"
    """For an event: whether the stated time is known to lie before or after it."""


def day_or_interval(earliest: date | None, latest: date | None) -> str | None:
    """Return the bounds as EDTF: a day, an interval, an interval with an open end, or None."""
    if earliest is None and latest is None:
        return None
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '..'}/{latest or '..'}"


def bounds(earliest: date | None, latest: date | None, rule: str) -> When:
    """Return a When of these bounds, with its EDTF."""
    return When(earliest, latest, day_or_interval(earliest, latest), rule)


def from_edtf(text: str, rule: str = "given-by-annotator") -> When:
    """Return the bounds of a date in EDTF.

    Raises DateError where the text is no EDTF, is uncertain or approximate (its bounds would be a guess), or
    names a day that the calendar lacks.
    """
    open_start, open_end = text.startswith("../"), text.endswith("/..")
    try:
        parsed = parse_edtf(text.removeprefix("../").removesuffix("/.."))
        low, high = parsed.lower_strict(), parsed.upper_strict()
        if re.search(r"[?~%]", text):
            raise DateError(f"{text!r} is uncertain or approximate; give the bounds that are sure")
        ends = [date(*time[:3]) for time in (low, high)]
    except DateError:
        raise
    except Exception as error:  # the parser raises many kinds
        raise DateError(f"{text!r} is no date in EDTF; write 2031-04-02, 2031-04 or 2031-04-01/2031-04-05") from error
    return When(None if open_start else ends[0], None if open_end else ends[1], text, rule)


def part_of_day(says: str) -> str | None:
    """Return the part of the day that the words name, or None."""
    found = re.findall(r"\w+", says.lower())
    return next((part for part in reversed(PARTS_OF_DAY) if part in found or part + "s" in found), None)


def stated(says: str, anchor: Anchor | None) -> When:
    """Return the bounds of a stated time, with the rule that gave them.

    `says`: the words. `anchor`: what they count from, or None where nothing is known of it. Words that no rule
    reads come back with the rule `unread` and without bounds.
    """
    words = " ".join(re.findall(r"[\w-]+", says.lower()))
    for pattern, rule in _RULES:
        match = pattern.search(words)
        if match:
            when = rule(match, anchor)
            return When(when.earliest, when.latest, when.edtf, when.rule, part_of_day(says))
    return When(rule="unread", part_of_day=part_of_day(says))


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


def _shift(day: date | None, days: int) -> date | None:
    return day + timedelta(days) if day else None


def _weekday_back(day: date | None, weekday: int, *, strictly: bool) -> date | None:
    """Return the last such weekday on or before the day (strictly: before it)."""
    if day is None:
        return None
    back = (day.weekday() - weekday) % 7
    return day - timedelta(7 if strictly and back == 0 else back)


def _weekday(match: re.Match[str], anchor: Anchor | None) -> When:
    weekday = WEEKDAYS.index(match["weekday"])
    modifier = match["modifier"] or ""
    if anchor and anchor.direction == "after" and not anchor.is_event:
        return When(rule="unread")  # a planned event: this week's or a later one
    if anchor and anchor.is_event:
        return _weekday_by_event(weekday, modifier, anchor)
    strictly = modifier in ("last", "earlier on")
    rule = "weekday-before" if modifier == "last" else "weekday-on-or-before"
    if anchor is None or anchor.when.latest is None:
        return When(rule=rule)
    first = _weekday_back(anchor.when.earliest, weekday, strictly=True)
    last = _weekday_back(anchor.when.latest, weekday, strictly=strictly)
    return bounds(first, last, rule)


def _weekday_by_event(weekday: int, modifier: str, anchor: Anchor) -> When:
    earlier = anchor.direction == "before" or modifier.startswith("earlier")
    if earlier:
        first, last = (_weekday_back(day, weekday, strictly=True) for day in (anchor.when.earliest, anchor.when.latest))
        return bounds(first, last, "weekday-before-event")
    if anchor.direction == "after":
        first, last = (
            _weekday_back(_shift(day, 7), weekday, strictly=False) for day in (anchor.when.earliest, anchor.when.latest)
        )
        return bounds(first, last, "weekday-after-event")
    return When(rule="unread")


def _calendar_day(match: re.Match[str], anchor: Anchor | None) -> When:
    text = f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}"
    return _day(text)


def _day(text: str) -> When:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise DateError(f"{text} is no day of the calendar") from error
    return bounds(found, found, "stated-date")


def _named_day(match: re.Match[str], anchor: Anchor | None) -> When:
    month, number = MONTHS.index(match["month"]) + 1, int(match["day"])
    if match["year"]:
        return _day(f"{match['year']}-{month:02}-{number:02}")
    if not 1 <= number <= MONTH_DAYS[month - 1]:
        raise DateError(f"{number} {match['month'].title()} is no day of the calendar")
    latest = anchor.when.latest if anchor and not anchor.is_event else None
    if latest is None or anchor is None or anchor.when.earliest != latest:
        return When(edtf=f"XXXX-{month:02}-{number:02}", rule="month-of-unknown-year")
    year = latest.year if (month, number) <= (latest.month, latest.day) else latest.year - 1
    return _day(f"{year}-{month:02}-{number:02}")


def _month(match: re.Match[str], anchor: Anchor | None) -> When:
    month = MONTHS.index(match["month"]) + 1
    if match["year"]:
        year = int(match["year"])
        last = calendar.monthrange(year, month)[1]
        return When(date(year, month, 1), date(year, month, last), f"{year}-{month:02}", "month")
    if anchor and anchor.direction == "after" and not anchor.is_event:
        return When(rule="unread")
    when = anchor.when if anchor and not anchor.is_event else When()
    if when.latest is None or when.earliest != when.latest:
        return When(edtf=f"XXXX-{month:02}", rule="month-of-unknown-year")
    year = when.latest.year if month <= when.latest.month else when.latest.year - 1
    first, last_day = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if when.latest < last_day:
        return bounds(first, when.latest, "month")
    return When(first, last_day, f"{year}-{month:02}", "month")


def _days_off(match: re.Match[str], anchor: Anchor | None) -> When:
    words = match["number"]
    days = (1 if words in ("a", "the") else NUMBERS.index(words) if words in NUMBERS else int(words)) * (
        7 if match["unit"].startswith("week") else 1
    )
    forward = match["way"] in ("later", "after")
    if not forward:
        days = -days
    rule = "days-after" if forward else "days-before"
    if anchor is None:
        return When(rule=rule)
    return bounds(_shift(anchor.when.earliest, days), _shift(anchor.when.latest, days), rule)


def _neighbour(days: int) -> Callable[[re.Match[str], Anchor | None], When]:
    rule = "same-day" if days == 0 else "days-after" if days > 0 else "days-before"

    def apply(match: re.Match[str], anchor: Anchor | None) -> When:
        if anchor is None:
            return When(rule=rule)
        return bounds(_shift(anchor.when.earliest, days), _shift(anchor.when.latest, days), rule)

    return apply


_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_NUMBER = rf"(?P<number>\d{{1,3}}|a|{'|'.join(NUMBERS)})"
_Rule = Callable[[re.Match[str], Anchor | None], When]
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b", _calendar_day),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b(?: (?P<year>\d{{4}})\b)?", _named_day),
        (rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?: (?P<year>\d{{4}})\b)?", _named_day),
        (rf"\b{_NUMBER} (?P<unit>days?|weeks?) (?P<way>later|after|earlier|before|ago)\b", _days_off),
        (r"\b(?:the )?(?:following|next) day\b", _neighbour(1)),
        (r"\b(?:the )?(?:previous day|day before)\b", _neighbour(-1)),
        (r"\byesterday\b", _neighbour(-1)),
        (r"\bat the (?:start|beginning|end|close) of the (?:meeting|talks|call|visit|session)\b", _neighbour(0)),
        (r"\b(?:today|(?:the )?same (?:day|night|evening|morning))\b", _neighbour(0)),
        (rf"\b(?P<modifier>next|coming|this coming) (?:{_WEEKDAY}|{_MONTH})\b", lambda m, a: When(rule="unread")),
        (rf"(?:\b(?P<modifier>last|earlier on|earlier) )?\b(?P<weekday>{_WEEKDAY})\b", _weekday),
        (rf"\b(?:early|mid|late|mid-|late-)[ -](?:{_MONTH})\b", lambda m, a: When(rule="unread")),
        (rf"\b(?P<month>{_MONTH})\b(?: (?P<year>\d{{4}})\b)?", _month),
    )
)
