"""What a block with several targets strikes at each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.exporters.html.model import Edge, Thing


def by_target(edges: Iterable[Edge], things: Mapping[str, Thing]) -> list[Edge]:
    """Takes from each edge what surely belongs to another target of the same statement.

    A statement lists its targets and what it strikes, and not what at whom. What bears the name of one target, or
    hangs on it, is not struck at another.
    """
    edges = list(edges)
    targets: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    owners: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.via:
            targets[edge.relation, edge.statements].add(edge.target)
        if edge.relation == "offers":
            owners[edge.target].add(edge.source)
    done = []
    for edge in edges:
        others = targets[edge.relation, edge.statements] - {edge.target} if edge.via else set()
        kept = tuple(
            part
            for part in edge.via
            if _belongs(part, edge.target, owners, things)
            or not any(_belongs(part, other, owners, things) for other in others)
        )
        done.append(edge if kept == edge.via else replace(edge, via=kept))
    return done


def _belongs(part: str, target: str, owners: Mapping[str, set[str]], things: Mapping[str, Thing]) -> bool:
    if part == target or target in owners.get(part, ()):
        return True
    if part not in things or target not in things:
        return False
    called = {name.casefold() for _, name in (*things[target].name, *things[target].aliases)}
    return any(name in words.casefold() for _, words in things[part].name for name in called)
