"""Counts: so many days ago, in two weeks, over the past six months; and words that name no number."""

from collections.abc import Callable
from datetime import date
from re import Match

from kg.dates.bounds import Span, Whole, months_away, shifted
from kg.dates.days import neighbour
from kg.dates.reading import Look, Reading, counted
from kg.dates.weekdays import ahead, back
from kg.dates.words import NUMBER, WEEKDAY, WEEKDAYS, number
from kg.errors import DateError

UNIT = r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|years?)"
UNITS = r"(?:hours|days|weeks|months|years)"
WAY = r"(?:ago|earlier|before|previously|prior|back|later|after|afterwards|hence|from now)"
ABOUT = r"(?:about|around|roughly|approximately|some|nearly|almost|just over|just under)"
FEW = r"(?:a few|few|several|some|a number|many)"
COUNTED = (
    rf"(?:(?P<sure>exactly|precisely)|(?P<about>{ABOUT}))? ?(?:(?P<couple>a couple|couple)|(?P<number>{NUMBER}))"
    rf" (?P<unit>{UNIT}) (?P<way>{WAY})(?P<exact> to day| today| later today)?(?: (?P<weekday>{WEEKDAY}))?"
)
IN_SO_MANY = (
    rf"in (?:(?P<sure>exactly)|(?P<about>{ABOUT}))? ?(?:(?P<couple>a couple|couple)|(?P<number>{NUMBER})) "
    rf"(?P<unit>{UNIT})(?: time)?"
)
MORE_OR_LESS = (
    rf"(?P<bound>more than|over|least|less than|under|most) (?P<number>{NUMBER}) (?P<unit>{UNIT}) (?P<way>{WAY})"
)
VAGUELY = rf"(?:just )?(?:only )?(?:(?:{FEW}|{ABOUT}) )?(?P<unit>{UNIT}) (?P<way>{WAY})"
STRETCH = (
    rf"(?:in |over |within |during |for |throughout )?(?P<way>past|last|previous|next|coming|following) "
    rf"(?:(?P<couple>a couple|couple)|(?P<number>{NUMBER})) (?P<unit>{UNIT})"
)
PAST_ONE = r"(?:in |over |within |during |for )?past (?P<unit>day|week|month|year)"
_SOON = r"(?:shortly|just|soon|immediately)"
SOME_TIME_BEFORE = (
    r"(?:until |more |most )?recently|lately|earlier|previously|beforehand|formerly|some time (?:ago|before)"
    rf"|(?:in|over|during|within) (?:more |most )?recent {UNITS}"
    rf"|(?:in |over |within |during )?(?:past|last|previous) (?:(?:{FEW} )?{UNITS}|{FEW} {UNIT})"
    rf"|long (?:ago|before)|{_SOON} before|a (?:short |long )?while (?:ago|before)"
)
SOME_TIME_AFTER = (
    rf"later(?: on)?|soon(?: after| afterwards)?|{_SOON} (?:after|afterwards)"
    r"|shortly|afterwards|thereafter|subsequently"
    rf"|(?:in |over |within |during )?(?:coming|next|following) (?:(?:{FEW} )?{UNITS}|{FEW} {UNIT})"
    rf"|in (?:{FEW} )?{UNITS}(?: time| to come| ahead)|in near future|a (?:short |little )?(?:while|time) later"
)

_FORWARD = ("later", "after", "afterwards", "hence", "from now", "next", "coming", "following")
_SLACK = {"week": 3, "month": 15, "year": 183}
_WIDE = {"day": 1, "week": 7, "month": 31, "year": 366}


def so_many(match: Match[str], look: Look) -> Reading | None:
    """Read `five days later`, `two weeks ago`, `in three months`."""
    groups = match.groupdict()
    if groups.get("way") is None and look.back:
        return None  # in two weeks: of what has happened, how long it took
    forward = groups.get("way") is None or groups["way"] in _FORWARD
    count = 2 if groups["couple"] else number(groups["number"])
    unit = groups["unit"].rstrip("s")
    if unit in ("hour", "minute"):
        return _hours(count if unit == "hour" else 1, forward)
    side = Look.AHEAD if forward else Look.BACK
    moved = _mover(unit, count if forward else -count)
    exact = bool(groups["sure"] or groups.get("exact"))
    slack = 0 if exact else _SLACK.get(unit, 1 if unit == "day" and groups["couple"] else 0)
    if unit == "fortnight" and not exact:
        slack = 3
    if groups["about"]:
        slack = _WIDE.get(unit, 7)
    way = "after" if forward else "before"
    rule = f"days-{way}" if slack == 0 else f"about-{way}"
    weekday = groups.get("weekday")

    def span(day: date) -> Whole:
        middle = moved(day)
        found = Whole(shifted(middle, -slack), shifted(middle, slack))
        if weekday:
            found = _on(weekday, found)
        return _kept(found, day, side)

    return counted(rule, span)


def _kept(span: Whole, day: date, side: Look) -> Whole:
    """Return the span without what lies beyond the anchor."""
    if side is Look.BACK:
        return Whole(min(span.earliest, day), min(span.latest, day))
    return Whole(max(span.earliest, day), max(span.latest, day))


def _on(weekday: str, span: Whole) -> Whole:
    named = WEEKDAYS.index(weekday)
    first = ahead(span.earliest, named, strictly=False)
    last = back(span.latest, named, strictly=False)
    if first > last:
        raise DateError(f"no {weekday.title()} lies in {span.earliest}/{span.latest}; read the passage again")
    return Whole(first, last)


def _mover(unit: str, count: int) -> Callable[[date], date]:
    if unit in ("month", "year"):
        return lambda day: months_away(day, count * (12 if unit == "year" else 1))
    days = {"day": 1, "week": 7, "fortnight": 14}[unit]
    return lambda day: shifted(day, count * days)


def _hours(count: int, forward: bool) -> Reading:
    days, rest = divmod(count, 24)
    if not rest:
        return neighbour(days if forward else -days)
    if forward:
        return counted("about-after", lambda day: (shifted(day, days), shifted(day, days + 1)))
    return counted("about-before", lambda day: (shifted(day, -days - 1), shifted(day, -days)))


def more_or_less(match: Match[str], look: Look) -> Reading | None:
    """Read `more than two weeks ago` and `less than a month later`."""
    unit = match["unit"].rstrip("s")
    if unit in ("hour", "minute"):
        return None
    forward = match["way"] in _FORWARD
    moved = _mover(unit, number(match["number"]) * (1 if forward else -1))
    more = match["bound"] in ("more than", "over", "least")
    way = "after" if forward else "before"
    if forward:
        return counted(f"about-{way}", lambda day: (moved(day), None) if more else (day, moved(day)))
    return counted(f"about-{way}", lambda day: (None, moved(day)) if more else (moved(day), day))


def vaguely(match: Match[str], look: Look) -> Reading:
    """Read `a few days ago`: no number, so it only lies before; hours may only pass one midnight."""
    forward = match["way"] in _FORWARD
    if match["unit"].startswith(("hour", "minute")):
        return _hours(1, forward)
    return some_time_after(match, look) if forward else some_time_before(match, look)


def some_time_before(match: Match[str], look: Look) -> Reading:
    """Read `recently`: not after the anchor."""
    return counted("some-time-before", lambda day: (None, day))


def some_time_after(match: Match[str], look: Look) -> Reading:
    """Read `soon`: not before the anchor."""
    return counted("some-time-after", lambda day: (day, None))


def stretch(match: Match[str], look: Look) -> Reading:
    """Read `in the past ten days` and `over the next three months`: up to the anchor, or from it."""
    groups = match.groupdict()
    unit = match["unit"].rstrip("s")
    count = 2 if groups.get("couple") else number(groups.get("number") or "one")
    if unit in ("hour", "minute"):
        unit, count = "day", -(-count // 24) if unit == "hour" else 1
    forward = groups.get("way") in ("next", "coming", "following")
    moved = _mover(unit, count if forward else -count)
    if forward:
        return counted("coming-stretch", lambda day: Span(day, moved(day)))
    return counted("past-stretch", lambda day: Span(moved(day), day))
