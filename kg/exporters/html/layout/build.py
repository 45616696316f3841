"""From a view to its picture: sizes, cards, streets, lanes and labels, in that order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.exporters.html.layout.cards import GUTTER, Grid, arrange, place
from kg.exporters.html.layout.labels import LABEL_HEIGHT, spot
from kg.exporters.html.layout.lanes import LANE, crowds, separate
from kg.exporters.html.layout.links import Drawing, Link, drawing, home
from kg.exporters.html.layout.routes import Route, find, straight
from kg.exporters.html.layout.scene import Box, Card, Line, Point, Rect, Scene
from kg.exporters.html.layout.tracks import Gutters, Track, gutters, local, ports
from kg.exporters.html.layout.tree import Block, hang
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel, Thing, View, pick
from kg.exporters.html.text import text_width

FONT = 13.0
"""Font size of the names in boxes, in pixels."""
SMALL_FONT = 11.5
"""Font size of the names of small things."""
_PAD = (20.0, 18.0)
_NARROWEST, _WIDEST = 64.0, 216.0
_STEM_COST = 40.0

_DOWNWARDS = (
    {"bottom": 0.0, "left": 18.0, "right": 18.0, "top": 70.0},
    {"top": 0.0, "left": 26.0, "right": 26.0, "bottom": 60.0},
)
_SIDEWAYS = (
    {"left": 0.0, "right": 0.0, "bottom": 14.0, "top": 30.0},
    {"left": 0.0, "right": 0.0, "bottom": 14.0, "top": 30.0},
)


@dataclass(frozen=True, slots=True)
class _Inside:
    """The inside of a card: its block, its boxes and stems in their places relative to the card."""

    block: Block
    size: tuple[float, float]


def box_size(thing: Thing, looks: Looks, languages: Sequence[str]) -> tuple[float, float]:
    """Returns the width and height of a thing's box: room for its name in the first two languages."""
    small = looks.kind(thing.kind).small
    font = SMALL_FONT if small else FONT
    names = list(dict.fromkeys(pick(thing.name, language) for language in languages[:2])) or [""]
    width = sum(text_width(name, font) for name in names) + (len(names) - 1) * 6 + (18 if small else 26)
    return round(min(max(width, _NARROWEST), _WIDEST)), 24.0 if small else 32.0


def build(model: PageModel, view: View, looks: Looks) -> Scene:
    """Lays out a view.

    Returns:
        The picture. Boxes never overlap; lines run level or upright and never through a box that is not their
        own. Equal models give equal pictures.
    """
    drawn = drawing(model, view, looks)
    if not drawn.things:
        return Scene(0, 0)
    insides = _insides(drawn, looks, model.languages)
    where = {box.id: card for card, inside in insides.items() for box in inside.block.boxes}
    sizes = {card: inside.size for card, inside in insides.items()}
    loose = [link for link in drawn.links if drawn.parents.get(link.target) is not link]
    fighting = any(link.family == "attack" for link in loose)
    grid = arrange(sizes, {} if fighting else _ranks(loose, where), _ties(loose, where))
    boxes, stems, placed, streets = _settle(grid, insides)
    touched = _touched(stems, drawn, boxes)
    routes = _routes(loose, where, boxes, stems, streets, touched)
    grid = _widen(grid, streets, routes, loose)
    boxes, stems, placed, streets = _settle(grid, insides)
    routes = _routes(loose, where, boxes, stems, streets, touched)
    corners = separate(
        routes,
        {link.id: link.net for link in loose},
        {link.id: (link.source, link.target) for link in loose},
        boxes,
        touched,
    )
    lines = _lines(drawn, corners, stems)
    bare = {card for card, inside in insides.items() if len(inside.block.boxes) == 1}
    return Scene(
        streets.rows[0].high - streets.rows[0].low,
        streets.rows[-1].at,
        tuple(Card(name, placed[name], name in bare) for name in sorted(placed)),
        tuple(Box(name, boxes[name]) for name in sorted(boxes)),
        _labelled(lines, {link.id: link.label_width for link in drawn.links}, boxes),
    )


def _insides(drawn: Drawing, looks: Looks, languages: Sequence[str]) -> dict[str, _Inside]:
    """Lays out every card; things of a group that hang on nothing stand side by side below the head of the group."""
    things = {thing.id: thing for thing in drawn.things}
    children: dict[str, list[str]] = defaultdict(list)
    for child, link in drawn.parents.items():
        children[link.source].append(child)
    members: dict[str, list[str]] = defaultdict(list)
    for thing in drawn.things:
        if thing.id not in drawn.parents:
            members[home(drawn, thing)].append(thing.id)

    def size(name: str) -> tuple[float, float]:
        return box_size(things[name], looks, languages)

    def small(name: str) -> bool:
        return looks.kind(things[name].kind).small

    def weight(name: str) -> int:
        return 1 + sum(weight(child) for child in children.get(name, ()))

    for name in children:
        children[name].sort(key=lambda c: (looks.kind(things[c].kind).order, -weight(c), c))
    insides = {}
    for card, roots in members.items():
        block = Block(0.0, 0.0, Rect(0, 0, 0, 0))
        for root in sorted(roots, key=lambda r: (r != card, looks.kind(things[r].kind).order, -weight(r), r)):
            block.take(hang(root, children, size, small), block.w + (30.0 if block.w else 0.0), 0.0)
        bare = len(block.boxes) == 1
        pad_x, pad_y = (0.0, 0.0) if bare else _PAD
        shifted = Block(0.0, 0.0, block.head)
        shifted.take(block, pad_x, pad_y)
        insides[card] = _Inside(shifted, (block.w + 2 * pad_x, block.h + 2 * pad_y))
    return insides


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
            pairs[a, b] += 1.0
    return [(a, b, weight) for (a, b), weight in sorted(pairs.items())]


_Placed = tuple[dict[str, Rect], dict[str, tuple[Point, ...]], dict[str, Rect], Gutters]


def _settle(grid: Grid, insides: Mapping[str, _Inside]) -> _Placed:
    """Places cards, and with them boxes and stems; returns boxes, stems, cards and gutters."""
    placed = place(grid, {card: inside.size for card, inside in insides.items()})
    boxes: dict[str, Rect] = {}
    stems: dict[str, tuple[Point, ...]] = {}
    for card, rect in placed.items():
        block = insides[card].block
        boxes |= {box.id: box.rect.moved(rect.x, rect.y) for box in block.boxes}
        stems |= {
            name: tuple(Point(round(p.x + rect.x, 1), round(p.y + rect.y, 1)) for p in points)
            for name, points in block.stems.items()
        }
    return boxes, stems, placed, gutters(grid, placed)


def _routes(
    links: Sequence[Link],
    where: Mapping[str, str],
    boxes: Mapping[str, Rect],
    stems: Mapping[str, tuple[Point, ...]],
    streets: Gutters,
    touched: Mapping[tuple[str, str], int],
) -> dict[str, Route]:
    by_card: dict[str, list[str]] = defaultdict(list)
    for name, card in where.items():
        by_card[card].append(name)
    rects = {card: [boxes[name] for name in names] for card, names in by_card.items()}
    inner: dict[str, list[Track]] = {}
    between = streets.all()
    routes = {}
    for link in links:
        ends = (where[link.source], where[link.target])
        for card in ends:
            if card not in inner:
                own = [stems[name] for name in by_card[card] if name in stems]
                inner[card] = local(rects[card], own, streets.around(card))
        leave, arrive = _DOWNWARDS if link.family == "ownership" else _SIDEWAYS
        route = find(
            [*between, *inner[ends[0]], *(inner[ends[1]] if ends[0] != ends[1] else ())],
            ports(boxes[link.source], rects[ends[0]], streets.around(ends[0])),
            ports(boxes[link.target], rects[ends[1]], streets.around(ends[1])),
            _costs(leave, link.source, touched),
            _costs(arrive, link.target, touched),
        )
        if route:
            routes[link.id] = straight(route, list(boxes.values()))
    return routes


def _costs(sides: Mapping[str, float], box: str, touched: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Makes a side dearer that a stem touches."""
    return {side: cost + (_STEM_COST if touched.get((box, side)) else 0.0) for side, cost in sides.items()}


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
    stems: Mapping[str, tuple[Point, ...]], drawn: Drawing, boxes: Mapping[str, Rect]
) -> dict[tuple[str, str], int]:
    """Counts, for each side of each box, the stems that touch its middle."""
    touched: dict[tuple[str, str], int] = defaultdict(int)
    for child, points in stems.items():
        parent = drawn.parents[child].source
        if abs(points[0].x - boxes[parent].cx) < 1:
            touched[parent, "bottom"] += 1
        touched[child, "left" if points[-1].y == points[-2].y else "top"] += 1
    return touched


def _lines(
    drawn: Drawing, corners: Mapping[str, tuple[Point, ...]], stems: Mapping[str, tuple[Point, ...]]
) -> list[Line]:
    lines = []
    for link in drawn.links:
        tree = drawn.parents.get(link.target) is link
        points = stems.get(link.target, ()) if tree else corners.get(link.id, ())
        lines.append(Line(link.id, link.source, link.target, link.family, link.edges, points, None, tree))
    return lines


def _labelled(
    lines: Sequence[Line], widths: Mapping[str, float], boxes: Mapping[str, Rect]
) -> tuple[Line, ...]:
    rects = list(boxes.values())
    labels: list[Rect] = []
    pieces = {line.id: list(pairwise(line.points)) for line in lines if line.points}
    done = []
    for line in sorted(lines, key=lambda item: (not item.tree, item.id)):
        width = widths[line.id]
        at: Point | None = None
        if width and line.points:
            others = [p for name, own in pieces.items() if name != line.id for p in own]
            points = line.points[-2:] if line.tree else line.points
            at = spot(points, width, rects, labels, others)
        if at:
            labels.append(Rect(at.x - width / 2, at.y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT))
        done.append(replace(line, label=at))
    return tuple(sorted(done, key=lambda item: item.id))
