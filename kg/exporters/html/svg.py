"""A picture as SVG: for readers without JavaScript, for documents, and for whoever wants a vector file."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from kg.exporters.html.layout.inside import FONT, SMALL_FONT
from kg.exporters.html.layout.scene import Box, Line, Point, Scene
from kg.exporters.html.looks import KindLook, Looks, RelationLook
from kg.exporters.html.model import Edge, PageModel, Thing, pick
from kg.exporters.html.palette import LIGHT
from kg.exporters.html.text import text_width

_ROUND = 9.0
_DASH = {"dashed": "7 5", "dotted": "2 4"}
STYLE = (
    ".picture{font-family:system-ui,'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}"
    ".picture .tag{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}"
)
"""Rules for text; everything else is in attributes, so that a picture stands on its own."""


def counts(edge: Edge, day: str) -> bool:
    """Tells whether an edge counts on a day: its start may be no later, and its end, if any, may be later.

    Args:
        edge: The edge.
        day: A day (ISO 8601), or an empty string for the latest known state, which is after every stated day.
    """
    end = edge.span.end_latest
    if not day:
        return not end
    return edge.span.start_earliest <= day and (not end or end > day)


def draw(model: PageModel, scene: Scene, looks: Looks, *, themed: bool = False) -> str:
    """Draws a picture as it stood on the model's day.

    Args:
        model: What the picture is of.
        scene: Where everything stands.
        looks: How everything looks.
        themed: True to take colours from the custom properties of the page around it, False for light ones.

    Returns:
        An `svg` element.
    """
    pen = _Pen(themed)
    things = {thing.id: thing for thing in model.things}
    edges = {edge.id: edge for edge in model.edges}
    cards = [
        f'<rect x="{c.rect.x:g}" y="{c.rect.y:g}" width="{c.rect.w:g}" height="{c.rect.h:g}" rx="12" '
        f"{pen.fill('card')} {pen.stroke('card-line')}/>"
        for c in scene.cards
        if not c.bare
    ]
    lines, tags = [], []
    for line in scene.lines:
        there, back = (
            [edges[name] for name in names if counts(edges[name], model.as_of)]
            for names in (line.edges, line.back)
        )
        if (there or back) and line.points:
            edge = max([*there, *back], key=lambda e: (looks.relation(e.relation).strength, e.id))
            ends = ([line.points[-2:]] if there else []) + ([line.points[1::-1]] if back else [])
            lines.append(_line(line, edge, looks.relation(edge.relation), pen, ends))
            tags.append(_tag(line, pick(edge.label, model.languages[0]), looks.relation(edge.relation), pen))
    boxes = [
        _box(box, things[box.id], looks.kind(things[box.id].kind), model.languages, pen)
        for box in scene.boxes
    ]
    title = pick(model.title, model.languages[0])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-label={quoteattr(title)} '
        f'viewBox="0 0 {scene.width:g} {scene.height:g}" width="{scene.width:g}" height="{scene.height:g}">'
        f"<title>{escape(title)}</title>{'' if themed else f'<style>{STYLE}</style>'}"
        + ("" if themed else f'<rect width="100%" height="100%" {pen.fill("paper")}/>')
        + "".join([*cards, *lines, *boxes, *tags])
        + "</svg>"
    )


class _Pen:
    """Writes colours: as names of custom properties or as values."""

    def __init__(self, themed: bool) -> None:
        self.themed = themed

    def fill(self, tone: str) -> str:
        return self._paint("fill", tone)

    def stroke(self, tone: str) -> str:
        return self._paint("stroke", tone)

    def _paint(self, name: str, tone: str) -> str:
        return f'class="{name}-{tone}"' if self.themed else f'{name}="{LIGHT.get(tone, LIGHT["plain"])}"'


def path(points: Sequence[Point]) -> str:
    """Returns the path of a line with rounded corners."""
    steps = [f"M{points[0].x:g} {points[0].y:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        one = abs(before.x - corner.x) + abs(before.y - corner.y)
        two = abs(after.x - corner.x) + abs(after.y - corner.y)
        r = min(_ROUND, one / 2, two / 2)
        if r < 0.5:
            steps.append(f"L{corner.x:g} {corner.y:g}")
            continue
        a = _towards(corner, before, r / one)
        b = _towards(corner, after, r / two)
        steps.append(f"L{a.x:g} {a.y:g}Q{corner.x:g} {corner.y:g} {b.x:g} {b.y:g}")
    steps.append(f"L{points[-1].x:g} {points[-1].y:g}")
    return "".join(steps)


def _towards(a: Point, b: Point, part: float) -> Point:
    return Point(round(a.x + (b.x - a.x) * part, 2), round(a.y + (b.y - a.y) * part, 2))


def _line(line: Line, edge: Edge, look: RelationLook, pen: _Pen, ends: Sequence[tuple[Point, ...]]) -> str:
    width = look.width + (edge.share_high or 0) / 40 if look.family == "ownership" else look.width
    dash = "dotted" if not edge.certain else look.line
    style = f' stroke-dasharray="{_DASH[dash]}"' if dash in _DASH else ""
    body = (
        f'<path d="{path(line.points)}" fill="none" {pen.stroke(look.tone)} stroke-width="{width:g}"'
        f'{style} stroke-linecap="butt"/>'
    )
    return body + "".join(_head(before, tip, look, pen) for before, tip in ends)


def _head(before: Point, tip: Point, look: RelationLook, pen: _Pen) -> str:
    dx = (tip.x > before.x) - (tip.x < before.x)
    dy = (tip.y > before.y) - (tip.y < before.y)

    def at(back: float, aside: float) -> str:
        return f"{tip.x - dx * back - dy * aside:g},{tip.y - dy * back + dx * aside:g}"

    if look.head == "arrow":
        return f'<polygon points="{at(0, 0)} {at(9, 4.5)} {at(9, -4.5)}" {pen.fill(look.tone)}/>'
    if look.head == "open":
        return (
            f'<polyline points="{at(8, 4.5)} {at(0, 0)} {at(8, -4.5)}" fill="none" {pen.stroke(look.tone)} '
            f'stroke-width="1.5"/>'
        )
    if look.head == "tee":
        return f'<polyline points="{at(2, 7)} {at(2, -7)}" {pen.stroke(look.tone)} stroke-width="4"/>'
    if look.head in ("dot", "ring"):
        x, y = at(3, 0).split(",")
        return f'<circle cx="{x}" cy="{y}" r="3" {pen.fill(look.tone if look.head == "dot" else "paper")}/>'
    return ""


def _tag(line: Line, text: str, look: RelationLook, pen: _Pen) -> str:
    if not text or line.label is None:
        return ""
    halo = "" if pen.themed else f' stroke="{LIGHT["card"]}"'
    return (
        f'<text class="tag{f" fill-{look.tone}" if pen.themed else ""}" x="{line.label.x:g}" '
        f'y="{line.label.y + 4:g}" font-size="11" text-anchor="middle"{halo}'
        f"{'' if pen.themed else ' ' + pen.fill(look.tone)}>{escape(text)}</text>"
    )


def _box(box: Box, thing: Thing, look: KindLook, languages: Sequence[str], pen: _Pen) -> str:
    r = box.rect
    round_by = {"box": 4.0, "chip": 3.0, "tag": 3.0, "cut": 0.0}.get(look.shape, r.h / 2)
    dash = ' stroke-dasharray="4 3"' if look.shape == "chip" else ""
    frame = (
        f'<rect x="{r.x:g}" y="{r.y:g}" width="{r.w:g}" height="{r.h:g}" rx="{round_by:g}"{dash} stroke-width="1.5" '
        f"{_both(pen, look.tone)}/>"
    )
    size = SMALL_FONT if look.small else FONT
    names = _fitting(list(dict.fromkeys(pick(thing.name, tag) for tag in languages[:2])), size, r.w - 10)
    rest = "".join(f"<tspan dx='5' {pen.fill(look.tone + '-soft')}>{escape(n)}</tspan>" for n in names[1:])
    return (
        f'<g>{frame}<text x="{r.cx:g}" y="{r.cy + size * 0.36:g}" font-size="{size:g}" text-anchor="middle" '
        f"{pen.fill(look.tone + '-ink')}>{escape(names[0] if names else thing.id)}{rest}</text></g>"
    )


def _fitting(names: list[str], size: float, room: float) -> list[str]:
    """Returns the names that fit beside each other; if not even the first does, it is shortened."""
    while len(names) > 1 and sum(text_width(name, size) + 5 for name in names) > room + 5:
        names = names[:-1]
    if not names or text_width(names[0], size) <= room:
        return names
    kept = names[0]
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return [kept.rstrip() + "…"]


def _both(pen: _Pen, tone: str) -> str:
    if pen.themed:
        return f'class="fill-{tone}-fill stroke-{tone}-line"'
    return f"{pen.fill(tone + '-fill')} {pen.stroke(tone + '-line')}"
