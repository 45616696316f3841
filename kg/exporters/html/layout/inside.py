"""The inside of every card: how large its boxes are, and what hangs below what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.exporters.html.layout.links import Drawing
from kg.exporters.html.layout.scene import Rect
from kg.exporters.html.layout.tree import GAP, Block, hang
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Thing, pick
from kg.exporters.html.text import text_width

FONT = 13.0
"""Font size of the names in boxes, in pixels."""
SMALL_FONT = 11.5
"""Font size of the names of small things."""
_PAD = (20.0, 18.0)
_NARROWEST, _WIDEST = 64.0, 216.0


@dataclass(frozen=True, slots=True)
class Inside:
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


def insides(drawn: Drawing, looks: Looks, languages: Sequence[str]) -> dict[str, Inside]:
    """Lays out every card; what hangs on nothing stands below the head of its group."""
    things = {thing.id: thing for thing in drawn.things}
    children: dict[str, list[str]] = defaultdict(list)
    for child, link in drawn.parents.items():
        children[link.source].append(child)
    roots: dict[str, list[str]] = defaultdict(list)
    for thing in drawn.things:
        if thing.id not in drawn.parents:
            roots[drawn.homes[thing.id]].append(thing.id)

    def weight(name: str) -> int:
        return 1 + sum(weight(child) for child in children.get(name, ()))

    def rank(name: str) -> tuple[int, int, str]:
        return looks.kind(things[name].kind).order, -weight(name), name

    for name in children:
        children[name].sort(key=rank)
    insides = {}
    for card, names in roots.items():
        names.sort(key=rank)
        if card in names and len(names) > 1:
            children[card] = [*children.get(card, ()), *(name for name in names if name != card)]
            names = [card]
        block = Block(0.0, 0.0, Rect(0, 0, 0, 0))
        for root in names:
            hung = hang(
                root,
                children,
                lambda name: box_size(things[name], looks, languages),
                lambda name: looks.kind(things[name].kind).small,
            )
            block.take(hung, block.w + (GAP if block.w else 0.0), 0.0)
        for name in [name for name in block.stems if not _hangs(drawn, name)]:
            del block.stems[name]
        pad_x, pad_y = (0.0, 0.0) if len(block.boxes) == 1 else _PAD
        shifted = Block(0.0, 0.0, block.head)
        shifted.take(block, pad_x, pad_y)
        insides[card] = Inside(shifted, (block.w + 2 * pad_x, block.h + 2 * pad_y))
    return insides


def _hangs(drawn: Drawing, name: str) -> bool:
    """Tells whether an edge hangs a thing where it is, and not only the order of the card."""
    return name in drawn.parents and bool(drawn.parents[name].edges)
