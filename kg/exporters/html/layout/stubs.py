"""Ends of lines that are too short to be seen: such a line enters its box by the next side instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.scene import Point, Rect
from kg.exporters.html.layout.tracks import flip

SHORTEST = 9.0
"""The least length of the piece that a head stands on, in pixels."""
_FROM_CORNER = 10.0


def without_stubs(points: Sequence[Point], source: Rect, target: Rect, nearby: Nearby) -> tuple[Point, ...]:
    """Returns the corners of a line whose first or last piece is no stub, as far as that can be.

    Args:
        points: Its corners; pieces are level or upright by turns.
        source: The box it starts at.
        target: The box it ends at.
        nearby: All boxes, none of which it may run through.
    """
    mended = _start(tuple(points), source, target, nearby)
    return _start(mended[::-1], target, source, nearby)[::-1]


def _start(points: tuple[Point, ...], box: Rect, other: Rect, nearby: Nearby) -> tuple[Point, ...]:
    if len(points) < 3 or abs(points[0].x - points[1].x) + abs(points[0].y - points[1].y) >= SHORTEST:
        return points
    level = points[0].y == points[1].y
    turned = points if level else tuple(Point(p.y, p.x) for p in points)
    found = _enter(turned, *((box, other) if level else (flip(box), flip(other))))
    if found is None:
        return points
    straight = found if level else tuple(Point(p.y, p.x) for p in found)
    hit = any(True for a, b in pairwise(straight) for _ in nearby.cut(a, b))
    return points if hit else straight


def _enter(points: tuple[Point, ...], box: Rect, other: Rect) -> tuple[Point, ...] | None:
    """The line without its level stub: its upright second piece goes to the top or the bottom of the box."""
    far = points[2]
    if box.y <= far.y <= box.bottom or box.w < 2 * _FROM_CORNER:
        return None
    x = min(max(points[1].x, box.x + _FROM_CORNER), box.right - _FROM_CORNER)
    if len(points) == 3 and not other.x + 2 <= x <= other.right - 2:
        return None
    return (Point(x, box.y if far.y < box.y else box.bottom), Point(x, far.y), *points[3:])
