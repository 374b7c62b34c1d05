"""Whether the times of two tellings agree, leave it open or exclude each other."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from kg.identity.cards import Line
from kg.identity.events.points import LASTING, line, veto
from kg.identity.events.tellings import Telling
from kg.identity.events.words import WEEKDAYS
from kg.model import When

Fit = Literal["same day", "near", "reported", "loose", "unknown", "apart"]
"""`near` bounds and a report soon after are tight enough with a further agreement; `loose` and `unknown` never are."""

NARROW = 3
"""Days of an interval that still says when something was."""
WEEK = 8
"""Days of an interval that names a day of the week twice: from Tuesday to Tuesday."""
ANY_WEEK = 9
"""Days of what news calls last week or this week, wherever the week begins."""
MONTH = 31
SOON = timedelta(3)
"""Days within which a report without a time tells what was new."""
GAP = timedelta(3)
"""Days by which what lasts may lie apart in two reports and still be one: one tells the arrival, one the end."""

_DAY = ("morning", "noon", "afternoon", "evening", "night", "overnight")
_LATE = frozenset(["evening", "night", "overnight"])


def width(when: When | None) -> int | None:
    """Return the days of bounds, both ends counted; None where one is open."""
    if not when or not when.earliest or not when.latest:
        return None
    return (when.latest - when.earliest).days + 1


def exclude(one: When | None, other: When | None) -> bool:
    """Tell whether no day fits both."""
    if not one or not other:
        return False
    return bool(
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def times(a: Telling, b: Telling) -> tuple[Fit, list[Line]]:
    """Return how the bounds of two tellings fit, and the lines that say so."""
    fit, found = _bounds(a, b)
    return fit, [*found, *_parts(a, b)]


def _bounds(a: Telling, b: Telling) -> tuple[Fit, list[Line]]:
    lasting = a.type in LASTING and b.type in LASTING
    if exclude(a.when, b.when):
        says = f"the one was {shown(a.when)}, the other {shown(b.when)}"
        apart = _gap(a.when, b.when)
        if lasting and apart and apart <= GAP:
            return "loose", [line("day", "days apart", says)]
        return "apart", [veto("day", says)]
    wide_a, wide_b = width(a.when), width(b.when)
    one, other = _weekday(a), _weekday(b)
    if one is not None and other is not None and one != other and not lasting:
        return "apart", [veto("day", f"the one was on a {_named(one)}, the other on a {_named(other)}")]
    if reported := _reported(a, b):
        return "reported", [reported]
    if wide_a is None or wide_b is None:
        open_ = " and ".join(x.written for x, days in ((a, wide_a), (b, wide_b)) if days is None)
        found = [Line("day", f"nothing says from when to when {open_} may have been")]
        if one is not None and one == other:
            found.append(line("day", "same day of the week", f"both were on a {_named(one)}"))
        return "unknown", found
    one_day, other_day = shown(a.when), shown(b.when)
    says = f"both were {one_day}" if one_day == other_day else f"the one was {one_day}, the other {other_day}"
    if lasting and wide_a <= WEEK and wide_b <= WEEK:
        return "same day", [line("day", "stays that overlap", says)]
    if wide_a == wide_b == 1:
        return "same day", [line("day", "same day", says)]
    if wide_a <= NARROW and wide_b <= NARROW:
        return "near", [line("day", "within three days", says)]
    if one is not None and one == other and max(wide_a, wide_b) <= WEEK:
        says = f"both were on a {_named(one)}, and no more than two such days fit both"
        return "near", [line("day", "that weekday" if 1 in (wide_a, wide_b) else "within three days", says)]
    if max(wide_a, wide_b) <= ANY_WEEK and 1 in (wide_a, wide_b):
        return "near", [line("day", "within nine days", says)]
    return "loose", [Line("day", f"{says}: too wide to tell two apart")]


def _reported(a: Telling, b: Telling) -> Line | None:
    """Return what the day of publication says where one article gives no time: news tells what is new."""
    for one, other in ((a, b), (b, a)):
        day = other.when.earliest if other.when and width(other.when) == 1 else None
        if one.published and one.when is None and day and timedelta(0) <= one.published - day <= SOON:
            says = f"the one was {shown(other.when)}, and the other is told first in an article of {one.published}"
            return line("day", "reported soon after", says)
    return None


def _gap(one: When | None, other: When | None) -> timedelta | None:
    if not one or not other:
        return None
    gaps = [
        early.earliest - late.latest
        for early, late in ((one, other), (other, one))
        if early.earliest and late.latest and early.earliest > late.latest
    ]
    return min(gaps, default=None)


def overlap(a: Telling, b: Telling) -> bool:
    """Tell whether both have bounds on both ends, of a month at most, and share a day."""
    widths = [width(a.when), width(b.when)]
    return all(w is not None and w <= MONTH for w in widths) and not exclude(a.when, b.when)


def _parts(a: Telling, b: Telling) -> Iterator[Line]:
    if not a.parts_of_day or not b.parts_of_day or (a.type in LASTING and b.type in LASTING):
        return
    one, other = " and ".join(sorted(a.parts_of_day)), " and ".join(sorted(b.parts_of_day))
    if a.parts_of_day & b.parts_of_day or (a.parts_of_day & _LATE and b.parts_of_day & _LATE):
        says = f"both in the {one}" if one == other else f"late in the day: {one}, and {other}"
        yield line("part of day", "same part of day", says)
    elif all(_contradict(p, q) for p in a.parts_of_day for q in b.parts_of_day):
        yield veto("part of day", f"the one was in the {one}, the other in the {other}")
    else:
        yield line("part of day", "the part of day beside", f"the one was in the {one}, the other in the {other}")


def _contradict(one: str, other: str) -> bool:
    """Tell whether no hour belongs to both: parts that lie side by side run into each other."""
    if one not in _DAY or other not in _DAY:
        return False
    apart = abs(_DAY.index(one) - _DAY.index(other))
    return apart > 1 and {one, other} != {"overnight", "morning"}


def _weekday(telling: Telling) -> int | None:
    if telling.when and width(telling.when) == 1 and telling.when.earliest:
        return telling.when.earliest.weekday()
    return telling.weekday


def _named(weekday: int) -> str:
    return WEEKDAYS[weekday].capitalize()


def shown(when: When | None) -> str:
    """Return bounds in words."""
    if not when or (when.earliest is None and when.latest is None):
        return "on an unknown day"
    if when.earliest == when.latest:
        return f"on {when.earliest}"
    if when.latest is None:
        return f"on or after {when.earliest}"
    if when.earliest is None:
        return f"on or before {when.latest}"
    return f"between {when.earliest} and {when.latest}"


def days_of(when: When | None) -> list[date]:
    """Return each day of bounds that are closed."""
    if not when or not when.earliest or (days := width(when)) is None:
        return []
    return [when.earliest + timedelta(day) for day in range(days)]
