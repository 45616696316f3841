"""The order in which keys stand in a file, from the order of the fields in the shapes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.names import CITATION, LANG_STRING
from kg.reading.keys import OF_CITATIONS
from kg.reading.printer import Order
from kg.vocabulary import Kind, Vocabulary


def key_order(vocabulary: Vocabulary) -> Order:
    """The order of keys for `kg.reading.format.format_text`.

    `kind` comes first and then the id, the fields as their shapes have them, and the statements at the end. In a
    citation, what its source has otherwise stands before the notes. Languages come as the shapes list them.

    Args:
        vocabulary: The kinds and their fields.
    """

    @lru_cache(maxsize=4096)
    def order(kind: str | None, path: tuple[str, ...]) -> Sequence[str]:
        return _order(vocabulary, vocabulary.kinds.get(kind or ""), path)

    return order


def _order(vocabulary: Vocabulary, kind: Kind | None, path: tuple[str, ...]) -> Sequence[str]:
    if kind is None:
        return ("kind",)
    if not path:
        return _keys(kind)
    if path[0] == "statements":
        return ()
    field = kind.fields.get(path[0])
    if field is None:
        return ()
    if field.embedded is None:
        return field.languages if len(path) == 1 else ()
    if path[1:2] == ("says",):  # what the source has of the fields of the statement around it
        return _order(vocabulary, kind, path[2:]) if path[2:] else tuple(kind.fields)
    return _order(vocabulary, vocabulary.by_iri[field.embedded], path[1:])


def _keys(kind: Kind) -> tuple[str, ...]:
    names = tuple(kind.fields)
    if CITATION in kind.ancestors:
        texts = tuple(name for name, field in kind.fields.items() if LANG_STRING in field.datatypes)
        return ("id", *(name for name in names if name not in texts), *OF_CITATIONS, *texts)
    return ("kind", "id", *names, "statements")
