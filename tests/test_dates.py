from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import END_OF_DAYS, FIRST_DAY, DateError, Interval, from_term, iso_day, parse_date

XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "<http://id.loc.gov/datatypes/edtf/EDTF-level1>"


def stated() -> st.SearchStrategy[str]:
    """Every form of date that a curator may write."""
    exact = st.dates().map(date.isoformat)
    return st.builds(
        lambda text, length, mark: text[:length] + mark,
        exact,
        st.sampled_from([4, 7, 10]),
        st.sampled_from(["", "~"]),
    )


def interval() -> st.SearchStrategy[Interval]:
    near = st.dates(date(2013, 1, 1), date(2016, 12, 31)).map(date.isoformat)
    some = st.builds(lambda text, length: parse_date(text[:length]), near, st.sampled_from([4, 7, 10]))
    return st.builds(Interval, st.none() | some, st.none() | some)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "datatype"),
    [
        ("2014", "2014-01-01", "2014-12-31", f"<{XSD}gYear>"),
        ("2014-11", "2014-11-01", "2014-11-30", f"<{XSD}gYearMonth>"),
        ("2014-11-25", "2014-11-25", "2014-11-25", f"<{XSD}date>"),
        ("2012-02", "2012-02-01", "2012-02-29", f"<{XSD}gYearMonth>"),
        ("2014~", "2013-01-01", "2015-12-31", EDTF),
        ("2014-11~", "2014-10-01", "2014-12-31", EDTF),
        ("2014-01~", "2013-12-01", "2014-02-28", EDTF),
        ("2014-12~", "2014-11-01", "2015-01-31", EDTF),
        ("2014-11-25~", "2014-11-18", "2014-12-02", EDTF),
        ("0001~", "0001-01-01", "0002-12-31", EDTF),
        ("0001-01-03~", "0001-01-01", "0001-01-10", EDTF),
        ("9999~", "9998-01-01", "9999-12-31", EDTF),
        ("9999-12-31~", "9999-12-24", "9999-12-31", EDTF),
    ],
)
def test_a_date_means_these_days(text: str, earliest: str, latest: str, datatype: str) -> None:
    parsed = parse_date(text)
    assert date.fromordinal(parsed.earliest).isoformat() == earliest
    assert date.fromordinal(parsed.latest).isoformat() == latest
    assert parsed.datatype == datatype
    assert parsed.term == f'"{text}"^^{datatype}'
    assert parsed.approximate == text.endswith("~")
    assert str(parsed) == text


def test_days_are_those_of_the_calendar() -> None:
    assert parse_date("2014-11-25").earliest == date(2014, 11, 25).toordinal()
    assert iso_day(date(2014, 11, 25).toordinal()) == "2014-11-25"
    assert iso_day(FIRST_DAY) == iso_day(END_OF_DAYS) == ".."


@given(stated())
def test_a_date_is_kept_as_stated(text: str) -> None:
    parsed = parse_date(text)
    assert from_term(parsed.term) == parsed
    assert parsed.text == text
    assert FIRST_DAY <= parsed.earliest <= parsed.latest < END_OF_DAYS
    assert parsed.precision == {4: "year", 7: "month", 10: "day"}[len(text.rstrip("~"))]


@given(stated())
def test_an_approximate_date_reaches_further_on_both_sides(text: str) -> None:
    exact, approximate = parse_date(text.rstrip("~")), parse_date(text.rstrip("~") + "~")
    assert approximate.earliest < exact.earliest or exact.earliest == FIRST_DAY
    assert approximate.latest > exact.latest or exact.latest == END_OF_DAYS - 1


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "2014-02-29",
            "2014-02-29 does not exist: February 2014 has 28 days",
            "write 2014-02 if only the month",
        ),
        ("1900-02-29", "1900-02-29 does not exist: February 1900 has 28 days", "1900-02"),
        ("2014-11-31~", "2014-11-31 does not exist: November 2014 has 30 days", "2014-11"),
        ("2014-11-00", "does not exist", "write 2014-11 if"),
        ("2014-13", "13 is not between 01 and 12", "year-month-day"),
        ("2014-00", "00 is not between 01 and 12", "year-month-day"),
        ("2014-25-11", "25 is not between 01 and 12", "write 2014-11-25,"),
        ("2014-21", "21 is not between 01 and 12", "a season"),
        ("25.11.2014", "is not a date", "write 2014-11-25, not 25.11.2014"),
        ("11/25/2014", "is not a date", "write 2014-11-25, not 11/25/2014"),
        ("03/04/2014", "is not a date", "write 2014-04-03 or 2014-03-04, not 03/04/2014"),
        ("2014/11/25", "is not a date", "write 2014-11-25,"),
        ("2014.11", "is not a date", "write 2014-11,"),
        ("11.2014", "is not a date", "write 2014-11,"),
        ("2014-1-5", "is not a date", "write 2014-01-05,"),
        ("20141125", "is not a date", "write 2014-11-25,"),
        ("2014–11–25", "plain hyphen", "write 2014-11-25,"),
        ("2014−11", "plain hyphen", "write 2014-11,"),
        ("14-11-25", "year of two digits", "2014-11-25"),
        ("25/11/14", "year of two digits", "write 2025-11-14 or 2014-11-25,"),
        ("14", "year of two digits", "four digits"),
        ("'14", "year of two digits", "four digits"),
        ("２０１４", "digits other than 0-9", "write 2014,"),
        ("٢٠١٤", "digits other than 0-9", "2014-11"),
        ("25 November 2014", "is not a date", "write 2014-11-25,"),
        ("Nov. 2014", "is not a date", "write 2014-11,"),
        ("November 25, 2014", "is not a date", "write 2014-11-25,"),
        ("2014年11月25日", "is not a date", "write 2014-11-25,"),
        ("2014年", "is not a date", "write 2014,"),
        ("circa 2014", "is not a date", "write 2014~,"),
        ("~2014", "is not a date", "write 2014~,"),
        ("2014?", "a mark that is not used", "`confidence`"),
        ("2014-11-25T10:00:00Z", "time of day", "write 2014-11-25,"),
        ("2014-11-25 10:00", "time of day", "write 2014-11-25,"),
        ("0000", "outside the calendar", "0001 to 9999"),
        ("-0044", "outside the calendar", "0001 to 9999"),
        ("12014", "outside the calendar", "0001 to 9999"),
        (" 2014", "space around", "write 2014,"),
        ("2014\n", "space around", "write 2014,"),
        ("二〇一四年十一月二十五日", "is not a date", "write 2014-11-25,"),
        ("二零一四年十月", "is not a date", "write 2014-10,"),
        ("25. März 2014", "is not a date", "write 2014-03-25,"),
        ("Tue, 25 Nov 2014", "is not a date", "write 2014-11-25,"),
        ("Dienstag, 25. November 2014", "is not a date", "write 2014-11-25,"),
        ("25th of November 2014", "is not a date", "write 2014-11-25,"),
        ("2014 - 11 - 25", "is not a date", "write 2014-11-25,"),
        ("2O14", "is not a date", "write 2014,"),
        ("5.11.72", "year of two digits", "write 1972-11-05 or 1972-05-11,"),
        ("30/02/2014", "is not a date", "write a date as 2014"),
        ("2014/2015", "is not a date", "write a date as 2014"),
        ("soon", "is not a date", "write a date as 2014"),
        ("", "the date is empty", "write a date as 2014"),
    ],
)
def test_a_mistake_is_explained(text: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.hint in str(caught.value)


@given(st.text(max_size=14) | st.from_regex(r"[0-9~/. -]{0,14}", fullmatch=True))
def test_any_text_is_a_date_or_an_explained_error(text: str) -> None:
    explained = [""]
    try:
        assert parse_date(text).text == text
    except DateError as error:
        explained = [error.message, error.hint]
    assert explained == [""] or all(explained)


@pytest.mark.parametrize(
    "term",
    [
        '"2014"',
        "<http://example.org/2014>",
        f'"2014"^^<{XSD}date>',
        f'"2014"^^{EDTF}',
        f'"2014~"^^<{XSD}gYear>',
        f'"2014"^^<{XSD}integer>',
        f'"2014-11-25Z"^^<{XSD}date>',
    ],
)
def test_a_term_that_is_no_date_is_refused(term: str) -> None:
    with pytest.raises(DateError):
        from_term(term)


def test_nothing_asks_for_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(datetime.date):
        @classmethod
        def today(cls) -> Stopped:
            raise AssertionError("the clock was read")

    monkeypatch.setattr(datetime, "date", Stopped)
    assert parse_date("2003-04-05~").earliest == Stopped(2003, 3, 29).toordinal()
    assert not Interval(parse_date("2003-04-05~"), None).may_hold(4)
    with pytest.raises(DateError):
        parse_date("05.04.03")


def test_an_interval_is_half_open() -> None:
    days = Interval(parse_date("2014-11-25"), parse_date("2014-11-28"))
    first = parse_date("2014-11-25").earliest
    assert [days.may_hold(first + n) for n in range(-1, 5)] == [False, True, True, True, False, False]
    assert [days.must_hold(first + n) for n in range(-1, 5)] == [False, True, True, True, False, False]
    assert not Interval(parse_date("2014-11-25"), parse_date("2014-11-25")).may_hold(first)


def test_a_vague_date_leaves_days_open() -> None:
    years = Interval(parse_date("2014"), parse_date("2018-03~"))
    may = {
        text: years.may_hold(parse_date(text).earliest)
        for text in ("2013-12-31", "2014-01-01", "2018-04-29", "2018-04-30")
    }
    must = {
        text: years.must_hold(parse_date(text).earliest)
        for text in ("2014-12-30", "2014-12-31", "2018-01-31", "2018-02-01")
    }
    assert may == {"2013-12-31": False, "2014-01-01": True, "2018-04-29": True, "2018-04-30": False}
    assert must == {"2014-12-30": False, "2014-12-31": True, "2018-01-31": True, "2018-02-01": False}


def test_what_is_not_stated_is_no_bound() -> None:
    assert Interval().must_hold(FIRST_DAY)
    assert Interval().must_hold(END_OF_DAYS - 1)
    assert Interval().possible == Interval().certain == (FIRST_DAY, END_OF_DAYS)


def test_an_interval_is_written_with_its_ends_as_stated() -> None:
    assert str(Interval(parse_date("2014-11~"), None)) == "2014-11~/.."
    assert str(Interval(None, parse_date("2018"))) == "../2018"


@given(interval(), st.dates(date(2012, 6, 1), date(2017, 6, 1)))
def test_must_and_may_are_all_and_some_readings(stretch: Interval, on: date) -> None:
    day = on.toordinal()
    start, end = stretch.start, stretch.end
    starts = {FIRST_DAY} if start is None else {start.earliest, start.latest}
    ends = {END_OF_DAYS} if end is None else {end.earliest, end.latest}
    holds = [first <= day < after for first in starts for after in ends]
    assert stretch.may_hold(day) == any(holds)
    assert stretch.must_hold(day) == all(holds)
    assert stretch.may_hold(day) or not stretch.must_hold(day)


@given(interval(), st.dates(date(2012, 6, 1), date(2017, 6, 1)), st.integers(0, 40))
def test_it_may_hold_in_a_stretch_if_it_may_on_one_of_its_days(
    stretch: Interval, on: date, more: int
) -> None:
    day = on.toordinal()
    on_one = any(stretch.may_hold(each) for each in range(day, day + more + 1))
    assert stretch.may_hold(day, day + more) == on_one
