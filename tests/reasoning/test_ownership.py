from __future__ import annotations

import pytest
from hypothesis import given, settings

from kg.dates import END_OF_DAYS, FIRST_DAY
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership import (
    bands,
    columns_on,
    settled_bands,
)
from tests.reasoning.markets import DAY, day, histories, holding, market, telling_days
from tests.reasoning.on_a_day import first_excess


def test_shares_over_the_whole_are_reported_and_not_relied_on() -> None:
    holdings = [holding("A", "Y", 70, start="2014-01-01", end="2015-01-01"), holding("B", "Y", 60)]
    column = columns_on(holdings, DAY)["Y"]
    assert column.excess == 30
    assert [(voter.low, voter.high) for voter in column.voters] == [(40, 70), (30, 60)]
    assert first_excess(holdings) == day("2014-01-01")
    assert columns_on(holdings, day("2015-01-01"))["Y"].excess == 0


def test_rounding_is_no_contradiction() -> None:
    holdings = market("A Y 33.4, B Y 33.4, C Y 33.4")
    assert columns_on(holdings, DAY)["Y"].excess == 0


def test_what_may_not_hold_together_is_no_contradiction() -> None:
    holdings = [holding("A", "Y", 60, end="2014"), holding("B", "Y", 60, start="2014"), holding("C", "Y")]
    assert first_excess(holdings) is None


def test_votes_and_capital_are_apart() -> None:
    holdings = [Holding("a", "A", "Y", 10, 10, votes_low=60, votes_high=60), holding("B", "Y", 90)]
    assert columns_on(holdings, DAY, votes=True)["Y"].excess == 50
    assert columns_on(holdings, DAY)["Y"].excess == 0


def test_bands_follow_the_dates() -> None:
    assert bands([holding("A", "Y", 60, start="2014", end="2016")]) == [
        (day("2014-01-01"), day("2014-12-31"), 0, 60),
        (day("2014-12-31"), day("2016-01-01"), 60, 60),
        (day("2016-01-01"), day("2016-12-31"), 0, 60),
    ]
    assert bands([holding("A", "Y", 60)]) == [(FIRST_DAY, END_OF_DAYS, 60, 60)]
    assert bands([holding("A", "Y", 60, start="2014", end="2014")]) == [
        (day("2014-01-01"), day("2014-12-31"), 0, 60)
    ]
    assert bands([holding("A", "Y", 60, start="2015", end="2014")]) == []


@settings(max_examples=300)
@given(histories())
def test_bands_on_every_day_are_the_column_of_that_day(
    history: tuple[list[Holding], list[ControlClaim]],
) -> None:
    holdings, _ = history
    over_time = settled_bands(holdings)
    for on in telling_days(holdings):
        expected = {
            owned: [(voter.owner, voter.low, voter.high) for voter in column.voters]
            for owned, column in columns_on(holdings, on).items()
        }
        found = {
            owned: [
                (owner, band[2], band[3]) for owner, own in column for band in own if band[0] <= on < band[1]
            ]
            for owned, column in over_time.items()
        }
        for owned, voters in expected.items():
            assert [owner for owner, *_ in sorted(found[owned])] == [owner for owner, *_ in sorted(voters)]
            for one, other in zip(sorted(found[owned]), sorted(voters), strict=True):
                assert one[1:] == pytest.approx(other[1:])
        assert expected.keys() == {owned for owned, column in found.items() if column}
