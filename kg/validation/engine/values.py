"""Values of literals: whether a literal is well-formed, and how two compare (XSD 1.1 part 2; SPARQL 1.1, 17.3)."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import rdflib

from kg.namespaces import XSD
from kg.validation.engine.terms import Literal

_STRING = str(XSD.string)
_ZONE = r"(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_DAY = r"(-?(?:[1-9]\d{3,}|0\d{3}))-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d(?:\.\d+)?)"
_DATE = re.compile(_DAY + _ZONE, re.ASCII)
_DATETIME = re.compile(rf"{_DAY}T(?:{_TIME}|24:00:00(?:\.0+)?){_ZONE}", re.ASCII)
_CLOCK = re.compile(rf"(?:{_TIME}|24:00:00(?:\.0+)?){_ZONE}", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_DOUBLE = re.compile(r"[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|INF)|NaN", re.ASCII)
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None), "nonPositiveInteger": (None, 0), "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None), "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1), "int": (-(2**31), 2**31 - 1), "short": (-(2**15), 2**15 - 1), "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1), "unsignedInt": (0, 2**32 - 1), "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}  # fmt: skip


class Value(NamedTuple):
    """A value that can be compared with others of its `kind`; times with a time zone are on UTC, in seconds."""

    kind: str
    key: Decimal | np.float32 | float | str | bool
    zoned: bool = False


def value_of(literal: Literal) -> Value | None:
    """Return the value of a literal, or None where it is ill-typed or its datatype has no order in SPARQL."""
    read = _READERS.get(literal.datatype)
    return read(literal.lexical) if read else None


def well_formed(literal: Literal) -> bool:
    """Tell whether the lexical form fits the datatype; of a datatype that nobody knows, any form does."""
    if literal.datatype in _READERS:
        return value_of(literal) is not None
    if literal.language or not literal.datatype.startswith(str(XSD)):
        return True
    return (
        rdflib.Literal(literal.lexical, datatype=rdflib.URIRef(literal.datatype), normalize=False).ill_typed is not True
    )


_MARGIN = 14 * 3600
"""Seconds by which a time zone may move a time (XSD 1.1 part 2, section 3.3.7)."""


def compare(one: Value | None, other: Value | None) -> int | None:
    """Return -1, 0 or 1, or None where the two can't be compared.

    Of two times of which only one has a time zone, the order is known if they are more than 14 hours apart.
    """
    if one is None or other is None or one.kind != other.kind:
        return None
    a, b = one.key, other.key
    if one.zoned != other.zoned:
        assert isinstance(a, Decimal)
        assert isinstance(b, Decimal)
        return None if abs(a - b) <= _MARGIN else (a > b) - (a < b)
    if one.kind == "number":
        a, b = _promoted(a, b)
    if a != a or b != b:  # NaN
        return None
    return int(a > b) - int(a < b)  # type: ignore[operator]


def _promoted(*numbers: Any) -> tuple[Any, ...]:
    """Return two numbers in the type of the wider one: decimal, float, double (XPath 2.0, appendix B.1)."""
    wide = max(map(type, numbers), key=_WIDTHS.index)
    if wide is Decimal:
        return numbers
    with np.errstate(over="ignore"):
        return tuple(wide(float(number)) for number in numbers)


_WIDTHS: list[type] = [Decimal, np.float32, float]


def _ordinal(*date: str) -> int | None:
    """Return the number of a day of the proleptic Gregorian calendar, any year; None where there is no such day.

    `date`: year, month and day in figures.
    """
    year, month, day = (int(Decimal(figures)) for figures in date)  # int alone takes 4,300 figures
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if day > (29 if leap and month == 2 else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]):
        return None
    before = year - (month <= 2)
    shifted = (month + 9) % 12
    return 365 * before + before // 4 - before // 100 + before // 400 + (153 * shifted + 2) // 5 + day - 1


def _offset(zone: str | None) -> int:
    if not zone or zone == "Z":
        return 0
    hours, minutes = zone[1:].split(":")
    return (int(hours) * 3600 + int(minutes) * 60) * (-1 if zone[0] == "-" else 1)


def _seconds(parts: tuple[str | None, ...]) -> Decimal:
    hour, minute, second = parts
    if hour is None or minute is None or second is None:
        return Decimal(86400)  # 24:00:00 is the first moment of the next day
    return int(hour) * 3600 + int(minute) * 60 + Decimal(second)


def _date(lexical: str) -> Value | None:
    if (found := _DATE.fullmatch(lexical)) is None:
        return None
    number = _ordinal(*found.group(1, 2, 3))
    if number is None:
        return None
    return Value("date", Decimal(number * 86400 - _offset(found[4])), found[4] is not None)


def _datetime(lexical: str) -> Value | None:
    if (found := _DATETIME.fullmatch(lexical)) is None:
        return None
    number = _ordinal(*found.group(1, 2, 3))
    if number is None:
        return None
    return Value("dateTime", number * 86400 + _seconds(found.group(4, 5, 6)) - _offset(found[7]), found[7] is not None)


def _time(lexical: str) -> Value | None:
    if (found := _CLOCK.fullmatch(lexical)) is None:
        return None
    return Value("time", _seconds(found.group(1, 2, 3)) % 86400 - _offset(found[4]), found[4] is not None)


def _integer(low: int | None, high: int | None) -> Callable[[str], Value | None]:
    def read(lexical: str) -> Value | None:
        if _INTEGER.fullmatch(lexical) is None:
            return None
        number = Decimal(lexical)
        fits = (low is None or number >= low) and (high is None or number <= high)
        return Value("number", number) if fits else None

    return read


def _decimal(lexical: str) -> Value | None:
    return Value("number", Decimal(lexical)) if _DECIMAL.fullmatch(lexical) else None


def _double(lexical: str) -> Value | None:
    return Value("number", float(lexical)) if _DOUBLE.fullmatch(lexical) else None


def _float(lexical: str) -> Value | None:
    if _DOUBLE.fullmatch(lexical) is None:
        return None
    with np.errstate(over="ignore"):  # what is too large is infinite
        return Value("number", np.float32(lexical))


def _boolean(lexical: str) -> Value | None:
    return Value("boolean", _BOOLEANS[lexical]) if lexical in _BOOLEANS else None


_READERS: dict[str, Callable[[str], Value | None]] = {
    _STRING: lambda lexical: Value("string", lexical),
    str(XSD.boolean): _boolean,
    str(XSD.decimal): _decimal,
    str(XSD.float): _float,
    str(XSD.double): _double,
    str(XSD.date): _date,
    str(XSD.dateTime): _datetime,
    str(XSD.time): _time,
    **{f"{XSD}{name}": _integer(*bounds) for name, bounds in _RANGES.items()},
}
