"""The ways of all lines of a picture: roughly, to see how wide the gutters must be, and then exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.exporters.html.layout.chart import Chart
from kg.exporters.html.layout.links import Link
from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.routes import Route, Trunks, find, straight
from kg.exporters.html.layout.scene import Point, Rect
from kg.exporters.html.layout.tracks import Gutters, Track, local, ports

_DOWNWARDS = (
    {"bottom": 0.0, "left": 18.0, "right": 18.0, "top": 70.0},
    {"top": 0.0, "left": 26.0, "right": 26.0, "bottom": 60.0},
)
_SIDEWAYS = (
    {"left": 0.0, "right": 0.0, "bottom": 14.0, "top": 30.0},
    {"left": 0.0, "right": 0.0, "bottom": 14.0, "top": 30.0},
)
_STEM_COST = 40.0


def rough(
    links: Sequence[Link], where: Mapping[str, str], placed: Mapping[str, Rect], streets: Gutters
) -> dict[str, Route]:
    """Finds ways from card to card along the gutters only: enough to tell how wide these must be."""
    between = Chart(streets.all())
    doors = {card: ports(rect, [rect], streets.around(card)) for card, rect in placed.items()}
    trunks = _Trunks()
    routes = {}
    for link in links:
        a, b = where[link.source], where[link.target]
        leave, arrive = _DOWNWARDS if link.family == "ownership" else _SIDEWAYS
        route = find(between, (), doors[a], doors[b], leave, arrive, trunks.of(link)) if a != b else None
        if route:
            routes[link.id] = route
            trunks.add(link, route)
    return routes


class _Trunks:
    """Where the lines of each net run already."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[bool, float], list[tuple[float, float]]]] = defaultdict(dict)

    def of(self, link: Link) -> Trunks:
        return self._found[link.net]

    def add(self, link: Link, route: Route) -> None:
        for a, b in pairwise(route.points):
            level = a.y == b.y
            low, high = (min(a.x, b.x), max(a.x, b.x)) if level else (min(a.y, b.y), max(a.y, b.y))
            self._found[link.net].setdefault((level, a.y if level else a.x), []).append((low, high))


def exact(
    links: Sequence[Link],
    where: Mapping[str, str],
    boxes: Mapping[str, Rect],
    stems: Mapping[str, tuple[Point, ...]],
    streets: Gutters,
    touched: Mapping[tuple[str, str], int],
) -> dict[str, Route]:
    """Finds the way of every line along gutters and the streets inside cards."""
    by_card: dict[str, list[str]] = defaultdict(list)
    for name, card in where.items():
        by_card[card].append(name)
    rects = {card: [boxes[name] for name in names] for card, names in by_card.items()}
    inner: dict[str, list[Track]] = {}
    between = Chart(streets.all())
    nearby = Nearby(boxes.values())
    trunks = _Trunks()
    routes = {}
    doors: dict[str, dict[str, Track]] = {}
    for link in links:
        ends = (where[link.source], where[link.target])
        for end, card in zip((link.source, link.target), ends, strict=True):
            if end not in doors:
                doors[end] = ports(boxes[end], rects[card], streets.around(card))
            if card not in inner:
                own = [stems[name] for name in by_card[card] if name in stems]
                inner[card] = local(rects[card], own, streets.around(card))
        leave, arrive = _DOWNWARDS if link.family == "ownership" else _SIDEWAYS
        route = find(
            between,
            [*inner[ends[0]], *(inner[ends[1]] if ends[0] != ends[1] else ())],
            doors[link.source],
            doors[link.target],
            _costs(leave, link.source, touched),
            _costs(arrive, link.target, touched),
            trunks.of(link),
        )
        if route:
            routes[link.id] = straight(route, nearby)
            trunks.add(link, routes[link.id])
    return routes


def _costs(sides: Mapping[str, float], box: str, touched: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Makes a side dearer that a stem touches."""
    return {side: cost + (_STEM_COST if touched.get((box, side)) else 0.0) for side, cost in sides.items()}
