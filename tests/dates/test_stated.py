"""Stated times and the bounds that they give. The days are those of a calendar, not of our output."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import Anchor, from_edtf, intersect, part_of_day, stated
from kg.dates.stated import WEEKDAYS
from kg.errors import DateError
from kg.model import When


def on(day: str) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(day), day)


SUNDAY = Anchor(on("2022-08-28"))  # 28 August 2022 was a Sunday
NOTHING = Anchor(When())
BEFORE_SATURDAY = Anchor(on("2022-08-27"), is_event=True, direction="before")
BY_SATURDAY = Anchor(on("2022-08-27"), is_event=True)
AFTER_SATURDAY = Anchor(on("2022-08-27"), is_event=True, direction="after")
IN_A_WEEK = Anchor(When(date(2022, 8, 1), date(2022, 8, 7), "2022-08-01/2022-08-07"), is_event=True, direction="after")
AHEAD = Anchor(on("2022-08-28"), direction="after")

READ = [
    # says, anchor, earliest, latest, rule
    ("Saturday night", SUNDAY, "2022-08-27", "2022-08-27", "weekday-on-or-before"),
    ("on Monday", SUNDAY, "2022-08-22", "2022-08-22", "weekday-on-or-before"),
    ("Sunday", SUNDAY, "2022-08-21", "2022-08-28", "weekday-on-or-before"),  # today or a week ago: not told
    ("last Sunday", SUNDAY, "2022-08-21", "2022-08-21", "weekday-before"),
    ("last Saturday", SUNDAY, "2022-08-27", "2022-08-27", "weekday-before"),
    ("Thursday", BEFORE_SATURDAY, "2022-08-25", "2022-08-25", "weekday-before-event"),
    ("Saturday", BEFORE_SATURDAY, "2022-08-20", "2022-08-20", "weekday-before-event"),
    (
        "Earlier on Thursday",
        Anchor(on("2022-08-27"), is_event=True),
        "2022-08-25",
        "2022-08-25",
        "weekday-before-event",
    ),
    ("Tuesday", AFTER_SATURDAY, "2022-08-30", "2022-08-30", "weekday-after-event"),
    ("Saturday", AFTER_SATURDAY, "2022-09-03", "2022-09-03", "weekday-after-event"),
    ("five days later", AFTER_SATURDAY, "2022-09-01", "2022-09-01", "days-after"),
    ("two weeks later", AFTER_SATURDAY, "2022-09-07", "2022-09-13", "about-after"),  # news rounds weeks
    ("three days earlier", AFTER_SATURDAY, "2022-08-24", "2022-08-24", "days-before"),
    ("Five days later", IN_A_WEEK, "2022-08-06", "2022-08-12", "days-after"),  # as wide as its anchor
    ("the following day", AFTER_SATURDAY, "2022-08-28", "2022-08-28", "days-after"),
    ("a day later", AFTER_SATURDAY, "2022-08-28", "2022-08-28", "days-after"),
    ("the day before", AFTER_SATURDAY, "2022-08-26", "2022-08-26", "days-before"),
    ("the same evening", AFTER_SATURDAY, "2022-08-27", "2022-08-27", "same-day"),
    ("At the end of the meeting", BY_SATURDAY, "2022-08-27", "2022-08-27", "same-day"),
    ("yesterday", SUNDAY, "2022-08-27", "2022-08-27", "days-before"),
    ("today", SUNDAY, "2022-08-28", "2022-08-28", "same-day"),
    ("In July", SUNDAY, "2022-07-01", "2022-07-31", "month"),
    ("in August", SUNDAY, "2022-08-01", "2022-08-28", "month"),  # not after the report of it
    ("in September", SUNDAY, "2021-09-01", "2021-09-30", "month"),
    ("in February 2024", NOTHING, "2024-02-01", "2024-02-29", "month"),
    ("28 August 2022", NOTHING, "2022-08-28", "2022-08-28", "stated-date"),
    ("August 28th, 2022", NOTHING, "2022-08-28", "2022-08-28", "stated-date"),
    ("2022-08-28", NOTHING, "2022-08-28", "2022-08-28", "stated-date"),
    ("over the last week", SUNDAY, "2022-08-21", "2022-08-28", "past-stretch"),
    ("in the past week", SUNDAY, "2022-08-21", "2022-08-28", "past-stretch"),
    ("at 1800 GMT on Friday", SUNDAY, "2022-08-26", "2022-08-26", "weekday-on-or-before"),
    ("late May", SUNDAY, "2022-05-16", "2022-05-31", "part-of-month"),
    ("next Tuesday", SUNDAY, "2022-08-30", "2022-09-06", "weekday-next"),  # readers differ
    ("Tuesday", AHEAD, "2022-08-30", "2022-08-30", "weekday-on-or-after"),
    ("in July", AHEAD, "2023-07-01", "2023-07-31", "month"),
    ("overnight Tuesday", SUNDAY, "2022-08-22", "2022-08-24", "night"),  # the night to Tuesday or that from it
    ("about three days ago", SUNDAY, "2022-08-24", "2022-08-26", "about-before"),
    ("more than two weeks ago", SUNDAY, "None", "2022-08-14", "about-before"),
    ("In recent weeks", SUNDAY, "None", "2022-08-28", "some-time-before"),
    ("over the last few days", SUNDAY, "None", "2022-08-28", "some-time-before"),
    ("until 2 April 2022", NOTHING, "None", "2022-04-02", "until"),
    ("5 Shahrivar 1401", NOTHING, "2022-08-27", "2022-08-27", "stated-date"),
    ("the night of 2/3 April 2022", NOTHING, "2022-04-02", "2022-04-03", "stated-date"),
    ("3 May", SUNDAY, "2022-05-03", "2022-05-03", "day-and-month"),
    ("December 31", SUNDAY, "2021-12-31", "2021-12-31", "day-and-month"),
]

UNBOUNDED = [
    # says, anchor, EDTF, rule: nothing states the year or the anchor, so no day comes of it
    ("Tuesday", NOTHING, None, "weekday-on-or-before"),
    ("Tuesday", None, None, "weekday-on-or-before"),
    ("In July", NOTHING, "XXXX-07", "month-of-unknown-year"),
    ("February", None, "XXXX-02", "month-of-unknown-year"),
    ("3 May", NOTHING, "XXXX-05-03", "month-of-unknown-year"),
    ("Five days later", Anchor(When(), is_event=True, direction="after"), None, "days-after"),
    ("Five days later", Anchor(When(edtf="XXXX-07"), is_event=True), None, "days-after"),
    ("Tuesday", Anchor(on("2022-08-27"), is_event=True), None, "unread"),  # before or after it: not told
    ("in two weeks", SUNDAY, None, "unread"),  # how long it took
    ("1401-06-05", SUNDAY, None, "unread"),  # a year of the Solar Hijri calendar, or of 1401
    ("at 1800", SUNDAY, None, "unread"),
    ("two days before the summit", SUNDAY, None, "unread"),  # the summit is not what it counts from
    ("a single night", SUNDAY, None, "unread"),
    ("Tuesday or so they say", SUNDAY, None, "unread"),
    ("every Tuesday", AHEAD, None, "unread"),
]


@pytest.mark.parametrize(("says", "anchor", "earliest", "latest", "rule"), READ)
def test_bounds_a_stated_time(says: str, anchor: Anchor, earliest: str, latest: str, rule: str) -> None:
    when = stated(says, anchor)
    assert (str(when.earliest), str(when.latest), when.rule) == (earliest, latest, rule)


@pytest.mark.parametrize(("says", "anchor", "edtf", "rule"), UNBOUNDED)
def test_gives_no_day_that_nobody_gave(says: str, anchor: Anchor | None, edtf: str | None, rule: str) -> None:
    when = stated(says, anchor)
    assert (when.earliest, when.latest, when.edtf, when.rule) == (None, None, edtf, rule)


@pytest.mark.parametrize(
    ("says", "part"),
    [("Saturday night", "night"), ("Tuesday evening", "evening"), ("overnight", "overnight"), ("on Monday", None)],
)
def test_names_the_part_of_the_day(says: str, part: str | None) -> None:
    assert part_of_day(says) == part
    assert stated(says, NOTHING).part_of_day == part


@pytest.mark.parametrize("says", ["31 April 2022", "2022-02-30", "30 February", "February 29, 2023"])
def test_refuses_a_day_that_the_calendar_lacks(says: str) -> None:
    with pytest.raises(DateError, match="no day of the calendar"):
        stated(says, SUNDAY)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2022-08-28", "2022-08-28", "2022-08-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-08-01/2022-08-05", "2022-08-01", "2022-08-05"),
        ("../2022-08-05", None, "2022-08-05"),
        ("2022-08-05/..", "2022-08-05", None),
    ],
)
def test_reads_edtf(edtf: str, earliest: str | None, latest: str | None) -> None:
    when = from_edtf(edtf)
    assert (when.earliest and str(when.earliest), when.latest and str(when.latest)) == (earliest, latest)
    assert when.edtf == edtf


@pytest.mark.parametrize(
    "text", ["", "Tuesday", "2022-13", "2022-02-30", "2022?", "2022~", "2022-08-27T20", "28.8.2022"]
)
def test_refuses_what_is_no_sure_date(text: str) -> None:
    with pytest.raises(DateError):
        from_edtf(text)


def test_intersects_and_tells_a_contradiction() -> None:
    july = When(date(2022, 7, 1), date(2022, 7, 31), "2022-07")
    assert intersect([july, on("2022-07-05")]) == When(date(2022, 7, 5), date(2022, 7, 5), "2022-07-05", "intersection")
    assert intersect([july, on("2022-08-01")]) is None
    assert intersect([When(), When(edtf="XXXX-07")]) == When(edtf="XXXX-07", rule="intersection")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_that_weekday_and_within_the_week(published: date, weekday: str) -> None:
    when = stated(weekday, Anchor(When(published, published)))
    assert when.earliest is not None
    assert when.latest is not None
    assert WEEKDAYS[when.latest.weekday()] == weekday == WEEKDAYS[when.earliest.weekday()]
    assert 0 <= (published - when.latest).days < 7
    assert when.earliest == when.latest or when.latest == published


@given(st.text(max_size=40))
def test_any_words_are_read_or_left_unread(says: str) -> None:
    try:
        when = stated(says, SUNDAY)
    except DateError:
        return
    assert when.rule is not None
