"""Each rule of the ontology on facts of its own: what follows from `given.ttl` is `expected.ttl`, no more, no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.exporters.turtle import write_turtle
from kg.graph import Store
from kg.graph.quads import asserted
from kg.graph.query_header import read_header
from kg.model import Triple
from kg.pipeline import Graph, assemble
from kg.reasoning.rules import compile_rule
from kg.vocabulary import Vocabulary
from kg.vocabulary.turtle_index import read_turtle
from tests.conftest import ROOT

G = "<urn:g>"
RULES = sorted((ROOT / "ontology" / "rules").glob("*.rq"))
CASES = ROOT / "tests" / "fixtures" / "rules"


def triples(file: Path) -> set[Triple]:
    return set(read_turtle(file.read_text(encoding="utf-8"), "urn:base", str(file)))


def test_every_rule_has_its_case_and_no_case_is_without_a_rule() -> None:
    assert [folder.name for folder in sorted(CASES.iterdir())] == [rule.stem for rule in RULES]


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_what_follows_is_what_is_expected(file: Path, vocabulary: Vocabulary) -> None:
    rule = compile_rule(read_header(file), vocabulary.prefixes)
    given, expected = (triples(CASES / file.stem / name) for name in ("given.ttl", "expected.ttl"))
    assert expected
    store = Store(visible=(G,))
    store.add(G, sorted(given))
    found = list(rule.run(store))
    assert {derivation.conclusion for derivation in found} == expected
    named = {subject for subject, _, _ in given}
    for derivation in found:
        statements = {p for p in derivation.premises if isinstance(p, str)}
        assert statements
        assert statements <= named
        # Without its premises a conclusion does not follow.
        without = Store(visible=(G,))
        without.add(G, sorted(t for t in given if t[0] not in statements))
        assert derivation.conclusion not in {d.conclusion for d in rule.run(without)}


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_a_rule_without_facts_gives_nothing(file: Path, vocabulary: Vocabulary) -> None:
    assert list(compile_rule(read_header(file), vocabulary.prefixes).run(Store(visible=(G,)))) == []


def test_without_what_is_inferred_the_asserted_bytes_are_there(tiny: Graph) -> None:
    graph = tiny
    held, inferred = graph.project.graph("asserted"), graph.project.graph("inferred")
    bare = assemble(graph.project, graph.vocabulary, graph.reading)
    assert set(graph.store.graphs) - set(bare.graphs) == {inferred}
    for name, before in bare.graphs.items():
        after = graph.store.graphs[name]
        assert write_turtle(after, graph.prefixes) == write_turtle(before, graph.prefixes)
    said = write_turtle(asserted(graph.records), graph.prefixes)
    assert write_turtle(graph.store.graphs[held], graph.prefixes) == said
    assert not set(graph.store.graphs[held]) & set(graph.store.graphs[inferred])
    assert set(graph.derivations) <= {*graph.store.graphs[held], *graph.store.graphs[inferred]}
