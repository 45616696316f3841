"""What follows from who controls what on a day: ultimate controllers, corporate groups, joint control."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from kg.reasoning.control import HALF, SLACK, Control, Relation, controllers_of


@dataclass(frozen=True, slots=True)
class JointControl:
    """Those who control something together and not alone.

    Attributes:
        controllers: Who they are; one only if the statements name no other.
        controlled: What they control.
        certain: Whether that must be so.
        statements: The joint claims if it is stated; empty if it follows from equal halves of the votes.
    """

    controllers: frozenset[str]
    controlled: str
    certain: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A corporate group.

    Attributes:
        heads: Who controls all the others; several only if they control each other.
        members: The heads and all that they control.
    """

    heads: frozenset[str]
    members: frozenset[str]


def ultimate_controllers(control: Control) -> dict[str, dict[str, bool]]:
    """Who controls each company and is controlled by nobody, unless by a company that it controls in turn.

    Returns:
        For each company, the ultimate controllers, each with whether that is certain: it must control the
        company, and nobody may control it. Of an uncertain one it is known only that it may control the
        company, and that nobody must control it.
    """
    certainly, possibly = controllers_of(control.certain), controllers_of(control.possible)
    found: dict[str, dict[str, bool]] = {}
    for controller in sorted(control.possible):
        mine, perhaps = control.certain.get(controller, frozenset()), control.possible[controller]
        if any(above not in perhaps for above in certainly.get(controller, ())):
            continue
        top = all(above in mine for above in possibly.get(controller, ()))
        for company in perhaps:
            found.setdefault(company, {})[controller] = top and company in mine
    return found


def groups(relation: Relation) -> list[Group]:
    """The corporate groups under a relation of control: each head, or ring of heads, with all below it."""
    above = controllers_of(relation)
    found: dict[frozenset[str], Group] = {}
    for controller in sorted(relation):
        mine = relation[controller]
        rivals = above.get(controller, frozenset())
        if rivals <= mine:
            heads = rivals | {controller}
            found[heads] = Group(heads, heads | mine)
    return list(found.values())


def joint_control(control: Control) -> list[JointControl]:
    """Who controls something together with others: by joint statements, or with half of the votes each."""
    found = [
        JointControl(bundle.may, bundle.controlled, bundle.may == bundle.must, bundle.claims)
        for bundle in control.votes.bundles
    ]
    above = controllers_of(control.certain)
    for company, column in control.votes.columns.items():
        if column.low < 100.0 - SLACK:
            continue
        voters = {voter.owner for voter in column.voters if voter.owner in control.votes.held}
        halves = [
            who
            for who in sorted(voters.union(*(above.get(voter, frozenset()) for voter in voters)) - {company})
            if company not in control.certain.get(who, frozenset())
            and _least_votes(control, who, company) > HALF - SLACK
        ]
        found += [
            JointControl(frozenset({one, other}), company, True, ())
            for one, other in combinations(halves, 2)
            if one not in above.get(other, ()) and other not in above.get(one, ())
        ]
    return sorted(found, key=lambda joint: (joint.controlled, sorted(joint.controllers)))


def _least_votes(control: Control, who: str, company: str) -> float:
    """The least votes that somebody has in a company, with those of the companies that they control."""
    coalition = control.certain.get(who, frozenset()) | {who}
    held = control.votes.held
    return sum(low for holder in coalition for owned, low, _ in held.get(holder, ()) if owned == company)
