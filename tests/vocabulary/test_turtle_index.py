from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.model import Triple
from kg.vocabulary.turtle_index import FIRST, NIL, REST, SUBCLASS, TripleIndex, read_turtle, superclasses

BASE = "https://example.test/"
TEXT = """@prefix : <https://example.test/> .
:s :p 1, "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>, "two\\nlines"@EN ;
   :list ( :a "b" ) ;
   :same <relative> .
"""


def test_reads_terms_in_n_triples_syntax_and_in_order() -> None:
    triples = read_turtle(TEXT, BASE)
    assert triples[:3] == [
        ("<https://example.test/s>", "<https://example.test/p>", value)
        for value in (
            '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
            '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"two\\nlines"@en',
        )
    ]
    assert triples[-1][2] == "<https://example.test/relative>"


def test_names_blank_nodes_the_same_in_every_run_and_apart_in_every_file() -> None:
    first, again, other = read_turtle(TEXT, BASE), read_turtle(TEXT, BASE), read_turtle(TEXT, BASE + "2")
    blanks = {term for triple in first for term in triple if term.startswith("_:")}
    assert first == again
    assert blanks
    assert blanks.isdisjoint(term for triple in other for term in triple)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        (":a :b :c .", "1:1", "prefix"),
        ("@prefix : <x> .\n:a :b 'c' \n:d", "3:1", ""),
        ("<a> <b> <c d> .", "1:9", ""),
    ],
)
def test_says_where_the_text_is_no_turtle(text: str, place: str, word: str) -> None:
    with pytest.raises(OntologyError) as caught:
        read_turtle(text, BASE, "ontology/broken.ttl")
    assert caught.value.message.startswith(f"ontology/broken.ttl:{place}: ")
    assert word in caught.value.message


def test_says_the_base_where_no_file_is_given() -> None:
    with pytest.raises(OntologyError, match=r"^https://example\.test/:1:"):
        read_turtle("?", BASE)
    with pytest.raises(OntologyError, match="not an iri"):
        read_turtle("", "not an iri")


def test_finds_values_subjects_and_lists() -> None:
    index = TripleIndex(read_turtle(TEXT, BASE))
    subject = f"<{BASE}s>"
    assert len(index.values(subject, f"<{BASE}p>")) == 3
    assert index.value(subject, f"<{BASE}nothing>") is None
    assert index.subjects(f"<{BASE}same>", f"<{BASE}relative>") == [subject]
    assert index.list(index.value(subject, f"<{BASE}list>") or "") == (f"<{BASE}a>", '"b"')
    assert index.list(NIL) == ()
    assert index.types(subject) == ()


@pytest.mark.parametrize(
    "triples",
    [
        [("_:l", FIRST, '"a"'), ("_:l", REST, "_:l")],
        [("_:l", FIRST, '"a"')],
        [("_:l", REST, NIL)],
        [("_:l", FIRST, '"a"'), ("_:l", FIRST, '"b"'), ("_:l", REST, NIL)],
        [("_:l", FIRST, '"a"'), ("_:l", REST, NIL), ("_:l", REST, "_:m")],
    ],
)
def test_refuses_broken_lists(triples: list[Triple]) -> None:
    with pytest.raises(OntologyError, match="not a well-formed RDF list"):
        TripleIndex(triples).list("_:l")


edges = st.lists(st.tuples(st.sampled_from("abcdef"), st.just(SUBCLASS), st.sampled_from("abcdef")))


@given(edges)
def test_superclasses_are_the_reflexive_transitive_closure(triples: list[Triple]) -> None:
    above = superclasses(TripleIndex(triples))
    assert above.keys() == {lower for lower, _, _ in triples}
    for lower, _, upper in triples:
        assert {lower, upper} <= above[lower]
        assert above.get(upper, frozenset()) <= above[lower]
    direct = {lower: {upper for low, _, upper in triples if low == lower} for lower in above}
    for lower, reached in above.items():
        for other in reached - {lower}:
            assert any(other in direct.get(between, ()) for between in reached)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("pq"), st.sampled_from("xyz"))))
def test_an_index_holds_each_triple_once(triples: list[Triple]) -> None:
    held = list(TripleIndex(triples).triples())
    assert len(held) == len(set(held))
    assert set(held) == set(triples)
