from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.graph import Store
from kg.graph.query_text import CLASSES_NAMED
from kg.names import TYPE
from kg.pipeline import Graph

A, B = "<urn:g:a>", "<urn:g:b>"
TRIPLE = ("<urn:s>", "<urn:p>", '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>')


def test_the_default_graph_is_what_is_visible() -> None:
    store = Store(visible=(A,))
    store.add(A, [TRIPLE])
    store.add(B, [("<urn:s>", "<urn:q>", "<urn:o>")])
    assert len(list(store.query("SELECT * { ?s ?p ?o }"))) == 1
    assert len(list(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ASK { GRAPH <urn:g:b> { <urn:s> <urn:q> ?o } }", True),
        ("ASK { GRAPH g:b { <urn:s> <urn:q> ?o } }", True),
        ("ASK { GRAPH g:a { <urn:s> <urn:q> ?o } }", False),
        ("ASK { GRAPH g:a { ?s <urn:p> ?o } GRAPH ?any { ?s <urn:q> ?x } }", True),
        ("PREFIX g: <urn:other:> PREFIX h: <urn:g:> ASK { GRAPH h:b { <urn:s> <urn:q> ?o } }", True),
        ("SELECT * FROM <urn:g:b> { <urn:s> <urn:q> ?o }", True),
    ],
)
def test_a_graph_is_found_however_it_is_named(query: str, found: bool) -> None:
    store = Store(visible=(A,))
    store.add(A, [TRIPLE])
    store.add(B, [("<urn:s>", "<urn:q>", "<urn:o>")])
    answer = store.query(query, {"g": "urn:g:"})
    assert (bool(answer) if query.endswith("}") and "ASK" in query else bool(list(answer))) is found


@pytest.mark.parametrize(
    "query", ['ASK { ?s ?p "from a" } # from b', "SELECT ?from { ?from kg:from kg:graph }"]
)
def test_words_that_only_look_like_a_graph_load_none(query: str) -> None:
    store = Store(visible=(A,))
    store.add(A, [TRIPLE])
    store.add(B, [TRIPLE])
    store.query(query, {"kg": "urn:kg:"})
    assert store._engine is not None
    assert list(store._engine.named_graphs()) == []


def test_a_query_may_call_functions_that_are_given() -> None:
    import pyoxigraph

    def louder(term: pyoxigraph.Literal) -> pyoxigraph.Literal:
        return pyoxigraph.Literal(term.value.upper())

    solutions = Store(visible=(A,)).query(
        "SELECT (f:louder('a') AS ?x) {}", {"f": "urn:f:"}, {"urn:f:louder": louder}
    )
    assert [str(row["x"]) for row in solutions] == ['"A"']


def test_what_is_added_later_is_seen() -> None:
    store = Store(visible=(A,))
    assert not store.query("ASK { ?s ?p ?o }")
    store.add(A, [TRIPLE])
    assert store.query("ASK { ?s ?p ?o }")


def test_literals_stay_as_curated_outside_the_engine() -> None:
    store = Store(visible=(A,))
    store.add(A, [TRIPLE])
    assert list(store.triples()) == [TRIPLE]


def test_a_wrong_query_is_an_error() -> None:
    with pytest.raises(QueryError):
        Store(visible=(A,)).query("SELECT ?s { ")


def test_rdflib_sees_the_same(tiny: Graph) -> None:
    dataset = tiny.rdflib()
    rows = list(dataset.query("SELECT ?t { <https://w3id.org/walled-gardens/id/weibo> kg:blocks ?t }"))
    assert [str(row[0]) for row in rows] == ["https://w3id.org/walled-gardens/id/wechat"]  # type: ignore[index]
    assert len(dataset.default_graph) == len(list(tiny.store.triples()))


def test_what_the_rules_do_not_speak_of_is_loaded_when_it_is_asked_for() -> None:
    other = ("<urn:s>", "<urn:q>", "<urn:o>")
    store = Store(visible=(A,))
    store.add(A, [TRIPLE, other])
    store.add(B, [other])
    store.expect(["<urn:p>"])

    def count(query: str, *about: str) -> int:
        return len(list(store.query(query, about=about or None)))

    assert count("SELECT * { ?s ?p ?o }", "<urn:p>") == 1
    store.add(A, [("<urn:t>", "<urn:p>", "<urn:o>"), ("<urn:t>", "<urn:q>", "<urn:o>")])
    assert count("SELECT * { ?s ?p ?o }", "<urn:p>") == 2
    assert count("SELECT * { ?s <urn:q> ?o }", "<urn:q>") == 2  # of that nothing was expected
    assert count("SELECT * { ?s ?p ?o }") == 4
    store.add(A, [("<urn:u>", "<urn:q>", "<urn:o>")])
    assert count("SELECT * { ?s ?p ?o }", "<urn:p>") == 4
    assert count("SELECT * { ?s ?p ?o }") == 5
    assert count("SELECT * { GRAPH <urn:g:b> { ?s ?p ?o } }") == 1
    assert count("SELECT * { GRAPH ?g { ?s ?p ?o } }") == 6


def test_of_types_those_are_loaded_that_are_named() -> None:
    a_c, a_d = (("<urn:s>", TYPE, f"<urn:{name}>") for name in "cd")
    store = Store(visible=(A,))
    store.add(A, [a_c, a_d, TRIPLE])
    store.expect({TYPE, CLASSES_NAMED, "<urn:c>"})

    def count(query: str, *about: str) -> int:
        return len(list(store.query(query, about=about or None)))

    assert count("SELECT * { ?s ?p ?o }", TYPE, CLASSES_NAMED, "<urn:c>") == 1
    assert (
        count("SELECT * { ?s a <urn:d> }", TYPE, CLASSES_NAMED, "<urn:d>") == 1
    )  # of that nothing was expected
    assert count("SELECT * { ?s a ?any }", TYPE) == 2
    assert count("SELECT * { ?s ?p ?o }") == 3
