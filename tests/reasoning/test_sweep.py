from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from kg.dates import END_OF_DAYS, FIRST_DAY
from kg.reasoning.control import control_on
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.sweep import certain_control, control_periods
from kg.reasoning.ultimate_sweep import joint_periods, ultimate_periods
from tests.reasoning.markets import claim, day, histories, holding, telling_days
from tests.reasoning.on_a_day import contains, joint_control, relation_on, ultimate_controllers

History = tuple[list[Holding], list[ControlClaim]]


def test_control_holds_from_until() -> None:
    holdings = [
        holding("A", "B", 60, start="2013-04-29", end="2018"),
        holding("B", "C", 60, start="2014-11~"),
        holding("D", "C", 70, end="2014-11~"),
    ]
    periods = control_periods(holdings, [])
    assert periods.certain == {
        "A": {
            "B": ((day("2013-04-29"), day("2018-01-01")),),
            "C": ((day("2014-12-31"), day("2018-01-01")),),
        },
        "B": {"C": ((day("2014-12-31"), END_OF_DAYS),)},
        "D": {"C": ((FIRST_DAY, day("2014-10-01")),)},
    }
    assert periods.possible == {
        "A": {
            "B": ((day("2013-04-29"), day("2018-12-31")),),
            "C": ((day("2014-10-01"), day("2018-12-31")),),
        },
        "B": {"C": ((day("2014-10-01"), END_OF_DAYS),)},
        "D": {"C": ((FIRST_DAY, day("2014-12-31")),)},
    }


def test_periods_are_as_long_as_they_can_be() -> None:
    holdings = [
        holding("A", "B", 60, start="2010-01-01", end="2012-01-01"),
        holding("A", "B", 80, start="2012-01-01", end="2014"),
        holding("A", "B", 55, start="2014"),
    ]
    assert control_periods(holdings, []).certain == {"A": {"B": ((day("2010-01-01"), END_OF_DAYS),)}}


def test_control_can_be_lost_and_won_again() -> None:
    holdings = [
        holding("A", "B", 40),
        holding("A", "C", 60, start="2010-01-01", end="2012-01-01"),
        holding("A", "C", 60, start="2015-01-01"),
        holding("C", "B", 20),
    ]
    days = ((day("2010-01-01"), day("2012-01-01")), (day("2015-01-01"), END_OF_DAYS))
    assert control_periods(holdings, []).certain == {"A": {"C": days, "B": days}}


def test_the_top_is_only_the_top_while_nobody_is_above() -> None:
    holdings = [
        holding("A", "B", 60),
        holding("P", "A", 60, start="2012-01-01", end="2015-01-01"),
        holding("Q", "A", start="2016-01-01"),
    ]
    tops = ultimate_periods(control_periods(holdings, []))
    first, lost, again, open_ = (
        day(text) for text in ("2012-01-01", "2015-01-01", "2015-01-01", "2016-01-01")
    )
    assert tops.certain["A"] == {"B": ((FIRST_DAY, first), (again, open_))}
    assert tops.certain["P"] == {"A": ((first, lost),), "B": ((first, lost),)}
    assert tops.possible["A"] == {"B": ((FIRST_DAY, first), (again, END_OF_DAYS))}
    assert tops.possible["Q"] == {"A": ((open_, END_OF_DAYS),), "B": ((open_, END_OF_DAYS),)}


def test_joint_control_has_its_time() -> None:
    holdings = [
        holding("A", "Y", 50),
        holding("B", "Y", 50, start="2012-01-01", end="2016-01-01"),
        holding("B", "Y", 20, start="2016-01-01"),
        holding("B", "C", 60),
    ]
    claims = [claim("A", "Z", joint=True), claim("B", "Z", end="2014-06-01", joint=True)]
    found = joint_periods(holdings, claims, control_periods(holdings, claims))
    assert [(sorted(each.controllers), each.controlled, each.days) for each in found] == [
        (["A", "B"], "Z", ((FIRST_DAY, day("2014-06-01")),)),
        (["A"], "Z", ((day("2014-06-01"), END_OF_DAYS),)),
        (["A", "B"], "Y", ((day("2012-01-01"), day("2016-01-01")),)),
    ]


@settings(max_examples=400, deadline=None)
@given(histories())
def test_on_every_day_the_periods_are_the_control_of_that_day(history: History) -> None:
    holdings, claims = history
    periods = control_periods(holdings, claims, collectives={"D"})
    tops = ultimate_periods(periods)
    joint = joint_periods(holdings, claims, periods, collectives={"D"})
    assert certain_control(holdings, claims, collectives={"D"}) == periods.certain
    for on in telling_days([*holdings, *claims]):
        control = control_on(holdings, claims, on, collectives={"D"})
        assert relation_on(periods.certain, on) == control.certain
        assert relation_on(periods.possible, on) == control.possible
        expected = ultimate_controllers(control)
        assert by_company(relation_on(tops.possible, on)) == {c: set(found) for c, found in expected.items()}
        sure = {c: {who for who, certain in found.items() if certain} for c, found in expected.items()}
        assert by_company(relation_on(tops.certain, on)) == {c: found for c, found in sure.items() if found}
        assert {(j.controllers, j.controlled, j.certain) for j in joint if contains(j.days, on)} == {
            (j.controllers, j.controlled, j.certain) for j in joint_control(control)
        }


@settings(max_examples=200, deadline=None)
@given(histories())
def test_periods_are_maximal_and_certain_ones_possible(history: History) -> None:
    periods = control_periods(*history)
    for timeline in (periods.certain, periods.possible):
        for companies in timeline.values():
            for days in companies.values():
                assert days
                assert all(first < after for first, after in days)
                assert all(one[1] < other[0] for one, other in pairwise(days))
    for controller, companies in periods.certain.items():
        for company, days in companies.items():
            assert all(contains(periods.possible[controller][company], first) for first, _ in days)
            assert all(contains(periods.possible[controller][company], after - 1) for _, after in days)


def by_company(relation: dict[str, frozenset[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for controller, companies in relation.items():
        for company in companies:
            found.setdefault(company, set()).add(controller)
    return found
