"""Literals by XSD 1.1 part 2 and SPARQL 1.1, 17.3: which are well-formed, and how two compare."""

import pytest

from kg.validation.engine.terms import literal_of
from kg.validation.engine.values import compare, value_of, well_formed

XSD = "http://www.w3.org/2001/XMLSchema#"

FORMS = [
    # datatype, well-formed, ill-typed
    ("integer", "0 -0 +1 01 123456789012345678901234567890", "1.0 1e3 x 1_000 ٣ +"),
    ("decimal", "1 1. .5 -0.5 +1.50", "1e3 . x INF 1,5"),
    ("double", "1 1. .5e-3 -1E+5 INF -INF +INF NaN", "inf nan Infinity x e5 -NaN 1_0"),
    ("float", "1.5 INF NaN", "inf x"),
    ("byte", "-128 127 +05", "128 -129 1.0"),
    ("unsignedByte", "0 255 -0", "256 -1"),
    ("short", "-32768 32767", "32768"),
    ("int", "-2147483648 2147483647", "2147483648"),
    ("long", "9223372036854775807", "9223372036854775808"),
    ("unsignedLong", "18446744073709551615", "18446744073709551616 -1"),
    ("nonNegativeInteger", "0 3", "-1"),
    ("positiveInteger", "1", "0"),
    ("nonPositiveInteger", "0 -3", "1"),
    ("negativeInteger", "-1", "0"),
    ("boolean", "true false 1 0", "TRUE yes 01"),
    ("date", "2020-02-29 2000-02-29 12020-01-01 -0044-03-15 0000-02-29 2020-01-01Z 2020-01-01+14:00 2020-01-01-13:59",
     ("2019-02-29 1900-02-29 2020-02-30 2020-04-31 2020-13-01 2020-00-01 2020-1-1 20-01-01 012020-01-01 "
     "2020-01-01+14:01 2020-01-01+5 20200101 2020-01-01T00:00:00")),
    ("dateTime", "2020-01-01T00:00:00 2020-01-01T23:59:59.999Z 2020-01-01T24:00:00 2020-01-01T24:00:00.00-05:00",
     ("2020-01-01 2020-01-01T24:00:01 2020-01-01T25:00:00 2020-01-01T00:00 2020-01-01T00:60:00 2020-01-01t00:00:00 "
     "2020-01-01T00:00:60 2020-02-30T00:00:00")),
    ("time", "00:00:00 24:00:00 12:30:01.5Z", "24:00:01 12:30 12:60:00 1:00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("datatype", "right", "wrong"), FORMS, ids=[row[0] for row in FORMS])
def test_lexical_forms(datatype: str, right: str, wrong: str) -> None:
    fits = {form: well_formed(literal_of(f'"{form}"^^<{XSD}{datatype}>')) for form in (right + " " + wrong).split()}
    assert [form for form, fine in fits.items() if fine] == right.split()


@pytest.mark.parametrize("datatype", ["integer", "decimal", "double", "date", "dateTime", "time", "boolean"])
def test_white_space_and_nothing_are_no_lexical_forms(datatype: str) -> None:
    for form in ("", " ", "1\\n", " 1"):
        assert not well_formed(literal_of(f'"{form}"^^<{XSD}{datatype}>'))


def test_any_form_of_a_datatype_that_nobody_knows_is_well_formed() -> None:
    assert well_formed(literal_of('"x"^^<http://e/dt>'))
    assert well_formed(literal_of('"x"@en'))


def test_of_other_datatypes_of_xsd_rdflib_tells_the_form() -> None:
    """SHACL, section 4.1.2, asks it only of the datatypes that SPARQL supports, which are those above."""
    assert not well_formed(literal_of(f'"x"^^<{XSD}duration>'))
    assert well_formed(literal_of(f'"P1D"^^<{XSD}duration>'))


ORDERS = [
    # datatype, form, order, datatype, form
    ("integer", "1", 0, "integer", "01"),
    ("integer", "2", 0, "decimal", "2.0"),
    ("integer", "2", 1, "double", "1.5e0"),
    ("byte", "5", -1, "unsignedLong", "18446744073709551615"),
    ("integer", "-1", 1, "double", "-INF"),
    ("double", "INF", 0, "float", "INF"),
    ("double", "0", 0, "double", "-0"),
    ("integer", "9007199254740993", 1, "integer", "9007199254740992"),
    ("integer", "9007199254740993", 0, "double", "9007199254740992"),  # promoted to double, which has no such number
    ("decimal", "0.1", 0, "double", "0.1"),
    ("decimal", "0.1", 0, "float", "0.1"),
    ("float", "0.1", 1, "double", "0.1"),  # 0.100000001490116… as a double
    ("float", "16777217", 0, "float", "16777216"),  # 24 bits
    ("double", "NaN", None, "double", "NaN"),
    ("double", "NaN", None, "integer", "1"),
    ("boolean", "0", -1, "boolean", "true"),
    ("boolean", "true", None, "integer", "1"),
    ("string", "a", -1, "string", "b"),
    ("string", "10", -1, "string", "9"),
    ("string", "1", None, "integer", "1"),
    ("integer", "x", None, "integer", "x"),
    ("byte", "300", None, "integer", "1"),
    ("anyURI", "a", None, "anyURI", "a"),
    ("date", "2020-02-29", -1, "date", "2020-03-01"),
    ("date", "9999-12-31", -1, "date", "10000-01-01"),
    ("date", "-0001-12-31", -1, "date", "0000-01-01"),
    ("date", "-0002-01-01", -1, "date", "-0001-01-01"),
    ("date", "2020-01-01+14:00", -1, "date", "2020-01-01Z"),
    ("date", "2020-01-02+05:00", 1, "date", "2020-01-01Z"),
    ("date", "2020-01-01", None, "date", "2020-01-01Z"),
    ("date", "2020-01-01", None, "date", "2020-01-01+14:00"),
    ("date", "2020-01-01", -1, "date", "2020-01-02Z"),  # 24 hours apart
    ("date", "2020-01-01", None, "dateTime", "2020-01-01T00:00:00"),
    ("dateTime", "2020-01-01T24:00:00", 0, "dateTime", "2020-01-02T00:00:00"),
    ("dateTime", "2020-02-28T24:00:00", 0, "dateTime", "2020-02-29T00:00:00"),
    ("dateTime", "2020-01-01T00:00:00", -1, "dateTime", "2020-01-01T00:00:00.000000001"),
    ("dateTime", "2020-01-01T12:00:00+14:00", -1, "dateTime", "2019-12-31T22:00:01Z"),
    ("dateTime", "2020-01-01T12:00:00+14:00", 0, "dateTime", "2019-12-31T22:00:00Z"),
    ("dateTime", "2020-01-01T00:00:00", None, "dateTime", "2020-01-01T14:00:00Z"),  # 14 hours, not more
    ("dateTime", "2020-01-01T00:00:00", -1, "dateTime", "2020-01-01T14:00:01Z"),
    ("dateTime", "2020-01-01T14:00:01", 1, "dateTime", "2020-01-01T00:00:00Z"),
    ("dateTime", "2020-01-01T14:00:00", None, "dateTime", "2020-01-01T00:00:00Z"),
    ("time", "24:00:00", 0, "time", "00:00:00"),
    ("time", "12:00:00Z", 0, "time", "13:00:00+01:00"),
    ("time", "12:00:00", -1, "time", "12:00:00.5"),
    ("time", "12:00:00", None, "time", "12:00:00Z"),
]


@pytest.mark.parametrize(("one", "form", "order", "other", "with_"), ORDERS)
def test_orders(one: str, form: str, order: int | None, other: str, with_: str) -> None:
    a, b = (value_of(literal_of(f'"{text}"^^<{XSD}{kind}>')) for kind, text in ((one, form), (other, with_)))
    assert compare(a, b) == order
    assert compare(b, a) == (None if order is None else -order)


def test_what_has_no_value_is_not_compared() -> None:
    assert value_of(literal_of('"a"@en')) is None
    assert compare(None, value_of(literal_of('"a"'))) is None


@pytest.mark.parametrize("year", [-400, -1, 0, 1, 1900, 2000, 2020, 9999, 10000, 123456])
def test_a_year_has_as_many_days_as_the_calendar_tells(year: int) -> None:
    def days(number: int) -> int:
        text = f"-{-number:04}" if number < 0 else f"{number:04}"
        value = value_of(literal_of(f'"{text}-01-01"^^<{XSD}date>'))
        assert value is not None
        return int(value.key) // 86400

    leap = year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)
    assert days(year + 1) - days(year) == 365 + leap
