"""How two things are connected: the shortest paths between them in a view of the graph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Hop:
    """One edge of a path.

    Attributes:
        source: Where the edge begins, by id.
        relations: What it says, sorted; several if several edges run side by side.
        target: Where it ends.
        along: Whether the path takes it in its own direction.
    """

    source: str
    relations: tuple[str, ...]
    target: str
    along: bool


def shortest_paths(
    graph: networkx.MultiDiGraph[str], start: str, end: str, directed: bool = False, most: int = 10
) -> list[list[Hop]]:
    """All shortest paths between two things.

    Args:
        graph: A view of the graph.
        start: The id of the one.
        end: The id of the other.
        directed: Whether edges may be taken in their own direction only.
        most: How many paths at most.

    Raises:
        KgError: One of them has no edge in this view, or nothing connects them.
    """
    import networkx

    for name in (start, end):
        if name not in graph:
            raise KgError(f"`{name}` has no edge in the view `{graph.name}`", "try --view all")
    searched = graph if directed else graph.to_undirected(as_view=True)
    try:
        found = list(islice(networkx.all_shortest_paths(searched, start, end), 1000))
    except networkx.NetworkXNoPath:
        raise KgError(f"nothing connects `{start}` with `{end}` in the view `{graph.name}`") from None
    return [[_hop(graph, one, other) for one, other in pairwise(path)] for path in sorted(found)[:most]]


def _hop(graph: networkx.MultiDiGraph[str], one: str, other: str) -> Hop:
    along = graph.has_edge(one, other)
    source, target = (one, other) if along else (other, one)
    relations = {str(data["relation"]) for data in graph[source][target].values()}
    return Hop(source, tuple(sorted(relations)), target, along)
