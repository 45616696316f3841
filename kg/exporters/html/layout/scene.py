"""A picture as geometry: boxes in cards, and lines between boxes. Coordinates are pixels, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the bottom side."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """The x of the centre."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The y of the centre."""
        return self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> Rect:
        """Returns the rectangle moved by a distance."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: float) -> Rect:
        """Returns the rectangle with a margin on all sides."""
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlaps(self, other: Rect) -> bool:
        """Tells whether two rectangles share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def cut_by(self, a: Point, b: Point) -> bool:
        """Tells whether a horizontal or vertical segment runs through the inside of the rectangle."""
        left, right = min(a.x, b.x), max(a.x, b.x)
        top, bottom = min(a.y, b.y), max(a.y, b.y)
        return left < self.right and right > self.x and top < self.bottom and bottom > self.y


@dataclass(frozen=True, slots=True)
class Box:
    """A thing in the picture.

    Attributes:
        id: Its id.
        rect: Where it stands.
        anchor: For a thing that belongs to no group by itself, what it hangs on and whose group it shares.
    """

    id: str
    rect: Rect
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A corporate group in the picture: the frame around its boxes; `bare` if a single box needs none."""

    id: str
    rect: Rect
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the picture: all edges of one family between two boxes.

    Attributes:
        id: Its id, unique in the picture.
        source: The box it starts at.
        target: The box it ends at.
        family: The family of its edges.
        edges: The ids of its edges.
        points: Its corners; segments are horizontal or vertical.
        label: The centre of its label, if it has room for one.
        tree: True for a line that hangs a box below its parent.
        back: The ids of edges from the target to the source: the line has a head at its start, too.
    """

    id: str
    source: str
    target: str
    family: str
    edges: tuple[str, ...]
    points: tuple[Point, ...] = ()
    label: Point | None = None
    tree: bool = False
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture."""

    width: float
    height: float
    cards: tuple[Card, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
