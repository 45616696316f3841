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
from typing import NamedTuple, TypeAlias

from kg.dates import Day, PartialDate

Line: TypeAlias = tuple[str, str, str]
"""Owner, owned, part: what statements about one parcel have in common."""


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
        votes_low: The least percentage of the votes, if votes differ from capital or are stated.
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
    """One line on one day: who, the least and the greatest percentage, and the statements that say so."""

    owner: str
    low: float
    high: float
    statements: tuple[str, ...]


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
    if votes:
        low = low if holding.votes_low is None else holding.votes_low
        high = high if holding.votes_high is None else holding.votes_high
    if 0 <= low <= high <= 100:
        return low, high
    raise ValueError(f"{holding.id}: a share from {low} to {high} % is not a range within 0 to 100")


def lines(holdings: Iterable[Holding]) -> dict[Line, list[Holding]]:
    """The holdings, gathered into lines, in the order in which they come."""
    gathered: dict[Line, list[Holding]] = {}
    for holding in holdings:
        key = (holding.owner, holding.owned, holding.part)
        if key in gathered:
            gathered[key].append(holding)
        else:
            gathered[key] = [holding]
    return gathered


def voter_on(owner: str, line: Sequence[Holding], day: Day, votes: bool) -> Voter | None:
    """What a line says about a day, or None if no statement of it may hold then.

    Args:
        owner: Whose line it is.
        line: Its statements.
        day: The day.
        votes: Whether votes are asked for, or capital.
    """
    if len(line) == 1:
        (holding,) = line
        start, end = holding.start, holding.end
        if (start is not None and start.earliest > day) or (end is not None and end.latest <= day):
            return None
        low, high = share_of(holding, votes)
        if (start is not None and start.latest > day) or (end is not None and end.earliest <= day):
            low = 0.0
        return Voter(owner, low, high, (holding.id,))
    current = [holding for holding in line if may_hold(holding, day)]
    if not current:
        return None
    shares = [share_of(holding, votes) for holding in current]
    held = any(must_hold(holding, day) for holding in current) or _handed_over(line, day)
    low = min(share[0] for share in shares) if held else 0.0
    return Voter(owner, low, max(share[1] for share in shares), tuple(holding.id for holding in current))


def _handed_over(line: Sequence[Holding], day: Day) -> bool:
    """Whether a day lies in a chain of statements each of which starts as the one before it ends."""
    for holding in line:
        if holding.start is not None and holding.start.latest > day:
            continue
        ends, seen = {holding.end}, {holding.id}
        while True:
            if any(end is None or end.earliest > day for end in ends):
                return True
            following = [other for other in line if other.start in ends and other.id not in seen]
            if not following:
                break
            ends = {other.end for other in following}
            seen.update(other.id for other in following)
    return False
