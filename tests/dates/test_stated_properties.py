"""What holds of every stated time: bounds in order, width kept, no day beyond what is told, and quick answers."""

import re
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.dates import Anchor, Direction, stated
from kg.errors import DateError
from kg.model import When

WEEKDAYS = ("Monday", "Wednesday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "July", "December")
LOOKING_BACK = [
    *WEEKDAYS,
    *(f"{which} {day}" for which in ("last", "this", "this past", "earlier on", "overnight") for day in WEEKDAYS),
    *(f"in {month}" for month in MONTHS),
    *(f"{which} {month}" for which in ("last", "early", "mid", "late", "the first week of") for month in MONTHS),
    *("2 April", "29 February", "the 12th", "the 31st", "over the weekend", "last weekend", "this week", "last week"),
    *("Sunday last week", "this month", "last month", "early this month", "at the beginning of the month"),
    *("this year", "last year", "at the end of the year", "in the third quarter", "last summer", "in winter"),
    *(
        "two weeks ago",
        "a month ago",
        "three years ago",
        "exactly a month ago",
        "a couple of days ago",
        "six hours ago",
    ),
    *("several days ago", "recently", "in the past six months", "over the last week", "more than two weeks ago"),
    *(
        "Monday to Wednesday",
        "July and August",
        "28 December to 2 January",
        "2-5 April",
        "since Monday",
        "after Monday",
    ),
    *("until Sunday", "today", "yesterday", "the day before yesterday", "overnight", "Monday night into Tuesday"),
]
LOOKING_AHEAD = [
    *(f"{which} {day}" for which in ("next", "coming", "this coming") for day in WEEKDAYS),
    *(f"next {month}" for month in MONTHS),
    *("tomorrow", "in two weeks", "in three months", "next week", "next month", "next year", "over the next five days"),
    *("next weekend", "later this week", "later this month", "soon", "next summer", "early next year"),
]
SAID = st.sampled_from(LOOKING_BACK + LOOKING_AHEAD)
DAYS = st.dates(date(1950, 1, 1), date(2080, 1, 1))
DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(["before", "after", "any"])
TIME_WORDS = st.sampled_from(
    [
        *(
            "monday",
            "july",
            "may",
            "2",
            "5",
            "31",
            "the",
            "of",
            "on",
            "at",
            "in",
            "last",
            "next",
            "this",
            "ago",
            "later",
        ),
        *("before", "after", "since", "until", "from", "to", "and", "between", "week", "weeks", "day", "days", "month"),
        *(
            "year",
            "2031",
            "12th",
            "first",
            "half",
            "early",
            "late",
            "mid",
            "end",
            "overnight",
            "night",
            "30",
            "february",
        ),
        *(
            "99",
            "999",
            "a",
            "few",
            "couple",
            "exactly",
            "weekend",
            "winter",
            "2031-04-02",
            "31/12/2031",
            "1401",
            "coming",
        ),
        *(
            "shahrivar",
            "q3",
            "s",
            "'s",
            "–",
            "-",
            ",",
            "eve",
            "spring",
            "past",
            "10:30",
            "earlier",
            "same",
            "year's end",
        ),
    ]
)


def between(earliest: date, latest: date) -> When:
    return When(earliest, latest, f"{earliest}/{latest}")


@given(SAID, DAYS, st.integers(0, 40), st.booleans(), DIRECTIONS)
def test_bounds_never_lie_the_wrong_way_round(
    says: str, day: date, width: int, is_event: bool, direction: Direction
) -> None:
    when = stated(says, Anchor(between(day, day + timedelta(width)), is_event, direction))
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(SAID, DAYS, st.integers(0, 400), st.integers(0, 40), st.integers(0, 40), st.booleans(), DIRECTIONS)
def test_a_wider_anchor_never_narrows_the_time(
    says: str, day: date, width: int, before: int, after: int, is_event: bool, direction: Direction
) -> None:
    last = day + timedelta(width)
    narrow = stated(says, Anchor(between(day, last), is_event, direction))
    wide = stated(says, Anchor(between(day - timedelta(before), last + timedelta(after)), is_event, direction))
    assert wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)
    assert wide.latest is None or (narrow.latest is not None and wide.latest >= narrow.latest)


@given(st.sampled_from(LOOKING_BACK), DAYS)
def test_what_has_happened_is_not_after_the_report_of_it(says: str, published: date) -> None:
    when = stated(says, Anchor(between(published, published)))
    assert when.latest is not None
    assert when.latest <= published


@given(st.sampled_from(LOOKING_AHEAD), DAYS)
def test_what_is_planned_is_not_before_the_report_of_it(says: str, published: date) -> None:
    when = stated(says, Anchor(between(published, published), direction="after"))
    assert when.earliest is not None
    assert when.earliest >= published


@given(SAID, DAYS, st.sampled_from([str.upper, str.lower, str.title]), st.integers(1, 3))
def test_case_and_blanks_change_nothing(says: str, day: date, case: object, blanks: int) -> None:
    assert callable(case)
    anchor = Anchor(between(day, day))
    assert stated(case(says).replace(" ", " " * blanks), anchor) == stated(says, anchor)


@given(st.lists(TIME_WORDS, max_size=9), DAYS, st.booleans(), DIRECTIONS)
def test_words_of_time_in_any_order_are_read_left_or_refused(
    words: list[str], day: date, is_event: bool, direction: Direction
) -> None:
    try:
        when = stated(" ".join(words), Anchor(between(day, day), is_event, direction))
    except DateError as error:
        when = When()
        assert re.search(r"; (?:read|write|mend|give)", str(error))  # noqa: PT017 - only some words are refused
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    if when.edtf:
        assert when.edtf.startswith("../") or parse_edtf(when.edtf)


@given(SAID, st.sampled_from([date(1, 1, 1), date(1, 3, 31), date(9999, 10, 1), date(9999, 12, 31)]))
def test_at_the_ends_of_the_calendar_a_time_is_read_or_refused(says: str, day: date) -> None:
    try:
        when = stated(says, Anchor(between(day, day)))
    except DateError:
        return
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(st.text(max_size=300), DIRECTIONS, st.booleans())
def test_no_text_raises_anything_but_a_date_error(says: str, direction: Direction, is_event: bool) -> None:
    day = date(2031, 4, 2)
    try:
        when = stated(says, Anchor(between(day, day), is_event, direction))
    except DateError:
        assume(False)
    assert when.rule


@pytest.mark.parametrize(
    "part",
    ["a", " ", "1", "to ", "in the ", "early ", "Monday and ", "2031-", "the last ", "twenty ", "-", "’", "of on "],
)
@pytest.mark.parametrize("length", [190, 2000, 200_000])
def test_long_texts_are_not_read(part: str, length: int) -> None:
    """Where time grows with the square of the length, the longest would keep all other tests waiting."""
    assert stated(part * (length // len(part)), Anchor(between(date(2031, 4, 2), date(2031, 4, 2)))).rule == "unread"
