from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.dates import END_OF_DAYS, FIRST_DAY
from kg.reasoning.spans import ALWAYS, NEVER, Spans, common, extend, overlaid, without
from tests.reasoning.on_a_day import contains

LAST = 12
Days = frozenset[int]


def spans_of(days: Days) -> Spans:
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        extend(found, day, day + 1)
    return tuple(found)


def days_of(spans: Spans) -> Days:
    return frozenset(day for day in range(FIRST_DAY, LAST + 2) if contains(spans, day))


sets = st.frozensets(st.integers(FIRST_DAY, LAST))


@given(sets)
def test_spans_are_a_set_of_days(days: Days) -> None:
    spans = spans_of(days)
    assert days_of(spans) == days
    assert all(one[1] < other[0] for one, other in pairwise(spans))


@given(st.lists(sets, max_size=4), st.integers(1, 4))
def test_overlaid_counts_the_sets_of_each_day(many: list[Days], least: int) -> None:
    expected = frozenset(day for day in range(LAST + 1) if sum(day in days for days in many) >= least)
    assert overlaid(map(spans_of, many), least) == spans_of(expected)


@given(sets, sets)
def test_without_is_the_difference(one: Days, other: Days) -> None:
    assert without(spans_of(one), spans_of(other)) == spans_of(one - other)


@given(sets, sets)
def test_common_is_the_intersection(one: Days, other: Days) -> None:
    assert common(spans_of(one), spans_of(other)) == spans_of(one & other)


def test_the_ends_of_time() -> None:
    assert contains(ALWAYS, FIRST_DAY)
    assert contains(ALWAYS, END_OF_DAYS - 1)
    assert not contains(NEVER, 5)
    assert without(ALWAYS, ALWAYS) == NEVER
    assert without(ALWAYS, ((5, END_OF_DAYS),)) == ((FIRST_DAY, 5),)
    assert without(NEVER, ALWAYS) == NEVER
