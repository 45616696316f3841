"""The holdings in each company on a day (columns) and over time (bands)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from kg.dates import END_OF_DAYS, FIRST_DAY, Day
from kg.reasoning.holdings import ControlClaim, Holding, Voter, lines, may_hold, share_of, voter_on

ROUNDING = 1.0
"""By how many percentage points the shares of one company may exceed 100 for having been rounded."""

Band: TypeAlias = tuple[Day, Day, float, float]
"""From a day until before another: the least and the greatest percentage."""


class Range(NamedTuple):
    """A percentage that is known to lie between two bounds, both included."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the bounds are the same."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Column:
    """All lines into one company on one day.

    Attributes:
        voters: The lines, in the order of the statements.
        excess: By how much the sum of the least percentages, as stated, exceeds 100, or 0 if rounding explains it.
            Those of the voters have been lowered by it, because some must be wrong and it is not known which.
    """

    voters: tuple[Voter, ...]
    excess: float

    @property
    def low(self) -> float:
        """The sum of the least percentages that can be relied on."""
        return sum(voter.low for voter in self.voters)


def columns_on(holdings: Iterable[Holding], day: Day, votes: bool = False) -> dict[str, Column]:
    """The lines into each company on a day, with their bounds settled (see `Column.excess`)."""
    current = lines(holding for holding in holdings if may_hold(holding, day))
    return {
        owned: _settled([voter_on(line, day, votes) for line in column]) for owned, column in current.items()
    }


def bands(line: Sequence[Holding], votes: bool = False) -> list[Band]:
    """The bounds of a line over time: bands that follow each other, none where nothing is held."""
    if len(line) == 1:
        return spread(line[0], *share_of(line[0], votes))
    found: list[Band] = []
    for first, after in pairwise(sorted({edge for holding in line for edge in edges(holding)})):
        current = [holding for holding in line if may_hold(holding, first)]
        if not current:
            continue
        voter = voter_on(current, first, votes)
        if found and found[-1][1] == first and found[-1][2:] == (voter.low, voter.high):
            found[-1] = (found[-1][0], after, voter.low, voter.high)
        else:
            found.append((first, after, voter.low, voter.high))
    return found


def settled_bands(
    holdings: Iterable[Holding], votes: bool = False
) -> dict[str, list[tuple[str, list[Band]]]]:
    """The lines into each company over time, with their bounds settled (see `Column.excess`).

    Returns:
        For each company, the owner and the bands of each line.
    """
    columns: dict[str, list[tuple[str, list[Band]]]] = {}
    for owned, gathered in lines(holdings).items():
        column = columns[owned] = [(line[0].owner, bands(line, votes)) for line in gathered]
        if sum(max((band[2] for band in own), default=0.0) for _, own in column) > 100.0 + ROUNDING:
            excesses = _excesses(own for _, own in column)
            if excesses:
                columns[owned] = [(owner, _lowered(own, excesses)) for owner, own in column]
    return columns


def edges(statement: Holding | ControlClaim) -> tuple[Day, Day, Day, Day]:
    """The days on which what is known can change: may hold, must hold, need no longer, can no longer."""
    start, end = statement.start, statement.end
    before = (FIRST_DAY, FIRST_DAY) if start is None else (start.earliest, start.latest)
    return before + ((END_OF_DAYS, END_OF_DAYS) if end is None else (end.earliest, end.latest))


def spread(statement: Holding | ControlClaim, low: float, high: float) -> list[Band]:
    """The bounds of a single statement over time: at least 0 where it need not hold."""
    first, settled, shaken, after = edges(statement)
    if first >= after:
        return []
    if settled >= shaken or low == 0.0:
        return [(first, after, 0.0, high)]
    found: list[Band] = []
    if first < settled:
        found.append((first, settled, 0.0, high))
    found.append((settled, shaken, low, high))
    if shaken < after:
        found.append((shaken, after, 0.0, high))
    return found


def _settled(voters: Sequence[Voter]) -> Column:
    """The lines of one company as a column."""
    stated = 0.0
    for voter in voters:
        stated += voter.low
    if stated <= 100.0 + ROUNDING:
        return Column(tuple(voters), 0.0)
    excess = stated - 100.0
    lowered = tuple(voter._replace(low=max(0.0, voter.low - excess)) for voter in voters)
    return Column(lowered, excess)


def _excesses(column: Iterable[Sequence[Band]]) -> list[tuple[Day, Day, float]]:
    """By how much the least percentages exceed 100, over the times at which rounding does not explain it."""
    changes: dict[Day, float] = {}
    for own in column:
        for first, after, low, _ in own:
            changes[first] = changes.get(first, 0.0) + low
            changes[after] = changes.get(after, 0.0) - low
    total = 0.0
    found: list[tuple[Day, Day, float]] = []
    for first, after in pairwise(sorted(changes)):
        total += changes[first]
        if total > 100.0 + ROUNDING:
            found.append((first, after, total - 100.0))
    return found


def _lowered(own: Sequence[Band], excesses: Sequence[tuple[Day, Day, float]]) -> list[Band]:
    """Bands with their least percentages lowered by the excess of the time."""
    found: list[Band] = []
    for first, after, low, high in own:
        at = first
        for start, end, excess in excesses:
            start, end = max(start, at), min(end, after)
            if start < end:
                if at < start:
                    found.append((at, start, low, high))
                found.append((start, end, max(0.0, low - excess), high))
                at = end
        if at < after:
            found.append((at, after, low, high))
    return found
