from __future__ import annotations

import pytest
from hypothesis import given, settings

from kg.dates import END_OF_DAYS, FIRST_DAY
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership import (
    Oversubscribed,
    Range,
    bands,
    columns_on,
    direct_share,
    oversubscribed,
    settled_bands,
)
from tests.reasoning.markets import DAY, day, histories, holding, market, telling_days


def test_what_is_not_disclosed_is_what_is_left() -> None:
    column = columns_on(market("A Y 30, B Y 20-25"), DAY)["Y"]
    assert column.undisclosed == Range(45, 50)
    assert not column.exact
    unknown = columns_on(market("A Y 30, B Y"), DAY)["Y"]
    assert unknown.undisclosed == Range(0, 70)
    assert [voter.known for voter in unknown.voters] == [True, False]


def test_a_direct_share_adds_up_parcels() -> None:
    holdings = [holding("A", "Y", 30), holding("A", "Y", 10, 15, part="B shares"), holding("B", "Y", 40)]
    assert direct_share(holdings, "A", "Y", DAY) == Range(40, 45)
    assert direct_share(holdings, "B", "Y", DAY) == Range(40, 40)
    assert direct_share(holdings, "C", "Y", DAY) is None
    assert Range(40, 40).exact
    assert not Range(40, 45).exact


def test_shares_over_the_whole_are_reported_and_not_relied_on() -> None:
    holdings = [holding("A", "Y", 70, start="2014-01-01", end="2015-01-01"), holding("B", "Y", 60)]
    column = columns_on(holdings, DAY)["Y"]
    assert (column.stated, column.excess) == (130, 30)
    assert [(voter.low, voter.high) for voter in column.voters] == [(40, 70), (30, 60)]
    assert oversubscribed(holdings) == [
        Oversubscribed("Y", day("2014-01-01"), day("2015-01-01"), 130, ("A-Y-from-2014-01-01", "B-Y"))
    ]
    assert columns_on(holdings, day("2015-01-01"))["Y"].excess == 0


def test_rounding_is_no_contradiction() -> None:
    holdings = market("A Y 33.4, B Y 33.4, C Y 33.4")
    assert oversubscribed(holdings) == []
    assert columns_on(holdings, DAY)["Y"].excess == 0


def test_what_may_not_hold_together_is_no_contradiction() -> None:
    holdings = [holding("A", "Y", 60, end="2014"), holding("B", "Y", 60, start="2014"), holding("C", "Y")]
    assert oversubscribed(holdings) == []


def test_votes_and_capital_are_apart() -> None:
    holdings = [Holding("a", "A", "Y", 10, 10, votes_low=60, votes_high=60), holding("B", "Y", 90)]
    assert [found.total for found in oversubscribed(holdings, votes=True)] == [150]
    assert oversubscribed(holdings) == []


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
