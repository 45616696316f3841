from __future__ import annotations

import random

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.exporters.ntriples import write_nquads, write_ntriples
from kg.exporters.turtle import write_trig, write_turtle
from kg.model import Term, Triple
from kg.names import XSD, iri, literal
from kg.pipeline import Graph

PREFIXES = {"ex": "https://example.org/", "xsd": XSD, "deep": "https://example.org/a/"}
IRIS = st.sampled_from(
    [
        iri(f"https://example.org/{n}")
        for n in ("a", "b-c", "d.e", "d.", "1", "é", "a/x", "a#y", "", "(z)", "-x")
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LITERALS = st.one_of(
    TEXTS.map(literal),
    TEXTS.map(lambda text: literal(text, language="zh")),
    st.sampled_from(["0.50", "18", "-1", "+2", ".5", "true", "1e3", "007", "12."]).flatmap(
        lambda text: st.sampled_from(["decimal", "integer", "boolean", "double", "date"]).map(
            lambda name: literal(text, iri(XSD + name))
        )
    ),
)
TRIPLES = st.lists(st.tuples(IRIS, IRIS, st.one_of(IRIS, LITERALS)), max_size=12)


def parsed(text: str, form: pyoxigraph.RdfFormat) -> set[tuple[Term, ...]]:
    quads = pyoxigraph.parse(text, format=form, base_iri="https://base.example/")
    return {
        tuple(str(t) for t in (q.subject, q.predicate, q.object, q.graph_name) if str(t) != "DEFAULT")
        for q in quads
    }


@given(TRIPLES)
def test_turtle_says_what_was_given(triples: list[Triple]) -> None:
    assert parsed(write_turtle(triples, PREFIXES), pyoxigraph.RdfFormat.TURTLE) == set(triples)


@given(TRIPLES)
def test_the_order_of_what_was_given_does_not_matter(triples: list[Triple]) -> None:
    shuffled = random.Random(0).sample(triples, len(triples))
    assert write_turtle(shuffled + triples, PREFIXES) == write_turtle(triples, PREFIXES)
    assert write_ntriples(shuffled) == write_ntriples(triples)


@settings(max_examples=40)
@given(TRIPLES, TRIPLES)
def test_trig_and_nquads_keep_graphs_apart(one: list[Triple], two: list[Triple]) -> None:
    graphs = {"<urn:g:1>": one, "<urn:g:2>": two}
    expected = {(*t, g) for g, triples in graphs.items() for t in triples}
    assert parsed(write_trig(graphs, PREFIXES), pyoxigraph.RdfFormat.TRIG) == expected
    quads = [(*t, g) for g, triples in graphs.items() for t in triples]
    assert parsed(write_nquads(quads), pyoxigraph.RdfFormat.N_QUADS) == expected


def test_it_reads_well() -> None:
    ex = "https://example.org/"
    text = write_turtle(
        [
            (iri(ex + "b"), iri(ex + "share"), literal("31.50", iri(XSD + "decimal"))),
            (iri(ex + "b"), iri(ex + "share"), literal("31", iri(XSD + "decimal"))),
            (iri(ex + "b"), iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), iri(ex + "C")),
            (iri(ex + "a"), iri(ex + "p"), iri(ex + "b")),
        ],
        PREFIXES,
    )
    assert text == (
        "@prefix ex: <https://example.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n"
        "ex:a ex:p ex:b .\n\n"
        'ex:b a ex:C ;\n    ex:share "31"^^xsd:decimal, 31.50 .\n'
    )


def test_nothing_gives_nothing() -> None:
    assert write_turtle([], PREFIXES) == ""
    assert write_trig({"<urn:g>": []}, PREFIXES) == ""


@pytest.mark.parametrize("form", ["turtle", "nt"])
def test_rdflib_reads_the_same(tiny: Graph, form: str) -> None:
    triples = set(tiny.store.triples())
    text = write_turtle(triples, tiny.prefixes) if form == "turtle" else write_ntriples(triples)
    graph = rdflib.Graph().parse(data=text, format=form)
    assert len(graph) == len(triples)
