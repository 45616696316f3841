"""The inside of a card: things hang below their parents, siblings side by side, small things in a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.exporters.html.layout.scene import Box, Point, Rect

GAP = 30.0
"""Between siblings side by side."""
DROP = 58.0
"""Between a parent and the row of its children: room for a bus, a label and lanes."""
BUS = 12.0
"""From a parent's bottom to the bus that its children hang on."""
INDENT = 36.0
"""How far children that are listed stand to the right of their parent."""
SPINE = 14.0
"""From a parent's left side to the spine of its list."""
LIST_GAP = 12.0
"""Between listed children."""
WIDEST_ROW = 620.0
"""A row of siblings wider than this is broken."""

Size = tuple[float, float]


@dataclass(slots=True)
class Block:
    """A thing with all that hangs below it; coordinates from its own top left corner."""

    w: float
    h: float
    head: Rect
    boxes: list[Box] = field(default_factory=list)
    stems: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    def take(self, other: Block, dx: float, dy: float) -> Rect:
        """Takes another block in at a place, and returns where its head is now."""
        self.boxes += [Box(box.id, box.rect.moved(dx, dy)) for box in other.boxes]
        for name, points in other.stems.items():
            self.stems[name] = tuple(Point(p.x + dx, p.y + dy) for p in points)
        self.w, self.h = max(self.w, dx + other.w), max(self.h, dy + other.h)
        return other.head.moved(dx, dy)


def hang(
    name: str,
    children: Mapping[str, Sequence[str]],
    size: Callable[[str], Size],
    small: Callable[[str], bool],
) -> Block:
    """Lays out a thing and everything below it.

    Args:
        name: The thing at the top.
        children: What hangs below each thing, in order; must be a forest.
        size: Width and height of a thing's box, in pixels.
        small: Tells which things are listed under their parent instead of standing in a row.

    Returns:
        The block. A stem leads from parent to child for every child, named by the child.
    """
    below = [hang(child, children, size, small) for child in children.get(name, ()) if not small(child)]
    listed = [hang(child, children, size, small) for child in children.get(name, ()) if small(child)]
    names = [child for child in children.get(name, ()) if not small(child)]
    w, h = size(name)
    rows = _rows(below)
    centred = len(rows) == 1 and not listed
    width = max((_row_width([below[i] for i in row]) for row in rows), default=0.0)
    head = Rect(max(0.0, (width - w) / 2) if centred else 0.0, 0.0, w, h)
    block = Block(head.right, h, head, [Box(name, head)])
    for small_name, chip in zip([c for c in children.get(name, ()) if small(c)], listed, strict=True):
        _list(block, small_name, chip)
    top = block.h
    for row in rows:
        top = _row(block, [names[i] for i in row], [below[i] for i in row], top, centred)
    return block


def _row_width(blocks: Sequence[Block]) -> float:
    return sum(block.w for block in blocks) + GAP * (len(blocks) - 1)


def _rows(blocks: Sequence[Block]) -> list[list[int]]:
    """Breaks siblings into rows of about equal width, none wider than it must be."""
    if not blocks:
        return []
    count = max(1, round(_row_width(blocks) / WIDEST_ROW + 0.4))
    target = _row_width(blocks) / count
    rows: list[list[int]] = [[]]
    used = 0.0
    for i, block in enumerate(blocks):
        if rows[-1] and used + block.w / 2 > target and len(rows) < count:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += block.w + GAP
    return rows


def _list(block: Block, name: str, chip: Block) -> None:
    head = block.take(chip, INDENT, block.h + LIST_GAP)
    x = block.head.x + SPINE
    block.stems[name] = (Point(x, block.head.bottom), Point(x, head.cy), Point(head.x, head.cy))


def _row(block: Block, names: Sequence[str], below: Sequence[Block], top: float, centred: bool) -> float:
    """Puts a row of children below what the block has, and returns the new bottom."""
    parent = block.head
    x = max(0.0, (parent.w - _row_width(below)) / 2) if centred else INDENT
    trunk = parent.cx if centred else parent.x + SPINE
    bus, y = top + BUS, top + DROP
    for name, child in zip(names, below, strict=True):
        head = block.take(child, x, y)
        if abs(head.cx - trunk) < 1:
            block.stems[name] = (Point(trunk, parent.bottom), Point(trunk, head.y))
        else:
            block.stems[name] = (
                Point(trunk, parent.bottom),
                Point(trunk, bus),
                Point(head.cx, bus),
                Point(head.cx, head.y),
            )
        x += child.w + GAP
    return block.h
