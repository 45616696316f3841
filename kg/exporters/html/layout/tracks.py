"""The streets that lines may run on: in the gutters between cards, and between the boxes inside a card."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from kg.exporters.html.layout.cards import Grid
from kg.exporters.html.layout.scene import Point, Rect

Axis = Literal["h", "v"]

_MARGIN = 14.0
_SAME = 6.0


class Track(NamedTuple):
    """A straight street: at one coordinate, from one end to the other; `axis` is the way that it runs."""

    axis: Axis
    at: float
    low: float
    high: float


class Gutters(NamedTuple):
    """The streets between the cards.

    Attributes:
        rows: One above each row of cards, and one below the last.
        columns: For each row, one left of each card, and one right of the last.
        home: For each card, its row and its place in it.
    """

    rows: tuple[Track, ...]
    columns: tuple[tuple[Track, ...], ...]
    home: dict[str, tuple[int, int]]

    def all(self) -> list[Track]:
        """Returns all streets between the cards."""
        return [*self.rows, *(track for row in self.columns for track in row)]

    def around(self, card: str) -> Rect:
        """Returns the rectangle of the four streets around a card."""
        r, c = self.home[card]
        left, right = self.columns[r][c].at, self.columns[r][c + 1].at
        top, bottom = self.rows[r].at, self.rows[r + 1].at
        return Rect(left, top, right - left, bottom - top)


def gutters(grid: Grid, placed: dict[str, Rect]) -> Gutters:
    """Returns the streets between placed cards, each in the middle of its gutter."""
    tops = [placed[row[0]].y for row in grid.rows]
    heights = [max(placed[name].h for name in row) for row in grid.rows]
    ys = [top - gap / 2 for top, gap in zip(tops, grid.row_gaps, strict=False)]
    ys.append(tops[-1] + heights[-1] + grid.row_gaps[-1] / 2)
    columns: list[list[float]] = []
    for row, gaps in zip(grid.rows, grid.column_gaps, strict=True):
        xs = [placed[name].x - gap / 2 for name, gap in zip(row, gaps, strict=False)]
        columns.append([*xs, placed[row[-1]].right + gaps[-1] / 2])
    low = min(xs[0] for xs in columns)
    high = max(xs[-1] for xs in columns)
    columns = [[low, *xs[1:-1], high] for xs in columns]
    return Gutters(
        tuple(Track("h", y, low, high) for y in ys),
        tuple(tuple(Track("v", x, ys[r], ys[r + 1]) for x in xs) for r, xs in enumerate(columns)),
        {name: (r, c) for r, row in enumerate(grid.rows) for c, name in enumerate(row)},
    )


def flip(rect: Rect) -> Rect:
    """Returns a rectangle with x and y exchanged."""
    return Rect(rect.y, rect.x, rect.h, rect.w)


def local(boxes: Sequence[Rect], stems: Iterable[tuple[Point, ...]], around: Rect) -> list[Track]:
    """Returns the streets inside a card, each long enough to reach the streets around it where nothing bars the way.

    A street runs beside every side of every box, half way to what is next there: a box, a stem that runs in
    parallel, or the street around the card. Streets that would fall together are one.
    """
    stem_list = list(stems)
    upright = _beside(boxes, _parallel(stem_list, "v"), around)
    level = _beside([flip(b) for b in boxes], [flip(s) for s in _parallel(stem_list, "h")], flip(around))
    return [
        *(Track("v", x, lo, hi) for x, lo, hi in upright),
        *(Track("h", y, lo, hi) for y, lo, hi in level),
    ]


def _parallel(stems: Iterable[tuple[Point, ...]], axis: Axis) -> list[Rect]:
    """Returns the parts of stems that run along an axis, as thin rectangles."""
    found = []
    for points in stems:
        for a, b in itertools.pairwise(points):
            if (a.x == b.x) == (axis == "v"):
                x, y = min(a.x, b.x), min(a.y, b.y)
                found.append(Rect(x, y, abs(a.x - b.x), abs(a.y - b.y)))
    return found


def _beside(boxes: Sequence[Rect], stems: Sequence[Rect], around: Rect) -> list[tuple[float, float, float]]:
    found: list[tuple[float, float, float]] = []
    barriers = [*boxes, *stems]
    for box in boxes:
        level = [b for b in barriers if b is not box and b.y < box.bottom and b.bottom > box.y]
        before = max((b.right for b in level if b.right <= box.x), default=around.x)
        after = min((b.x for b in level if b.x >= box.right), default=around.right)
        for x in (
            max(box.x - _MARGIN, (box.x + before) / 2),
            min(box.right + _MARGIN, (box.right + after) / 2),
        ):
            hit = [b for b in boxes if b.x < x < b.right]
            low = max((b.bottom for b in hit if b.bottom <= box.cy), default=around.y)
            high = min((b.y for b in hit if b.y >= box.cy), default=around.bottom)
            found.append((x, low, high))
    found.sort()
    kept: list[tuple[float, float, float]] = []
    for x, low, high in found:
        twin = next(
            (k for k in reversed(kept) if x - k[0] < _SAME and k[1] <= low + 0.5 and k[2] >= high - 0.5), None
        )
        if twin is None:
            kept.append((x, low, high))
    return kept


def ports(box: Rect, boxes: Sequence[Rect], around: Rect) -> dict[str, Track]:
    """Returns for each side of a box the street that leads straight out of its middle.

    It is as long as the whole side can look ahead, so that a line may leave anywhere along the side.
    """
    level = [b for b in boxes if b != box and b.y < box.bottom + 4 and b.bottom > box.y - 4]
    upright = [b for b in boxes if b != box and b.x < box.right + 4 and b.right > box.x - 4]
    return {
        "left": Track(
            "h", box.cy, max((b.right for b in level if b.right <= box.x), default=around.x), box.x
        ),
        "right": Track(
            "h", box.cy, box.right, min((b.x for b in level if b.x >= box.right), default=around.right)
        ),
        "top": Track(
            "v", box.cx, max((b.bottom for b in upright if b.bottom <= box.y), default=around.y), box.y
        ),
        "bottom": Track(
            "v", box.cx, box.bottom, min((b.y for b in upright if b.y >= box.bottom), default=around.bottom)
        ),
    }
