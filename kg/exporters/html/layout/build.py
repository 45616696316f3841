"""From a view to its picture: sizes, cards, streets, lanes and labels, in that order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.exporters.html.layout.cards import GUTTER, Grid, arrange, place
from kg.exporters.html.layout.inside import Inside, insides
from kg.exporters.html.layout.labels import labelled
from kg.exporters.html.layout.lanes import LANE, crowds, separate
from kg.exporters.html.layout.links import Drawing, Link, drawing, largest, overview
from kg.exporters.html.layout.mutual import merged
from kg.exporters.html.layout.routes import Route
from kg.exporters.html.layout.scene import Box, Card, Line, Point, Rect, Scene
from kg.exporters.html.layout.tracks import Gutters, Track, gutters
from kg.exporters.html.layout.ways import exact, rough
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel, View


def build(model: PageModel, view: View, looks: Looks) -> Scene:
    """Lays out a view.

    Returns:
        The picture. Boxes never overlap; lines run level or upright and never through a box that is not their
        own. Equal models give equal pictures.
    """
    return lay_out(drawing(model, view, looks), looks, model.languages)


def build_overview(model: PageModel, view: View, looks: Looks, most: int = 40) -> Scene:
    """Lays out the groups of a view, no more than `most`; otherwise as `build`."""
    return lay_out(overview(model, view, looks, most), looks, model.languages)


def build_largest(model: PageModel, view: View, looks: Looks, most: int = 110) -> Scene:
    """Lays out the largest groups of a view, with about `most` things; otherwise as `build`."""
    return build(model, largest(model, view, looks, most), looks)


def lay_out(drawn: Drawing, looks: Looks, languages: Sequence[str]) -> Scene:
    """Lays out what a picture shows."""
    if not drawn.things:
        return Scene(0, 0)
    drawn = replace(drawn, links=merged(drawn.links))
    cards = insides(drawn, looks, languages)
    where = {box.id: card for card, inside in cards.items() for box in inside.block.boxes}
    sizes = {card: inside.size for card, inside in cards.items()}
    loose = [link for link in drawn.links if drawn.parents.get(link.target) is not link]
    fighting = any(link.family == "attack" for link in loose)
    grid = arrange(sizes, {} if fighting else _ranks(loose, where), _ties(loose, where))
    _, _, placed, streets = _settle(grid, cards)
    grid = _widen(grid, streets, rough(loose, where, placed, streets), loose)
    boxes, stems, placed, streets = _settle(grid, cards)
    touched = _touched(stems, boxes, drawn)
    routes = exact(loose, where, boxes, stems, streets, touched)
    corners = separate(
        routes,
        {link.id: link.net for link in loose},
        {link.id: (link.source, link.target) for link in loose},
        boxes,
        touched,
    )
    lines = _lines(drawn, corners, stems)
    anchors = _anchors(drawn)
    bare = {card for card, inside in cards.items() if len(inside.block.boxes) == 1}
    return Scene(
        streets.rows[0].high - streets.rows[0].low,
        streets.rows[-1].at,
        tuple(Card(name, placed[name], name in bare) for name in sorted(placed)),
        tuple(Box(name, boxes[name], anchors.get(name, "")) for name in sorted(boxes)),
        labelled(lines, {link.id: link.label_width for link in drawn.links}, boxes),
    )


def _ranks(links: Sequence[Link], where: Mapping[str, str]) -> dict[str, int]:
    """Ranks the cards so that holders stand above what they hold; circles are cut where they close."""
    below: dict[str, set[str]] = defaultdict(set)
    for link in links:
        a, b = where[link.source], where[link.target]
        if link.family == "ownership" and a != b:
            below[a].add(b)
    rank: dict[str, int] = {}
    open_: set[str] = set()

    def height(card: str) -> int:
        if card in rank:
            return rank[card]
        open_.add(card)
        rank[card] = 1 + max((height(b) for b in sorted(below[card]) if b not in open_), default=-1)
        open_.discard(card)
        return rank[card]

    cards = sorted(set(where.values()))
    top = max((height(card) for card in cards), default=0)
    return {card: top - rank[card] for card in cards}


def _ties(links: Sequence[Link], where: Mapping[str, str]) -> list[tuple[str, str, float]]:
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    for link in links:
        a, b = sorted((where[link.source], where[link.target]))
        if a != b:
            pairs[a, b] += link.weight
    return [(a, b, weight) for (a, b), weight in sorted(pairs.items())]


_Placed = tuple[dict[str, Rect], dict[str, tuple[Point, ...]], dict[str, Rect], Gutters]


def _settle(grid: Grid, cards: Mapping[str, Inside]) -> _Placed:
    """Places cards, and with them boxes and stems; returns boxes, stems, cards and gutters."""
    placed = place(grid, {card: inside.size for card, inside in cards.items()})
    boxes: dict[str, Rect] = {}
    stems: dict[str, tuple[Point, ...]] = {}
    for card, rect in placed.items():
        block = cards[card].block
        boxes |= {box.id: box.rect.moved(rect.x, rect.y) for box in block.boxes}
        stems |= {
            name: tuple(Point(round(p.x + rect.x, 1), round(p.y + rect.y, 1)) for p in points)
            for name, points in block.stems.items()
        }
    return boxes, stems, placed, gutters(grid, placed)


def _widen(grid: Grid, streets: Gutters, routes: Mapping[str, Route], links: Sequence[Link]) -> Grid:
    """Widens the gutters to the lanes that they need."""
    needed = crowds(routes, {link.id: link.net for link in links})

    def gap(track: Track) -> float:
        return max(GUTTER, 36 + LANE * needed.get((track.axis == "h", track.at), 0))

    return replace(
        grid,
        row_gaps=tuple(map(gap, streets.rows)),
        column_gaps=tuple(tuple(map(gap, row)) for row in streets.columns),
    )


def _touched(
    stems: Mapping[str, tuple[Point, ...]], boxes: Mapping[str, Rect], drawn: Drawing
) -> dict[tuple[str, str], int]:
    """Counts, for each side of each box, the stems that touch its middle."""
    touched: dict[tuple[str, str], int] = defaultdict(int)
    for child, points in stems.items():
        parent = drawn.parents[child].source
        if abs(points[0].x - boxes[parent].cx) < 1:
            touched[parent, "bottom"] += 1
        touched[child, "left" if points[-1].y == points[-2].y else "top"] += 1
    return touched


def _anchors(drawn: Drawing) -> dict[str, str]:
    """For each thing that belongs to no group by itself, the nearest thing above it that does."""
    found = {}
    grouped = {thing.id for thing in drawn.things if thing.group}
    for thing in drawn.things:
        name = thing.id
        while name not in grouped and name in drawn.parents:
            name = drawn.parents[name].source
        if name != thing.id:
            found[thing.id] = name
    return found


def _lines(
    drawn: Drawing, corners: Mapping[str, tuple[Point, ...]], stems: Mapping[str, tuple[Point, ...]]
) -> list[Line]:
    lines = []
    for link in drawn.links:
        tree = drawn.parents.get(link.target) is link
        points = stems.get(link.target, ()) if tree else corners.get(link.id, ())
        lines.append(
            Line(link.id, link.source, link.target, link.family, link.edges, points, None, tree, link.back)
        )
    return lines
