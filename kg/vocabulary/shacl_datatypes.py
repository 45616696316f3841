"""Lexical validity of XSD literals, and their order.

The lexical spaces are those of W3C XML Schema Definition Language 1.1, part 2 (2012); the order is that of
SPARQL 1.1's `<` (operator mapping, 17.3), with dates, times, years and months compared as `dateTime` is: a
value with a time zone and one without are incomparable.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from kg.model import Term
from kg.names import BOOLEAN, STRING, XSD, iri, literal_parts

Key: TypeAlias = tuple[str, Decimal | float | int | str]
"""A family of comparable values, and the value."""

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_BOOLEAN = re.compile(r"true|false|1|0")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
_DAYS = r"(?:[0-9]+D)"
_TIME = r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)"
_DURATION = re.compile(rf"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?{_DAYS}?{_TIME}?")
_DAY_TIME = re.compile(rf"-?P(?=[0-9T]){_DAYS}?{_TIME}?")
_YEAR_MONTH = re.compile(r"-?P(?=[0-9])(?:[0-9]+Y)?(?:[0-9]+M)?")

_ZONE = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_CLOCK = (
    r"(?:(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"
    r"|(?P<midnight>24:00:00(?:\.0+)?))"
)
_CALENDAR: Final[Mapping[str, re.Pattern[str]]] = {
    "dateTime": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}"),
    "dateTimeStamp": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE.removesuffix('?')}"),
    "date": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}"),
    "time": re.compile(f"{_CLOCK}{_ZONE}"),
    "gYear": re.compile(f"{_YEAR}{_ZONE}"),
    "gYearMonth": re.compile(f"{_YEAR}-{_MONTH}{_ZONE}"),
    "gMonth": re.compile(f"--{_MONTH}{_ZONE}"),
    "gDay": re.compile(f"---{_DAY}{_ZONE}"),
    "gMonthDay": re.compile(f"--{_MONTH}-{_DAY}{_ZONE}"),
}
_RANGES: Final[Mapping[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
_DIGITS = 4000
"""Integers of more digits are compared as decimals: Python refuses to convert longer texts."""


def is_valid(text: str, datatype: Term) -> bool:
    """Whether a lexical form belongs to a datatype; every form does where the datatype is not XSD's."""
    check = _LEXICAL.get(datatype)
    return check is None or check(text)


def lexical_check(datatype: Term) -> Callable[[str], bool] | None:
    """What tells whether a lexical form belongs to a datatype; None where every form does."""
    return _LEXICAL.get(datatype)


def order_key(term: Term) -> Key | None:
    """A literal's place in the order of its family; None if it has none (an IRI, an invalid form, NaN)."""
    if not term.startswith('"'):
        return None
    text, datatype, _ = literal_parts(term)
    if datatype == STRING:
        return "string", text
    if not is_valid(text, datatype):
        return None
    if datatype == BOOLEAN:
        return "boolean", int(text in {"true", "1"})
    name = datatype[len(XSD) + 1 : -1] if datatype.startswith("<" + XSD) else ""
    if name in _RANGES or name == "decimal":
        return "number", Decimal(text)
    if name in {"double", "float"}:
        number = float(text.replace("INF", "inf"))
        return None if math.isnan(number) else ("number", number)
    return _calendar_key(text, name) if name in _CALENDAR else None


def compare(left: Term, right: Term) -> int | None:
    """Compare two literals as SPARQL's `<` does.

    Returns:
        -1, 0 or 1; None if they cannot be compared.
    """
    one, other = order_key(left), order_key(right)
    return None if one is None or other is None else compare_keys(one, other)


def compare_keys(one: Key, other: Key) -> int | None:
    """Compare two places in the order: -1, 0 or 1; None if they are of different families."""
    if one[0] != other[0]:
        return None
    a, b = one[1], other[1]
    # Within a family both values are of types that Python compares exactly with each other.
    return (a > b) - (a < b)  # type: ignore[operator]


def _calendar_key(text: str, name: str) -> Key | None:
    match = _CALENDAR[name].fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    days = _days(int(parts.get("year") or 1972), int(parts.get("month") or 1), int(parts.get("day") or 1))
    seconds = Decimal(days * 86400)
    if parts.get("midnight"):
        seconds += 86400
    elif parts.get("hour"):
        seconds += int(parts["hour"]) * 3600 + int(parts["minute"]) * 60 + Decimal(parts["second"])
    family = "dateTime" if name == "dateTimeStamp" else name
    zone = parts.get("zone")
    if zone is None:
        return family, seconds
    if zone != "Z":
        minutes = int(zone[1:3]) * 60 + int(zone[4:6])
        seconds -= (minutes if zone[0] == "+" else -minutes) * 60
    return f"{family} with a time zone", seconds


def _days(year: int, month: int, day: int) -> int:
    """Days since 1 March of year 0 in the proleptic Gregorian calendar, for any year."""
    year -= month <= 2
    month = (month - 3) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1


def _month_length(year: int, month: int) -> int:
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return _days(*following, 1) - _days(year, month, 1)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _is_calendar(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        match = pattern.fullmatch(text)
        if match is None:
            return False
        parts = match.groupdict()
        if not (parts.get("day") and parts.get("month")):
            return True
        # A month and day without a year may be 29 February.
        return int(parts["day"]) <= _month_length(int(parts.get("year") or 1972), int(parts["month"]))

    return check


def _is_integer(low: int | None, high: int | None) -> Callable[[str], bool]:
    if low is None and high is None:
        return _matches(_INTEGER)

    def check(text: str) -> bool:
        if _INTEGER.fullmatch(text) is None:
            return False
        number: int | Decimal = int(text) if len(text) <= _DIGITS else Decimal(text)
        return (low is None or number >= low) and (high is None or number <= high)

    return check


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text.replace(" ", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


_LEXICAL: Final[Mapping[Term, Callable[[str], bool]]] = {
    **{iri(XSD + name): _is_integer(*limits) for name, limits in _RANGES.items()},
    **{iri(XSD + name): _is_calendar(pattern) for name, pattern in _CALENDAR.items()},
    iri(XSD + "decimal"): _matches(_DECIMAL),
    iri(XSD + "double"): _matches(_FLOAT),
    iri(XSD + "float"): _matches(_FLOAT),
    BOOLEAN: _matches(_BOOLEAN),
    iri(XSD + "duration"): _matches(_DURATION),
    iri(XSD + "dayTimeDuration"): _matches(_DAY_TIME),
    iri(XSD + "yearMonthDuration"): _matches(_YEAR_MONTH),
    iri(XSD + "language"): _matches(_LANGUAGE),
    iri(XSD + "hexBinary"): _matches(_HEX),
    iri(XSD + "base64Binary"): _is_base64,
}
