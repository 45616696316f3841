"""What is often asked of an index of triples: lists, superclasses, texts by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from kg.errors import OntologyError
from kg.model import Term
from kg.names import LABEL, RDF, RDFS, iri, literal_parts, local_name

Index: TypeAlias = Mapping[Term, Mapping[Term, Sequence[Term]]]
"""Subject, predicate, objects."""

_SUBCLASS = iri(RDFS + "subClassOf")
_FIRST, _REST = iri(RDF + "first"), iri(RDF + "rest")


def rdf_list(index: Index, head: Term) -> Iterator[Term]:
    """The members of an RDF collection."""
    while head in index:
        yield from index[head].get(_FIRST, ())
        head = next(iter(index[head].get(_REST, ())), "")


def ancestors(index: Index, term: Term, relation: Term = _SUBCLASS) -> dict[Term, None]:
    """The term and all above it, nearest first (an ordered set)."""
    found: dict[Term, None] = {term: None}
    queue = [term]
    for current in queue:
        for parent in index.get(current, {}).get(relation, ()):
            if parent not in found:
                found[parent] = None
                queue.append(parent)
    return found


def labels(index: Index, term: Term, relation: Term = LABEL) -> dict[str, str]:
    """The texts of a property by language.

    Raises:
        OntologyError: One of its values is no text.
    """
    found = {}
    for value in index.get(term, {}).get(relation, ()):
        text, language = _text(term, relation, value)
        found[language or "en"] = text
    return found


def texts(index: Index, term: Term, relation: Term) -> list[str]:
    """The texts of a property, in whatever language.

    Raises:
        OntologyError: One of its values is no text.
    """
    return [_text(term, relation, value)[0] for value in index.get(term, {}).get(relation, ())]


def _text(term: Term, relation: Term, value: Term) -> tuple[str, str]:
    if value[0] != '"':
        what = f"{local_name(term)}: its {local_name(relation)} is {value}, and must be a text"
        raise OntologyError(what, subject=term, at=value)
    text, _, language = literal_parts(value)
    return text, language


def number(term: Term) -> float | None:
    """A number; None for what is none, of which the compiler of the shapes tells more."""
    try:
        return float(literal_parts(term)[0])
    except ValueError:
        return None
