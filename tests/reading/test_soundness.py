"""A file is taken for sound only as long as nothing that is said of it can have changed."""

from __future__ import annotations

import pytest

from kg.model import Record
from kg.reading.soundness import disturbed, is_local, mentions
from kg.vocabulary import Vocabulary
from kg.vocabulary.turtle_index import TripleIndex, read_turtle

A, INLINE, B = ("<a>", "<K>"), ("<a-1>", "<S>"), ("<b>", "<K>")


def test_what_is_there_as_before_disturbs_nobody() -> None:
    assert disturbed([], []) == set()
    assert disturbed([A, INLINE, B], [B, INLINE, A]) == set()


def test_what_is_new_or_gone_or_doubled_or_of_another_kind_does() -> None:
    assert disturbed([A, B], [A]) == {"<b>"}
    assert disturbed([], [A, INLINE]) == {"<a>", "<a-1>"}
    assert disturbed([B], [("<b>", "<L>")]) == {"<b>"}
    assert disturbed([B], [B, B]) == {"<b>"}


def test_ids_are_found_in_what_records_say_and_in_what_their_sources_say() -> None:
    records = [
        Record("<r>", "<K>", {"<p>": ["<x>"], "<q>": []}, "r.yaml", 1),
        Record("<c>", "<K>", {}, "r.yaml", 1, says={"<p>": ["<y>"]}),
    ]
    assert mentions(records, {"<x>"})
    assert mentions(records, {"<y>", "<z>"})
    assert not mentions(records, {"<r>", "<p>"})


def test_the_shipped_shapes_are_local(vocabulary: Vocabulary) -> None:
    assert is_local(vocabulary.shapes.graph)


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ("[] sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :D ] .", True),
        ("[] sh:path :p ; sh:or ( [ sh:datatype xsd:date ] [ sh:node [ sh:class :D ] ] ) .", True),
        (
            "[] sh:targetClass :C ; sh:or ( [ sh:property [ sh:path :p ] ] [ sh:not [ sh:class :D ] ] ) .",
            True,
        ),
        ("[] sh:path :p ; sh:node [ sh:property [ sh:path :q ] ] .", False),
        ("[] sh:path :p ; sh:property [ sh:path :q ] .", False),
        ("[] sh:path :p ; sh:xone ( [ sh:class :D ] [ sh:not [ sh:closed true ] ] ) .", False),
        ("[] sh:path :p ; sh:and ( [ sh:equals :q ] ) .", False),
        ("[] sh:path :p ; sh:qualifiedValueShape [ sh:disjoint :q ] .", False),
        ("[] sh:path [ sh:inversePath :p ] .", False),
        ("[] sh:targetNode :a ; sh:class :D .", False),
        ("[] sh:targetSubjectsOf :p ; sh:class :D .", False),
        ("[] sh:targetObjectsOf :p ; sh:class :D .", False),
    ],
)
def test_shapes_are_local_if_of_others_they_see_only_the_class(shapes: str, expected: bool) -> None:
    prefixes = (
        "@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    )
    assert is_local(TripleIndex(read_turtle(prefixes + shapes, "urn:x"))) is expected
