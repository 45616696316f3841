"""What follows from the ownership of one day, worked out for that day alone: judges of what is swept over all days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.dates import Day
from kg.reasoning.control import HALF, SLACK, Control, Relation
from kg.reasoning.holdings import Holding
from kg.reasoning.integrated import Fractions, integrate, normal
from kg.reasoning.ownership import Range, columns_on, edges
from kg.reasoning.rings import components
from kg.reasoning.spans import Spans
from kg.reasoning.sweep import Timeline


@dataclass(frozen=True, slots=True)
class JointControl:
    """Those who control something together and not alone."""

    controllers: frozenset[str]
    controlled: str
    certain: bool


def contains(spans: Spans, day: Day) -> bool:
    """Whether a day lies in the set."""
    return any(first <= day < after for first, after in spans)


def relation_on(timeline: Timeline, day: Day) -> dict[str, frozenset[str]]:
    """Who controls what on one day of a timeline."""
    found = {
        controller: frozenset(company for company, spans in companies.items() if contains(spans, day))
        for controller, companies in timeline.items()
    }
    return {controller: companies for controller, companies in found.items() if companies}


def controllers_of(relation: Relation) -> dict[str, frozenset[str]]:
    """For each company, everybody who controls it."""
    found: dict[str, set[str]] = {}
    for controller, companies in relation.items():
        for company in companies:
            found.setdefault(company, set()).add(controller)
    return {company: frozenset(who) for company, who in found.items()}


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


def joint_control(control: Control) -> list[JointControl]:
    """Who controls something together with others: by joint statements, or with half of the votes each."""
    found = [
        JointControl(bundle.may, bundle.controlled, bundle.may == bundle.must)
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
            JointControl(frozenset({one, other}), company, True)
            for one, other in combinations(halves, 2)
            if one not in above.get(other, ()) and other not in above.get(one, ())
        ]
    return sorted(found, key=lambda joint: (joint.controlled, sorted(joint.controllers)))


def _least_votes(control: Control, who: str, company: str) -> float:
    """The least votes that somebody has in a company, with those of the companies that they control."""
    coalition = control.certain.get(who, frozenset()) | {who}
    held = control.votes.held
    return sum(low for holder in coalition for owned, low, _ in held.get(holder, ()) if owned == company)


def effective_shares(holdings: Iterable[Holding], day: Day) -> dict[str, dict[str, Range]]:
    """For each company, the percentage of each owner, direct or indirect; of itself too, if it is in a ring."""
    columns = {
        owned: normal([(voter.owner, voter.low / 100.0, voter.high / 100.0) for voter in column.voters])
        for owned, column in columns_on(holdings, day).items()
    }
    found: dict[str, Fractions] = {}
    for ring in components({owned: [owner for owner, _, _ in column] for owned, column in columns.items()}):
        found.update(integrate(ring, columns, found))
    return {
        company: {owner: Range(100.0 * low, 100.0 * high) for owner, (low, high) in fractions.items()}
        for company, fractions in found.items()
    }


def first_excess(holdings: Iterable[Holding]) -> Day | None:
    """The first day on which the least shares in some company exceed 100 % by more than rounding explains."""
    holdings = list(holdings)
    for day in sorted({edge for holding in holdings for edge in edges(holding)}):
        if any(column.excess for column in columns_on(holdings, day).values()):
            return day
    return None
