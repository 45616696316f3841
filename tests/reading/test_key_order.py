from __future__ import annotations

import pytest

from kg.reading.key_order import key_order
from kg.vocabulary import Vocabulary


def test_kind_first_fields_as_the_shapes_have_them_statements_last(vocabulary: Vocabulary) -> None:
    order = key_order(vocabulary)
    for kind in vocabulary.kinds.values():
        if not kind.embedded:
            assert tuple(order(kind.name, ())) == ("kind", "id", *kind.fields, "statements")


def test_a_citation_ends_with_its_notes(vocabulary: Vocabulary) -> None:
    keys = list(key_order(vocabulary)("Block", ("sources",)))
    assert keys == ["id", "ref", "at", "stance", "says", "omits", "note"]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        (("sources", "says"), ("actor", "target")),
        (("respondsTo",), ("kind", "id", "action")),
        (("respondsTo", "sources"), ("id", "ref", "at")),
        (("respondsTo", "sources", "says"), ("action",)),
        (("statedReason",), ("en", "zh")),
        (("sources", "note"), ("en", "zh")),
        (("sources", "says", "gist"), ("en", "zh")),
        (("actor",), ()),
        (("zzz", "sources"), ()),
        (("statements",), ()),
    ],
)
def test_the_keys_within(vocabulary: Vocabulary, path: tuple[str, ...], first: tuple[str, ...]) -> None:
    keys = tuple(key_order(vocabulary)("Block", path))
    assert keys[: len(first)] == first
    assert bool(keys) == bool(first)


def test_an_unknown_kind_has_only_that_key(vocabulary: Vocabulary) -> None:
    order = key_order(vocabulary)
    assert tuple(order("Blok", ())) == tuple(order(None, ())) == ("kind",)
