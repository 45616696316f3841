"""Who controls what on a day: majority of votes, recursively, or a statement of control.

X controls Y if X and the companies that X controls together hold more than half of the votes in Y, or if X
or one of them is stated to control Y. That is the least relation that satisfies the definition, so two
companies do not come to control each other merely by each assuming the other's votes. It is found by a
worklist for each controller.

Votes are bounds. Control is *certain* if it follows from the least votes of all, by statements that must
hold; it is *possible* if it follows from some distribution of the votes within the bounds that gives away no
more than 100 % of any company. Both are exact under that reading: the votes in different companies are
independent, and what favours X in one company does not harm X in another, so that one distribution is the
best for X everywhere.

Joint control is nobody's control alone, unless it is that of somebody who controls all of those who share it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kg.dates import Day
from kg.reasoning.holdings import ControlClaim, Holding, may_hold, must_hold
from kg.reasoning.ownership import Column, columns_on

SLACK = 1e-9
"""Percentages are floats: sums that differ by less than this are taken as equal."""

HALF = 50.0
MAJORITY = HALF + SLACK

CLAIM = 1000.0
"""The votes that a statement of control counts for: more than all holdings together."""

Relation: TypeAlias = Mapping[str, frozenset[str]]
"""For each controller, what it controls."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The joint claims to one thing on one day.

    Attributes:
        controlled: The thing.
        may: Everybody who may share in its control.
        must: Those who must.
        claims: The statements' identifiers.
    """

    controlled: str
    may: frozenset[str]
    must: frozenset[str]
    claims: tuple[str, ...]

    def won_by(self, coalition: Collection[str], certain: bool) -> bool:
        """Whether a coalition has all who share the control, and there are at least two of them."""
        if certain:
            return len(self.must) > 1 and all(who in coalition for who in self.may)
        return sum(who in coalition for who in self.may) > 1 and all(who in coalition for who in self.must)


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of one day, arranged for the search.

    Attributes:
        columns: Who holds the votes of each company.
        claims: Statements that somebody alone controls something, by what is controlled, each with whether it
            must hold.
        bundles: Joint claims.
        held: For each voter, the companies and the least and the greatest votes in them.
        totals: The sum of the least votes, at most 100, in each company of which some votes are not exact.
        exact: Whether nothing about the day is in doubt, so that what is possible is certain.
    """

    columns: Mapping[str, Column]
    claims: Mapping[str, tuple[tuple[ControlClaim, bool], ...]]
    bundles: tuple[Bundle, ...]
    held: Mapping[str, list[tuple[str, float, float]]]
    totals: Mapping[str, float]
    exact: bool


@dataclass(frozen=True, slots=True)
class Control:
    """Who controls what on a day.

    Attributes:
        votes: What it follows from.
        certain: What each controller certainly controls.
        possible: What each controller may control, including what is certain.
    """

    votes: Votes
    certain: Relation
    possible: Relation


def votes_on(
    holdings: Iterable[Holding], claims: Iterable[ControlClaim], day: Day, collectives: Container[str] = ()
) -> Votes:
    """Arrange the votes of a day.

    Args:
        holdings: All holdings, of any time.
        claims: All statements of control, of any time.
        day: The day.
        collectives: Holders that are not one will, such as the public float or undisclosed owners: their
            votes are held, but give them no control.
    """
    columns = columns_on(holdings, day, votes=True)
    held: dict[str, list[tuple[str, float, float]]] = {}
    totals: dict[str, float] = {}
    for owned, column in columns.items():
        exact = True
        for owner, low, high, _ in column.voters:
            exact = exact and low == high
            if owner in collectives:
                continue
            if owner in held:
                held[owner].append((owned, low, high))
            else:
                held[owner] = [(owned, low, high)]
        if not exact:
            totals[owned] = min(100.0, column.low)
    alone: dict[str, tuple[tuple[ControlClaim, bool], ...]] = {}
    joint: dict[str, tuple[ControlClaim, ...]] = {}
    for claim in claims:
        if not may_hold(claim, day):
            continue
        if claim.joint:
            joint[claim.controlled] = (*joint.get(claim.controlled, ()), claim)
            continue
        certain = must_hold(claim, day)
        alone[claim.controlled] = (*alone.get(claim.controlled, ()), (claim, certain))
        weight = CLAIM if certain else 0.0
        held.setdefault(claim.controller, []).append((claim.controlled, weight, CLAIM))
    bundles = tuple(_bundle(shared, day) for shared in joint.values())
    settled = not totals and all(certain for stated in alone.values() for _, certain in stated)
    settled = settled and all(bundle.may == bundle.must for bundle in bundles)
    return Votes(columns, alone, bundles, held, totals, settled)


def control_on(
    holdings: Iterable[Holding], claims: Iterable[ControlClaim], day: Day, collectives: Container[str] = ()
) -> Control:
    """Who controls what on a day; the arguments are those of `votes_on`."""
    votes = votes_on(holdings, claims, day, collectives)
    controllers = [*votes.held, *(who for bundle in votes.bundles for who in sorted(bundle.may))]
    certain: dict[str, frozenset[str]] = {}
    possible: dict[str, frozenset[str]] = {}
    for controller in dict.fromkeys(controllers):
        if found := controlled_by(votes, controller, certain=True):
            certain[controller] = frozenset(found)
        if not votes.exact and (found := controlled_by(votes, controller, certain=False)):
            possible[controller] = frozenset(found)
    return Control(votes, certain, certain if votes.exact else possible)


def controlled_by(
    votes: Votes, controller: str, certain: bool, without: Container[str] = frozenset()
) -> list[str]:
    """What one controller controls, in an order in which each follows from those before it.

    Args:
        votes: The votes of the day.
        controller: The controller.
        certain: Whether to find what is certain, or what is possible.
        without: Companies to leave out, with all that follows from controlling them.
    """
    found = [controller]
    inside = {controller}
    lows: dict[str, float] = {}
    highs: dict[str, float] = {}
    held, totals = votes.held, votes.totals
    for holder in found:
        won: list[str] = []
        for owned, low, high in held.get(holder, ()):
            lows[owned] = least = lows.get(owned, 0.0) + low
            if certain:
                if least > MAJORITY:
                    won.append(owned)
                continue
            highs[owned] = most = highs.get(owned, 0.0) + high
            # What the others must hold is not there to be had: 100 - (all - ours) > 50.
            if most > MAJORITY and (
                owned not in totals or least > totals[owned] - HALF + SLACK or most >= CLAIM
            ):
                won.append(owned)
        won += [
            bundle.controlled
            for bundle in votes.bundles
            if holder in bundle.may and bundle.won_by(inside, certain)
        ]
        for owned in won:
            if owned not in inside and owned not in without:
                inside.add(owned)
                found.append(owned)
    return found[1:]


def _bundle(claims: tuple[ControlClaim, ...], day: Day) -> Bundle:
    """The joint claims to one thing on a day."""
    return Bundle(
        claims[0].controlled,
        frozenset(claim.controller for claim in claims),
        frozenset(claim.controller for claim in claims if must_hold(claim, day)),
        tuple(sorted(claim.id for claim in claims)),
    )
