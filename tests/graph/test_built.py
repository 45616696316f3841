from __future__ import annotations

from pathlib import Path

from kg import atomic
from kg.exporters.ntriples import write_nquads
from kg.exporters.turtle import write_turtle
from kg.graph.built import BuiltStore
from kg.pipeline import Graph

QUERIES = (
    "SELECT ?a ?b { ?a kg:blocks ?b }",
    "SELECT ?d { GRAPH source:blog { id:weibo-bans-wechat-promotion kg:date ?d } }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?l { GRAPH graph:ontology { kg:Block rdfs:label ?l } } ORDER BY ?l",
)


def test_a_build_answers_as_the_graph_does(tiny: Graph, tmp_path: Path) -> None:
    turtle, quads = tmp_path / "kg.ttl", tmp_path / "kg.nq"
    atomic.write(turtle, write_turtle(tiny.store.triples(), tiny.prefixes).encode())
    atomic.write(quads, write_nquads(tiny.store.quads()).encode())
    for order in (QUERIES, QUERIES[::-1]):
        built = BuiltStore(tiny.store.visible, turtle_file=turtle, quads_file=quads)
        for query in order:
            rows = [[str(v) for v in row] for row in built.query(query, tiny.prefixes)]
            assert rows == [[str(v) for v in row] for row in tiny.query(query)]
            assert rows
