"""Inference on demand: a step runs if what it writes is looked at, directly or by another step that runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Store
from kg.model import Term
from kg.reasoning.fixpoint import infer
from kg.reasoning.relevance import relevant
from kg.reasoning.rules import Derivation

TERMS = [f"<urn:{letter}>" for letter in "abcdef"]


@dataclass(frozen=True)
class Copy:
    """Writes an edge of its own predicate for each of those that it reads."""

    name: str
    reads: frozenset[Term]
    writes: frozenset[Term]
    negated: frozenset[Term] = frozenset()

    def run(self, store: Store) -> Iterator[Derivation]:
        for subject, predicate, value in list(store.triples()):
            if predicate in self.reads:
                for written in sorted(self.writes):
                    yield Derivation((subject, written, value), self.name, frozenset())


def names(steps: list[Copy], wanted: set[Term]) -> list[str]:
    return [step.name for step in relevant(steps, wanted)]


def test_steps_are_taken_backwards_from_what_is_wanted() -> None:
    steps = [
        Copy("first", frozenset({"<urn:a>"}), frozenset({"<urn:b>"})),
        Copy("second", frozenset({"<urn:b>"}), frozenset({"<urn:c>"})),
        Copy("aside", frozenset({"<urn:b>"}), frozenset({"<urn:d>"})),
    ]
    assert names(steps, {"<urn:c>"}) == ["first", "second"]
    assert names(steps, {"<urn:d>"}) == ["first", "aside"]
    assert names(steps, {"<urn:a>"}) == []


terms = st.frozensets(st.sampled_from(TERMS), min_size=1, max_size=3)
copies = st.lists(st.tuples(terms, terms), max_size=6)


@given(copies, st.sets(st.sampled_from(TERMS)), st.sets(st.sampled_from(TERMS), min_size=1))
def test_what_is_wanted_is_the_same_with_all_steps(
    pairs: list[tuple[frozenset[Term], frozenset[Term]]], wanted: set[Term], held: set[Term]
) -> None:
    steps = [Copy(str(number), reads, writes) for number, (reads, writes) in enumerate(pairs)]

    def edges(chosen: list[Copy]) -> set[tuple[Term, Term, Term]]:
        store = Store(visible=("<urn:g>", "<urn:i>"))
        store.add("<urn:g>", [(f"<urn:s{n}>", term, "<urn:o>") for n, term in enumerate(sorted(held))])
        infer(store, "<urn:i>", chosen)
        return {triple for triple in store.triples() if triple[1] in wanted}

    chosen = [step for step in steps if step in relevant(steps, wanted)]
    assert edges(chosen) == edges(steps)


@dataclass(frozen=True)
class Describe(Copy):
    """Describes nodes of its own with a predicate that others use too."""

    sought: frozenset[Term] = frozenset({"<urn:d>", "<urn:Class>"})


def test_a_step_that_stands_apart_runs_when_its_nodes_are_sought() -> None:
    steps: list[Copy] = [
        Copy("common", frozenset({"<urn:a>"}), frozenset({"<urn:b>"})),
        Describe("apart", frozenset({"<urn:c>"}), frozenset({"<urn:b>", "<urn:d>"})),
    ]
    assert names(steps, {"<urn:b>"}) == ["common"]
    assert names(steps, {"<urn:b>", "<urn:Class>"}) == ["common", "apart"]
    assert names(steps, {"<urn:d>"}) == ["apart"]
