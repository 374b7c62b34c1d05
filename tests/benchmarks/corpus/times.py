"""The words in which an article states when something was, or will be. Whatever they say is true."""

import calendar
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")


class Said(NamedTuple):
    """The words of a time and what stands before them."""

    says: str
    before: str
    exact: bool = True
    """Whether a reader who knows the day of publication gets the very day."""


def past(first: date, last: date, part: str | None, published: date, rng: Random, *, exact: bool) -> Said | None:
    """Return how an article of a day tells when something was; None where it says nothing."""
    if not exact and (vague := _vague(first, last, published, rng)) is not False:
        return vague
    if first != last:
        return _span(first, last, published, rng)
    lag, weekday = (published - first).days, calendar.day_name[first.weekday()]
    if part:
        return _part_of_day(first, part, lag, weekday, published, rng)
    day = _date(first, published, rng)
    options: list[tuple[int, Said]] = [(20 if lag < 7 else 60, Said(day, " on "))]
    if lag == 0:
        options += [(45, Said("today", " ")), (0 if exact else 20, Said(weekday, " on ", exact=False))]
    elif lag == 1:
        options += [(35, Said("yesterday", " ")), (45, Said(weekday, " on "))]
    elif lag < 7:
        options += [(55, Said(weekday, " on ")), (8, Said(f"last {weekday}", " "))]
        options += [(6, Said(f"{NUMBERS[lag]} days ago", " "))]
    return rng.choices([said for _, said in options], [weight for weight, _ in options])[0]


def _part_of_day(first: date, part: str, lag: int, weekday: str, published: date, rng: Random) -> Said:
    if lag == 0 and rng.random() < 0.6:
        return Said(f"this {part}", " ")
    if lag == 1 and rng.random() < 0.4:
        return Said(f"yesterday {part}", " ")
    if 0 < lag < 7 and rng.random() < 0.8:
        return Said(f"{weekday} {part}", " on ")
    return Said(f"the {part} of {_date(first, published, rng)}", " on ")


def _date(day: date, published: date, rng: Random) -> str:
    month = calendar.month_name[day.month]
    year = f" {day.year}" if abs((published - day).days) > 200 or rng.random() < 0.15 else ""
    if rng.random() < 0.02:
        return str(day)
    if rng.random() < 0.4:
        return f"{month} {day.day}" + (f",{year}" if year else "")
    weekday = f"{calendar.day_name[day.weekday()]}, " if rng.random() < 0.1 else ""
    return f"{weekday}{day.day} {month}{year}"


def _vague(first: date, last: date, published: date, rng: Random) -> Said | bool | None:
    """Return words without a day, None for no words, or False where the article is to be exact."""
    if rng.random() > 0.06:
        return False
    month, lag = calendar.month_name[last.month], (published - last).days
    this_week = published - timedelta(published.weekday())
    options: list[Said | None] = [None, None]
    if first >= this_week:
        options.append(Said("this week", " ", exact=False))
    elif this_week - timedelta(7) <= first and last < this_week:
        options += [Said("last week", " ", exact=False)] * 2
    if lag < 6:
        options.append(Said("in recent days", " ", exact=False))
    if first.month == last.month and lag < 300:
        options.append(Said(f"in {month}", " ", exact=False))
        if (first.year, first.month) == (published.year, published.month) and lag > 4:
            options.append(Said("earlier this month", " ", exact=False))
        before = published.replace(day=1) - timedelta(1)
        if (first.year, first.month) == (before.year, before.month):
            options.append(Said("last month", " ", exact=False))
    return rng.choice(options)


def _span(first: date, last: date, published: date, rng: Random) -> Said:
    near = (published - last).days > 0 and (published - first).days < 7
    if near and rng.random() < 0.4:
        return Said(f"from {calendar.day_name[first.weekday()]} to {calendar.day_name[last.weekday()]}", " ")
    month, other = calendar.month_name[first.month], calendar.month_name[last.month]
    year = f" {last.year}" if first.year != last.year or (published - last).days > 200 or rng.random() < 0.3 else ""
    if first.year != last.year:
        return Said(f"from {first.day} {month} {first.year} to {last.day} {other}{year}", " ")
    if month != other:
        return Said(f"from {first.day} {month} to {last.day} {other}{year}", " ")
    if rng.random() < 0.5:
        return Said(f"from {first.day} to {last.day} {month}{year}", " ")
    return Said(f"{first.day}–{last.day} {month}{year}", " on ")


def ahead(first: date, last: date, published: date, rng: Random) -> Said | None:
    """Return how an article of an earlier day tells when something is to be."""
    lead, weekday = (first - published).days, calendar.day_name[first.weekday()]
    week = published - timedelta(published.weekday())
    options: list[Said | None] = [None]
    if first == last:
        options += [Said(_date(first, published, rng), " on ")] * 3
        if lead == 1:
            options += [Said("tomorrow", " ")] * 3
        if lead < 7:
            options += [Said(weekday, " on "), Said(weekday, " on "), Said(f"coming {weekday}", " on ")]
    else:
        options += [_span(first, last, published, rng)] * 3
    if last < week + timedelta(7):
        options.append(Said("later this week", " ", exact=False))
    elif week + timedelta(7) <= first and last < week + timedelta(14):
        options.append(Said("next week", " ", exact=False))
    return rng.choice(options)


def relative(days: int, rng: Random) -> str | None:
    """Return how many days after (or before) another event this one was; None for more than a week."""
    if abs(days) > 7:
        return None
    if days == 0:
        return rng.choice(("the same day", "on the same day"))
    if abs(days) == 1:
        return rng.choice(("the following day", "a day later") if days > 0 else ("the day before", "a day earlier"))
    return f"{NUMBERS[abs(days)]} days {'later' if days > 0 else 'earlier'}"
