"""Which files need not be held to references and shapes again, although others have changed.

What these say of a record depends on its own file, and on whether there are records with the ids that it names, and
of which kinds; so a file in which nothing was wrong is sound as long as neither changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from kg.model import Record, Term
from kg.names import SH, iri

if TYPE_CHECKING:
    from kg.vocabulary.turtle_index import TripleIndex

_PATH = iri(SH + "path")
_PARTS = tuple(iri(SH + name) for name in ("property", "node", "not", "qualifiedValueShape"))
_LISTS = tuple(iri(SH + name) for name in ("and", "or", "xone"))
_FAR_TARGETS = tuple(iri(SH + name) for name in ("targetNode", "targetSubjectsOf", "targetObjectsOf"))
_OF_A_NODE = tuple(iri(SH + name) for name in ("path", "property", "closed", "equals", "disjoint"))

Identity: TypeAlias = tuple[Term, Term]
"""The subject and kind of a record."""


def disturbed(before: Iterable[Identity], after: Iterable[Identity]) -> frozenset[Term]:
    """The ids of which other files may no longer say what they said.

    Args:
        before: The records of the files that have changed or are gone.
        after: The records of the files that have changed or are new.
    """
    then, now = Counter(before), Counter(after)
    return frozenset(subject for subject, _ in (then - now) | (now - then))


def mentions(records: Iterable[Record], ids: Container[Term]) -> bool:
    """Whether records name one of some ids."""
    return any(
        value in ids
        for record in records
        for values in chain(record.fields.values(), record.says.values())
        for value in values
    )


def is_local(shapes: TripleIndex) -> bool:
    """Whether shapes look at no more of other nodes than which classes they are of; if in doubt, not.

    Args:
        shapes: The shapes graph.
    """
    for shape, node in shapes.nodes.items():
        if any(target in node for target in _FAR_TARGETS):
            return False
        path = shapes.value(shape, _PATH)
        if path is None:
            continue
        if not path.startswith("<"):  # an inverse path: its values are whatever names the node
            return False
        if any(
            predicate in shapes.nodes.get(inner, {})
            for inner in _inner(shapes, shape)
            for predicate in _OF_A_NODE
        ):
            return False
    return True


def _inner(shapes: TripleIndex, shape: Term) -> Iterator[Term]:
    """The shapes that the values of a property shape must fit, and those that these are made of."""
    seen = {shape}
    waiting = [shape]
    while waiting:
        here = waiting.pop()
        parts = [part for predicate in _PARTS for part in shapes.values(here, predicate)]
        parts += [part for name in _LISTS for head in shapes.values(here, name) for part in shapes.list(head)]
        for part in parts:
            if part not in seen:
                seen.add(part)
                waiting.append(part)
                yield part
