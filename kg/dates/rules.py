"""The rules by which stated times are read: the first pattern that fits all of the words, and what reads them."""

import re
from collections.abc import Callable
from re import Match, Pattern

from kg.dates import counts, days, months, weekdays, years
from kg.dates.reading import Look, Reading
from kg.dates.spans import span
from kg.dates.words import MONTHS, NUMBERS, PART_OF_DAY, PARTS_OF_DAY, WEEKDAYS, plain

Rule = Callable[[Match[str], Look], Reading | None]

RULES: tuple[tuple[Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        # --- days
        *((pattern, (lambda match, look, away=away: days.neighbour(away))) for away, pattern in days.NEIGHBOURS),
        (days.OVERNIGHT, days.overnight),
        (days.ISO, days.iso),
        (rf"(?P<weekday>{'|'.join(WEEKDAYS)}) {days.ISO}", days.iso),
        (days.NUMERIC, days.numeric),
        (days.DATED, days.dated),
        (days.DAY_OF_MONTH, days.day_of_month),
        (days.PERSIAN_DATED, days.persian_dated),
        # --- weekdays and weeks
        (weekdays.NAMED, weekdays.named),
        (weekdays.OVERNIGHT, weekdays.overnight),
        (weekdays.IN_A_WEEK, weekdays.in_a_week),
        (weekdays.PART_OF_WEEK, weekdays.part_of_week),
        (weekdays.WEEK, weekdays.week),
        (weekdays.WEEK_BUT_ONE, weekdays.week_but_one),
        (weekdays.WEEKEND, weekdays.weekend),
        # --- counts
        (counts.COUNTED, counts.so_many),
        (counts.IN_SO_MANY, counts.so_many),
        (counts.MORE_OR_LESS, counts.more_or_less),
        (counts.VAGUELY, counts.vaguely),
        (counts.STRETCH, counts.stretch),
        (counts.PAST_ONE, counts.stretch),
        (counts.SOME_TIME_BEFORE, counts.some_time_before),
        (counts.SOME_TIME_AFTER, counts.some_time_after),
        # --- months, seasons and years
        (months.NAMED, months.named),
        (months.NUMBERED, months.numbered),
        (months.OF_ANCHOR, months.of_anchor),
        (months.BUT_ONE, months.but_one),
        (years.NUMBERED, years.numbered),
        (years.OF_ANCHOR, years.of_anchor),
        (years.PART_OF_YEAR, years.part_of_year),
        (years.QUARTER, years.part_of_year),
        (years.BUT_ONE, years.but_one),
        (years.DECADE, years.decade),
        (years.YEARS, years.years),
        (years.SEASON, years.season),
    )
)

_PART_OF_DAY = re.compile(
    rf"\b(?:(?:shortly )?(?:before|after|around|about|during|in|over) )?(?:{PART_OF_DAY}|lunch|breakfast|dinner)\b"
)
_LEADING = re.compile(r"(?:just|only|held|in|during|for|early|late|and) ")
_EVENT = re.compile(
    r"(?P<time>.+ (?:before|after|earlier|later)|eve|(?:day|night|evening|morning) (?:before|after)) (?P<event>.+)"
)
_AROUND_EVENT = re.compile(r"(?:shortly |just |soon |immediately )?(?P<way>before|after) (?P<event>.+)")
_PLACE = ("in", "at")
_CIRCUMSTANCE = ("in", "at", "on", "over", "during", "around", "held")
_OF_TIME = frozenset(
    {*WEEKDAYS, *MONTHS, *PARTS_OF_DAY, *years.SEASONS, *NUMBERS, "winter"} - {"a", "an"}
    | {
        "every",
        "each",
        "any",
        "either",
        "or",
        "and",
        "no",
        "not",
        "never",
        "ago",
        "later",
        "earlier",
        "after",
        "before",
    }
    | {"since", "until", "till", "by", "from", "to", "between", "next", "last", "following", "previous", "coming"}
    | {
        "past",
        "recent",
        "recently",
        "this",
        "that",
        "same",
        "day",
        "days",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
    }
    | {"year", "years", "hour", "hours", "today", "yesterday", "tomorrow", "tonight", "first", "second", "third", "eve"}
)


def read(words: list[str], look: Look) -> Reading | None:
    """Return what the words mean, or None where no rule reads them."""
    return (
        _read_all(plain(words), look)
        or _without_place(words, look)
        or _without_circumstance(words, look)
        or _of_event(words, look)
    )


def _read_all(words: str, look: Look) -> Reading | None:
    """Read the words as one time or a span, then again without part of the day."""
    return _one(words, look) or span(words, look, _end) or _bare(words, look)


def _one(words: str, look: Look) -> Reading | None:
    for pattern, rule in RULES:
        match = pattern.fullmatch(words)
        reading = rule(match, look) if match else None
        if reading:
            return reading
    return None


def _end(words: str, look: Look) -> Reading | None:
    """Read one end of a span."""
    return _one(words, look) or _one(_without_part(words), look)


def _without_part(words: str) -> str:
    return _LEADING.sub("", " ".join(_PART_OF_DAY.sub(" ", words).split()), count=1)


def _bare(words: str, look: Look) -> Reading | None:
    bare = _without_part(words)
    return (_one(bare, look) or span(bare, look, _end)) if bare != words else None


def _tells_no_time(words: list[str]) -> bool:
    return not any(word in _OF_TIME or word[0].isdigit() for word in words)


def _without_place(words: list[str], look: Look) -> Reading | None:
    """Read `on Thursday in Vienna` without the place."""
    place = next((i for i, word in enumerate(words) if i and word in _PLACE and _tells_no_time(words[i:])), None)
    return _read_all(plain(words[:place]), look) if place else None


def _without_circumstance(words: list[str], look: Look) -> Reading | None:
    """Read `at a press conference on Thursday` without the occasion."""
    if words[0] not in _CIRCUMSTANCE or "on" not in words[1:]:
        return None
    last = len(words) - 1 - words[::-1].index("on")
    return _read_all(plain(words[last:]), look) if _tells_no_time(words[:last]) else None


def _of_event(words: list[str], look: Look) -> Reading | None:
    """Read `two days before the summit`, where the summit is the event from which the words count."""
    if not look.event:
        return None
    told = plain(words)
    match = _AROUND_EVENT.fullmatch(told)
    if match and _tells_no_time(match["event"].split()):
        return _one("earlier" if match["way"] == "before" else "later", look)
    match = _EVENT.fullmatch(told)
    return _one(match["time"], look) if match and _tells_no_time(match["event"].split()) else None
