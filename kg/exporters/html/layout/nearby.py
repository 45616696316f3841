"""Rectangles by the cells of a grid that they touch, so that only neighbours have to be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.exporters.html.layout.scene import Point, Rect

_CELL = 150.0


class Nearby:
    """Named rectangles that can be asked for by place."""

    def __init__(self, rects: Iterable[Rect] = ()) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, Rect]]] = defaultdict(list)
        for rect in rects:
            self.add(rect)

    def add(self, rect: Rect, name: str = "") -> None:
        """Adds a rectangle."""
        for cell in _cells(rect):
            self._cells[cell].append((name, rect))

    def near(self, rect: Rect) -> Iterator[tuple[str, Rect]]:
        """Yields all that may overlap a rectangle, with their names; some perhaps twice."""
        for cell in _cells(rect):
            yield from self._cells.get(cell, ())

    def cut(self, a: Point, b: Point, margin: float = 0.0) -> Iterator[Rect]:
        """Yields the rectangles that a level or upright piece runs through, or past within a margin."""
        piece = Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).grown(margin)
        for _, rect in self.near(piece):
            if rect.grown(margin).cut_by(a, b):
                yield rect


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    for x in range(int(rect.x // _CELL), int(rect.right // _CELL) + 1):
        for y in range(int(rect.y // _CELL), int(rect.bottom // _CELL) + 1):
            yield x, y
