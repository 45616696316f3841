from __future__ import annotations

import pytest

from kg.reasoning.holdings import Holding, lines, may_hold, must_hold, share_of, voter_on
from tests.reasoning.markets import dated, day, holding


def bounds(line: list[Holding], on: str) -> tuple[float, float] | None:
    current = [each for each in line if may_hold(each, day(on))]
    if not current:
        return None
    voter = voter_on(current, day(on), votes=False)
    return voter.low, voter.high


def test_votes_are_the_capital_unless_stated() -> None:
    assert share_of(Holding("h", "A", "B", 20, 30)) == (20, 30)
    assert share_of(Holding("h", "A", "B", 20, 30), votes=True) == (20, 30)
    assert share_of(Holding("h", "A", "B", 20, 30, votes_low=60, votes_high=61), votes=True) == (60, 61)
    assert share_of(Holding("h", "A", "B", 20, 30, votes_low=60), votes=True) == (60, 100)
    assert share_of(Holding("h", "A", "B", 20, 30, votes_high=9), votes=True) == (0, 9)


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (5, 101), (30, 20), (float("nan"), 5)])
def test_a_share_is_a_range_within_the_whole(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="h: a share from"):
        share_of(Holding("h", "A", "B", low, high))


def test_a_vague_start_leaves_the_share_open() -> None:
    line = [holding("A", "B", 60, start="2014", end="2016-03")]
    assert bounds(line, "2013-12-31") is None
    assert bounds(line, "2014-06-01") == (0, 60)
    assert bounds(line, "2015-06-01") == (60, 60)
    assert bounds(line, "2016-03-10") == (0, 60)
    assert bounds(line, "2016-03-31") is None


def test_a_handover_leaves_no_gap_however_vague() -> None:
    line = [holding("A", "B", 60, start="2010-01-01", end="2014"), holding("A", "B", 40, start="2014")]
    assert bounds(line, "2013-12-31") == (60, 60)
    assert bounds(line, "2014-06-01") == (40, 60)
    assert bounds(line, "2014-12-31") == (40, 40)


def test_a_chain_of_handovers_within_one_vague_time_leaves_no_gap() -> None:
    line = [
        holding("A", "B", 30, start="2014"),
        holding("A", "B", 60, start="2010-01-01", end="2014"),
        Holding("middle", "A", "B", 45, 45, start=dated("2014"), end=dated("2014")),
    ]
    assert bounds(line, "2014-06-01") == (30, 60)


def test_dates_that_only_look_alike_are_no_handover() -> None:
    line = [holding("A", "B", 60, start="2010-01-01", end="2014"), holding("A", "B", 40, start="2014-05")]
    assert bounds(line, "2014-05-10") == (0, 60)


def test_statements_about_one_parcel_do_not_add_up() -> None:
    line = [holding("A", "B", 30), holding("A", "B", 40, start="2010-01-01")]
    assert bounds(line, "2014-01-01") == (30, 40)
    assert bounds(line, "2009-01-01") == (30, 30)


def test_parcels_are_told_apart() -> None:
    holdings = [
        holding("A", "B", 30),
        holding("C", "B", 5),
        holding("A", "B", 9, part="B shares"),
        holding("A", "B", 1),
    ]
    gathered = lines(holdings)
    assert [[each.low for each in line] for line in gathered["B"]] == [[30, 1], [5], [9]]


def test_a_voter_names_its_statements() -> None:
    voter = voter_on([holding("A", "B", 30), holding("A", "B", start="2010")], day("2014"), votes=False)
    assert voter.statements == ("A-B", "A-B-from-2010")


def test_may_and_must() -> None:
    vague = holding("A", "B", 30, start="2014", end="2016")
    assert [may_hold(vague, day(on)) for on in ("2013-12-31", "2014-01-01", "2016-12-30", "2016-12-31")] == [
        False,
        True,
        True,
        False,
    ]
    assert [must_hold(vague, day(on)) for on in ("2014-12-30", "2014-12-31", "2015-12-31", "2016-01-01")] == [
        False,
        True,
        True,
        False,
    ]
