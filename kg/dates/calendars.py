"""Dates of the Solar Hijri and the Islamic calendars, as days of the Gregorian."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from convertdate import islamic, persian
from hijridate import Hijri

from kg.dates.bounds import Whole, hull, shifted
from kg.errors import DateError

PERSIAN_MONTHS = {
    "farvardin": 1,
    "ordibehesht": 2,
    "khordad": 3,
    "tir": 4,
    "mordad": 5,
    "amordad": 5,
    "shahrivar": 6,
    "mehr": 7,
    "aban": 8,
    "azar": 9,
    "dey": 10,
    "dei": 10,
    "bahman": 11,
    "esfand": 12,
}


class Calendar(NamedTuple):
    """A calendar as a library counts it."""

    name: str
    years: tuple[int, int]
    """The first and the last of which the days are sure."""
    first_day: Callable[[int, int], date]
    """Gives the first day of a month."""
    length: Callable[[int, int], int]
    """Gives how many days a month has."""

    def span(self, year: int, month: int | None = None, day: int | None = None) -> Whole:
        """Return a year, a month or a day; DateError where the calendar lacks it."""
        first, last = self.years
        if not first <= year <= last:
            raise DateError(f"{self.name} {year}: its days are known for {first} to {last} only; give the date in EDTF")
        if month is not None and not 1 <= month <= 12:
            raise DateError(f"{self.name} {year}-{month:02}: a year has the months 01 to 12; mend the month")
        start, end = self.first_day(year, month or 1), self.first_day(year, month or 12)
        length = self.length(year, month or 12)
        if day is None:
            return Whole(start, shifted(end, length - 1))
        if not 1 <= day <= length:
            raise DateError(f"{self.name} {year}-{month:02}-{day:02}: that month has {length} days; mend the day")
        return Whole(shifted(start, day - 1), shifted(start, day - 1))


SOLAR_HIJRI = Calendar(
    "solar-hijri",
    (1304, 1500),  # from its adoption as it is now, as far as the equinox and the cycle of 33 years agree
    lambda year, month: date(*persian.to_gregorian(year, month, 1)),
    lambda year, month: int(persian.month_length(year, month)),
)
UMM_AL_QURA = Calendar(
    "islamic-umalqura",
    (1343, 1500),  # those of the published tables
    lambda year, month: date(*Hijri(year, month, 1).to_gregorian().datetuple()),
    lambda year, month: Hijri(year, month, 1).month_length(),
)
TABULAR = Calendar(
    "islamic",
    (1, 1500),
    lambda year, month: date(*islamic.to_gregorian(year, month, 1)),
    lambda year, month: int(islamic.month_length(year, month)),
)


def by_sighting(year: int, month: int | None = None, day: int | None = None) -> Whole:
    """Return a time of the Islamic calendar, one day wider each way than its calculated forms give together.

    A month begins when its moon is seen, so that no calculation is sure of the day, nor of whether there is a 30th.
    """
    if day is not None and not 1 <= day <= 30:
        raise DateError(f"islamic {year}-{month:02}-{day:02}: a month has 29 or 30 days; mend the day")
    forms = [c for c in (TABULAR, UMM_AL_QURA) if c is TABULAR or c.years[0] <= year <= c.years[1]]
    starts = [c.span(year, month, None if day is None else 1) for c in forms]
    found = hull(*starts)
    return Whole(shifted(found.earliest, (day or 1) - 2), shifted(found.latest, (day or 1)))


def solar_hijri(year: int, month: int | None = None, day: int | None = None) -> Whole:
    """Return a day, month or year of the Solar Hijri calendar, whose year begins at the equinox of March."""
    return SOLAR_HIJRI.span(year, month, day)


_GIVEN = re.compile(r"(solar-hijri|islamic-umalqura|islamic) (\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_READERS = {"solar-hijri": SOLAR_HIJRI.span, "islamic-umalqura": UMM_AL_QURA.span, "islamic": by_sighting}


def names_calendar(text: str) -> bool:
    """Tell whether a date names one of the calendars, well written or not."""
    return text.lstrip("./ ").startswith(("solar", "islamic"))


def of_calendar(text: str) -> Whole:
    """Return a date such as `solar-hijri 1401-06-05`, `islamic 1444-01` or `islamic-umalqura 1444`."""
    match = _GIVEN.fullmatch(text)
    if not match:
        raise DateError(
            f"{text!r} is no date of a calendar; write 'solar-hijri 1401-06-05', 'islamic 1444-01-29' or "
            "'islamic-umalqura 1444-01-29', with or without month and day"
        )
    year, month, day = (int(part) if part else None for part in match.groups()[1:])
    return _READERS[match[1]](year or 0, month, day)
