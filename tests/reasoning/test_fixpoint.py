from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.graph import Store
from kg.graph.query_header import Header
from kg.model import Term, Triple
from kg.reasoning.fixpoint import infer, strata
from kg.reasoning.rules import Derivation, compile_rule

G, INFERRED = "<urn:g>", "<urn:i>"
EX = {"ex": "urn:ex:"}


@dataclass(frozen=True)
class Fake:
    name: str
    reads: frozenset[Term]
    writes: frozenset[Term]
    negated: frozenset[Term] = frozenset()

    def run(self, store: Store) -> Iterator[Derivation]:
        return iter(())


def closure(edges: set[tuple[int, int]]) -> set[tuple[int, int]]:
    reached = set(edges)
    while more := {(a, d) for a, b in reached for c, d in edges if b == c} - reached:
        reached |= more
    return reached


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10))
def test_a_recursive_rule_reaches_the_closure_and_ends_on_cycles(edges: set[tuple[int, int]]) -> None:
    store = Store(visible=(G, INFERRED))
    store.add(G, sorted((f"<urn:{a}>", "<urn:ex:e>", f"<urn:{b}>") for a, b in edges))
    base = compile_rule(
        Header("base.rq", {"premises": "?a"}, "CONSTRUCT { ?a ex:r ?b } WHERE { ?a ex:e ?b }"), EX
    )
    step = compile_rule(
        Header("step.rq", {"premises": "?a"}, "CONSTRUCT { ?a ex:r ?c } WHERE { ?a ex:r ?b . ?b ex:e ?c }"),
        EX,
    )
    derived = infer(store, INFERRED, [step, base])
    assert set(derived) == {(f"<urn:{a}>", "<urn:ex:r>", f"<urn:{b}>") for a, b in closure(edges)}
    inferred: list[Triple] = store.graphs.get(INFERRED, [])
    assert sorted(inferred) == sorted(derived)
    assert len(store.graphs.get(G, [])) == len(edges)


def test_a_step_runs_after_what_it_reads() -> None:
    a, b, c = "<urn:a>", "<urn:b>", "<urn:c>"
    first = Fake("z", frozenset(), frozenset({a}))
    second = Fake("y", frozenset({a}), frozenset({b}))
    third = Fake("x", frozenset({b}), frozenset({c}), frozenset({b}))
    assert [[s.name for s in group] for group in strata([third, second, first])] == [["z"], ["y"], ["x"]]


def test_a_step_that_negates_what_depends_on_it_is_refused() -> None:
    a, b = "<urn:a>", "<urn:b>"
    steps = [
        Fake("one", frozenset({a}), frozenset({b}), frozenset({a})),
        Fake("two", frozenset({b}), frozenset({a})),
    ]
    with pytest.raises(OntologyError, match="negates"):
        list(strata(steps))


def test_all_ways_to_derive_an_edge_are_kept() -> None:
    store = Store(visible=(G, INFERRED))
    store.add(G, [("<urn:s>", "<urn:ex:p>", "<urn:o>"), ("<urn:t>", "<urn:ex:q>", "<urn:s>")])
    one = compile_rule(
        Header("one.rq", {"premises": "?s"}, "CONSTRUCT { ?s ex:r ?s } WHERE { ?s ex:p ?o }"), EX
    )
    two = compile_rule(
        Header("two.rq", {"premises": "?t"}, "CONSTRUCT { ?s ex:r ?s } WHERE { ?t ex:q ?s }"), EX
    )
    derived = infer(store, INFERRED, [one, two])
    (derivations,) = derived.values()
    assert {(d.rule, d.premises) for d in derivations} == {
        ("one", frozenset({"<urn:s>"})),
        ("two", frozenset({"<urn:t>"})),
    }
