"""Sets of days as sorted spans that neither touch nor overlap, each from a day until before another."""

from __future__ import annotations

from bisect import bisect_right
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
    changes: dict[Day, int] = {}
    for spans in sets:
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


def without(spans: Spans, taken: Spans) -> Spans:
    """The days of one set that do not lie in another."""
    if not taken or not spans:
        return spans
    gaps = zip(
        (FIRST_DAY, *(after for _, after in taken)),
        (*(first for first, _ in taken), END_OF_DAYS),
        strict=True,
    )
    return overlaid((spans, tuple(gap for gap in gaps if gap[0] < gap[1])), least=2)


def contains(spans: Spans, day: Day) -> bool:
    """Whether a day lies in the set."""
    at = bisect_right(spans, (day, END_OF_DAYS)) - 1
    return at >= 0 and day < spans[at][1]


def extend(spans: list[Span], first: Day, after: Day) -> None:
    """Add days that begin no earlier than the last span ends."""
    if spans and spans[-1][1] == first:
        spans[-1] = (spans[-1][0], after)
    else:
        spans.append((first, after))
