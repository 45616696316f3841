"""Two things that attack each other share one line with a head at either end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.exporters.html.layout.links import Link

_FAMILY = "attack"


def merged(links: Iterable[Link]) -> tuple[Link, ...]:
    """Makes one link of two attacks that go to and fro between the same two things; the others stay as they are.

    Side by side two such lines look like one, and crossing others they cannot be told apart. The shared line runs
    apart from all others, since a head on a common trunk would be that of every line on it.

    Args:
        links: The links of a picture, no two of one family with the same source and target.

    Returns:
        The links, sorted by id.
    """
    found: dict[str, Link] = {}
    turned: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda item: item.id):
        other = turned.get((link.target, link.source)) if link.family == _FAMILY else None
        if other is None:
            found[link.id] = link
        else:
            width = max(link.label_width, other.label_width)
            weight = max(link.weight, other.weight)
            found[other.id] = replace(other, back=link.edges, net=other.id, label_width=width, weight=weight)
        if link.family == _FAMILY:
            turned[link.source, link.target] = link
    return tuple(found.values())
