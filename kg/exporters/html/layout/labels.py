"""Where the labels of lines stand: on their line, off the boxes and off each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.exporters.html.layout.scene import Point, Rect

LABEL_HEIGHT = 15.0
"""Height to keep for a label, in pixels."""

_STOPS = (0.5, 0.35, 0.65, 0.2, 0.8)


def spot(
    points: Sequence[Point],
    width: float,
    boxes: Sequence[Rect],
    labels: Sequence[Rect],
    others: Sequence[tuple[Point, Point]],
) -> Point | None:
    """Returns the centre for a label on a line, or None if there is no room for it.

    Args:
        points: The corners of the line.
        width: The width of the label.
        boxes: What the label must not cover.
        labels: The labels that stand already.
        others: Pieces of other lines, to be covered as seldom as possible.
    """
    best: tuple[float, Point] | None = None
    pieces = list(itertools.pairwise(points))
    for rank, (a, b) in enumerate(
        sorted(pieces, key=lambda p: -(abs(p[0].x - p[1].x) + abs(p[0].y - p[1].y)))
    ):
        length = abs(a.x - b.x) + abs(a.y - b.y)
        needed = width if a.y == b.y else LABEL_HEIGHT
        if length < needed + 8:
            continue
        for stop in _STOPS:
            centre = Point(round(a.x + (b.x - a.x) * stop, 1), round(a.y + (b.y - a.y) * stop, 1))
            rect = Rect(centre.x - width / 2, centre.y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
            if any(rect.overlaps(other) for other in (*boxes, *labels)):
                continue
            cost = 3.0 * sum(rect.cut_by(p, q) for p, q in others) + rank + abs(stop - 0.5)
            if best is None or cost < best[0]:
                best = (cost, centre)
    return best[1] if best else None
