"""Weekdays, weeks and weekends. A week may begin on Saturday, Sunday or Monday, and a weekend on Friday."""

from datetime import date
from re import Match

from kg.dates.bounds import Whole, hull, shifted
from kg.dates.reading import Look, Reading, counted, cut
from kg.dates.words import WEEKDAY, WEEKDAYS

STARTS = (5, 6, 0)  # Saturday, Sunday, Monday
BACKWARD = ("last", "this past", "past", "previous", "earlier", "earlier this")
FORWARD = ("coming", "this coming", "following", "later", "next")
PLAIN = ("", "this", "early", "late", "later", "held")

NAMED = (
    r"(?P<modifier>this past|this coming|earlier this|this|last|past|previous|earlier|coming|following|later|next"
    rf"|early|late|held|) ?(?P<weekday>{WEEKDAY})"
)
IN_A_WEEK = (
    rf"(?:(?P<weekday>{WEEKDAY}) (?P<week>this|last|next) week|(?P<week2>this|last|next) (?:(?P<weekday2>{WEEKDAY}) "
    rf"week|week (?P<weekday3>{WEEKDAY})))"
)
WEEK = (
    r"(?:early |earlier |mid |late |later |beginning |start |middle |end |in |over |during )*"
    r"(?P<week>this|last|previous|next|coming|this coming|following|same|that) week"
)
WEEK_BUT_ONE = r"(?:in |during )?week (?P<which>before last|after next)"
PART_OF_WEEK = r"(?P<part>earlier|later|early|late) (?:in |this )*week"
WEEKEND = (
    r"(?:over |during |in )?(?P<which>this past|past|last|previous|this coming|coming|this|next|following|) ?weekend"
)
OVERNIGHT = rf"(?:overnight (?P<weekday>{WEEKDAY})|(?P<weekday2>{WEEKDAY}) overnight)"

_WEEKS = {"last": -1, "previous": -1, "this": 0, "same": 0, "that": 0}


def back(day: date, weekday: int, *, strictly: bool = True) -> date:
    """Return the last such weekday before the day; unless strictly, the day itself if it is one."""
    days = (day.weekday() - weekday) % 7
    return shifted(day, -7 if strictly and days == 0 else -days)


def ahead(day: date, weekday: int, *, strictly: bool = True) -> date:
    """Return the first such weekday after the day; unless strictly, the day itself if it is one."""
    days = (weekday - day.weekday()) % 7
    return shifted(day, 7 if strictly and days == 0 else days)


def named(match: Match[str], look: Look) -> Reading | None:
    """Read a weekday with or without `last`, `coming` and the like."""
    weekday, modifier = WEEKDAYS.index(match["weekday"]), match["modifier"]
    if modifier in PLAIN and not (look.event and modifier == "later"):
        return _plain(weekday, look)
    if modifier in BACKWARD:
        if look is Look.AFTER:
            return None  # the words say before, the annotation after
        rule = "weekday-before-event" if look.event else "weekday-before"
        return counted(rule, lambda day: (back(day, weekday), back(day, weekday)))
    if look is Look.BEFORE:
        return None
    if modifier == "next" and not look.event:
        return counted("weekday-next", lambda day: (ahead(day, weekday), shifted(ahead(day, weekday), 7)))
    rule = "weekday-after-event" if look.event else "weekday-after"
    return counted(rule, lambda day: (ahead(day, weekday), ahead(day, weekday)))


def _plain(weekday: int, look: Look) -> Reading | None:
    match look:
        case Look.BACK:
            return counted("weekday-on-or-before", lambda day: (back(day, weekday), back(day, weekday, strictly=False)))
        case Look.AHEAD:
            return counted(
                "weekday-on-or-after", lambda day: (ahead(day, weekday, strictly=False), ahead(day, weekday))
            )
        case Look.BEFORE:
            return counted("weekday-before-event", lambda day: (back(day, weekday), back(day, weekday)))
        case Look.AFTER:
            return counted("weekday-after-event", lambda day: (ahead(day, weekday), ahead(day, weekday)))
    return None  # before the event or after it: not told


def weeks(day: date, away: int = 0) -> list[Whole]:
    """Return the week that lies so many from the day's own, for each day on which weeks begin."""
    starts = (shifted(day, 7 * away - (day.weekday() - start) % 7) for start in STARTS)
    return [Whole(start, shifted(start, 6)) for start in starts]


def in_a_week(match: Match[str], look: Look) -> Reading:
    """Read `Tuesday of last week`."""
    weekday = WEEKDAYS.index(match["weekday"] or match["weekday2"] or match["weekday3"])
    away = _WEEKS.get(match["week"] or match["week2"], 1)

    def span(day: date) -> Whole:
        days = [ahead(week.earliest, weekday, strictly=False) for week in weeks(day, away)]
        return cut(Whole(min(days), max(days)), day, look)

    return counted("weekday-in-week", span)


def week(match: Match[str], look: Look) -> Reading:
    """Read `this week`, `last week` and `next week`."""
    away = _WEEKS.get(match["week"], 1)
    side = look if match["week"] == "this" else Look.AROUND
    return counted("week", lambda day: cut(hull(*weeks(day, away)), day, side))


def week_but_one(match: Match[str], look: Look) -> Reading:
    """Read `the week before last` and `the week after next`."""
    away = -2 if match["which"].startswith("before") else 2
    return counted("week", lambda day: hull(*weeks(day, away)))


def part_of_week(match: Match[str], look: Look) -> Reading:
    """Read `earlier this week` and `later this week`; `early` and `late` leave the week whole."""
    side = {"earlier": Look.BACK, "later": Look.AHEAD}.get(match["part"], look)
    return counted("week", lambda day: cut(hull(*weeks(day)), day, side))


def weekend(match: Match[str], look: Look) -> Reading | None:
    """Read `over the weekend`, `last weekend` and `next weekend`: from Friday to Sunday."""
    which = match["which"]
    if which in ("next", "following"):
        return counted("weekend", _next_weekend)
    backward = which in ("last", "previous", "past", "this past")
    if look is Look.AROUND and not backward and not which.endswith("coming"):
        return None
    if backward or (look.back and not which.endswith("coming")):

        def behind(day: date) -> Whole:
            friday = back(day, 4, strictly=False)
            running = shifted(friday, 2) >= day
            if running and which in ("last", "previous"):
                return Whole(shifted(friday, -7), shifted(friday, -5))
            first = shifted(friday, -7) if running and which.endswith("past") else friday
            return Whole(first, min(shifted(friday, 2), day))

        return counted("weekend", behind)

    def before_us(day: date) -> Whole:
        sunday = ahead(day, 6, strictly=False)
        return Whole(max(shifted(sunday, -2), day), sunday)

    return counted("weekend", before_us)


def _next_weekend(day: date) -> Whole:
    friday = ahead(day, 4, strictly=False)
    return Whole(friday, shifted(friday, 9))


def overnight(match: Match[str], look: Look) -> Reading | None:
    """Read `overnight Tuesday`: the night that ends on that day or the one that begins on it."""
    plain = _plain(WEEKDAYS.index(match["weekday"] or match["weekday2"]), look)
    if plain is None:
        return None

    def span(day: date) -> Whole:
        first, last = plain.span(day)
        nights = Whole(shifted(first or day, -1), shifted(last or day, 1))
        return cut(nights, day, look)

    return counted("night", span)
