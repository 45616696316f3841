"""Sets of days as sorted spans that neither touch nor overlap, each from a day until before another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

from kg.dates import END_OF_DAYS, FIRST_DAY, Day

Span: TypeAlias = tuple[Day, Day]
Spans: TypeAlias = tuple[Span, ...]

NEVER: Spans = ()
ALWAYS: Spans = ((FIRST_DAY, END_OF_DAYS),)


def overlaid(sets: Iterable[Spans], least: int = 1) -> Spans:
    """The days that lie in at least so many of the sets: one for the union, all of them for the intersection."""
    given = [spans for spans in sets if spans]
    if len(given) < least or len(given) == 1:
        return given[0] if len(given) == least else NEVER
    if len(given) == 2 == least:
        return common(*given)
    changes: dict[Day, int] = {}
    for spans in given:
        for first, after in spans:
            changes[first] = changes.get(first, 0) + 1
            changes[after] = changes.get(after, 0) - 1
    count = 0
    found: list[Span] = []
    for first, after in pairwise(sorted(changes)):
        count += changes[first]
        if count >= least:
            extend(found, first, after)
    return tuple(found)


def common(one: Spans, other: Spans) -> Spans:
    """The days that lie in both sets."""
    found: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        first, after = one[i]
        start, end = other[j]
        if first < end and start < after:
            found.append((max(first, start), min(after, end)))
        if after <= end:
            i += 1
        else:
            j += 1
    return tuple(found)


def without(spans: Spans, taken: Spans) -> Spans:
    """The days of one set that do not lie in another."""
    if not taken or not spans:
        return spans
    found: list[Span] = []
    at = 0
    for first, after in spans:
        while at < len(taken) and taken[at][1] <= first:
            at += 1
        for start, end in taken[at:]:
            if start >= after:
                break
            if first < start:
                found.append((first, start))
            first = end
        if first < after:
            found.append((first, after))
    return tuple(found)


def extend(spans: list[Span], first: Day, after: Day) -> None:
    """Add days that begin no earlier than the last span ends."""
    if spans and spans[-1][1] == first:
        spans[-1] = (spans[-1][0], after)
    else:
        spans.append((first, after))
