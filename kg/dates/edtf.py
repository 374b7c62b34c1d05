"""Dates that an annotator gives: EDTF of the Gregorian calendar, and dates of the Solar Hijri and Islamic ones.

EDTF is that of ISO 8601-2 (level 1, and `XXXX-07` of level 2).
"""

import re
from datetime import date

from edtf import parse_edtf

from kg.dates.bounds import Span, shown
from kg.dates.calendars import names_calendar, of_calendar
from kg.errors import DateError
from kg.model import When

_LONGEST = 100
_SEASON = re.compile(r"[0-9X]{4}-(2[1-9]|3[0-9]|4[01])(?![0-9])")
"""The numbers from 21 to 41 in the place of a month: seasons, quarters and other parts of a year."""


def from_edtf(text: str, rule: str = "given-by-annotator") -> When:
    """Return the bounds of a date in EDTF, or of one or two dates that name their calendar.

    `solar-hijri 1401-06-05` and `islamic-umalqura 1444-01` are exact; `islamic 1444-01-29` is a day wider each way,
    since its months begin by sighting. Two are joined with `/`.

    Raises DateError where the text is neither, is uncertain or approximate (its bounds would be a guess), or
    names a day that the calendar lacks.
    """
    if len(text) > _LONGEST:
        raise DateError(f"{text[:20]!r}… is too long for a date; write 2031-04-02, 2031-04 or 2031-04-01/2031-04-05")
    ends = text.split("/")
    _refuse(text, ends)
    if not any(names_calendar(end) for end in ends):
        return _edtf(text, rule)
    first, last = (_end(end) for end in (ends[0], ends[-1]))
    span = _ordered(text, Span(first.earliest, last.latest))
    return When(span.earliest, span.latest, shown(span), rule)


def _refuse(text: str, ends: list[str]) -> None:
    """Refuse what the parser would take and bound by a guess, or by what nobody meant."""
    if any(end != end.strip() for end in ends):
        raise DateError(f"{text!r} has blanks or line breaks around a date; take them out")
    if any(bracket in text for bracket in "[]{}"):
        raise DateError(f"{text!r} is a set of dates; write the first and the last of them, as 2031-05-01/2031-05-03")
    if len(ends) > 2:
        raise DateError(f"{text!r} has more than two ends; join two dates with one '/'")
    if any(_SEASON.match(end) for end in ends):
        raise DateError(f"{text!r} names a season or a part of a year; write its months, as 2031-03/2031-05")
    if len(ends) == 2 and "" in ends:
        written = "/".join(end or ".." for end in ends)
        raise DateError(f"{text!r} has an empty end; write {written!r} where nothing is known of it")


def _end(text: str) -> Span:
    if text == "..":
        return Span(None, None)
    if names_calendar(text):
        return Span(*of_calendar(text))
    when = _edtf(text, "given-by-annotator")
    return Span(when.earliest, when.latest)


def _edtf(text: str, rule: str) -> When:
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
    return When(*_ordered(text, Span(None if open_start else ends[0], None if open_end else ends[1])), text, rule)


def _ordered(text: str, span: Span) -> Span:
    if span.earliest and span.latest and span.earliest > span.latest:
        raise DateError(f"{text!r} ends before it begins; turn it round")
    return span
