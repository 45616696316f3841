"""Where the cards stand: in rows, holders above what they hold, cards that have to do with each other close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.exporters.html.layout.scene import Rect

Tie = tuple[str, str, float]
"""Two cards and how strongly they draw each other."""

Size = tuple[float, float]
"""Width and height, in pixels."""

GUTTER = 56.0
"""Least distance between cards."""
ASPECT = 1.2
"""Width to height of the window that the whole picture should fill well."""
_WIDTHS = (0.75, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75)
_IMPROVED = 2
_ROUNDS = 4
_MOST_TRIED = 20000


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

    @classmethod
    def plain(cls, rows: Sequence[Sequence[str]]) -> Grid:
        """Returns a grid with the least gutters."""
        return cls(
            tuple(map(tuple, rows)),
            (GUTTER,) * (len(rows) + 1),
            tuple((GUTTER,) * (len(row) + 1) for row in rows),
        )


def arrange(sizes: Mapping[str, Size], ranks: Mapping[str, int], ties: Sequence[Tie]) -> Grid:
    """Puts cards into rows.

    Args:
        sizes: Width and height of each card.
        ranks: Cards of a smaller rank come before cards of a greater one, from top to bottom.
        ties: What the cards have to do with each other.

    Returns:
        The rows, with the least gutters. Of several widths the one is taken at which the picture fills a window
        best and ties are short; then cards change places as long as that makes ties shorter.
    """
    if not sizes:
        return Grid((), (0.0,), ())
    pull: dict[str, float] = dict.fromkeys(sizes, 0.0)
    for a, b, weight in ties:
        pull[a] += weight
        pull[b] += weight
    order = sorted(sizes, key=lambda c: (ranks.get(c, 0), -pull[c], -sizes[c][0] * sizes[c][1], c))
    area = sum((w + GUTTER) * (h + GUTTER) for w, h in sizes.values())
    widest = max(w + 2 * GUTTER for w, _ in sizes.values())
    side = (area * ASPECT) ** 0.5
    shelved = [_shelves(order, sizes, max(widest, side * factor)) for factor in _WIDTHS]
    ranked = sorted((_score(rows, sizes, ties), i) for i, rows in enumerate(shelved))
    best = [_improve(shelved[i], sizes, ranks, ties, adjacent=True) for _, i in ranked[:_IMPROVED]]
    rows = min(best, key=lambda rows: _score(rows, sizes, ties))
    return Grid.plain(_improve(rows, sizes, ranks, ties, adjacent=False))


def place(grid: Grid, sizes: Mapping[str, Size]) -> dict[str, Rect]:
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


def _shelves(order: Sequence[str], sizes: Mapping[str, Size], width: float) -> list[list[str]]:
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


def _score(rows: Sequence[Sequence[str]], sizes: Mapping[str, Size], ties: Sequence[Tie]) -> float:
    """Returns how bad an arrangement is: the size of window that it needs, and the mean length of its ties."""
    middle: dict[str, tuple[float, float]] = {}
    y = width = 0.0
    for row in rows:
        y += GUTTER
        wide = GUTTER + sum(sizes[name][0] + GUTTER for name in row)
        x = -wide / 2 + GUTTER
        tall = 0.0
        for name in row:
            w, h = sizes[name]
            middle[name] = (x + w / 2, y + h / 2)
            x += w + GUTTER
            tall = max(tall, h)
        width = max(width, wide)
        y += tall
    height = y + GUTTER
    length = 0.0
    for a, b, weight in ties:
        (ax, ay), (bx, by) = middle[a], middle[b]
        length += weight * (abs(ax - bx) + abs(ay - by))
    total = sum(weight for _, _, weight in ties)
    return max(width / ASPECT, height) + (0.6 * length / total if total else 0.0)


def _improve(
    rows: list[list[str]],
    sizes: Mapping[str, Size],
    ranks: Mapping[str, int],
    ties: Sequence[Tie],
    *,
    adjacent: bool,
) -> list[list[str]]:
    """Exchanges cards as long as that helps; cards of different rank keep their rows."""
    best = _score(rows, sizes, ties)
    tried = 0
    for _ in range(_ROUNDS):
        before = best
        for (r, i), (s, j) in _pairs(rows, adjacent):
            a, b = rows[r][i], rows[s][j]
            if r != s and ranks.get(a, 0) != ranks.get(b, 0):
                continue
            tried += 1
            rows[r][i], rows[s][j] = b, a
            score = _score(rows, sizes, ties)
            if score < best - 0.5:
                best = score
            else:
                rows[r][i], rows[s][j] = a, b
            if tried * len(sizes) > _MOST_TRIED:
                return rows
        if best == before:
            break
    return rows


def _pairs(
    rows: Sequence[Sequence[str]], adjacent: bool
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    places = [(r, i) for r, row in enumerate(rows) for i in range(len(row))]
    for n, one in enumerate(places):
        for other in places[n + 1 :]:
            if not adjacent or (one[0] == other[0] and other[1] == one[1] + 1):
                yield one, other
