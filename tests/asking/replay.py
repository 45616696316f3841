"""A graph made anew from some of the statements of another."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from kg.model import Record, Term, Triple
from kg.pipeline import Graph, reason

Keep = Callable[[Record], bool]


def with_statements(graph: Graph, kept: Collection[Term]) -> Graph:
    """The graph of all things and of these statements alone, with their citations."""
    return _made_anew(graph, lambda record: record.subject in kept)


def without_statements(graph: Graph, dropped: Collection[Term]) -> Graph:
    """The graph without these statements."""
    return _made_anew(graph, lambda record: record.subject not in dropped)


def _made_anew(graph: Graph, wanted: Keep) -> Graph:
    kinds = graph.vocabulary.by_iri
    by_subject = {record.subject: record for record in graph.records}

    def kept(record: Record) -> bool:
        if kinds[record.kind].statement:
            return wanted(record)
        parent = by_subject.get(record.parent) if record.parent else None
        return parent is None or kept(parent)

    records = [record for record in graph.records if kept(record)]
    reading = replace(graph.reading, records=records)
    return reason(graph.project, graph.vocabulary, reading, graph.asked)


def holds(graph: Graph, edge: Triple) -> bool:
    """Whether an edge is inferred."""
    return edge in graph.derivations
