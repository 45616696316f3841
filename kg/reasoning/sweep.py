"""Who controlled what from when until when: the definition of `kg.reasoning.control`, for all days at once.

What the worklist of one day does with sums, this one does with sums over time. A controller's set of days for a
company grows until nothing more follows; each time that it grows, the votes that the company holds are added
over the days by which it grew and no others. So nothing is computed twice for a day on which nothing changed. On
every day the outcome is that of `control_on` (the operator works day by day, and so does its least fixpoint).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from kg.dates import Day
from kg.reasoning.control import CLAIM, HALF, MAJORITY, SLACK
from kg.reasoning.holdings import ControlClaim, Holding, may_hold, must_hold
from kg.reasoning.ownership import Band, edges, settled_bands, spread
from kg.reasoning.spans import ALWAYS, NEVER, Span, Spans, extend, overlaid, without

Timeline: TypeAlias = Mapping[str, Mapping[str, Spans]]
"""For each controller and each company, the days."""


@dataclass(frozen=True, slots=True)
class ControlPeriods:
    """Who controlled what, and when.

    Attributes:
        certain: The days on which each controller certainly controlled each company.
        possible: The days on which it may have, including those.
    """

    certain: Timeline
    possible: Timeline


@dataclass(frozen=True, slots=True)
class Bundle:
    """The joint claims to one thing over a span in which nothing about them changes."""

    controlled: str
    span: Span
    may: frozenset[str]
    must: frozenset[str]


@dataclass(frozen=True, slots=True)
class Market:
    """All votes of all days: what each holder has, with its greatest percentage, and where bounds leave room."""

    held: Mapping[str, list[tuple[str, Sequence[Band], float]]]
    totals: Mapping[str, list[Band]]
    bundles: Sequence[Bundle]


def control_periods(
    holdings: Iterable[Holding], claims: Iterable[ControlClaim], collectives: Container[str] = ()
) -> ControlPeriods:
    """Who controlled what, and when; the arguments are those of `kg.reasoning.control.votes_on`."""
    market = arranged(holdings, claims, collectives)
    certain: dict[str, Mapping[str, Spans]] = {}
    possible: dict[str, Mapping[str, Spans]] = {}
    for controller in _controllers(market):
        if may := _controlled_by(market, controller, certain=False):
            possible[controller] = may
            if must := _controlled_by(market, controller, certain=True):
                certain[controller] = must
    return ControlPeriods(certain, possible)


def certain_control(
    holdings: Iterable[Holding], claims: Iterable[ControlClaim], collectives: Container[str] = ()
) -> Timeline:
    """The certain part of `control_periods`, for those who need no other."""
    market = arranged(holdings, claims, collectives)
    found = ((who, _controlled_by(market, who, certain=True)) for who in _controllers(market))
    return {who: companies for who, companies in found if companies}


def _controllers(market: Market) -> Iterable[str]:
    """Whoever may control anything."""
    return dict.fromkeys([*market.held, *(who for bundle in market.bundles for who in sorted(bundle.may))])


def arranged(
    holdings: Iterable[Holding], claims: Iterable[ControlClaim], collectives: Container[str]
) -> Market:
    """Arrange the votes."""
    held: dict[str, list[tuple[str, Sequence[Band], float]]] = {}
    totals: dict[str, list[Band]] = {}
    for owned, column in settled_bands(holdings, votes=True).items():
        if any(band[2] != band[3] for _, own in column for band in own):
            totals[owned] = [band for _, own in column for band in own if band[2] > 0.0]
        for owner, own in column:
            if own and owner not in collectives:
                held.setdefault(owner, []).append((owned, own, max(band[3] for band in own)))
    joint: dict[str, list[ControlClaim]] = {}
    for claim in claims:
        if claim.joint:
            joint.setdefault(claim.controlled, []).append(claim)
        elif own := spread(claim, CLAIM, CLAIM):
            held.setdefault(claim.controller, []).append((claim.controlled, own, CLAIM))
    return Market(held, totals, [bundle for shared in joint.values() for bundle in _bundles(shared)])


def _bundles(claims: Sequence[ControlClaim]) -> list[Bundle]:
    """The joint claims to one thing over time."""
    found: list[Bundle] = []
    for first, after in pairwise(sorted({edge for claim in claims for edge in edges(claim)})):
        current = [claim for claim in claims if may_hold(claim, first)]
        if current:
            may = frozenset(claim.controller for claim in current)
            must = frozenset(claim.controller for claim in current if must_hold(claim, first))
            found.append(Bundle(claims[0].controlled, (first, after), may, must))
    return found


def _controlled_by(market: Market, controller: str, certain: bool) -> dict[str, Spans]:
    """What one controller controlled, and when."""
    days: dict[str, Spans] = {controller: ALWAYS}
    parts: dict[str, list[Band]] = {}
    peaks: dict[str, float] = {}
    grown: list[tuple[str, Spans]] = [(controller, ALWAYS)]
    for holder, fresh in grown:
        touched: dict[str, Spans] = {}
        for owned, own, peak in market.held.get(holder, ()):
            if owned == controller:
                continue
            peaks[owned] = peaks.get(owned, 0.0) + peak
            parts.setdefault(owned, []).extend(own if fresh is ALWAYS else clipped(own, fresh))
            if peaks[owned] > MAJORITY:
                touched[owned] = NEVER
        for owned in touched:
            touched[owned] = _won(parts[owned], market.totals.get(owned), certain)
        for bundle in market.bundles:
            if holder in bundle.may and bundle.controlled != controller:
                touched[bundle.controlled] = overlaid(
                    (touched.get(bundle.controlled, NEVER), _bundle_won(bundle, days, certain))
                )
        for owned, won in touched.items():
            before = days.get(owned, NEVER)
            if more := without(won, before):
                days[owned] = overlaid((before, more))
                grown.append((owned, more))
    del days[controller]
    return days


def _won(parts: Sequence[Band], totals: Sequence[Band] | None, certain: bool) -> Spans:
    """The days on which these votes are a majority, for certain or possibly (see `control.controlled_by`)."""
    changes: dict[Day, list[float]] = {}
    for first, after, low, high in parts:
        begin, cease = changes.setdefault(first, [0.0, 0.0, 0.0]), changes.setdefault(after, [0.0, 0.0, 0.0])
        begin[0] += low
        begin[1] += high
        cease[0] -= low
        cease[1] -= high
    if totals is not None and not certain:
        for first, after, low, _ in totals:
            changes.setdefault(first, [0.0, 0.0, 0.0])[2] += low
            changes.setdefault(after, [0.0, 0.0, 0.0])[2] -= low
    least = most = total = 0.0
    found: list[Span] = []
    for first, after in pairwise(sorted(changes)):
        low, high, all_low = changes[first]
        least, most, total = least + low, most + high, total + all_low
        if certain:
            majority = least > MAJORITY
        else:
            majority = most > MAJORITY and (
                totals is None or least > min(100.0, total) - HALF + SLACK or most >= CLAIM - SLACK
            )
        if majority:
            extend(found, first, after)
    return tuple(found)


def _bundle_won(bundle: Bundle, days: Mapping[str, Spans], certain: bool) -> Spans:
    """The days on which a coalition has all who share the control, of whom there must be two at least."""
    sharers = [days.get(who, NEVER) for who in bundle.may]
    if certain:
        return overlaid([(bundle.span,), *sharers], len(sharers) + 1) if len(bundle.must) > 1 else NEVER
    needed = [(bundle.span,), overlaid(sharers, 2), *(days.get(who, NEVER) for who in bundle.must)]
    return overlaid(needed, len(needed))


def clipped(own: Sequence[Band], days: Spans) -> list[Band]:
    """The bands as far as they lie in some days."""
    return [
        (max(first, start), min(after, end), low, high)
        for first, after, low, high in own
        for start, end in days
        if start < after and first < end
    ]
