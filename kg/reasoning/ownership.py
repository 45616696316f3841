"""The holdings in each company on a day (columns) and over time (bands); what is wrong with their sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from kg.dates import END_OF_DAYS, FIRST_DAY, Day
from kg.reasoning.holdings import Holding, Line, Voter, lines, share_of, voter_on

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
        stated: The sum of the least percentages, as stated.
        excess: By how much that sum exceeds 100, or 0 if rounding explains it. The least percentages of the
            voters have been lowered by it, because some must be wrong and it is not known which.
    """

    voters: tuple[Voter, ...]
    stated: float
    excess: float

    @property
    def low(self) -> float:
        """The sum of the least percentages that can be relied on."""
        return sum(voter.low for voter in self.voters)

    @property
    def exact(self) -> bool:
        """Whether every line is known exactly."""
        return all(voter.low == voter.high for voter in self.voters)

    @property
    def undisclosed(self) -> Range:
        """What is held by owners whom no statement names."""
        return Range(max(0.0, 100.0 - sum(voter.high for voter in self.voters)), max(0.0, 100.0 - self.low))


@dataclass(frozen=True, slots=True)
class Oversubscribed:
    """Holdings in one company that cannot all be right, because together they exceed 100 %.

    Attributes:
        owned: The company.
        first: The first day on which they do.
        after: The first day on which they no longer do.
        total: The sum of the least percentages.
        statements: The statements that must hold then.
    """

    owned: str
    first: Day
    after: Day
    total: float
    statements: tuple[str, ...]


def columns_on(holdings: Iterable[Holding], day: Day, votes: bool = False) -> dict[str, Column]:
    """The lines into each company on a day, with their bounds settled (see `Column.excess`)."""
    voters: dict[str, list[Voter]] = {}
    for (owner, owned, _), line in lines(holdings).items():
        voter = voter_on(owner, line, day, votes)
        if voter is not None:
            voters.setdefault(owned, []).append(voter)
    return {owned: _settled(column) for owned, column in voters.items()}


def direct_share(
    holdings: Iterable[Holding], owner: str, owned: str, day: Day, votes: bool = False
) -> Range | None:
    """What an owner holds directly on a day, or None if nothing is stated for that day."""
    column = columns_on((holding for holding in holdings if holding.owned == owned), day, votes).get(owned)
    own = [voter for voter in column.voters if voter.owner == owner] if column else []
    if not own:
        return None
    return Range(sum(voter.low for voter in own), min(100.0, sum(voter.high for voter in own)))


def bands(line: Sequence[Holding], votes: bool = False) -> list[Band]:
    """The bounds of a line over time: bands that follow each other, none where nothing is held."""
    if len(line) == 1:
        return _single_bands(line[0], votes)
    edges = sorted({edge for holding in line for edge in _edges(holding)})
    found: list[Band] = []
    for first, after in pairwise(edges):
        voter = voter_on("", line, first, votes)
        if voter is None:
            continue
        if found and found[-1][1] == first and found[-1][2:] == (voter.low, voter.high):
            found[-1] = (found[-1][0], after, voter.low, voter.high)
        else:
            found.append((first, after, voter.low, voter.high))
    return found


def settled_bands(
    gathered: Mapping[Line, Sequence[Holding]], votes: bool = False
) -> dict[str, list[tuple[str, list[Band]]]]:
    """The lines into each company over time, with their bounds settled (see `Column.excess`).

    Returns:
        For each company, the owner and the bands of each line.
    """
    columns: dict[str, list[tuple[str, list[Band]]]] = {}
    for (owner, owned, _), line in gathered.items():
        columns.setdefault(owned, []).append((owner, bands(line, votes)))
    for owned, column in columns.items():
        if sum(max((band[2] for band in own), default=0.0) for _, own in column) > 100.0 + ROUNDING:
            excesses = [(f, a, total - 100.0) for f, a, total in _lows(column) if total > 100.0 + ROUNDING]
            if excesses:
                columns[owned] = [(owner, _lowered(own, excesses)) for owner, own in column]
    return columns


def oversubscribed(holdings: Iterable[Holding], votes: bool = False) -> list[Oversubscribed]:
    """Where and when the shares of one company certainly exceed 100 % by more than rounding explains."""
    gathered = lines(holdings)
    columns: dict[str, list[tuple[Line, list[Band]]]] = {}
    for key, line in gathered.items():
        columns.setdefault(key[1], []).append((key, bands(line, votes)))
    found: list[Oversubscribed] = []
    for owned, column in sorted(columns.items()):
        for first, after, total in _lows([(key[0], own) for key, own in column]):
            if total > 100.0 + ROUNDING:
                voters = [voter_on(key[0], gathered[key], first, votes) for key, _ in column]
                statements = [
                    name for voter in voters if voter and voter.low > 0 for name in voter.statements
                ]
                found.append(Oversubscribed(owned, first, after, total, tuple(sorted(statements))))
    return found


def _edges(holding: Holding) -> tuple[Day, Day, Day, Day]:
    """The days on which what is known of a holding can change."""
    start, end = holding.start, holding.end
    before = (FIRST_DAY, FIRST_DAY) if start is None else (start.earliest, start.latest)
    return before + ((END_OF_DAYS, END_OF_DAYS) if end is None else (end.earliest, end.latest))


def _single_bands(holding: Holding, votes: bool) -> list[Band]:
    """The bounds over time of a line with one statement."""
    low, high = share_of(holding, votes)
    first, settled, shaken, after = _edges(holding)
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
        return Column(tuple(voters), stated, 0.0)
    excess = stated - 100.0
    lowered = tuple(voter._replace(low=max(0.0, voter.low - excess)) for voter in voters)
    return Column(lowered, stated, excess)


def _lows(column: Sequence[tuple[str, Sequence[Band]]]) -> list[tuple[Day, Day, float]]:
    """The sum of the least percentages over time."""
    changes: dict[Day, float] = {}
    for _, own in column:
        for first, after, low, _ in own:
            changes[first] = changes.get(first, 0.0) + low
            changes[after] = changes.get(after, 0.0) - low
    days, total, found = sorted(changes), 0.0, []
    for first, after in pairwise(days):
        total += changes[first]
        found.append((first, after, total))
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
