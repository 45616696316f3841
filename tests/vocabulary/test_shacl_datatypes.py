from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import XSD, iri, literal
from kg.vocabulary.shacl_datatypes import compare, is_valid, order_key

GOOD = {
    "integer": ["0", "-0", "+12", "007", "9" * 5000],
    "byte": ["127", "-128"],
    "unsignedShort": ["65535", "+0"],
    "negativeInteger": ["-1"],
    "positiveInteger": ["1", "9" * 5000],
    "decimal": ["1", "1.", ".5", "-0.50", "+100000000000000000000.1"],
    "double": ["1", "1e3", "-.5E-3", "INF", "-INF", "NaN"],
    "boolean": ["true", "false", "1", "0"],
    "date": [
        "2016-02-29",
        "2000-02-29",
        "-0004-02-29",
        "12014-11-25",
        "2014-11-25Z",
        "2014-11-25+14:00",
        "0000-01-01",
    ],
    "gYear": ["2014", "-0001", "20145", "2014Z"],
    "gYearMonth": ["2014-01", "2014-12-05:00"],
    "gMonthDay": ["--02-29", "--12-31"],
    "gMonth": ["--12"],
    "gDay": ["---31"],
    "dateTime": ["2014-11-25T09:30:00", "2014-11-25T24:00:00.0", "2014-11-25T23:59:59.999Z"],
    "dateTimeStamp": ["2014-11-25T09:30:00Z"],
    "time": ["09:30:00", "24:00:00", "23:59:59+08:00"],
    "duration": ["P1Y", "P1Y2M3DT4H5M6.7S", "-P30D", "PT1S"],
    "dayTimeDuration": ["P1DT2H"],
    "yearMonthDuration": ["P1Y2M"],
    "language": ["zh", "zh-Hans-CN"],
    "hexBinary": ["", "0aFF"],
    "base64Binary": ["", "YQ==", "Y Q = ="],
    "string": ["", "anything"],
}
BAD = {
    "integer": ["", "1.0", "1e3", " 1", "1 ", "١", "0x1", "--1"],
    "byte": ["128", "-129", "300", "c", "9" * 5000],
    "unsignedShort": ["65536", "-1"],
    "negativeInteger": ["0"],
    "positiveInteger": ["0"],
    "decimal": ["", ".", "1e3", "1,5", "INF"],
    "double": ["", "inf", "1e", "nan"],
    "boolean": ["", "True", "yes"],
    "date": [
        "2015-02-29",
        "1900-02-29",
        "2014-13-01",
        "2014-00-10",
        "2014-11-31",
        "2014-1-5",
        "14-11-25",
        "012014-01-01",
    ],
    "gYear": ["14", "201", "02014", "2014~"],
    "gYearMonth": ["2014-13", "2014-1", "2014"],
    "gMonthDay": ["--02-30", "--13-01"],
    "gMonth": ["12", "--13"],
    "gDay": ["---32"],
    "dateTime": [
        "2014-11-25",
        "2014-11-25T24:00:01",
        "2014-11-25T09:30",
        "2014-11-25T09:30:60",
        "2014-11-25T09:30:00+15:00",
    ],
    "dateTimeStamp": ["2014-11-25T09:30:00"],
    "time": ["9:30:00", "25:00:00"],
    "duration": ["", "P", "PT", "P1YT", "1Y", "P1S", "P1.5D"],
    "dayTimeDuration": ["P1Y"],
    "yearMonthDuration": ["P1D", "P"],
    "language": ["", "zh_CN", "toolongtag"],
    "hexBinary": ["0", "xy"],
    "base64Binary": ["Y", "?"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_takes_what_the_datatype_allows(name: str, text: str) -> None:
    assert is_valid(text, iri(XSD + name))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_refuses_what_the_datatype_does_not_allow(name: str, text: str) -> None:
    assert not is_valid(text, iri(XSD + name))


RANGES = {
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-9223372036854775808, 9223372036854775807),
    "int": (-2147483648, 2147483647),
    "short": (-32768, 32767),
    "byte": (-128, 127),
    "unsignedLong": (0, 18446744073709551615),
    "unsignedInt": (0, 4294967295),
    "unsignedShort": (0, 65535),
    "unsignedByte": (0, 255),
}


@pytest.mark.parametrize(("name", "limits"), RANGES.items(), ids=list(RANGES))
def test_whole_numbers_end_where_their_type_does(name: str, limits: tuple[int | None, int | None]) -> None:
    for limit, outside in zip(limits, (-1, 1), strict=True):
        if limit is not None:
            assert is_valid(str(limit), iri(XSD + name))
            assert not is_valid(str(limit + outside), iri(XSD + name))


def test_takes_anything_of_a_datatype_that_is_not_xsds() -> None:
    assert is_valid("2014~", "<http://id.loc.gov/datatypes/edtf/EDTF-level1>")


@given(st.dates())
def test_every_day_of_the_calendar_is_valid(day: datetime.date) -> None:
    assert is_valid(day.isoformat(), iri(XSD + "date"))


def date(text: str) -> str:
    return literal(text, iri(XSD + "date"))


@given(st.dates(), st.dates())
def test_days_are_ordered_as_in_the_calendar(left: datetime.date, right: datetime.date) -> None:
    assert compare(date(left.isoformat()), date(right.isoformat())) == (left > right) - (left < right)


numbers = st.one_of(
    st.integers().map(lambda number: (number, literal(str(number), iri(XSD + "integer")))),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
        lambda number: (number, literal(f"{number:f}", iri(XSD + "decimal")))
    ),
    st.floats(allow_nan=False, allow_infinity=False).map(
        lambda number: (number, literal(repr(number), iri(XSD + "double")))
    ),
)


@given(numbers, numbers)
def test_numbers_are_ordered_by_value_whatever_their_type(
    left: tuple[float, str], right: tuple[float, str]
) -> None:
    assert compare(left[1], right[1]) == (left[0] > right[0]) - (left[0] < right[0])


zoned = st.datetimes(
    timezones=st.sampled_from([datetime.UTC, datetime.timezone(datetime.timedelta(hours=8))])
)


@given(zoned, zoned)
def test_instants_are_ordered_across_time_zones(left: datetime.datetime, right: datetime.datetime) -> None:
    def term(instant: datetime.datetime) -> str:
        return literal(instant.isoformat(), iri(XSD + "dateTime"))

    assert compare(term(left), term(right)) == (left > right) - (left < right)


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ('"a"', '"b"', -1),
        ('"é"', '"z"', 1),
        (literal("false", iri(XSD + "boolean")), literal("1", iri(XSD + "boolean")), -1),
        (literal("true", iri(XSD + "boolean")), literal("1", iri(XSD + "boolean")), 0),
        (literal("2014", iri(XSD + "gYear")), literal("2015", iri(XSD + "gYear")), -1),
        (literal("-0002", iri(XSD + "gYear")), literal("-0001", iri(XSD + "gYear")), -1),
        (literal("2014-12", iri(XSD + "gYearMonth")), literal("2015-01", iri(XSD + "gYearMonth")), -1),
        (literal("24:00:00", iri(XSD + "time")), literal("23:59:59", iri(XSD + "time")), 1),
        (literal("INF", iri(XSD + "double")), literal("9" * 400, iri(XSD + "integer")), 1),
        (
            literal("2014-11-25T24:00:00", iri(XSD + "dateTime")),
            literal("2014-11-26T00:00:00", iri(XSD + "dateTime")),
            0,
        ),
        # What SPARQL cannot compare.
        ('"1"', literal("1", iri(XSD + "integer")), None),
        ('"a"@en', '"b"@en', None),
        ("<a>", "<b>", None),
        (literal("NaN", iri(XSD + "double")), literal("1", iri(XSD + "double")), None),
        (literal("x", iri(XSD + "integer")), literal("1", iri(XSD + "integer")), None),
        (date("2014-11-25"), date("2014-11-25Z"), None),
        (date("2014-11-25"), literal("2014", iri(XSD + "gYear")), None),
        (date("2015-02-29"), date("2014-11-25"), None),
        (literal("P1D", iri(XSD + "duration")), literal("P1D", iri(XSD + "duration")), None),
    ],
)
def test_compares_as_sparql_does(left: str, right: str, order: int | None) -> None:
    assert compare(left, right) == order
    assert compare(right, left) == (None if order is None else -order)


def test_a_blank_node_has_no_place_in_an_order() -> None:
    assert order_key("_:x") is None
