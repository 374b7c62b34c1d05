"""Years and their parts, decades, quarters and seasons."""

from re import Match

from kg.dates.bounds import Whole, month_span, year_span
from kg.dates.months import DURING, SHIFTS, by_name
from kg.dates.reading import Look, Reading, counted, cut, fixed, recurring
from kg.dates.words import YEAR, either

# the first and the last month of each part
PARTS = {
    "early": (1, 6),
    "beginning": (1, 6),
    "start": (1, 6),
    "first half": (1, 6),
    "mid": (4, 9),
    "middle": (4, 9),
    "early to mid": (1, 9),
    "mid to late": (4, 12),
    "late": (7, 12),
    "end": (7, 12),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "q1": (1, 3),
    "second quarter": (4, 6),
    "q2": (4, 6),
    "third quarter": (7, 9),
    "q3": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
    "final quarter": (10, 12),
    "q4": (10, 12),
}
# month and day of the first and the last day, by the weather's calendar and by the sun's together
SEASONS = {"spring": (3, 1, 6, 21), "summer": (6, 1, 9, 23), "autumn": (9, 1, 12, 22), "fall": (9, 1, 12, 22)}

_WHICH = r"(?P<which>this|last|previous|next|coming|following|same|that)"
_YEAR = rf"(?:year )?(?P<year>{YEAR})"
NUMBERED = rf"{DURING}(?:(?P<part>{either(PARTS)}) (?:in )?)?{_YEAR}(?P<end> end)?"
OF_ANCHOR = rf"{DURING}(?:(?P<part>{either(PARTS)}|earlier|later) (?:in )?)?{_WHICH} year(?P<end> end)?"
PART_OF_YEAR = rf"{DURING}(?:(?P<part>{either(PARTS)}) (?:in )?year|(?P<side>earlier|later) (?:in )?year|year end)"
QUARTER = rf"{DURING}(?P<part>(?:first|second|third|fourth) quarter|q[1-4])"
BUT_ONE = r"(?:in )?year (?P<which>before last|after next)"
DECADE = rf"{DURING}(?:(?P<part>early|mid|late) )?(?P<decade>(?:1[5-9]|2\d)\d0)s"
YEARS = r"(?P<first>(?:1[5-9]|2\d)\d\d)-(?P<last>\d{2})"
SEASON = (
    rf"{DURING}(?:(?:early|mid|middle|late|beginning|start|end) (?:in )?)?"
    rf"(?:(?P<which>last|next|this|past|this past|coming|this coming) )?(?P<season>{either([*SEASONS, 'winter'])})"
    rf"(?: (?:in )?(?:(?P<year>{YEAR})(?:(?:-| to )(?P<turn>\d{{4}}|\d\d))?|(?P<shift>this|last|next|same) year))?"
)


def part_of(year: int, part: str | None) -> Whole:
    """Return the part of a year that the words name; the whole of it for None."""
    first, last = PARTS[part] if part else (1, 12)
    return Whole(month_span(year * 12 + first - 1).earliest, month_span(year * 12 + last - 1).latest)


def numbered(match: Match[str], look: Look) -> Reading | None:
    """Read `2031` and `late 2031`."""
    part = match["part"]
    if match["end"]:
        if part:
            return None
        part = "end"
    return fixed("part-of-year" if part else "stated-date", part_of(int(match["year"]), part))


def of_anchor(match: Match[str], look: Look) -> Reading | None:
    """Read `this year`, `late last year`, `the second half of next year`."""
    part, which = match["part"], match["which"]
    years = SHIFTS.get(which, 1)
    if match["end"]:
        if part:
            return None
        part = "end"
    if part in ("earlier", "later"):
        if years:
            return None
        side = Look.BACK if part == "earlier" else Look.AHEAD
        return counted("year-of-anchor", lambda day: cut(part_of(day.year, None), day, side))
    side = look if which == "this" else Look.AROUND
    rule = "part-of-year" if part else "year-of-anchor"
    return counted(rule, lambda day: cut(part_of(day.year + years, part), day, side))


def part_of_year(match: Match[str], look: Look) -> Reading:
    """Read `the end of the year`, `the third quarter`: the last or the next such part."""
    groups = match.groupdict()
    if groups.get("side"):
        side = Look.BACK if match["side"] == "earlier" else Look.AHEAD
        return counted("year-of-anchor", lambda day: cut(part_of(day.year, None), day, side))
    part = groups["part"] or "end"
    if look is Look.AROUND:
        return counted("part-of-year", lambda day: part_of(day.year, part))
    return counted("part-of-year", lambda day: recurring(lambda year: part_of(year, part), day.year, day, look))


def but_one(match: Match[str], look: Look) -> Reading:
    """Read `the year before last` and `the year after next`."""
    years = -2 if match["which"].startswith("before") else 2
    return counted("year-of-anchor", lambda day: year_span(day.year + years))


def decade(match: Match[str], look: Look) -> Reading:
    """Read `the 2030s`; a part of a decade is not sharp, so the whole is its bounds."""
    first = int(match["decade"])
    return fixed("stated-date", year_span(first, first + 9))


def years(match: Match[str], look: Look) -> Reading | None:
    """Read `2031-32`."""
    first = int(match["first"])
    last = first // 100 * 100 + int(match["last"])
    return fixed("stated-date", year_span(first, last)) if last > first else None


def season(match: Match[str], look: Look) -> Reading | None:
    """Read `spring 2031`, `last summer`, `winter 2031-32`: seasons of the northern half of the world."""
    name = match["season"]
    if match["which"] and (match["year"] or match["shift"]):
        return None

    def of(year: int) -> Whole:
        """Return the season that begins in a year."""
        whole = year_span(year)
        if name == "winter":
            return Whole(whole.earliest.replace(month=12), year_span(year + 1).earliest.replace(month=3, day=21))
        month, day, last_month, last_day = SEASONS[name]
        return Whole(whole.earliest.replace(month=month, day=day), whole.latest.replace(month=last_month, day=last_day))

    def in_year(year: int) -> Whole:
        """Return the season of a year; of a winter, the one before and the one after, since readers differ."""
        return Whole(of(year - 1).earliest, of(year).latest) if name == "winter" else of(year)

    if match["turn"]:
        first, turn = int(match["year"]), int(match["turn"]) % 100
        return fixed("season", of(first)) if name == "winter" and turn == (first + 1) % 100 else None
    if match["year"]:
        return fixed("season", in_year(int(match["year"])))
    if match["shift"]:
        shift = SHIFTS.get(match["shift"], 1)
        return counted("season", lambda day: in_year(day.year + shift))
    if match["which"] == "this" and name == "winter":
        return counted("season", lambda day: recurring(of, day.year, day, look))
    return by_name(of, match["which"], look, "season", None)
