from __future__ import annotations

import pytest

from kg.model import Triple
from kg.names import KG, PROV, RDF, TYPE, iri, quote
from kg.pipeline import Graph
from kg.reasoning.inferences import (
    INFERENCE,
    describes_edge,
    inference_iri,
    inference_triples,
    speaks_of_inferences,
)
from kg.reasoning.rules import Derivation

BASE = "https://example.org/"
EDGE: Triple = ("<urn:a>", "<urn:p>", "<urn:b>")
OTHER: Triple = ("<urn:c>", "<urn:p>", "<urn:d>")
DERIVED_FROM, WAY = iri(PROV + "wasDerivedFrom"), iri(KG + "hasDerivation")


def test_the_node_of_an_edge_hangs_on_the_edge_alone() -> None:
    assert inference_iri(EDGE, BASE) == inference_iri(EDGE, BASE)
    assert inference_iri(EDGE, BASE).startswith(f"<{BASE}inference/")
    assert len({inference_iri(edge, BASE) for edge in (EDGE, OTHER, EDGE[::-1])}) == 3


def test_an_edge_with_a_premise_of_its_own_gets_a_node_but_types_and_literals_do_not() -> None:
    ways = [Derivation(EDGE, "r", frozenset({"<urn:s>"}))]
    assert describes_edge(EDGE, ways)
    assert not describes_edge(("<urn:a>", TYPE, "<urn:b>"), ways)
    assert not describes_edge(("<urn:a>", "<urn:p>", '"b"'), ways)
    assert not describes_edge(EDGE, [Derivation(EDGE, "r", frozenset({"<urn:a>"}))])  # follows from itself


def test_every_way_to_derive_an_edge_is_told_with_rule_and_premises() -> None:
    ways = [
        Derivation(EDGE, "one", frozenset({"<urn:s>", OTHER})),
        Derivation(EDGE, "two", frozenset({"<urn:t>"})),
    ]
    found = set(inference_triples({EDGE: ways}, BASE))
    node, other = inference_iri(EDGE, BASE), inference_iri(OTHER, BASE)
    assert (node, TYPE, INFERENCE) in found
    assert {(p, o) for s, p, o in found if s == node and p.startswith(f"<{RDF}") and p != TYPE} == {
        (iri(RDF + "subject"), "<urn:a>"),
        (iri(RDF + "predicate"), "<urn:p>"),
        (iri(RDF + "object"), "<urn:b>"),
    }
    assert {o for s, p, o in found if (s, p) == (node, DERIVED_FROM)} == {"<urn:s>", other, "<urn:t>"}
    told = {}
    for way in [o for s, p, o in found if (s, p) == (node, WAY)]:
        (rule,) = [o for s, p, o in found if (s, p) == (way, iri(KG + "rule"))]
        told[rule] = {o for s, p, o in found if (s, p) == (way, iri(KG + "premise"))}
    assert told == {quote("one"): {"<urn:s>", other}, quote("two"): {"<urn:t>"}}


def test_every_inference_of_a_graph_leads_to_its_edge(tiny: Graph) -> None:
    rows = list(
        tiny.query(
            "SELECT ?i { ?i a kg:Inference ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }"
        )
    )
    all_nodes = list(tiny.query("SELECT ?i { ?i a kg:Inference }"))
    assert len(rows) == len(all_nodes) > 10
    assert not list(
        tiny.query("SELECT ?i { ?i a kg:Inference FILTER NOT EXISTS { ?i kg:hasDerivation ?d } }")
    )


def test_whatever_an_inference_was_derived_from_is_in_the_graph(tiny: Graph) -> None:
    missing = "SELECT ?x { ?i prov:wasDerivedFrom ?x FILTER NOT EXISTS { ?x a ?kind } }"
    assert not list(tiny.query(missing))


@pytest.mark.parametrize(
    ("query", "speaks"),
    [
        ("SELECT ?at { ?at a kg:Thing }", False),
        ("SELECT ?at { ?e a kg:Inference }", True),
        ("SELECT ?at { ?e kg:hasDerivation ?w }", True),
        ("SELECT ?at { ?e prov:wasDerivedFrom ?at }", True),
        ("SELECT ?at { ?w kg:premise ?at }", True),
        ("SELECT ?at { ?e rdf:subject ?at }", True),
        ("SELECT ?at { ?e <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?at }", True),
    ],
)
def test_inferences_are_described_for_whoever_speaks_of_them(query: str, speaks: bool) -> None:
    assert speaks_of_inferences(query) is speaks
