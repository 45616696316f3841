"""Where the labels of lines stand: on their line, off the boxes and off each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.scene import Line, Point, Rect

LABEL_HEIGHT = 15.0
"""Height to keep for a label, in pixels."""

_STOPS = (0.5, 0.35, 0.65, 0.2, 0.8)


def labelled(
    lines: Sequence[Line], widths: Mapping[str, float], boxes: Mapping[str, Rect]
) -> tuple[Line, ...]:
    """Gives a place to the label of every line that has one, if there is room.

    Args:
        lines: The lines; those that hang boxes below their parents are served first.
        widths: The width of each line's label, 0 for none.
        boxes: What labels must not cover.
    """
    taken, strokes = Nearby(boxes.values()), Nearby()
    for line in lines:
        for a, b in pairwise(line.points):
            strokes.add(Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)), line.id)
    done = []
    for line in sorted(lines, key=lambda item: (not item.tree, item.id)):
        width = widths.get(line.id, 0.0)
        at: Point | None = None
        if width and line.points:
            at = _spot(line, line.points[-2:] if line.tree else line.points, width, taken, strokes)
        if at:
            taken.add(Rect(at.x - width / 2, at.y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT))
        done.append(replace(line, label=at))
    return tuple(sorted(done, key=lambda item: item.id))


def _spot(line: Line, points: Sequence[Point], width: float, taken: Nearby, strokes: Nearby) -> Point | None:
    """The centre for a label on a line where it covers nothing and as few other lines as possible."""
    best: tuple[float, Point] | None = None
    longest = sorted(pairwise(points), key=lambda p: -(abs(p[0].x - p[1].x) + abs(p[0].y - p[1].y)))
    for rank, (a, b) in enumerate(longest):
        length = abs(a.x - b.x) + abs(a.y - b.y)
        if length < (width if a.y == b.y else LABEL_HEIGHT) + 8:
            continue
        for stop in _STOPS:
            centre = Point(round(a.x + (b.x - a.x) * stop, 1), round(a.y + (b.y - a.y) * stop, 1))
            rect = Rect(centre.x - width / 2, centre.y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
            if any(rect.overlaps(other) for _, other in taken.near(rect)):
                continue
            crossed = {
                name
                for name, other in strokes.near(rect)
                if name != line.id and rect.overlaps(other.grown(0.1))
            }
            cost = 3.0 * len(crossed) + rank + abs(stop - 0.5)
            if best is None or cost < best[0]:
                best = (cost, centre)
        if best and best[0] < rank + 1:
            break
    return best[1] if best else None
