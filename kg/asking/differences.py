"""What changes between two graphs: the edges that appear and vanish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.dates import Interval
from kg.model import Term, Triple
from kg.names import KG, TYPE, iri, is_iri
from kg.reasoning.status import IN_FORCE

_NOT_EDGES = {TYPE, iri(KG + "citesSource"), iri(KG + "certainty"), iri(KG + "member"), iri(KG + "group")}
_MINTED = ("/inference/", "/membership/")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from one graph to another.

    Attributes:
        appear: Edges that are only in the second.
        vanish: Edges that are only in the first.
    """

    appear: tuple[Triple, ...]
    vanish: tuple[Triple, ...]


def conclusions(triples: Iterable[Triple]) -> set[Triple]:
    """The inferred edges between things and statements, and which statements are in force.

    Left out are types, labels, and what describes an inference or a membership.
    """
    return {
        (s, p, o)
        for s, p, o in triples
        if (is_iri(o) or p == IN_FORCE) and p not in _NOT_EDGES and not _minted(s, o)
    }


def _minted(subject: Term, value: Term) -> bool:
    return any(part in subject or part in value for part in _MINTED)


def difference(before: Iterable[Triple], after: Iterable[Triple]) -> Difference:
    """The difference of two sets of edges, sorted."""
    old, new = set(before), set(after)
    return Difference(tuple(sorted(new - old)), tuple(sorted(old - new)))


@dataclass(frozen=True, slots=True)
class Moved:
    """A statement that holds for another time in the second graph.

    Attributes:
        statement: The statement.
        before: When it holds in the first.
        after: When in the second.
    """

    statement: Term
    before: Interval
    after: Interval


def changed_starts(before: Mapping[Term, Interval], after: Mapping[Term, Interval]) -> list[Moved]:
    """The statements that count in both graphs but begin or end on another day."""
    return [
        Moved(statement, before[statement], after[statement])
        for statement in sorted(before.keys() & after.keys())
        if before[statement] != after[statement]
    ]
