"""Where the cards stand: in rows, holders above what they hold, cards that have to do with each other close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.exporters.html.layout.scene import Rect

Tie = tuple[str, str, float]
"""Two cards and how strongly they draw each other."""

GUTTER = 64.0
"""Least distance between cards."""
ASPECT = 1.5
"""Width to height that the whole picture aims at."""
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Grid:
    """Cards in rows, by name, and the room between them.

    Attributes:
        rows: Names from left to right, rows from top to bottom.
        row_gaps: The height of the gutter above each row, and of the one below the last.
        column_gaps: For each row, the width of the gutter left of each card, and of the one right of the last.
    """

    rows: tuple[tuple[str, ...], ...]
    row_gaps: tuple[float, ...]
    column_gaps: tuple[tuple[float, ...], ...]


def arrange(sizes: Mapping[str, tuple[float, float]], ranks: Mapping[str, int], ties: Sequence[Tie]) -> Grid:
    """Puts cards into rows.

    Args:
        sizes: Width and height of each card.
        ranks: Cards of a smaller rank stand no lower than cards of a greater one.
        ties: What the cards have to do with each other.

    Returns:
        The rows, with the least gutters. Within a row the order comes from repeated sorting by the mean
        position of the neighbours (the barycentre heuristic of layered drawing), then from swaps of neighbours
        that shorten the ties.
    """
    area = sum((w + GUTTER) * (h + GUTTER) for w, h in sizes.values())
    width = max([(area * ASPECT) ** 0.5, *(w + 2 * GUTTER for w, _ in sizes.values())])
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for a, b, weight in ties:
        near[a].append((b, weight))
        near[b].append((a, weight))
    order = sorted(sizes, key=lambda c: (ranks.get(c, 0), -sum(w for _, w in near[c]), -sizes[c][1], c))
    rows = _shelves(order, sizes, width)
    for _ in range(_ROUNDS):
        rows = _barycentre(rows, sizes, near)
    rows = _swap(rows, sizes, ties)
    return Grid(
        tuple(map(tuple, rows)),
        (GUTTER,) * (len(rows) + 1),
        tuple((GUTTER,) * (len(row) + 1) for row in rows),
    )


def place(grid: Grid, sizes: Mapping[str, tuple[float, float]]) -> dict[str, Rect]:
    """Gives every card its rectangle; rows are centred on each other, cards of a row share their top."""
    widths = [
        sum(sizes[c][0] for c in row) + sum(gaps)
        for row, gaps in zip(grid.rows, grid.column_gaps, strict=True)
    ]
    widest = max(widths, default=0.0)
    placed: dict[str, Rect] = {}
    y = 0.0
    for r, row in enumerate(grid.rows):
        y += grid.row_gaps[r]
        x = (widest - widths[r]) / 2
        for c, name in enumerate(row):
            x += grid.column_gaps[r][c]
            placed[name] = Rect(round(x, 1), round(y, 1), *sizes[name])
            x += sizes[name][0]
        y += max(sizes[name][1] for name in row)
    return placed


def _shelves(
    order: Sequence[str], sizes: Mapping[str, tuple[float, float]], width: float
) -> list[list[str]]:
    rows: list[list[str]] = []
    used = 0.0
    for name in order:
        need = sizes[name][0] + GUTTER
        if not rows or used + need > width:
            rows.append([])
            used = 0.0
        rows[-1].append(name)
        used += need
    return rows


def _centres(rows: Sequence[Sequence[str]], sizes: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    centres: dict[str, float] = {}
    for row in rows:
        x = -sum(sizes[c][0] + GUTTER for c in row) / 2
        for name in row:
            centres[name] = x + sizes[name][0] / 2
            x += sizes[name][0] + GUTTER
    return centres


def _barycentre(
    rows: list[list[str]],
    sizes: Mapping[str, tuple[float, float]],
    near: Mapping[str, Sequence[tuple[str, float]]],
) -> list[list[str]]:
    centres = _centres(rows, sizes)

    def pull(name: str) -> float:
        weight = sum(w for _, w in near[name])
        return sum(centres[n] * w for n, w in near[name]) / weight if weight else centres[name]

    return [sorted(row, key=lambda c: (pull(c), c)) for row in rows]


def _cost(rows: Sequence[Sequence[str]], sizes: Mapping[str, tuple[float, float]], ties: Sequence[Tie]) -> float:
    centres = _centres(rows, sizes)
    return sum(abs(centres[a] - centres[b]) * weight for a, b, weight in ties)


def _swap(
    rows: list[list[str]], sizes: Mapping[str, tuple[float, float]], ties: Sequence[Tie]
) -> list[list[str]]:
    best = _cost(rows, sizes, ties)
    for _ in range(_ROUNDS):
        before = best
        for row in rows:
            for i in range(len(row) - 1):
                row[i], row[i + 1] = row[i + 1], row[i]
                cost = _cost(rows, sizes, ties)
                if cost < best - 0.5:
                    best = cost
                else:
                    row[i], row[i + 1] = row[i + 1], row[i]
        if best == before:
            break
    return rows
