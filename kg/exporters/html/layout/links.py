"""What a picture shows: which things, and which edges share a line between which two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Edge, PageModel, Thing, View, pick
from kg.exporters.html.text import text_width

LABEL_SIZE = 11.0
"""Font size of the labels of lines, in pixels."""


@dataclass(frozen=True, slots=True)
class Link:
    """All edges of one family from one thing to another; several edges, because they may follow in time.

    Attributes:
        id: Its id, unique in the picture.
        source: The thing it starts from.
        target: The thing it ends at: for an attack on one feature, that feature.
        family: The family of its edges.
        edges: The ids of its edges.
        net: Links of one net may share a lane: they fork from one trunk.
        label_width: Width to keep for a label, in pixels; 0 for none.
        tree: True if the target may hang below the source.
    """

    id: str
    source: str
    target: str
    family: str
    edges: tuple[str, ...]
    net: str
    label_width: float
    tree: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture shows, before it has a place."""

    things: tuple[Thing, ...]
    links: tuple[Link, ...]
    parents: Mapping[str, Link]


def drawing(model: PageModel, view: View, looks: Looks) -> Drawing:
    """Gathers the things and links of a view, and hangs each thing below at most one parent of its group."""
    things = {thing.id: thing for thing in model.things}
    wanted = set(view.edges)
    grouped: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in model.edges:
        if edge.id not in wanted or edge.source not in things or edge.target not in things:
            continue
        family = looks.relation(edge.relation).family
        struck = [v for v in edge.via if v in things and v != edge.source] or [edge.target]
        for target in struck:
            if target != edge.source:
                grouped[edge.source, target, family].append(edge)
    links = tuple(_link(key, grouped[key], looks) for key in sorted(grouped))
    shown = {end for link in links for end in (link.source, link.target)}
    shown |= {edge.target for group in grouped.values() for edge in group}
    chosen = tuple(things[name] for name in sorted(shown))
    return Drawing(chosen, links, _parents(links, things))


def _link(key: tuple[str, str, str], edges: list[Edge], looks: Looks) -> Link:
    source, target, family = key
    widest = max((text_width(pick(e.label, ""), LABEL_SIZE) for e in edges), default=0.0)
    return Link(
        id=f"{family}:{source}:{target}",
        source=source,
        target=target,
        family=family,
        edges=tuple(edge.id for edge in edges),
        net=f"{family}:{source}:{edges[0].target}",
        label_width=widest + 8 if widest else 0.0,
        tree=any(looks.relation(edge.relation).tree for edge in edges),
    )


def _parents(links: tuple[Link, ...], things: Mapping[str, Thing]) -> dict[str, Link]:
    """Chooses for each thing the link that it hangs on: within its group, never in a circle, the first by id."""
    chosen: dict[str, Link] = {}
    for link in links:
        if not link.tree or link.target in chosen:
            continue
        if _home(things, link.source) != _home(things, link.target) and link.family != "offer":
            continue
        above: str | None = link.source
        while above is not None and above != link.target:
            above = chosen[above].source if above in chosen else None
        if above is None:
            chosen[link.target] = link
    return chosen


def _home(things: Mapping[str, Thing], name: str) -> str:
    return things[name].group or name


def home(drawn: Drawing, thing: Thing) -> str:
    """Returns the card that a thing stands in: that of the root it hangs on, else its group, else its own."""
    name = thing.id
    while name in drawn.parents:
        name = drawn.parents[name].source
    root = next((t for t in drawn.things if t.id == name), thing)
    return root.group or root.id
