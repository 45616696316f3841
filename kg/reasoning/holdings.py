"""Statements about holdings and control, and what a line of them says about one day.

Statements about the same parcel (owner, owned, part) form a *line*: they follow or contradict each other and
never add up, whereas different lines of one company do. Shares are percentages; a share that is a range or
unknown stays a range throughout: nothing is taken as 0 or 100.

The dates of a line are read so: on a day on which some statement of the line must hold, the share lies
in the hull of all shares that may hold then. On a day on which none must but some may, it may also be 0. Two
statements of a line of which one ends on the very date, as stated, on which the other starts hand over:
the share does not drop to nothing in between, however vague the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.dates import Day, PartialDate


@dataclass(frozen=True, slots=True)
class Holding:
    """One statement that an owner holds a part of something.

    Attributes:
        id: The statement's identifier.
        owner: Who holds it.
        owned: What is held.
        low: The least percentage of the capital that it may be.
        high: The greatest. An unknown share is 0 to 100 with `known` false.
        known: Whether anything is known of the size.
        votes_low: The least percentage of the votes, if anything is stated of them; else they go with the
            capital.
        votes_high: The greatest, likewise.
        start: Since when, if stated.
        end: The first day on which it no longer held, if stated.
        part: Tells apart parcels of one owner that add up, such as classes of shares.
    """

    id: str
    owner: str
    owned: str
    low: float = 0.0
    high: float = 100.0
    known: bool = True
    votes_low: float | None = None
    votes_high: float | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class ControlClaim:
    """One statement that somebody controls something, by whatever means.

    Attributes:
        id: The statement's identifier.
        controller: Who controls it.
        controlled: What is controlled.
        start: Since when, if stated.
        end: The first day on which it no longer held, if stated.
        joint: Whether the control is shared with others who have joint claims to the same thing at the time.
    """

    id: str
    controller: str
    controlled: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    joint: bool = False


class Voter(NamedTuple):
    """One line on one day: who, the least and the greatest percentage, and the holdings that say so."""

    owner: str
    low: float
    high: float
    holdings: Sequence[Holding]

    @property
    def statements(self) -> tuple[str, ...]:
        """The identifiers of the holdings, sorted."""
        return tuple(sorted(holding.id for holding in self.holdings))


def may_hold(statement: Holding | ControlClaim, day: Day) -> bool:
    """Whether a statement holds on a day under at least one reading of its dates."""
    start, end = statement.start, statement.end
    return (start is None or start.earliest <= day) and (end is None or end.latest > day)


def must_hold(statement: Holding | ControlClaim, day: Day) -> bool:
    """Whether a statement holds on a day under every reading of its dates."""
    start, end = statement.start, statement.end
    return (start is None or start.latest <= day) and (end is None or end.earliest > day)


def share_of(holding: Holding, votes: bool = False) -> tuple[float, float]:
    """The bounds of a holding's percentage: of the votes where they are stated, else of the capital.

    Raises:
        ValueError: If they are not bounds between 0 and 100.
    """
    low, high = holding.low, holding.high
    if votes and (holding.votes_low is not None or holding.votes_high is not None):
        low = 0.0 if holding.votes_low is None else holding.votes_low
        high = 100.0 if holding.votes_high is None else holding.votes_high
    if 0 <= low <= high <= 100:
        return low, high
    raise ValueError(f"{holding.id}: a share from {low} to {high} % is not a range within 0 to 100")


def lines(holdings: Iterable[Holding]) -> dict[str, list[list[Holding]]]:
    """The lines into each company, each a list of its statements in the order in which they come."""
    gathered: dict[str, dict[str | tuple[str, str], list[Holding]]] = {}
    for holding in holdings:
        column = gathered.get(holding.owned)
        if column is None:
            column = gathered[holding.owned] = {}
        # Most holdings name no part; a bare string spares a tuple for each.
        parcel = (holding.owner, holding.part) if holding.part else holding.owner
        if parcel in column:
            column[parcel].append(holding)
        else:
            column[parcel] = [holding]
    return {owned: list(column.values()) for owned, column in gathered.items()}


def voter_on(current: Sequence[Holding], day: Day, votes: bool) -> Voter:
    """What a line says about a day.

    Args:
        current: Its statements that may hold on the day, at least one.
        day: The day.
        votes: Whether votes are asked for, or capital.
    """
    holding = current[0]
    if len(current) == 1:
        low, high = share_of(holding, votes)
        return Voter(holding.owner, low if must_hold(holding, day) else 0.0, high, current)
    shares = [share_of(holding, votes) for holding in current]
    low = min(share[0] for share in shares) if _held_throughout(current, day) else 0.0
    return Voter(holding.owner, low, max(share[1] for share in shares), current)


def _held_throughout(current: Sequence[Holding], day: Day) -> bool:
    """Whether one of these must hold on a day, or a chain of them in which each starts as another ends."""
    for holding in current:
        if holding.start is not None and holding.start.latest > day:
            continue
        last, seen = [holding], {holding.id}
        while last:
            if any(each.end is None or each.end.earliest > day for each in last):
                return True
            ends = {each.end for each in last}
            last = [each for each in current if each.start in ends and each.id not in seen]
            seen.update(each.id for each in last)
    return False
