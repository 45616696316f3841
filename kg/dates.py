"""Partial dates and the intervals between them.

A date is kept as it was stated (`2014`, `2014-11`, `2014-11-25`, each with `~` if approximate) together with
the earliest and the latest day that it can mean. Days are integers: the proleptic Gregorian ordinal of
`datetime.date.toordinal`, so that 0001-01-01 is day 1. Nothing here reads the clock.

How far an approximate date reaches is not laid down by EDTF (Library of Congress, Extended Date/Time Format,
2019, level 1): `~` only says that the value is an estimate, possibly right, probably close. Here it reaches
one unit of its own precision to either side, and a week for a day: `2014~` is 2013-01-01 to 2015-12-31,
`2014-11~` is 2014-10-01 to 2014-12-31, `2014-11-25~` is 2014-11-18 to 2014-12-02.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Day: TypeAlias = int
"""A day as its proleptic Gregorian ordinal."""

Precision: TypeAlias = Literal["day", "month", "year"]

FIRST_DAY: Day = datetime.date.min.toordinal()
"""0001-01-01, the first day that can be stated; an interval without a start begins here."""

END_OF_DAYS: Day = datetime.date.max.toordinal() + 1
"""The day after 9999-12-31; an interval without an end stops here."""

APPROXIMATE_DAYS = 7
"""How many days an approximate day reaches to either side."""

XSD_DATE = "<http://www.w3.org/2001/XMLSchema#date>"
XSD_YEAR_MONTH = "<http://www.w3.org/2001/XMLSchema#gYearMonth>"
XSD_YEAR = "<http://www.w3.org/2001/XMLSchema#gYear>"
EDTF_LEVEL1 = "<http://id.loc.gov/datatypes/edtf/EDTF-level1>"

DATE_TYPES = frozenset({XSD_DATE, XSD_YEAR_MONTH, XSD_YEAR, EDTF_LEVEL1})
"""The datatypes that a partial date can have, in N-Triples syntax."""

_STATED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
_LITERAL = re.compile(r'"([^"\\]*)"\^\^(<[^<>]*>)')
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FORMS = "write a date as 2014, 2014-11 or 2014-11-25, with ~ after it if it is approximate"


class DateError(ValueError):
    """A date that cannot be read: `message` says what is wrong, `hint` how to write it (or is empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as stated, and the days that it can mean.

    Attributes:
        text: The date as stated, such as `2014-11~`.
        earliest: The first day that it can mean.
        latest: The last day that it can mean, itself included.
        approximate: Whether `~` was stated.
        precision: The smallest unit that was stated.
    """

    text: str
    earliest: Day
    latest: Day
    approximate: bool
    precision: Precision

    @property
    def datatype(self) -> str:
        """The RDF datatype, in N-Triples syntax."""
        if self.approximate:
            return EDTF_LEVEL1
        return {"day": XSD_DATE, "month": XSD_YEAR_MONTH, "year": XSD_YEAR}[self.precision]

    @property
    def term(self) -> str:
        """The RDF literal, in N-Triples syntax."""
        return f'"{self.text}"^^{self.datatype}'

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of time: the end is the first day on which it no longer holds.

    A side that is not stated is not bounded: what has no known end goes on, and what has no known start has
    always been. Doubt comes only from the precision of the dates that are stated.

    Attributes:
        start: When it began, if that is stated.
        end: When it had ended, if that is stated.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def possible(self) -> tuple[Day, Day]:
        """The first day on which it may hold, and the first after it on which it cannot; may be empty."""
        return (
            FIRST_DAY if self.start is None else self.start.earliest,
            END_OF_DAYS if self.end is None else self.end.latest,
        )

    @property
    def certain(self) -> tuple[Day, Day]:
        """As `possible`, for the days on which it must hold."""
        return (
            FIRST_DAY if self.start is None else self.start.latest,
            END_OF_DAYS if self.end is None else self.end.earliest,
        )

    def may_hold(self, day: Day, last: Day | None = None) -> bool:
        """Whether it holds on that day, or on one of those until a last, under at least one reading of its dates."""
        first, after = self.possible
        return first < after and first <= (day if last is None else last) and day < after

    def must_hold(self, day: Day) -> bool:
        """Whether it holds on that day under every reading of its dates."""
        first, after = self.certain
        return first <= day < after

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


@lru_cache(maxsize=65536)
def parse_date(text: str) -> PartialDate:
    """Read a date as a curator writes it.

    Args:
        text: `2014`, `2014-11` or `2014-11-25`, with `~` after it if approximate.

    Returns:
        The date, with the days that it can mean.

    Raises:
        DateError: If the date has another form or does not exist.
    """
    match = _STATED.fullmatch(text)
    if match is None:
        raise _misshapen(text)
    year, approximate = int(match[1]), bool(match[4])
    month, day = int(match[2] or 1), int(match[3] or 1)
    if year == 0:
        raise DateError(f"{text} is outside the calendar", "years run from 0001 to 9999")
    if not 1 <= month <= 12:
        seasonal = "a season has no form of its own: write its months as `from` and `until`, or the year"
        raise DateError(
            f"{text} has no such month: {match[2]} is not between 01 and 12",
            _meant(text) or (seasonal if 21 <= month <= 24 else "write year-month-day"),
        )
    if match[3] is None:
        first, span = (12 * year + month - 1, 1) if match[2] else (12 * year, 12)
        reach = span if approximate else 0
        earliest, latest = _month_start(first - reach), _month_start(first + span + reach) - 1
        return PartialDate(text, earliest, latest, approximate, "month" if match[2] else "year")
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise DateError(
            f"{text.rstrip('~')} does not exist: {_MONTHS[month - 1]} {year} has {length} days",
            f"write {match[1]}-{match[2]} if only the month is known",
        )
    exact, reach = datetime.date(year, month, day).toordinal(), APPROXIMATE_DAYS if approximate else 0
    earliest, latest = max(FIRST_DAY, exact - reach), min(END_OF_DAYS - 1, exact + reach)
    return PartialDate(text, earliest, latest, approximate, "day")


@lru_cache(maxsize=65536)
def from_term(term: str) -> PartialDate:
    """Read a date from its RDF literal.

    Args:
        term: A literal in N-Triples syntax with one of `DATE_TYPES`.

    Returns:
        The date; its `term` is the literal given.

    Raises:
        DateError: If it is no such literal, or if its text and datatype do not agree.
    """
    match = _LITERAL.fullmatch(term)
    if match is None or match[2] not in DATE_TYPES:
        raise DateError(f"{term} is not a date literal")
    date = parse_date(match[1])
    if date.datatype != match[2]:
        raise DateError(f"{term} has the wrong datatype", f"{date.text} is {date.datatype}")
    return date


def iso_day(day: Day) -> str:
    """The calendar date of a day, such as `2014-11-25`; `..` for the ends of time."""
    return ".." if day <= FIRST_DAY or day >= END_OF_DAYS else datetime.date.fromordinal(day).isoformat()


def _month_start(index: int) -> Day:
    """The first day of the month 12 * year + month - 1, kept within the calendar."""
    year, month = divmod(index, 12)
    if year < 1:
        return FIRST_DAY
    return END_OF_DAYS if year > 9999 else datetime.date(year, month + 1, 1).toordinal()


def _misshapen(text: str) -> DateError:
    """The error for a text that has not the form of a date, with the form that was probably meant."""
    hint = _meant(text) or _FORMS
    if any(character.isdecimal() and not character.isascii() for character in text):
        return DateError(f"{text!r} has digits other than 0-9", hint)
    if text != text.strip():
        return DateError(f"{text!r} has space around the date", hint)
    if re.search("[‐‑‒–—−]", text):
        return DateError(f"{text} has a dash that is not the plain hyphen", hint)
    if re.fullmatch(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{1,2}~?|[0-9]{2}|'[0-9]{2}", text):
        full = hint if hint != _FORMS else "write the year with four digits: 2014-11-25"
        return DateError(f"{text} has a year of two digits", full)
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]", text):
        return DateError(f"{text} carries a time of day", hint)
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}[?%]", text):
        return DateError(f"{text} has a mark that is not used here", f"{hint}; `confidence` takes the doubt")
    if re.fullmatch(r"-[0-9]+.*|[0-9]{5,7}|[0-9]{9,}", text):
        return DateError(f"{text} is outside the calendar", "years run from 0001 to 9999, in four digits")
    return DateError(f"{text} is not a date" if text else "the date is empty", hint)


def _meant(text: str) -> str:
    """How to write what a text in another form means as a date, or ""."""
    from kg.date_forms import readings  # for those who made a slip

    meant = [date for date in readings(text) if date != text]
    return f"write {' or '.join(meant)}, not {text.strip()}" if meant else ""
