"""Given dates: the Solar Hijri and Islamic calendars against known days, and all of `given_dates.tsv`."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import from_edtf, stated
from kg.errors import DateError

KNOWN = [
    # Nowruz, and the last day of leap and common years
    ("solar-hijri 1400-01-01", "2021-03-21", "2021-03-21"),
    ("solar-hijri 1401-01-01", "2022-03-21", "2022-03-21"),
    ("solar-hijri 1403-01-01", "2024-03-20", "2024-03-20"),
    ("solar-hijri 1404-01-01", "2025-03-21", "2025-03-21"),
    ("solar-hijri 1399-12-30", "2021-03-20", "2021-03-20"),
    ("solar-hijri 1403-12-30", "2025-03-20", "2025-03-20"),
    ("solar-hijri 1357-11-22", "1979-02-11", "1979-02-11"),
    ("solar-hijri 1401-06-05", "2022-08-27", "2022-08-27"),
    ("solar-hijri 1401-06", "2022-08-23", "2022-09-22"),
    ("solar-hijri 1401", "2022-03-21", "2023-03-20"),
    # Ramadan began on 2 April 2022 in Saudi Arabia; the year 1445 on 19 July 2023
    ("islamic-umalqura 1443-09-01", "2022-04-02", "2022-04-02"),
    ("islamic-umalqura 1443-09", "2022-04-02", "2022-05-01"),
    ("islamic-umalqura 1445-01-01", "2023-07-19", "2023-07-19"),
    ("islamic-umalqura 1444", "2022-07-30", "2023-07-18"),
    # tabular 3 April 2022, by the table 2 April; a day more each way
    ("islamic 1443-09-01", "2022-04-01", "2022-04-04"),
    ("islamic 1443-09", "2022-04-01", "2022-05-03"),
    # joined, with another calendar or an open end
    ("solar-hijri 1401-06-05/solar-hijri 1401-06-06", "2022-08-27", "2022-08-28"),
    ("solar-hijri 1401-06-05/2022-08-30", "2022-08-27", "2022-08-30"),
    ("solar-hijri 1401-06-05/..", "2022-08-27", "None"),
    ("../islamic-umalqura 1443-09-01", "None", "2022-04-02"),
]


def rows() -> list[list[str]]:
    lines = Path(__file__).with_name("given_dates.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "earliest", "latest", "why"), rows(), ids=[row[0] for row in rows()])
def test_gives_the_days_of_the_table(text: str, earliest: str, latest: str, why: str) -> None:
    if earliest == "error":
        with pytest.raises(DateError):
            from_edtf(text)
        return
    when = from_edtf(text)
    assert (str(when.earliest or "-"), str(when.latest or "-")) == (earliest, latest), why


@pytest.mark.parametrize(("text", "earliest", "latest"), KNOWN)
def test_gives_the_days_of_another_calendar(text: str, earliest: str, latest: str) -> None:
    when = from_edtf(text)
    assert (str(when.earliest), str(when.latest), when.rule) == (earliest, latest, "given-by-annotator")


def test_shows_them_in_edtf() -> None:
    assert from_edtf("solar-hijri 1401-06-05").edtf == "2022-08-27"
    assert from_edtf("solar-hijri 1401-06").edtf == "2022-08-23/2022-09-22"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("solar-hijri 1402-12-30", "that month has 29 days"),
        ("solar-hijri 1401-13", "months 01 to 12"),
        ("solar-hijri 1401-00-01", "months 01 to 12"),
        ("solar-hijri 1401-07-31", "that month has 30 days"),
        ("solar-hijri 1303", "known for 1304 to 1500"),
        ("islamic-umalqura 1342-12-29", "known for 1343 to 1500"),
        ("islamic-umalqura 1501-01-01", "known for 1343 to 1500"),
        ("islamic-umalqura 1443-09-31", "that month has 30 days"),
        ("islamic 1444-01-31", "29 or 30 days"),
        ("islamic 1444-01-00", "29 or 30 days"),
        ("solar 1401-06-05", "write 'solar-hijri 1401-06-05'"),
        ("solar-hijri 1401-6-5", "write 'solar-hijri 1401-06-05'"),
        ("islamic ۱۴۴۴", "write 'solar-hijri 1401-06-05'"),
        ("solar-hijri 1401-06-06/solar-hijri 1401-06-05", "ends before it begins"),
        ("solar-hijri 1401/1402/1403", "more than two ends"),
        ("solar-hijri 1401-06-05/Tuesday", "no date in EDTF"),
    ],
)
def test_refuses_what_a_calendar_lacks(text: str, says: str) -> None:
    with pytest.raises(DateError, match=says):
        from_edtf(text)


@settings(max_examples=25, deadline=None)  # the library seeks the equinox anew for each day
@given(st.integers(1304, 1499))
def test_solar_years_follow_each_other_at_the_equinox(year: int) -> None:
    this, after = from_edtf(f"solar-hijri {year}"), from_edtf(f"solar-hijri {year + 1}")
    assert this.latest is not None
    assert after.earliest is not None
    assert (after.earliest - this.latest).days == 1
    assert date(after.earliest.year, 3, 19) < after.earliest < date(after.earliest.year, 3, 23)
    leap = year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)  # the cycle of 33 years, which holds through these centuries
    assert (this.latest - this.earliest).days == (365 if leap else 364)  # type: ignore[operator]


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 29))
def test_the_sighted_date_holds_that_of_the_table(year: int, month: int, day: int) -> None:
    date_ = f"{year}-{month:02}-{day:02}"
    table, sighted = from_edtf(f"islamic-umalqura {date_}"), from_edtf(f"islamic {date_}")
    assert sighted.earliest is not None
    assert table.earliest is not None
    assert sighted.latest is not None
    assert sighted.earliest < table.earliest < sighted.latest


@pytest.mark.parametrize(
    ("says", "earliest", "latest"),
    [
        ("5 Shahrivar 1401", "2022-08-27", "2022-08-27"),
        ("Saturday, 5 Shahrivar 1401", "2022-08-27", "2022-08-27"),
        ("in Shahrivar 1401", "2022-08-23", "2022-09-22"),
    ],
)
def test_reads_persian_months(says: str, earliest: str, latest: str) -> None:
    when = stated(says, None)
    assert (str(when.earliest), str(when.latest)) == (earliest, latest)
