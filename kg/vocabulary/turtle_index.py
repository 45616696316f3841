"""Turtle read into triples, and a small index over triples: subject, predicate, objects."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from kg.errors import OntologyError
from kg.model import Term, Triple
from kg.names import RDF, RDFS, TYPE, iri

Node: TypeAlias = Mapping[Term, Sequence[Term]]
"""What is said of one subject: predicate -> values, each value once."""

FIRST: Final = iri(RDF + "first")
REST: Final = iri(RDF + "rest")
NIL: Final = iri(RDF + "nil")
SUBCLASS: Final = iri(RDFS + "subClassOf")


def read_turtle(text: str, base: str, file: str = "") -> list[Triple]:
    """Read Turtle into triples in the order of the text.

    Blank nodes are renamed after the base and their order, so that the same text gives the same terms in
    every run and two files do not share one.

    Args:
        text: A Turtle document.
        base: The IRI against which relative IRIs are resolved.
        file: The name to give in errors; `base` if empty.

    Raises:
        OntologyError: The text is not Turtle; the message begins with `file:line:column`.
    """
    import pyoxigraph

    prefix = f"_:b{zlib.crc32(base.encode()):08x}n"
    names: dict[str, str] = {}

    def renamed(term: Term) -> Term:
        return names.setdefault(term, f"{prefix}{len(names)}") if term[0] == "_" else term

    try:
        parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base)
        triples = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in parsed]
        return [
            (renamed(s), p, renamed(o)) if s[0] == "_" or o[0] == "_" else (s, p, o) for s, p, o in triples
        ]
    except SyntaxError as error:
        reason = str(error.msg).split(": ", 1)[-1]
        place = f"{file or base}:{error.lineno or 1}:{error.offset or 1}"
        raise OntologyError(f"{place}: this is not Turtle: {reason}") from error
    except ValueError as error:
        raise OntologyError(f"{file or base}: {error}") from error


class TripleIndex:
    """An index over a graph that does not change.

    Attributes:
        nodes: subject -> predicate -> objects, in the order given, without repetitions.
    """

    __slots__ = ("nodes",)

    def __init__(self, triples: Iterable[Triple]) -> None:
        nodes: dict[Term, dict[Term, list[Term]]] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)
        self.nodes: Mapping[Term, Node] = nodes

    def triples(self) -> Iterator[Triple]:
        """All triples, subject by subject."""
        for subject, node in self.nodes.items():
            for predicate, values in node.items():
                for value in values:
                    yield subject, predicate, value

    def values(self, subject: Term, predicate: Term) -> Sequence[Term]:
        """The objects of a subject and a predicate, in the order of the text."""
        return self.nodes.get(subject, {}).get(predicate, ())

    def value(self, subject: Term, predicate: Term) -> Term | None:
        """The first object of a subject and a predicate, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def subjects(self, predicate: Term, value: Term) -> Sequence[Term]:
        """The subjects that have a value for a predicate."""
        return [subject for subject, node in self.nodes.items() if value in node.get(predicate, ())]

    def types(self, subject: Term) -> Sequence[Term]:
        """The classes of a subject as stated."""
        return self.values(subject, TYPE)

    def list(self, head: Term) -> tuple[Term, ...]:
        """The members of an RDF list.

        Raises:
            OntologyError: The list is circular, or a cell has not exactly one member and one rest.
        """
        members: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            first, rest = self.values(head, FIRST), self.values(head, REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise OntologyError(f"{head} is not a well-formed RDF list")
            seen.add(head)
            members.append(first[0])
            head = rest[0]
        return tuple(members)


def superclasses(index: TripleIndex) -> dict[Term, frozenset[Term]]:
    """For each class that has superclasses: itself and all of them, however far up."""
    direct: dict[Term, Sequence[Term]] = {
        subject: node[SUBCLASS] for subject, node in index.nodes.items() if SUBCLASS in node
    }
    return {start: _reach(start, direct) for start in direct}


def _reach(start: Term, edges: Mapping[Term, Sequence[Term]]) -> frozenset[Term]:
    reached = {start}
    frontier = [start]
    while frontier:
        for above in edges.get(frontier.pop(), ()):
            if above not in reached:
                reached.add(above)
                frontier.append(above)
    return frozenset(reached)
