"""The way of a line along the streets: the cheapest in length, bends and sides, found by A*."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.exporters.html.layout.chart import Chart
from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.scene import Point, Rect
from kg.exporters.html.layout.tracks import Axis, Track

BEND = 34.0
"""What a bend costs, in pixels of way."""

SHARED = 0.45
"""What a pixel of way costs where a line of the same net runs already."""
_JOG = 30.0
_CLEAR = 6.0

Sides = Mapping[str, float]
"""What it costs to use a side of a box, in pixels of way."""


class Route(NamedTuple):
    """A way: the side it leaves by, its corners, the side it arrives at."""

    leaves: str
    points: tuple[Point, ...]
    arrives: str


def _mouth(side: str, track: Track) -> Point:
    """Returns the place where a port leaves its box."""
    if track.axis == "h":
        return Point(track.high if side == "left" else track.low, track.at)
    return Point(track.at, track.high if side == "top" else track.low)


Trunks = Mapping[tuple[bool, float], Sequence[tuple[float, float]]]
"""Where lines of a net run already: by whether they run level and at which coordinate, from where to where."""


def find(
    base: Chart,
    tracks: Sequence[Track],
    source: Mapping[str, Track],
    target: Mapping[str, Track],
    leave: Sides,
    arrive: Sides,
    trunks: Trunks,
) -> Route | None:
    """Finds the cheapest way from one box to another.

    Args:
        base: The streets that every line may use.
        tracks: Further streets that this one may use.
        source: The ports of the box to leave, by side.
        target: The ports of the box to arrive at, by side.
        leave: The cost of each side of the first box.
        arrive: The cost of each side of the second box.
        trunks: Where lines run with which this one may share its way, which makes that way cheaper.

    Returns:
        The way, or None if the streets do not connect the two.
    """
    starts, ends = list(source.items()), list(target.items())
    mouths = [(_mouth(side, track), track) for side, track in [*starts, *ends]]
    chart, opened = base.extended([*tracks, *source.values(), *target.values()], mouths)
    goals = {opened[len(starts) + i]: side for i, (side, _) in enumerate(ends)}
    goal_axis = {opened[len(starts) + i]: track.axis for i, (_, track) in enumerate(ends)}
    aims = [chart.places[g] for g in goals]
    left, right = min(p.x for p in aims), max(p.x for p in aims)
    top, bottom = min(p.y for p in aims), max(p.y for p in aims)
    hope = SHARED if trunks else 1.0
    first = min(arrive.values())

    def rest(at: int) -> float:
        p = chart.places[at]
        return hope * (max(left - p.x, 0.0, p.x - right) + max(top - p.y, 0.0, p.y - bottom)) + first

    heap: list[tuple[float, int, int]] = []
    count = 0
    best: dict[int, float] = {}
    parent: dict[int, int] = {}
    side_of: dict[int, str] = {}
    for i, (side, track) in enumerate(starts):
        state = 2 * opened[i] + (track.axis == "v")
        if leave[side] < best.get(state, float("inf")):
            best[state], parent[state], side_of[state] = leave[side], -1, side
            heapq.heappush(heap, (leave[side] + rest(opened[i]), i, state))
            count += 1
    done: set[int] = set()
    while heap:
        state = heapq.heappop(heap)[2]
        if state in done:
            continue
        done.add(state)
        at, upright = divmod(state, 2)
        fresh = parent[state] < 0
        if not fresh and at in goals and (goal_axis[at] == "v") == bool(upright):
            return _route(parent, side_of, state, chart.places, goals[at])
        here, cost = chart.places[at], best[state]
        for track, beside in chart.near[at].items():
            turns = (track.axis == "v") != bool(upright)
            if turns and fresh:
                continue
            for to in beside:
                step = 2 * to + (track.axis == "v")
                if to < 0 or step in done:
                    continue
                there = chart.places[to]
                length = abs(here.x - there.x) + abs(here.y - there.y)
                if trunks and _shared(here, there, track.axis, trunks):
                    length *= SHARED
                price = cost + length + (BEND if turns else 0.0)
                if to in goals and track.axis == goal_axis[to]:
                    price += arrive[goals[to]]
                if price < best.get(step, float("inf")) - 1e-9:
                    best[step], parent[step] = price, state
                    count += 1
                    heapq.heappush(heap, (price + (0.0 if to in goals else rest(to)), count, step))
    return None


def _shared(a: Point, b: Point, way: Axis, trunks: Trunks) -> bool:
    """Tells whether a step runs along a trunk."""
    level = way == "h"
    low, high = (min(a.x, b.x), max(a.x, b.x)) if level else (min(a.y, b.y), max(a.y, b.y))
    listed = trunks.get((level, a.y if level else a.x))
    return listed is not None and any(start <= low and high <= end for start, end in listed)


def _route(
    parent: Mapping[int, int], side_of: Mapping[int, str], end: int, places: Sequence[Point], arrives: str
) -> Route:
    """Follows a way back to its start, and keeps only its corners."""
    points: list[Point] = []
    state = first = end
    while state >= 0:
        point = places[state // 2]
        if len(points) >= 2 and (
            points[-2].x == points[-1].x == point.x or points[-2].y == points[-1].y == point.y
        ):
            points[-1] = point
        elif not points or points[-1] != point:
            points.append(point)
        state, first = parent[state], state
    return Route(side_of[first], tuple(reversed(points)), arrives)


def straight(route: Route, boxes: Nearby) -> Route:
    """Takes small steps aside out of a way, where the straight continuation of the street beside it is free."""
    points = list(route.points)
    i = 1
    while i + 2 < len(points):
        a, b, c, d = points[i - 1 : i + 3]
        upright = a.x == b.x
        if abs(b.x - c.x) + abs(b.y - c.y) > _JOG:
            i += 1
            continue
        ways = []
        if i + 3 < len(points):
            ways.append(((a, Point(a.x, d.y) if upright else Point(d.x, a.y)), (i - 1, i + 3)))
        if i > 1:
            ways.append(((Point(d.x, a.y) if upright else Point(a.x, d.y), d), (i - 2, i + 2)))
        for moved, (low, high) in ways:
            joined = [*points[low : i - 1], *moved, *points[i + 3 : high + 1]]
            if _free(joined, boxes):
                points[i - 1 : i + 3] = moved
                i = 0
                break
        i += 1
    return route._replace(points=tuple(points))


def _free(points: Sequence[Point], boxes: Nearby) -> bool:
    """Tells whether a way stays clear of boxes; its ends may touch the boxes that it joins."""
    return all(
        _touches(box, points) for p, q in itertools.pairwise(points) for box in boxes.cut(p, q, _CLEAR)
    )


def _touches(box: Rect, points: Sequence[Point]) -> bool:
    """Tells whether a way starts or ends on the side of a box, and nowhere runs through it."""
    at_end = any(
        box.x - 0.1 <= p.x <= box.right + 0.1 and box.y - 0.1 <= p.y <= box.bottom + 0.1
        for p in (points[0], points[-1])
    )
    return at_end and not any(box.cut_by(p, q) for p, q in itertools.pairwise(points))
