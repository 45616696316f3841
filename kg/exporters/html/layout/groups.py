"""The groups that things are in: on the day of the page, on that of an edge, and at any time while it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Belonging, Edge, PageModel, Thing


def group_of(things: Mapping[str, Thing], name: str) -> str:
    """The group of a thing on the day of the page; itself if it is in none."""
    return things[name].group or name


def groups_on(things: Mapping[str, Thing], edge: Edge) -> tuple[str, str]:
    """The groups of the ends of an edge on the day on which it began; of one without a day, those of the page's."""
    day = edge.span.start_earliest
    found = []
    for end in (edge.source, edge.target):
        held = [g for g in things[end].groups if day and g.start <= day and not (g.end and g.end <= day)]
        held.sort(key=lambda g: (not g.certain, g.group))
        found.append(held[0].group if held else group_of(things, end))
    return found[0], found[1]


def groups_while(things: Mapping[str, Thing], edge: Edge) -> set[tuple[str, str]]:
    """The groups of the ends of an edge at any time while it may hold."""
    found: set[tuple[str, str]] = set()
    for one in things[edge.source].groups or (Belonging(group_of(things, edge.source)),):
        for other in things[edge.target].groups or (Belonging(group_of(things, edge.target)),):
            start = max(one.start, other.start, edge.span.start_earliest)
            if all(not end or start < end for end in (one.end, other.end, edge.span.end_latest)):
                found.add((one.group, other.group))
    return found


def attacks_of(model: PageModel, things: Mapping[str, Thing], looks: Looks) -> Counter[str]:
    """How often members of each group, whenever they were that, attack or are attacked: what the record is about."""
    ends = [
        end
        for edge in model.edges
        if looks.relation(edge.relation).family == "attack" and not looks.relation(edge.relation).rollup
        for end in (edge.source, edge.target)
        if end in things
    ]
    return Counter(
        group for end in ends for group in {group_of(things, end), *(g.group for g in things[end].groups)}
    )
