"""What a picture shows: which things, and which edges share a line between which two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.exporters.html.layout.groups import attacks_of, group_of, groups_on, groups_while
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Edge, PageModel, Thing, View, holds, pick
from kg.exporters.html.text import text_width

LABEL_SIZE = 11.0
"""Font size of the labels of lines, in pixels."""
COUNT = "×99"
"""The widest label of a line that stands for several edges."""
PAST = 0.1
"""What a link that is not there on the day of the page counts for the places of groups."""


@dataclass(frozen=True, slots=True)
class Link:
    """All edges of one family from one thing to another; several edges, because they may follow in time.

    Attributes:
        id: Its id, unique in the picture.
        source: The thing it starts from.
        target: The thing it ends at: for an attack on one feature, that feature.
        family: The family of its edges.
        edges: The ids of its edges; none for what only says where a thing hangs.
        net: Links of one net may share a lane: they fork from one trunk.
        label_width: Width to keep for a label, in pixels; 0 for none.
        back: The ids of edges from the target to the source that share the line.
        weight: How strongly it draws its ends to each other.
    """

    id: str
    source: str
    target: str
    family: str
    edges: tuple[str, ...]
    net: str
    label_width: float
    back: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture shows, before it has a place.

    Attributes:
        things: The things, sorted by id.
        links: The links, sorted by id.
        parents: For a thing that hangs below another, the link that it hangs on.
        homes: For each thing, the card that it stands in.
    """

    things: tuple[Thing, ...]
    links: tuple[Link, ...]
    parents: Mapping[str, Link]
    homes: Mapping[str, str]


def drawing(model: PageModel, view: View, looks: Looks) -> Drawing:
    """Gathers the things and links of a view.

    A thing hangs below at most one other: what it is offered by, or what owns it in its own group; both are shown
    even if the view does not name them, and so are the heads of groups.
    """
    things = {thing.id: thing for thing in model.things}
    grouped: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    struck_at: dict[str, str] = {}
    shown: set[str] = set()
    for edge in _edges_of(model, view, things, looks):
        family = looks.relation(edge.relation).family
        struck = [v for v in edge.via if v in things and v not in (edge.source, edge.target)]
        for target in struck or [edge.target]:
            grouped[edge.source, target, family].append(edge)
        for feature in struck:
            struck_at.setdefault(feature, edge.target)
        shown.update((edge.source, edge.target, *struck))
    above = _above(model, things, looks)
    for name in sorted(shown):
        while name in above and above[name].source not in shown:
            name = above[name].source
            shown.add(name)
    shown |= {things[n].group for n in shown if things[n].group in things}
    for name in sorted(shown):
        if name in above:
            edge = above[name]
            listed = grouped[edge.source, name, looks.relation(edge.relation).family]
            listed += [edge] if edge not in listed else []
    links = {key: _link(key, edges) for key, edges in grouped.items()}
    parents = _parents(links.values(), above, shown)
    for feature, platform in sorted(struck_at.items()):
        if feature not in parents and feature not in _line(parents, platform):
            parents[feature] = Link(f"at:{platform}:{feature}", platform, feature, "at", (), "", 0.0)
    chosen = tuple(things[name] for name in sorted(shown))
    homes = {thing.id: _home(parents, things, thing.id) for thing in chosen}
    return Drawing(chosen, tuple(sorted(links.values(), key=lambda link: link.id)), parents, homes)


def largest(model: PageModel, view: View, looks: Looks, most: int) -> View:
    """Narrows a view to the groups that have most to do with each other, so that few enough things are left.

    Args:
        model: The page.
        view: The view.
        looks: The looks of its kinds and relations.
        most: How many things may be left, as far as the view names them.
    """
    things = {thing.id: thing for thing in model.things}
    edges = _edges_of(model, view, things, looks)
    weight: dict[str, int] = defaultdict(int)
    touching: dict[str, list[tuple[Edge, set[str]]]] = defaultdict(list)
    for edge in edges:
        groups = {group_of(things, end) for end in (edge.source, edge.target)}
        for group in groups:
            touching[group].append((edge, groups))
            weight[group] += len(groups) > 1
    kept: set[str] = set()
    ends: set[str] = set()
    chosen: set[str] = set()
    for group in sorted((g for g in weight if weight[g]), key=lambda name: (-weight[name], name)):
        kept.add(group)
        inside = [edge for edge, groups in touching[group] if groups <= kept]
        ends |= {end for edge in inside for end in (edge.source, edge.target, *edge.via)}
        if len(ends) > most:
            break
        chosen.update(edge.id for edge in inside)
    return replace(view, edges=tuple(edge.id for edge in edges if edge.id in chosen))


def overview(model: PageModel, view: View, looks: Looks, most: int) -> Drawing:
    """Gathers the groups of a view and what stands between them: a box for each group, a link for each pair.

    An attack counts between the groups to which its ends belonged on its day; where the page does not tell these, a
    rolled-up edge on the same statement may. Anything else counts between the groups of the day that is looked at: for
    each two that its ends have been in while it held there is a link, and the page shows that of the day.

    Args:
        model: The page.
        view: The view.
        looks: The looks of its kinds and relations.
        most: How many groups may be shown; those with most links are, and with most attacks.
    """
    things = {thing.id: thing for thing in model.things}
    grouped: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    summed: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for edge in model.edges:
        if looks.relation(edge.relation).rollup:
            for name in edge.statements:
                summed[name, looks.relation(edge.relation).family].append((edge.source, edge.target))
    for edge in _edges_of(model, view, things, looks):
        family = looks.relation(edge.relation).family
        if family == "attack":
            told = [pair for name in edge.statements for pair in summed[name, family]]
            ends = groups_on(things, edge)
            pairs = {ends if ends in told or len(set(told)) != 1 else told[0]}
        else:
            pairs = groups_while(things, edge)
        for source, target in pairs:
            if source != target and source in things and target in things:
                grouped[source, target, family].append(edge)
    weight = dict.fromkeys((end for source, target, _ in grouped for end in (source, target)), 0)
    for (source, target, _), edges in grouped.items():
        weight[source] += len(edges)
        weight[target] += len(edges)
    if not any(family == "attack" for _, _, family in grouped):
        for name, count in attacks_of(model, things, looks).items():
            if name in weight:
                weight[name] += count
    kept = set(sorted(weight, key=lambda name: (-weight[name], name))[:most])
    links = [
        replace(_link(key, edges, several=True), weight=_weight(model, things, key, edges))
        for key, edges in grouped.items()
        if {key[0], key[1]} <= kept
    ]
    shown = {end for link in links for end in (link.source, link.target)}
    chosen = tuple(things[name] for name in sorted(shown))
    ordered = tuple(sorted(links, key=lambda link: link.id))
    return Drawing(chosen, ordered, {}, {name: name for name in shown})


def _edges_of(model: PageModel, view: View, things: Mapping[str, Thing], looks: Looks) -> list[Edge]:
    """The edges of a view that can be drawn: between two different things, and no mere sums of others."""
    wanted = set(view.edges)
    return [
        edge
        for edge in model.edges
        if edge.id in wanted
        and edge.source in things
        and edge.target in things
        and edge.source != edge.target
        and not looks.relation(edge.relation).rollup
    ]


def _above(model: PageModel, things: Mapping[str, Thing], looks: Looks) -> dict[str, Edge]:
    """For each thing, the strongest edge that it may hang on, one in force if there is one; never in a circle."""
    order = sorted(
        model.edges,
        key=lambda e: (
            not holds(e.span, model.as_of),
            -looks.relation(e.relation).strength,
            -(e.share_low or 0),
            e.id,
        ),
    )
    chosen: dict[str, Edge] = {}
    for edge in order:
        look = looks.relation(edge.relation)
        ends = edge.source in things and edge.target in things
        if not look.tree or not ends or edge.target in chosen:
            continue
        if look.family != "offer" and group_of(things, edge.source) != group_of(things, edge.target):
            continue
        if edge.target not in _chain(chosen, edge.source):
            chosen[edge.target] = edge
    return chosen


def _chain(chosen: Mapping[str, Edge], name: str) -> list[str]:
    line = [name]
    while line[-1] in chosen:
        line.append(chosen[line[-1]].source)
    return line


def _line(parents: Mapping[str, Link], name: str) -> list[str]:
    line = [name]
    while line[-1] in parents:
        line.append(parents[line[-1]].source)
    return line


def _parents(links: Iterable[Link], above: Mapping[str, Edge], shown: set[str]) -> dict[str, Link]:
    by_ends = {(link.source, link.target, edge): link for link in links for edge in link.edges}
    return {
        name: by_ends[edge.source, name, edge.id]
        for name, edge in sorted(above.items())
        if name in shown and edge.source in shown
    }


def _weight(
    model: PageModel, things: Mapping[str, Thing], key: tuple[str, str, str], edges: Iterable[Edge]
) -> float:
    """What is there on the day that the page opens on counts more than what was there on another day."""
    source, target, family = key
    now = any(
        holds(e.span, model.as_of)
        and (
            family == "attack" or (group_of(things, e.source), group_of(things, e.target)) == (source, target)
        )
        for e in edges
    )
    return 1.0 if now else PAST


def _home(parents: Mapping[str, Link], things: Mapping[str, Thing], name: str) -> str:
    """The card of a thing: the group of what it hangs on in the end."""
    return group_of(things, _line(parents, name)[-1])


def _link(key: tuple[str, str, str], edges: list[Edge], *, several: bool = False) -> Link:
    source, target, family = key
    labels = [pick(edge.label, "") for edge in edges] + ([COUNT] if several and len(edges) > 1 else [])
    widest = max((text_width(label, LABEL_SIZE) for label in labels), default=0.0)
    return Link(
        id=f"{family}:{source}:{target}",
        source=source,
        target=target,
        family=family,
        edges=tuple(edge.id for edge in edges),
        net=f"{family}:{source}",
        label_width=widest + 8 if widest else 0.0,
    )
