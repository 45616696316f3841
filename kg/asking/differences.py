"""What changes between two graphs: records, which statements are in force and when, and the edges that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.asking.record_changes import RecordChanges, record_changes
from kg.dates import Interval
from kg.model import Record, Term, Triple
from kg.names import KG, TYPE, iri, is_iri
from kg.reasoning.status import IN_FORCE
from kg.vocabulary import Vocabulary

_NOT_EDGES = {TYPE, iri(KG + "citesSource"), iri(KG + "certainty"), iri(KG + "member"), iri(KG + "group")}
_MINTED = ("/inference/", "/membership/")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from one set of edges to another.

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


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared of a graph.

    Attributes:
        records: Its records.
        vocabulary: For their kinds.
        derived: What was inferred.
        intervals: When each statement that counts holds.
    """

    records: Iterable[Record]
    vocabulary: Vocabulary
    derived: Iterable[Triple]
    intervals: Mapping[Term, Interval]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes from one graph to another.

    Attributes:
        records: What is written in the YAML.
        begun: Statements of both that are in force in the second only, as that has them.
        over: Those that are in force in the first only, likewise.
        moved: Statements that count in both, and hold for another time.
        edges: What follows, without which statements are in force.
    """

    records: RecordChanges
    begun: tuple[Record, ...]
    over: tuple[Record, ...]
    moved: tuple[Moved, ...]
    edges: Difference

    @property
    def are_none(self) -> bool:
        """Whether nothing changes."""
        records = (self.records.added, self.records.removed, self.records.changed)
        return not any((*records, self.begun, self.over, self.moved, self.edges.appear, self.edges.vanish))


def changes(before: Side, after: Side, with_citations: bool = True) -> Changes:
    """Everything that changes from one graph to another.

    Args:
        before: The first.
        after: The second.
        with_citations: Whether that a statement has other citations is a change.
    """
    found = difference(conclusions(before.derived), conclusions(after.derived))
    old, new = ({r.subject: r for r in side.records} for side in (before, after))
    return Changes(
        record_changes(before.records, after.records, before.vocabulary, after.vocabulary, with_citations),
        tuple(new[s] for s, p, _ in found.appear if p == IN_FORCE and s in old),
        tuple(old[s] for s, p, _ in found.vanish if p == IN_FORCE and s in new),
        tuple(changed_starts(before.intervals, after.intervals)),
        Difference(_edges(found.appear), _edges(found.vanish)),
    )


def _edges(conclusions: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(edge for edge in conclusions if edge[1] != IN_FORCE)
