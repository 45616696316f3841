"""What follows from who controlled what, over time: ultimate controllers and joint control."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.dates import Day
from kg.reasoning.control import HALF, SLACK
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership import Band
from kg.reasoning.spans import ALWAYS, NEVER, Span, Spans, extend, overlaid, without
from kg.reasoning.sweep import ControlPeriods, Timeline, arranged, clipped


@dataclass(frozen=True, slots=True)
class JointPeriod:
    """A time during which several controlled something together and not alone.

    Attributes:
        controllers: Who they were; one only if the statements name no other.
        controlled: What they controlled.
        days: When.
        certain: Whether that must be so.
    """

    controllers: frozenset[str]
    controlled: str
    days: Spans
    certain: bool


def ultimate_periods(periods: ControlPeriods) -> ControlPeriods:
    """Who was an ultimate controller of what, and when: in control, and under nobody that they did not control.

    Returns:
        Certain are the days on which somebody must have controlled the company and nobody can have controlled
        them, unless it was a company that they must have controlled in turn; possible, those on which they may
        have controlled the company and nobody must have controlled them.
    """
    certain, possible = periods.certain, periods.possible
    beneath_perhaps, beneath_surely = _beneath(possible, certain), _beneath(certain, possible)
    return ControlPeriods(_above(certain, beneath_perhaps), _above(possible, beneath_surely))


def highest(timeline: Timeline) -> Timeline:
    """Who controlled what, and when, without the days on which another controlled them that they did not in turn."""
    return _above(timeline, _beneath(timeline, timeline))


def joint_periods(
    holdings: Iterable[Holding],
    claims: Iterable[ControlClaim],
    periods: ControlPeriods,
    collectives: Container[str] = (),
) -> list[JointPeriod]:
    """Who controlled something together with others: by joint statements, or with half of the votes each."""
    market = arranged(holdings, claims, collectives)
    found = [
        JointPeriod(bundle.may, bundle.controlled, (bundle.span,), bundle.may == bundle.must)
        for bundle in market.bundles
    ]
    voters: dict[str, list[tuple[str, Sequence[Band]]]] = {}
    for holder, held in market.held.items():
        for owned, own, _ in held:
            voters.setdefault(owned, []).append((holder, own))
    above: dict[str, set[str]] = {}
    for controller, companies in periods.certain.items():
        for company in companies:
            above.setdefault(company, set()).add(controller)
    for company, lines in sorted(voters.items()):
        if sum(max((band[2] for band in own), default=0.0) for _, own in lines) < 100.0 - SLACK:
            continue
        sharers = {who for holder, _ in lines for who in (holder, *above.get(holder, ()))} - {company}
        halves = {who: _half(periods.certain.get(who, {}), who, company, lines) for who in sorted(sharers)}
        for one, other in combinations(halves, 2):
            related = [
                periods.certain.get(one, {}).get(other, NEVER),
                periods.certain.get(other, {}).get(one, NEVER),
            ]
            days = without(overlaid((halves[one], halves[other]), least=2), overlaid(related))
            if days:
                found.append(JointPeriod(frozenset({one, other}), company, days, True))
    return found


def _half(
    controlled: Mapping[str, Spans], who: str, company: str, lines: Sequence[tuple[str, Sequence[Band]]]
) -> Spans:
    """The days on which somebody and what they control have half of the votes in a company, but no control."""
    changes: dict[Day, float] = {}
    for holder, own in lines:
        days = ALWAYS if holder == who else controlled.get(holder, NEVER)
        for first, after, low, _ in clipped(own, days):
            changes[first] = changes.get(first, 0.0) + low
            changes[after] = changes.get(after, 0.0) - low
    least = 0.0
    found: list[Span] = []
    for first, after in pairwise(sorted(changes)):
        least += changes[first]
        if least > HALF - SLACK:
            extend(found, first, after)
    return without(tuple(found), controlled.get(company, NEVER))


def _beneath(over: Timeline, under: Timeline) -> dict[str, Spans]:
    """The days on which each company is controlled by one that it does not control in turn."""
    found: dict[str, list[Spans]] = {}
    for controller, companies in over.items():
        for company, days in companies.items():
            found.setdefault(company, []).append(without(days, under.get(company, {}).get(controller, NEVER)))
    return {company: overlaid(sets) for company, sets in found.items()}


def _above(timeline: Timeline, beneath: Mapping[str, Spans]) -> Timeline:
    """A timeline without the days on which the controller is itself controlled."""
    found: dict[str, dict[str, Spans]] = {}
    for controller, companies in timeline.items():
        for company, days in companies.items():
            if left := without(days, beneath.get(controller, NEVER)):
                found.setdefault(controller, {})[company] = left
    return found
