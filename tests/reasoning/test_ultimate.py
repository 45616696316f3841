from __future__ import annotations

from hypothesis import given, settings

from kg.reasoning.control import control_on
from kg.reasoning.holdings import ControlClaim, Holding
from tests.reasoning.markets import DAY, claim, histories, market
from tests.reasoning.on_a_day import JointControl, joint_control, ultimate_controllers


def test_the_ultimate_controller_is_controlled_by_nobody() -> None:
    control = control_on(market("A B 60, B C 60, C D 51"), [], DAY)
    assert ultimate_controllers(control) == {"B": {"A": True}, "C": {"A": True}, "D": {"A": True}}


def test_a_ring_has_all_its_companies_at_the_top() -> None:
    control = control_on(market("A B 60, B A 60, B C 60"), [], DAY)
    assert ultimate_controllers(control) == {"A": {"B": True}, "B": {"A": True}, "C": {"A": True, "B": True}}


def test_an_unknown_share_above_leaves_the_top_open() -> None:
    control = control_on(market("P A, A B 60"), [], DAY)
    assert ultimate_controllers(control) == {"A": {"P": False}, "B": {"A": False, "P": False}}


def test_who_is_certainly_controlled_is_not_at_the_top() -> None:
    control = control_on(market("P A 60, A B, B C 60"), [], DAY)
    assert ultimate_controllers(control) == {
        "A": {"P": True},
        "B": {"P": False},
        "C": {"B": False, "P": False},
    }


def test_two_may_control_the_same_by_different_means() -> None:
    control = control_on(market("A C 60"), [claim("B", "C")], DAY)
    assert ultimate_controllers(control) == {"C": {"A": True, "B": True}}


@settings(deadline=None)
@given(histories())
def test_an_ultimate_controller_is_defined_by_who_controls_it(
    history: tuple[list[Holding], list[ControlClaim]],
) -> None:
    control = control_on(*history, DAY)
    certain = {(x, y) for x, companies in control.certain.items() for y in companies}
    possible = {(x, y) for x, companies in control.possible.items() for y in companies}
    found = {(x, y): sure for y, tops in ultimate_controllers(control).items() for x, sure in tops.items()}
    for x, y in possible:
        open_top = not any((z, x) in certain and (x, z) not in possible for z in "ABCD")
        sure_top = (x, y) in certain and not any((z, x) in possible and (x, z) not in certain for z in "ABCD")
        assert ((x, y) in found) == open_top
        assert found.get((x, y), False) == sure_top


def test_equal_halves_are_joint_control() -> None:
    control = control_on(market("A Y 50, B Y 30, C Y 20, B C 60, P A 60"), [], DAY)
    assert joint_control(control) == [
        JointControl(frozenset("AB"), "Y", True),
        JointControl(frozenset("BP"), "Y", True),
    ]


def test_joint_statements_are_joint_control() -> None:
    claims = [
        claim("A", "Y", joint=True),
        claim("B", "Y", start="2014", joint=True),
        claim("C", "Z", joint=True),
    ]
    assert joint_control(control_on([], claims, DAY)) == [
        JointControl(frozenset("AB"), "Y", False),
        JointControl(frozenset("C"), "Z", True),
    ]


def test_an_open_share_is_no_equal_half() -> None:
    assert joint_control(control_on(market("A Y 50, B Y 40-50"), [], DAY)) == []
    assert joint_control(control_on(market("A Y 50, B Y 50, A B 60"), [], DAY)) == []
