"""Effective (integrated) shares over time: those of `kg.reasoning.integrated`, for all days at once.

Outside rings the effective share of an owner along one path is a product of step functions, and a new step
begins only where one on that path changes. Where the greatest fractions cannot all hold at once (see
`rings.room`), the best distribution for the owner is found for each of those steps. In a ring each span in which
nothing in it or above it changes is solved as a day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from kg.dates import Day
from kg.reasoning.holdings import Holding
from kg.reasoning.integrated import Fractions, integrate, normal, upstream
from kg.reasoning.ownership import Band, settled_bands
from kg.reasoning.rings import TOLERANCE, Column, best, components, room

Steps: TypeAlias = Sequence[Band]
"""A fraction (0 to 1) over time: bands in order, none where there is nothing."""


MOST_IN_RING = 100
"""Larger rings take minutes: each is solved for every span, and the time for one grows with more than its square."""


def largest_ring(holdings: Iterable[Holding], company: str) -> int:
    """How many companies the largest ring has that a company is in, or that holds any part of it at any time."""
    owners: dict[str, list[str]] = {}
    for holding in holdings:
        owners.setdefault(holding.owned, []).append(holding.owner)
    above = upstream(
        {owned: [(owner, 0.0, 0.0) for owner in own] for owned, own in owners.items()}, [company]
    )
    return max(map(len, components({owned: owners[owned] for owned in above})), default=0)


def effective_periods(
    holdings: Iterable[Holding], of: Collection[str] | None = None
) -> dict[str, dict[str, list[Band]]]:
    """The effective shares over time.

    Args:
        holdings: All holdings, of any time.
        of: The companies that are asked for; all if not given.

    Returns:
        For each company and each owner, direct or indirect, the bands of the percentage.
    """
    lines: dict[str, list[tuple[str, Steps]]] = {}
    for owned, column in settled_bands(holdings).items():
        lines[owned] = _normal(
            [(owner, [(f, a, low / 100.0, high / 100.0) for f, a, low, high in own]) for owner, own in column]
        )
    if of is not None:
        graph = {owned: [(owner, 0.0, 0.0) for owner, _ in column] for owned, column in lines.items()}
        lines = {company: lines[company] for company in upstream(graph, of)}
    found: dict[str, dict[str, Steps]] = {}
    for ring in components({owned: [owner for owner, _ in column] for owned, column in lines.items()}):
        if len(ring) == 1 and all(owner != ring[0] for owner, _ in lines[ring[0]]):
            found[ring[0]] = _passed_on(lines[ring[0]], found)
        else:
            found.update(_span_by_span(ring, lines, found))
    return {
        company: {
            owner: [(first, after, 100.0 * low, 100.0 * high) for first, after, low, high in steps]
            for owner, steps in owners.items()
        }
        for company, owners in found.items()
        if of is None or company in of
    }


def _normal(lines: list[tuple[str, Steps]]) -> list[tuple[str, Steps]]:
    """The lines of a company, brought down to the whole where they exceed it by rounding."""
    if sum(max((band[2] for band in own), default=0.0) for _, own in lines) <= 1.0:
        return lines
    found: list[tuple[str, list[Band]]] = [(owner, []) for owner, _ in lines]
    for first, after in pairwise(_days(own for _, own in lines)):
        current = [(index, band) for index, (_, own) in enumerate(lines) if (band := _at(own, first))]
        column = normal([(lines[index][0], band[2], band[3]) for index, band in current])
        for (index, _), (_, low, high) in zip(current, column, strict=True):
            found[index][1].append((first, after, low, high))
    return [(owner, own) for owner, own in found]


def _days(many: Iterable[Steps]) -> list[Day]:
    """The days on which any of them changes."""
    return sorted({day for steps in many for band in steps for day in band[:2]})


def _passed_on(
    lines: Sequence[tuple[str, Steps]], above: Mapping[str, Mapping[str, Steps]]
) -> dict[str, Steps]:
    """The effective shares in a company: each owner's, and what is theirs of each owner."""
    paths: dict[str, list[Steps]] = {}
    for owner, own in lines:
        if own:
            paths.setdefault(owner, []).append(own)
            for beyond, theirs in above.get(owner, {}).items():
                if beyond != owner and (product := _product(own, theirs)):
                    paths.setdefault(beyond, []).append(product)
    found = {owner: steps[0] if len(steps) == 1 else _sum(steps) for owner, steps in paths.items()}
    if crowded := _crowded(lines):
        found = {owner: _capped(steps, _most(owner, crowded, above)) for owner, steps in found.items()}
    return {owner: _merged(steps) for owner, steps in found.items()}


def _crowded(lines: Sequence[tuple[str, Steps]]) -> list[tuple[Day, Day, Column]]:
    """The spans in which the greatest fractions in a company cannot all hold at once, with the bounds then."""
    if sum(max((band[3] for band in own), default=0.0) for _, own in lines) <= 1.0:
        return []
    found: list[tuple[Day, Day, Column]] = []
    for first, after in pairwise(_days(own for _, own in lines)):
        current = [(owner, band[2], band[3]) for owner, own in lines if (band := _at(own, first))]
        if room(current):
            found.append((first, after, current))
    return found


def _most(
    target: str, crowded: Iterable[tuple[Day, Day, Column]], above: Mapping[str, Mapping[str, Steps]]
) -> list[Band]:
    """The greatest effective share of one owner over the spans in which there is a choice."""
    found: list[Band] = []
    for first, after, column in crowded:
        theirs = {owner: steps for owner, _, _ in column if (steps := above.get(owner, {}).get(target))}
        inner = {
            day for steps in theirs.values() for band in steps for day in band[:2] if first < day < after
        }
        for start, end in pairwise(sorted({first, after, *inner})):
            worth = {owner: band[3] for owner, steps in theirs.items() if (band := _at(steps, start))}
            worth[target] = 1.0
            most = best(column, lambda owner: worth.get(owner, 0.0))  # noqa: B023
            found.append((start, end, 0.0, most))
    return found


def _capped(steps: Steps, most: Steps) -> list[Band]:
    """The same over time, with the greatest fraction replaced where another is given."""
    found: list[Band] = []
    for first, after in pairwise(_days((steps, most))):
        if band := _at(steps, first):
            cap = _at(most, first)
            found.append((first, after, band[2], cap[3] if cap else band[3]))
    return found


def _span_by_span(
    ring: Sequence[str],
    lines: Mapping[str, Sequence[tuple[str, Steps]]],
    above: Mapping[str, Mapping[str, Steps]],
) -> dict[str, dict[str, Steps]]:
    """The effective shares in a ring, solved anew for every span in which nothing changes."""
    inside = set(ring)
    outer = {
        owner for company in ring for owner, _ in lines[company] if owner not in inside and owner in above
    }
    changing = [own for company in ring for _, own in lines[company]]
    changing += [steps for owner in outer for steps in above[owner].values()]
    found: dict[str, dict[str, list[Band]]] = {company: {} for company in ring}
    for first, after in pairwise(_days(changing)):
        columns: dict[str, Column] = {}
        for company in ring:
            columns[company] = [
                (owner, band[2], band[3]) for owner, own in lines[company] if (band := _at(own, first))
            ]
        held = {owner for column in columns.values() for owner, _, _ in column}
        fractions: dict[str, Fractions] = {
            owner: {who: band[2:] for who, steps in above[owner].items() if (band := _at(steps, first))}
            for owner in outer & held
        }
        for company, owners in integrate(ring, columns, fractions).items():
            for owner, (low, high) in owners.items():
                found[company].setdefault(owner, []).append((first, after, low, high))
    return {
        company: {owner: _merged(own) for owner, own in owners.items()} for company, owners in found.items()
    }


def _at(steps: Steps, day: Day) -> Band | None:
    """The band of a day."""
    at = bisect_right(steps, day, key=lambda band: band[0]) - 1
    return steps[at] if at >= 0 and day < steps[at][1] else None


def _product(one: Steps, other: Steps) -> list[Band]:
    """The product of two fractions over time."""
    found: list[Band] = []
    i = j = 0
    while i < len(one) and j < len(other):
        first, after, low, high = one[i]
        other_first, other_after, other_low, other_high = other[j]
        start, end = max(first, other_first), min(after, other_after)
        if start < end:
            found.append((start, end, low * other_low, high * other_high))
        if after <= other_after:
            i += 1
        else:
            j += 1
    return found


def _sum(many: Sequence[Steps]) -> list[Band]:
    """The sum of fractions over time."""
    at = [0] * len(many)
    found: list[Band] = []
    for first, after in pairwise(_days(many)):
        low = high = 0.0
        some = False
        for index, steps in enumerate(many):
            while at[index] < len(steps) and steps[at[index]][1] <= first:
                at[index] += 1
            if at[index] < len(steps) and steps[at[index]][0] <= first:
                low += steps[at[index]][2]
                high += steps[at[index]][3]
                some = True
        if some:
            found.append((first, after, low, high))
    return found


def _merged(steps: Steps) -> list[Band]:
    """The same over time without steps that change nothing, and with nothing above the whole."""
    found: list[Band] = []
    for first, after, low, high in steps:
        low, high = min(1.0, low), min(1.0, high)
        last = found[-1] if found else None
        if last and last[1] == first and abs(last[2] - low) <= TOLERANCE and abs(last[3] - high) <= TOLERANCE:
            found[-1] = (last[0], after, last[2], last[3])
        else:
            found.append((first, after, low, high))
    return found
