"""Days: the anchor's own and its neighbours, and days that the words name by month and number."""

from datetime import date
from re import Match

from kg.dates.bounds import Span, Whole, month_number, month_span, shifted, the_day
from kg.dates.calendars import PERSIAN_MONTHS, solar_hijri
from kg.dates.reading import Look, Reading, counted, fixed, recurring, without_year
from kg.dates.words import DAY, MONTH, MONTHS, PART_OF_DAY, WEEKDAY, WEEKDAYS, YEAR, either
from kg.errors import DateError

EARLY = r"(?:(?:early|earlier|late|later|held) (?:in )?)*"
OCCASION = (
    r"(?:meeting|talks|call|visit|session|summit|conference|signing|trip|negotiations|round|ceremony|consultations"
    r"|dialogue|forum|event|discussions|conversation)"
)
PERSIAN = either(PERSIAN_MONTHS)

# words for whole days: how many days the first and the last lie from the anchor
NEIGHBOURS = (
    (0, rf"{EARLY}(?:today|tonight|this {PART_OF_DAY})"),
    (0, rf"{EARLY}(?:same|that|that same|that very|very same) (?:day|time|{PART_OF_DAY})"),
    (0, r"(?:early|earlier|late|later) in day"),
    (0, rf"(?:start|beginning|end|close|during) {OCCASION}"),
    (-1, rf"{EARLY}yesterday(?: {PART_OF_DAY})?"),
    (-1, rf"{EARLY}(?:last|previous) (?:night|evening|afternoon)"),
    (-1, rf"(?:day|{PART_OF_DAY}) (?:before|earlier)|previous (?:day|{PART_OF_DAY})|eve(?: {OCCASION})?"),
    (-2, r"day before yesterday"),
    (1, rf"{EARLY}tomorrow(?: {PART_OF_DAY})?"),
    (1, rf"{EARLY}(?:following|next) (?:day|{PART_OF_DAY})|(?:day|{PART_OF_DAY}) (?:after|later)"),
    (2, r"day after tomorrow"),
)
OVERNIGHT = r"(?:in |during )?(?:overnight)"
ISO = rf"(?P<year>{YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})"
NUMERIC = rf"(?P<first>\d{{1,2}})[./-](?P<second>\d{{1,2}})[./-](?P<year>{YEAR})"
DATED = (
    rf"{EARLY}(?:(?P<weekday>{WEEKDAY}) )?(?:(?P<day>{DAY}) (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<day2>{DAY}))"
    rf"(?: (?P<year>{YEAR})| (?P<shift>this|last|next) year)?"
)
DAY_OF_MONTH = (
    rf"{EARLY}(?:(?P<weekday>{WEEKDAY}) )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: (?P<shift>this|last|next) month)?"
)
PERSIAN_DATED = rf"(?:(?P<weekday>{WEEKDAY}) )?(?:in )?(?:(?P<day>{DAY}) )?(?P<month>{PERSIAN}) (?P<year>1[34]\d\d)"

_SHIFTS = {"last": -1, "this": 0, "next": 1}


def neighbour(days: int) -> Reading:
    """Return the reading of a day so many days from the anchor."""
    rule = "same-day" if days == 0 else "days-after" if days > 0 else "days-before"
    return counted(rule, lambda day: (shifted(day, days), shifted(day, days)))


def overnight(match: Match[str], look: Look) -> Reading:
    """Read `overnight`: the night that ended on the anchor's day; of what lies ahead, that which begins on it."""
    first, last = (0, 1) if look.ahead else (-1, 1) if look is Look.AROUND else (-1, 0)
    return counted("night", lambda day: (shifted(day, first), shifted(day, last)))


def iso(match: Match[str], look: Look) -> Reading:
    """Read `2031-04-02`, with or without a weekday."""
    return _day(match, int(match["year"]), int(match["month"]), int(match["day"]))


def numeric(match: Match[str], look: Look) -> Reading | None:
    """Read `13/4/2031`, where only one of the numbers can be the month."""
    day, month = int(match["first"]), int(match["second"])
    if month > 12:
        day, month = month, day
    if month > 12 or day <= 12:
        return None  # 12/4 is 12 April to some and 4 December to others
    return _day(match, int(match["year"]), month, day)


def dated(match: Match[str], look: Look) -> Reading:
    """Read `2 April 2031`, and without the year the last or the next such day."""
    month = MONTHS.index(match["month"] or match["month2"]) + 1
    number = int((match["day"] or match["day2"]).rstrip("stndrh"))
    if match["year"]:
        return _day(match, int(match["year"]), month, number)
    if not 1 <= number <= month_span(2000 * 12 + month - 1).latest.day:  # 2000 was a leap year
        name = MONTHS[month - 1].title()
        raise DateError(f"{number} {name} is no day of the calendar; write the day as the text gives it, or leave it")
    if match["shift"]:
        years = _SHIFTS[match["shift"]]
        return counted("day-and-month", lambda day: _agreeing(match, the_day(day.year + years, month, number)))
    shown = f"XXXX-{month:02}-{number:02}"
    if look is Look.AROUND:
        return without_year(shown)

    def of(year: int) -> Whole | None:
        return _single(month_span(year * 12 + month - 1), number)

    return counted("day-and-month", lambda day: _agreeing(match, recurring(of, day.year, day, look).latest), shown)


def day_of_month(match: Match[str], look: Look) -> Reading | None:
    """Read `the 12th`: the last or the next such day."""
    number = int(match["day"])
    if not 1 <= number <= 31:
        return None
    if match["shift"]:
        months = _SHIFTS[match["shift"]]

        def within(day: date) -> Span:
            month = month_span(month_number(day) + months).earliest
            return _agreeing(match, the_day(month.year, month.month, number))

        return counted("day-of-month", within)
    shown = f"XXXX-XX-{number:02}"
    if look is Look.AROUND:
        return without_year(shown)

    def of(month: int) -> Whole | None:
        return _single(month_span(month), number)

    def span(day: date) -> Span:
        return _agreeing(match, recurring(of, month_number(day), day, look).latest)

    return counted("day-of-month", span, shown)


def persian_dated(match: Match[str], look: Look) -> Reading:
    """Read `5 Shahrivar 1401` and `Shahrivar 1401`: a day or a month of the Solar Hijri calendar."""
    number = int(match["day"].rstrip("stndrh")) if match["day"] else None
    span = solar_hijri(int(match["year"]), PERSIAN_MONTHS[match["month"]], number)
    if number is not None:
        _agreeing(match, span.earliest)
    return fixed("stated-date", span)


def _day(match: Match[str], year: int, month: int, number: int) -> Reading:
    found = the_day(year, month, number)
    _agreeing(match, found)
    return fixed("stated-date", Whole(found, found))


def _single(month: Whole, number: int) -> Whole | None:
    if not 1 <= number <= month.latest.day:
        return None
    found = month.latest.replace(day=number)
    return Whole(found, found)


def _agreeing(match: Match[str], day: date) -> Span:
    """Return the day as a span; DateError where the words name another weekday."""
    named = match.groupdict().get("weekday")
    if named and named != WEEKDAYS[day.weekday()]:
        raise DateError(
            f"{day} is a {WEEKDAYS[day.weekday()].title()}, not a {named.title()}; read the passage again, and if "
            "the text itself is wrong, give the sure date in EDTF as 'date'"
        )
    return Span(day, day)
