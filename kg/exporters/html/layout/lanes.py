"""Lines that share a street get lanes of their own, and lines that share a side of a box get ports of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.routes import Route
from kg.exporters.html.layout.scene import Point, Rect
from kg.exporters.html.layout.stubs import without_stubs
from kg.exporters.html.layout.tracks import flip

LANE = 8.0
"""Distance between lanes, in pixels, where there is room."""
_KEEP = 5.0


@dataclass(slots=True)
class _Segment:
    """A straight piece of a line: level or upright, at one coordinate, from one end to the other."""

    net: str
    level: bool
    at: float
    low: float
    high: float
    turn: float
    """Which way its ends turn: negative for up or left, positive for down or right."""
    lane: int = 0


def separate(
    routes: Mapping[str, Route],
    nets: Mapping[str, str],
    ends: Mapping[str, tuple[str, str]],
    boxes: Mapping[str, Rect],
    taken: Mapping[tuple[str, str], int],
) -> dict[str, tuple[Point, ...]]:
    """Gives every line its corners, so that no two nets run on top of each other where there is room.

    Args:
        routes: The way of each line.
        nets: The net of each line; lines of one net may share lanes.
        ends: The box that each line starts at and the one it ends at.
        boxes: All boxes.
        taken: For a side of a box, how many stems already touch its middle.

    Returns:
        The corners of each line, by its name. A line that its ports or lanes would push into a box keeps its way.
    """
    pieces = {name: _pieces(route, nets[name]) for name, route in routes.items()}
    _ports(routes, ends, boxes, taken, pieces)
    inner = [s for line in pieces.values() for s in line[1:-1]]
    _lanes(inner, list(boxes.values()))
    nearby = Nearby(boxes.values())
    found = {}
    for name, line in pieces.items():
        corners = _corners(routes[name], line)
        hit = any(True for a, b in pairwise(corners) for _ in nearby.cut(a, b))
        kept = routes[name].points if hit else corners
        found[name] = without_stubs(kept, boxes[ends[name][0]], boxes[ends[name][1]], nearby)
    return found


def crowds(routes: Mapping[str, Route], nets: Mapping[str, str]) -> dict[tuple[bool, float], int]:
    """Counts the lanes that each street needs: by whether it is level, and its coordinate."""
    by_street: dict[tuple[bool, float], list[_Segment]] = defaultdict(list)
    for name, route in routes.items():
        for piece in _pieces(route, nets[name])[1:-1]:
            by_street[piece.level, piece.at].append(piece)
    needed = {}
    for street, members in by_street.items():
        for cluster in _clusters(members):
            _number(cluster)
        needed[street] = 1 + max(s.lane for s in members)
    return needed


def _pieces(route: Route, net: str) -> list[_Segment]:
    points = route.points
    found = []
    for i in range(len(points) - 1):
        a, b = points[i], points[i + 1]
        level = a.y == b.y
        turn = 0.0
        for j, corner in ((i - 1, a), (i + 2, b)):
            if 0 <= j < len(points):
                far = points[j]
                delta = (far.y - corner.y) if level else (far.x - corner.x)
                turn += (delta > 0) - (delta < 0)
        at, low, high = (a.y, min(a.x, b.x), max(a.x, b.x)) if level else (a.x, min(a.y, b.y), max(a.y, b.y))
        found.append(_Segment(net, level, at, low, high, turn))
    return found


def _ports(
    routes: Mapping[str, Route],
    ends: Mapping[str, tuple[str, str]],
    boxes: Mapping[str, Rect],
    taken: Mapping[tuple[str, str], int],
    pieces: Mapping[str, list[_Segment]],
) -> None:
    """Spreads the lines that touch a side of a box along it, in the order of where they turn to."""
    waiting: dict[tuple[str, str], dict[str, list[tuple[float, str, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for name, route in routes.items():
        source, target = ends[name]
        for box, side, which in ((source, route.leaves, 0), (target, route.arrives, -1)):
            points = route.points if which == 0 else route.points[::-1]
            net = pieces[name][0].net
            waiting[box, side][net].append((_bearing(points, side), name, which))
    for (box, side), by_net in sorted(waiting.items()):
        rect = boxes[box] if side in ("left", "right") else flip(boxes[box])
        order = sorted(by_net, key=lambda net: (min(by_net[net])[0], net))
        slots = _slots(len(order), bool(taken.get((box, side))))
        for net, slot in zip(order, slots, strict=True):
            for _, name, which in by_net[net]:
                if len(pieces[name]) > 1 or which == 0:
                    pieces[name][which].at = rect.y + rect.h * slot
    for name, line in pieces.items():
        if len(line) == 1:
            one, other = (boxes[end] if line[0].level else flip(boxes[end]) for end in ends[name])
            low, high = max(one.y, other.y) + 2, min(one.bottom, other.bottom) - 2
            line[0].at = min(max(line[0].at, low), high)


def _bearing(points: Sequence[Point], side: str) -> float:
    """Tells whether a line turns back (small) or forth (great) after it leaves a side, and how far."""
    level = side in ("left", "right")
    start = points[0]
    for point in points[1:]:
        delta = point.y - start.y if level else point.x - start.x
        if delta:
            reach = abs(points[1].x - start.x) if level else abs(points[1].y - start.y)
            return delta / (1 + reach / 100)
    return 0.0


def _slots(count: int, middle_taken: bool) -> list[float]:
    """Returns where along a side the ports stand, in parts of its length."""
    if not middle_taken:
        return [(i + 1) / (count + 1) for i in range(count)]
    slots = [(i + 1) / (count + 2) for i in range(count + 1)]
    slots.remove(min(slots, key=lambda s: (abs(s - 0.5), s)))
    return slots


def _clusters(members: Sequence[_Segment]) -> list[list[_Segment]]:
    """Groups the pieces on one street that overlap, directly or through others."""
    clusters: list[list[_Segment]] = []
    reach = float("-inf")
    for segment in sorted(members, key=lambda s: (s.low, s.high, s.net)):
        if segment.low > reach + LANE:
            clusters.append([])
        clusters[-1].append(segment)
        reach = max(reach, segment.high)
    return clusters


def _number(cluster: Sequence[_Segment]) -> int:
    """Numbers the lanes of a cluster, and returns how many it needs.

    Pieces whose ends both turn up run above those whose ends turn down; among those that turn up the shorter is
    the upper one, so that nested lines do not cross.
    """

    def key(s: _Segment) -> tuple[float, float, float, str]:
        length = s.high - s.low
        return (s.turn, length * -s.turn if s.turn > 0 else length, s.low, s.net)

    done: list[_Segment] = []
    for segment in sorted(cluster, key=key):
        same = [d.lane for d in done if d.net == segment.net]
        over = [
            d.lane
            for d in done
            if d.net != segment.net and d.low < segment.high + 4 and segment.low < d.high + 4
        ]
        segment.lane = same[0] if same and same[0] not in over else 1 + max(over, default=-1)
        done.append(segment)
    return 1 + max(s.lane for s in cluster)


def _lanes(inner: Sequence[_Segment], boxes: Sequence[Rect]) -> None:
    streets: dict[tuple[bool, float], list[_Segment]] = defaultdict(list)
    for segment in inner:
        streets[segment.level, segment.at].append(segment)
    clusters = [cluster for street in sorted(streets) for cluster in _clusters(streets[street])]
    spans = [(c[0].level, c[0].at, min(s.low for s in c), max(s.high for s in c)) for c in clusters]
    moves: list[tuple[_Segment, float]] = []
    for cluster, (level, at, low, high) in zip(clusters, spans, strict=True):
        count = _number(cluster)
        if count == 1:
            continue
        room = 1000.0
        for rect in boxes:
            across = rect if level else flip(rect)
            if across.x < high and across.right > low:
                room = min(room, abs(across.y - at), abs(across.bottom - at))
        for other_level, other_at, other_low, other_high in spans:
            if other_level == level and other_at != at and other_low < high and other_high > low:
                room = min(room, abs(other_at - at) / 2 + _KEEP - 2)
        step = min(LANE, max(0.0, 2 * (room - _KEEP)) / (count - 1))
        moves += [(s, at + (s.lane - (count - 1) / 2) * step) for s in cluster]
    for segment, at in moves:
        segment.at = at


def _corners(route: Route, line: Sequence[_Segment]) -> tuple[Point, ...]:
    """Returns the corners of a line whose pieces have got their coordinates."""
    first, last = route.points[0], route.points[-1]
    points = [Point(first.x, line[0].at) if line[0].level else Point(line[0].at, first.y)]
    for a, b in pairwise(line):
        points.append(Point(b.at, a.at) if a.level else Point(a.at, b.at))
    points.append(Point(last.x, line[-1].at) if line[-1].level else Point(line[-1].at, last.y))
    return tuple(Point(round(p.x, 1), round(p.y, 1)) for p in points)
