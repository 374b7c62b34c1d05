"""Dates of the standard that are refused, since their bounds would be a guess: each says what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import from_edtf
from kg.errors import DateError

REFUSED = [
    ("[2031-05-01,2031-05-03]", "is a set of dates; write the first and the last of them"),
    ("[2031-05-01..2031-05-03]", "is a set of dates"),
    ("[..2031-05-03]", "is a set of dates"),
    ("{2031-05-01,2031-05-03}", "is a set of dates"),
    ("{2031,2033}", "is a set of dates"),
    ("[2031-05-01,2031-05-03", "is a set of dates"),
    ("2031-21", "names a season or a part of a year; write its months, as 2031-03/2031-05"),
    ("2031-24", "names a season"),
    ("2031-33", "names a season or a part of a year"),
    ("2031-41", "names a season or a part of a year"),
    ("2031-21/2031-22", "names a season"),
    ("../2031-23", "names a season"),
    ("2031-21?", "names a season"),
    ("2031-05/", "has an empty end; write '2031-05/..'"),
    ("/2031-05", "has an empty end; write '../2031-05'"),
    ("solar-hijri 1401-06-05/", r"has an empty end; write 'solar-hijri 1401-06-05/\.\.'"),
    ("/", "has an empty end"),
    (" 2031-05", "blanks or line breaks around a date; take them out"),
    ("2031-05 ", "blanks or line breaks"),
    ("2031-05\n", "blanks or line breaks"),
    ("2031-05\u00a0", "blanks or line breaks"),
    ("2031-05 / 2031-06", "blanks or line breaks"),
    ("solar-hijri 1401-06-05\n", "blanks or line breaks"),
    ("../2031-05-01/..", "more than two ends"),
    ("2031-04-01/2031-04-05/2031-05", "more than two ends"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED, ids=[repr(text) for text, _ in REFUSED])
def test_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(DateError, match=says):
        from_edtf(text)


@pytest.mark.parametrize(("written", "meant"), [("2031-05/", "2031-05/.."), ("/2031-05", "../2031-05")])
def test_what_is_told_to_write_instead_is_read(written: str, meant: str) -> None:
    when = from_edtf(meant)
    assert (when.earliest is None) == written.startswith("/")
    assert (when.latest is None) == written.endswith("/")


@given(st.integers(1, 12), st.integers(1, 28))
def test_months_and_days_are_no_seasons(month: int, day: int) -> None:
    assert str(from_edtf(f"2031-{month:02}-{day:02}").earliest) == f"2031-{month:02}-{day:02}"


@pytest.mark.parametrize("day", range(21, 32))
def test_a_day_that_looks_like_a_season_is_a_day(day: int) -> None:
    assert str(from_edtf(f"2031-05-{day}").latest) == f"2031-05-{day}"


@given(st.text(st.sampled_from("0123456789X-/.[]{},?~% \n"), max_size=24))
def test_whatever_is_written_is_read_or_refused_and_never_kept_with_blanks_or_brackets(text: str) -> None:
    try:
        when = from_edtf(text)
    except DateError:
        return
    assert when.edtf == text
    assert not set(text) & set("[]{} \n")
