"""Months and their parts: July, late July, the first week of July, this month."""

from collections.abc import Callable
from re import Match

from kg.dates.bounds import Whole, month_number, month_span, shifted
from kg.dates.reading import Look, Reading, counted, cut, fixed, named_last, named_next, recurring, without_year
from kg.dates.weekdays import ahead, back
from kg.dates.words import MONTH, MONTHS, ORDINAL, ORDINALS, WEEKDAY, WEEKDAYS, YEAR

PART = (
    rf"(?P<part>early to mid|mid to late|early|beginning|start|mid|middle|late|end|(?:first|second) half"
    rf"|{ORDINAL} week|{ORDINAL} {WEEKDAY})"
)
DURING = r"(?:in |during |over |throughout |month )?"
NAMED = (
    rf"{DURING}(?:{PART} (?:in )?)?(?:(?P<which>last|next|this|past|this past|coming|this coming) )?(?P<month>{MONTH})"
    rf"(?: (?:in )?(?:(?P<year>{YEAR})|(?P<shift>this|last|next|same) year))?"
)
NUMBERED = r"(?P<year>(?:1[5-9]|2\d)\d\d)-(?P<number>0[1-9]|1[0-2])"
OF_ANCHOR = (
    rf"{DURING}(?:(?:{PART}|(?P<side>earlier|later)) (?:in )?)?"
    r"(?:(?P<which>this|last|previous|next|coming|following|same|that) )?month"
)
BUT_ONE = r"(?:in )?month (?P<which>before last|after next)"

SHIFTS = {"last": -1, "previous": -1, "this": 0, "same": 0, "that": 0}
_DAYS = {
    "early": (1, 15),
    "beginning": (1, 15),
    "start": (1, 15),
    "first half": (1, 15),
    "early to mid": (1, 25),
    "mid": (6, 25),
    "middle": (6, 25),
    "mid to late": (6, 31),
    "late": (16, 31),
    "end": (16, 31),
    "second half": (16, 31),
}


def part_of(month: Whole, part: str | None) -> Whole:
    """Return the part of a month that the words name; the whole of it for None."""
    if part is None:
        return month
    if part in _DAYS:
        first, last = _DAYS[part]
        return Whole(month.earliest.replace(day=first), month.latest.replace(day=min(last, month.latest.day)))
    which, unit = part.split()
    nth = ORDINALS[which]
    if unit == "week":
        first_day = shifted(month.latest, -6) if nth < 0 else shifted(month.earliest, 7 * nth - 7)
        return Whole(first_day, shifted(first_day, 6))
    weekday = WEEKDAYS.index(unit)
    if nth < 0:
        day = back(month.latest, weekday, strictly=False)
    else:
        day = shifted(ahead(month.earliest, weekday, strictly=False), 7 * nth - 7)
    return Whole(day, day)


def named(match: Match[str], look: Look) -> Reading | None:
    """Read `July`, `last July`, `late July 2031`, `the first Monday of July last year`."""
    month, part = MONTHS.index(match["month"]), match["part"]

    def of(year: int) -> Whole:
        return part_of(month_span(year * 12 + month), part)

    rule = "part-of-month" if part else "month"
    if match["which"] and (match["year"] or match["shift"]):
        return None
    if match["year"]:
        return fixed(rule, of(int(match["year"])))
    if match["shift"]:
        years = SHIFTS.get(match["shift"], 1)
        return counted(rule, lambda day: of(day.year + years))
    return by_name(of, match["which"], look, rule, f"XXXX-{month + 1:02}")


def by_name(of: Callable[[int], Whole], which: str | None, look: Look, rule: str, edtf: str | None) -> Reading:
    """Read a time of the year with `last`, `this`, `next` or nothing before it; `of` gives that of a year."""
    if which in ("last", "past", "this past"):
        return counted(rule, lambda day: named_last(of, day), edtf)
    if which in ("next", "coming", "this coming"):
        return counted(rule, lambda day: named_next(of, day), edtf)
    if which == "this":
        return counted(rule, lambda day: cut(of(day.year), day, look), edtf)
    if look is Look.AROUND:
        return without_year(edtf) if edtf else without_year(None, rule)
    return counted(rule, lambda day: recurring(of, day.year, day, look), edtf)


def numbered(match: Match[str], look: Look) -> Reading:
    """Read `2031-07`."""
    return fixed("stated-date", month_span(int(match["year"]) * 12 + int(match["number"]) - 1))


def of_anchor(match: Match[str], look: Look) -> Reading | None:
    """Read `this month`, `early last month`, `later this month`, `the end of the month`."""
    part, which, side = match["part"], match["which"], match["side"]
    rule = "part-of-month" if part else "month-of-anchor"

    def of(number: int) -> Whole:
        return part_of(month_span(number), part)

    if which is None:
        if part is None and side is None:
            return None  # a month: how long, not when
        if part:
            return counted(rule, lambda day: recurring(of, month_number(day), day, look))
    if side:
        if SHIFTS.get(which or "this", 1) != 0:
            return None
        return counted(
            rule, lambda day: cut(of(month_number(day)), day, Look.BACK if side == "earlier" else Look.AHEAD)
        )
    months = SHIFTS.get(which or "this", 1)
    direction = look if which == "this" else Look.AROUND
    return counted(rule, lambda day: cut(of(month_number(day) + months), day, direction))


def but_one(match: Match[str], look: Look) -> Reading:
    """Read `the month before last` and `the month after next`."""
    months = -2 if match["which"].startswith("before") else 2
    return counted("month-of-anchor", lambda day: month_span(month_number(day) + months))
