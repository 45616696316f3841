from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from kg.dates import END_OF_DAYS, FIRST_DAY
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.integrated_sweep import effective_periods
from kg.reasoning.ownership import Range
from tests.reasoning.markets import day, histories, holding, telling_days
from tests.reasoning.on_a_day import effective_shares


def test_the_share_changes_where_one_on_the_path_does() -> None:
    holdings = [
        holding("A", "B", 60, start="2010-01-01"),
        holding("B", "C", 50, end="2014-01-01"),
        holding("B", "C", 30, start="2014-01-01"),
        holding("X", "C", 10, start="2012-01-01"),
    ]
    first, second = day("2010-01-01"), day("2014-01-01")
    assert effective_periods(holdings)["C"] == {
        "A": [(first, second, 30, 30), (second, END_OF_DAYS, 18, 18)],
        "B": [(FIRST_DAY, second, 50, 50), (second, END_OF_DAYS, 30, 30)],
        "X": [(day("2012-01-01"), END_OF_DAYS, 10, 10)],
    }


def test_a_ring_that_lasts_a_year() -> None:
    holdings = [
        holding("A", "B", 50),
        holding("B", "A", 50, start="2013-01-01", end="2014-01-01"),
        holding("X", "A", 50),
    ]
    first, after = day("2013-01-01"), day("2014-01-01")
    found = effective_periods(holdings)["B"]["X"]
    assert [band[:2] for band in found] == [(FIRST_DAY, first), (first, after), (after, END_OF_DAYS)]
    assert [band[2] for band in found] == pytest.approx([25, 100 / 3, 25])


def test_two_sales_in_one_vague_year_do_not_give_away_more_than_the_whole() -> None:
    holdings = [
        holding("A", "Y", 70, end="2014"),
        holding("B", "Y", 80, start="2014"),
        holding("P", "A", 100),
        holding("P", "B", 100),
    ]
    first, after = day("2014-01-01"), day("2014-12-31")
    assert effective_periods(holdings)["Y"]["P"] == [
        (FIRST_DAY, first, 70, 70),
        (first, after, 0, 100),
        (after, END_OF_DAYS, 80, 80),
    ]


def test_only_what_is_asked_for() -> None:
    holdings = [holding("A", "B", 60), holding("B", "C", 50), holding("B", "D", 50)]
    assert effective_periods(holdings, of=["C"]) == {"C": effective_periods(holdings)["C"]}


@settings(max_examples=250, deadline=None)
@given(histories())
def test_on_every_day_the_bands_are_the_shares_of_that_day(
    history: tuple[list[Holding], list[ControlClaim]],
) -> None:
    holdings, _ = history
    over_time = effective_periods(holdings)
    for on in telling_days(holdings):
        expected = {
            (c, o): share
            for c, owners in effective_shares(holdings, on).items()
            for o, share in owners.items()
        }
        found = {
            (company, owner): Range(*band[2:])
            for company, owners in over_time.items()
            for owner, bands in owners.items()
            for band in bands
            if band[0] <= on < band[1]
        }
        nothing = Range(0, 0)
        for pair in expected.keys() | found.keys():
            assert [*found.get(pair, nothing)] == pytest.approx([*expected.get(pair, nothing)], abs=1e-7)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_bands_are_maximal_and_in_order(history: tuple[list[Holding], list[ControlClaim]]) -> None:
    for owners in effective_periods(history[0]).values():
        for bands in owners.values():
            assert bands
            for one, other in pairwise(bands):
                assert one[1] < other[0] or (
                    one[1] == other[0] and one[2:] != pytest.approx(other[2:], abs=1e-11)
                )
