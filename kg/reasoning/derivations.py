"""Why somebody controls something: every minimal set of holdings and statements from which it follows.

A derivation is one step of the definition: holdings that together are a majority and none of which could be
left out, or one statement of control, or the joint statements; with those companies of which control must be
shown first, since it is they that hold the votes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.reasoning.control import CLAIM, HALF, MAJORITY, SLACK, Votes, controlled_by
from kg.reasoning.holdings import Voter
from kg.reasoning.ownership import Range


@dataclass(frozen=True, slots=True)
class Derivation:
    """One step from which control follows.

    Attributes:
        voters: The lines of holdings that make the majority, greatest first; empty for a statement.
        claims: The identifiers of the statements of control; empty for a majority.
        through: Whose votes or control are used besides the controller's own, sorted.
    """

    voters: tuple[Voter, ...]
    claims: tuple[str, ...]
    through: tuple[str, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """The identifiers of all holdings and statements of control that are used, sorted."""
        return tuple(sorted({*self.claims, *(name for voter in self.voters for name in voter.statements)}))


def derivations(
    votes: Votes,
    controller: str,
    controlled: str,
    certain: bool = True,
    without: frozenset[str] = frozenset(),
) -> Iterator[Derivation]:
    """All derivations of control in one step, those with the fewest premises first.

    There can be exponentially many where many small holdings add up: take no more than are wanted.

    Args:
        votes: The votes of the day.
        controller: Who controls.
        controlled: What is controlled.
        certain: Whether to derive that it is certain, or that it is possible.
        without: Companies whose control must not be used.
    """
    if controller == controlled:
        return
    barred = without | {controlled}
    coalition = {controller, *controlled_by(votes, controller, certain, barred)}

    def step(voters: Sequence[Voter], claims: Sequence[str], holders: Iterator[str]) -> Derivation:
        through = tuple(sorted(set(holders) - {controller}))
        return Derivation(tuple(voters), tuple(claims), through)

    for claim, must in votes.claims.get(controlled, ()):
        if claim.controller in coalition and (must or not certain):
            yield step((), (claim.id,), iter((claim.controller,)))
    column = votes.columns.get(controlled)
    if column is not None:
        entitled = {owner for owner, low, high in _own_votes(votes, coalition, controlled) if high < CLAIM}
        present = [voter for voter in column.voters if voter.owner in entitled]
        for chosen in _majorities(present, votes.totals.get(controlled), certain):
            yield step(chosen, (), (voter.owner for voter in chosen))
    for bundle in votes.bundles:
        if bundle.controlled == controlled and bundle.won_by(coalition, certain):
            needed = sorted(bundle.may) if certain else sorted(bundle.may & coalition)
            yield step((), bundle.claims, iter(needed))


def coalition_votes(votes: Votes, controller: str, company: str) -> Range:
    """The votes in a company of somebody and of the companies that they control without its help.

    Returns:
        The percentage with what they certainly control, by the least votes; and with what they may control, by
        the greatest, of which no more than the others leave. Control that is stated does not count as votes.
    """
    bounds = [0.0, 0.0]
    for index, certain in enumerate((True, False)):
        coalition = {controller, *controlled_by(votes, controller, certain, frozenset({company}))}
        own = [(low, high) for _, low, high in _own_votes(votes, coalition, company) if high < CLAIM]
        bounds[index] = sum(pair[index] for pair in own)
        if not certain and company in votes.totals:
            left = 100.0 - votes.totals[company] + sum(low for low, _ in own)
            bounds[1] = min(bounds[1], max(left, bounds[0]))
    return Range(bounds[0], min(100.0, bounds[1]))


def _own_votes(votes: Votes, coalition: set[str], owned: str) -> Iterator[tuple[str, float, float]]:
    """Who of a coalition has votes in a company that count for it."""
    for holder in coalition:
        for company, low, high in votes.held.get(holder, ()):
            if company == owned:
                yield holder, low, high


def _majorities(voters: Sequence[Voter], total: float | None, certain: bool) -> Iterator[tuple[Voter, ...]]:
    """The minimal majorities among some voters, the smallest first.

    Args:
        voters: The voters.
        total: The least votes of all voters in the company, if some are not exact.
        certain: Whether the least votes must be a majority, or the greatest may be.
    """
    ordered = sorted(voters, key=lambda voter: (-(voter.low if certain else voter.high), voter.owner))
    weights = [voter.low if certain else voter.high for voter in ordered]

    def won(lows: float, highs: float) -> bool:
        if certain:
            return lows > MAJORITY
        return highs > MAJORITY and (total is None or lows > total - HALF + SLACK)

    def minimal(chosen: Sequence[Voter]) -> bool:
        lows, highs = sum(voter.low for voter in chosen), sum(voter.high for voter in chosen)
        return won(lows, highs) and not any(won(lows - one.low, highs - one.high) for one in chosen)

    def pick(size: int, start: int, chosen: list[Voter], missing: float) -> Iterator[tuple[Voter, ...]]:
        if size == 0:
            if minimal(chosen):
                yield tuple(chosen)
            return
        if won(sum(voter.low for voter in chosen), sum(voter.high for voter in chosen)):
            return
        for index in range(start, len(ordered) - size + 1):
            if sum(weights[index : index + size]) < missing:
                return
            chosen.append(ordered[index])
            yield from pick(size - 1, index + 1, chosen, missing - weights[index])
            chosen.pop()

    for size in range(1, len(ordered) + 1):
        yield from pick(size, 0, [], HALF)
