"""Recursive rules are evaluated for what is new only, and lose nothing by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.graph import Store
from kg.graph.query_header import read_header
from kg.model import Term, Triple
from kg.reasoning.bodies import ANY
from kg.reasoning.deltas import split
from kg.reasoning.fixpoint import infer
from kg.reasoning.rules import Derivation, Rule, compile_rule
from kg.vocabulary import Vocabulary
from tests.conftest import ROOT
from tests.reasoning.programs import INFERRED, Clause, G, naive, rule, stored

NODES = [f"<urn:ex:n{n}>" for n in range(4)]
VARIABLES = ("?a", "?b", "?c", "?d")
LOW, HIGH = ("ex:p", "ex:q"), ("ex:r", "ex:s")
"""Predicates of a first stratum, and of a second, which may negate them."""


def facts() -> st.SearchStrategy[set[Triple]]:
    predicates = st.sampled_from(["<urn:ex:e>", "<urn:ex:f>", "<urn:ex:p>"])
    return st.sets(st.tuples(st.sampled_from(NODES), predicates, st.sampled_from(NODES)), max_size=8)


@st.composite
def clauses(draw: st.DrawFn, name: str, heads: tuple[str, ...], beneath: tuple[str, ...]) -> Clause:
    """A clause whose body is connected well enough to bind what the head needs."""
    terms = st.sampled_from([*VARIABLES, "ex:n0"])
    atom = st.tuples(terms, st.sampled_from(["ex:e", "ex:f", *beneath, *heads, *heads]), terms)
    body = draw(st.lists(atom, min_size=1, max_size=3, unique=True))
    bound = sorted({t for a in body for t in a if t[0] == "?"}) or ["ex:n0"]
    ends = st.sampled_from(bound)
    lacking = st.tuples(ends, st.sampled_from(["ex:e", *beneath]), ends)
    negated = draw(st.lists(lacking, max_size=1)) if beneath else []
    return Clause(name, (draw(ends), draw(st.sampled_from(heads)), draw(ends)), tuple(body), tuple(negated))


@st.composite
def programs(draw: st.DrawFn) -> list[list[Clause]]:
    low = [draw(clauses(f"low{n}", LOW, ())) for n in range(draw(st.integers(1, 4)))]
    high = [draw(clauses(f"high{n}", HIGH, LOW)) for n in range(draw(st.integers(0, 3)))]
    return [low, high]


CLOSURE = [
    Clause("one", ("?a", "ex:p", "?b"), (("?a", "ex:e", "?b"),)),
    Clause("more", ("?a", "ex:p", "?c"), (("?a", "ex:p", "?b"), ("?b", "ex:p", "?c"))),
]
SAME_GENERATION = [
    Clause("flat", ("?a", "ex:p", "?b"), (("?c", "ex:e", "?a"), ("?c", "ex:e", "?b"))),
    Clause("up", ("?a", "ex:p", "?b"), (("?c", "ex:e", "?a"), ("?c", "ex:p", "?d"), ("?d", "ex:e", "?b"))),
]
ODD_AND_EVEN = [
    Clause("first", ("?a", "ex:p", "?b"), (("?a", "ex:e", "?b"),)),
    Clause("even", ("?a", "ex:q", "?c"), (("?a", "ex:p", "?b"), ("?b", "ex:e", "?c"))),
    Clause("odd", ("?a", "ex:p", "?c"), (("?a", "ex:q", "?b"), ("?b", "ex:e", "?c"))),
]
APART = [Clause("apart", ("?a", "ex:r", "?b"), (("?a", "ex:f", "?b"),), (("?a", "ex:p", "?b"),))]
RING: set[Triple] = {(NODES[n], "<urn:ex:e>", NODES[(n + 1) % 4]) for n in range(4)} | {
    (NODES[0], "<urn:ex:f>", NODES[2]),
    (NODES[1], "<urn:ex:f>", NODES[1]),
}


@settings(max_examples=300, deadline=None)
@given(programs(), facts())
@example([CLOSURE, APART], RING)
@example([SAME_GENERATION, APART], RING)
@example([ODD_AND_EVEN, APART], RING)
def test_all_derivations_are_those_of_naive_evaluation(
    program: list[list[Clause]], asserted: set[Triple]
) -> None:
    expected = naive(program, asserted)
    rules = [clause.rule for stratum in program for clause in stratum]
    store, other = stored(asserted), stored(asserted)
    derived = infer(store, INFERRED, rules)
    assert {triple: set(ways) for triple, ways in derived.items()} == expected
    assert all(len(ways) == len(set(ways)) for ways in derived.values())
    assert infer(other, INFERRED, rules, explained=False) == {triple: [] for triple in derived}
    assert other.graphs == store.graphs


class Counting(Store):
    """A store that counts the solutions that it gives."""

    solutions = 0

    def query(
        self,
        text: str,
        prefixes: Mapping[str, str] | None = None,
        functions: Mapping[str, Any] | None = None,
        about: Any = None,
    ) -> Any:
        return Counted(self, super().query(text, prefixes, functions, about))


class Counted:
    def __init__(self, store: Counting, solutions: Any) -> None:
        self.store, self.solutions, self.variables = store, solutions, solutions.variables

    def __iter__(self) -> Iterator[Any]:
        for solution in self.solutions:
            self.store.solutions += 1
            yield solution


START = rule("start", "?x ex:reached ?x", "?x a ex:Root", "?x")
ONWARD = rule("onward", "?y ex:reached ?y", "?x ex:reached ?x ; ex:e ?y", "(?x ex:e ?y)")


def chain(length: int) -> Counting:
    store = Counting(visible=(G, INFERRED))
    nodes = [f"<urn:ex:n{n}>" for n in range(length)]
    store.add(G, [(a, "<urn:ex:e>", b) for a, b in pairwise(nodes)])
    store.add(G, [(nodes[0], "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<urn:ex:Root>")])
    return store


def test_a_deep_recursion_looks_at_each_edge_once() -> None:
    store = chain(2_000)
    derived = infer(store, INFERRED, [START, ONWARD])
    assert len(derived) == 2_000
    assert store.solutions <= 2 * 2_000  # evaluated whole in each round it would be two million


def test_what_was_not_new_is_not_derived_from_again() -> None:
    store = Counting(visible=(G, INFERRED))
    pairs = [(a, b) for a in range(30) for b in range(30) if b == a + 1]
    store.add(G, [(f"<urn:ex:n{a}>", "<urn:ex:e>", f"<urn:ex:n{b}>") for a, b in pairs])
    base = rule("base", "?a ex:p ?b", "?a ex:e ?b", "(?a ex:e ?b)")
    more = rule("more", "?a ex:p ?c", "?a ex:p ?b . ?b ex:e ?c", "(?a ex:p ?b) (?b ex:e ?c)")
    derived = infer(store, INFERRED, [base, more])
    assert store.solutions == sum(len(ways) for ways in derived.values())


@pytest.mark.parametrize(
    "body",
    [
        "{ ?a ex:e ?b } UNION { ?a ex:p ?x . ?x ex:e ?b } UNION { ?a ex:f ?b }",
        "?a ex:e|ex:f ?y . { { ?a ex:e ?b } UNION { ?a ex:p ?x . { ?x ex:e ?b } UNION { ?x ex:f ?b } } }",
        "{ ?a ex:e ?b } UNION { ?a ex:p ?x . ?x ex:e ?b FILTER (?a != ?b) } FILTER (?a != ex:n3)",
        "?a ex:e|(ex:p/ex:e) ?b",
        "?a ex:e ?b OPTIONAL { ?b ex:p ?x }",
        "{ ?a ex:e ?b } UNION { ?a ?any ?x . ?x ex:e ?b FILTER (?any = ex:p) }",
        "{ ?a ex:e ?b } UNION { ?a ex:e [ ex:p ?b ] }",
        "{ ?a ex:e ?b } UNION { ?a ex:p ?x BIND (?x AS ?y) ?y ex:e ?b , ?b ; ex:e ?b ; . }",
        "{ ?a ex:e ?b } UNION { ?a ex:e ?x . { SELECT ?x ?b { ?x ex:p ?b } } }",
        "{ ?a ex:e ?b } UNION { ?a ex:e ?x . ?x ex:e ?b FILTER EXISTS { ?x ex:p ?b } }",
        "{ ?a ex:e ?b } UNION { VALUES (?a) { (ex:n0) } ?a ex:p ?x . ?x ex:e ?b }",
        "{ ?a ex:e ?b } UNION { ?a ex:p ex:n1 . ex:n1 ex:e ?b }",
        "{ ?a ex:e ?b } UNION { ex:n0 ex:p ex:n1 . ?a ex:f ?b }",
        "{ ?a ex:e ?b } UNION { ?b ex:p ?b . ?a ex:f ?b }",
    ],
)
@settings(max_examples=30, deadline=None)
@given(asserted=facts())
@example(asserted=RING)
def test_whatever_stands_around_a_recursive_pattern(body: str, asserted: set[Triple]) -> None:
    recursive = rule("r", "?a ex:p ?b", body, "?a")
    expected = set(asserted)
    while True:  # each time from nothing but what is known
        found = set(recursive.run(stored(expected)))
        if {d.conclusion for d in found} <= expected:
            break
        expected |= {d.conclusion for d in found}
    derived = infer(stored(asserted), INFERRED, [recursive])
    assert set(derived) == {d.conclusion for d in found}


@pytest.mark.parametrize(
    ("body", "is_split"),
    [
        ("?a ex:p ?x . ?x ex:e ?b", True),
        ("?a ex:p ?x ; ex:e ?b OPTIONAL { ?b ex:f ?c } FILTER NOT EXISTS { ?a ex:g ?b }", True),
        ("?a ex:e/ex:f ?x . ?x ex:p ?b", True),
        ("?a ex:p [ ex:e ?b ]", True),
        ("{ ?a ex:p ?b } UNION { ?a ex:e ?b }", True),
        ("?a ex:e ?b OPTIONAL { ?b ex:p ?c }", False),
        ("?a ex:p/ex:e ?b", False),
        ("?a !ex:e ?b", False),
        ("?a ex:e ?b . ?b ex:e [ ex:p ?c ]", False),
        ("?a ex:e ?b FILTER EXISTS { ?a ?any ?b }", False),
        ("?a ex:e ?b GRAPH ?g { ?a ex:p ?b }", False),
        ("_:x ex:p ?a . _:x ex:e ?b", False),
        ("?a ex:p ?b . { SELECT ?b { ?b ex:p ?a } }", False),
    ],
)
def test_a_rule_is_split_unless_new_triples_matter_where_none_can_be_put(body: str, is_split: bool) -> None:
    one = rule("r", "?a ex:p ?b", body, "?a")
    assert (split(one, {"<urn:ex:p>"}) is not None) is is_split


def test_a_rule_with_something_behind_its_body_is_evaluated_whole() -> None:
    one = rule("r", "?a ex:p ?b", "?a ex:p ?b } LIMIT 3 #", "?a")
    assert one.after_body == "LIMIT 3"
    assert split(one, {"<urn:ex:p>"}) is None
    with pytest.raises(OntologyError, match="negates"):
        infer(stored([]), INFERRED, [one])


def test_a_rule_on_any_predicate_sees_what_all_others_give() -> None:
    up = rule("up", "?a ?q ?b", "?p ex:within ?q . ?a ?p ?b", "(?a ?p ?b) (?p ex:within ?q)")
    other = rule("other", "?a ex:e ?b", "?a ex:d ?b", "(?a ex:d ?b)")
    seen = rule("seen", "?a ex:mentions ?b", "?a ?any ?b . ?b ex:is ex:Listed", "(?a ?any ?b)")
    assert up.writes == {ANY}
    assert ANY in up.reads
    e, f, g = "<urn:ex:e>", "<urn:ex:f>", "<urn:ex:g>"
    derived = infer(
        stored(
            [
                ("<urn:a>", "<urn:ex:d>", "<urn:b>"),
                (e, "<urn:ex:within>", f),
                (f, "<urn:ex:within>", g),
                ("<urn:b>", "<urn:ex:is>", "<urn:ex:Listed>"),
            ]
        ),
        INFERRED,
        [seen, up, other],
    )
    assert {p for s, p, o in derived if (s, o) == ("<urn:a>", "<urn:b>")} == {
        e,
        f,
        g,
        "<urn:ex:mentions>",
    }
    assert len(derived["<urn:a>", "<urn:ex:mentions>", "<urn:b>"]) == 5


def test_a_negation_of_any_predicate_waits_for_all() -> None:
    lonely = rule(
        "lonely", "?a a ex:Lonely", "?a a ex:Node FILTER NOT EXISTS { ?a ?any ?b . ?b a ex:Node }", "?a"
    )
    with pytest.raises(OntologyError, match="lonely negates"):
        infer(stored([]), INFERRED, [lonely])


def test_what_counts_only_if_unbound_is_negated() -> None:
    absent = rule("r", "?a ex:p ?b", "?a ex:e ?b OPTIONAL { ?b ex:p ?c } FILTER (!BOUND(?c))", "?a")
    with pytest.raises(OntologyError, match="negates"):
        infer(stored([]), INFERRED, [absent])


def test_rules_that_make_ever_new_terms_are_stopped() -> None:
    text = 'BIND (IRI(CONCAT(STR(?a), "x")) AS ?b)'
    endless = rule("endless", "?a ex:p ?b", f"?z ex:p ?a {text}", "?a")
    once = rule("once", "?a ex:p ?b", f"?z ex:e ?a {text}", "?a")
    with pytest.raises(OntologyError, match="endless makes ever new terms"):
        infer(stored([("<urn:a>", "<urn:ex:p>", "<urn:b>")]), INFERRED, [endless])
    assert len(infer(stored([("<urn:a>", "<urn:ex:e>", "<urn:b>")]), INFERRED, [once])) == 1


def test_an_edge_with_many_derivations_keeps_each_once() -> None:
    asserted: list[tuple[Term, Term, Term]] = []
    for n in range(40):
        asserted += [("<urn:a>", "<urn:ex:e>", f"<urn:m{n}>"), (f"<urn:m{n}>", "<urn:ex:e>", "<urn:b>")]
    more = rule("more", "?a ex:p ?c", "?a ex:p ?b . ?b ex:p ?c", "(?a ex:p ?b) (?b ex:p ?c)")
    base: Rule = rule("base", "?a ex:p ?b", "?a ex:e ?b", "(?a ex:e ?b)")
    derived: dict[Triple, list[Derivation]] = infer(stored(asserted), INFERRED, [base, more])
    ways = derived["<urn:a>", "<urn:ex:p>", "<urn:b>"]
    assert len(ways) == len(set(ways)) == 40


def test_the_example_of_the_manual_is_evaluated_for_what_is_new(
    vocabulary: Vocabulary, tmp_path: Path
) -> None:
    manual = (ROOT / "ontology" / "rules" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "again.rq").write_text(manual.split("```sparql\n")[1].split("```")[0], encoding="utf-8")
    example = compile_rule(read_header(tmp_path / "again.rq"), vocabulary.prefixes)
    assert set(re.findall(r"(?m)^# (\w+):", example.header.text)) == {
        "name",
        "meaning",
        "premises",
        "example",
    }
    found = split(example, example.writes)
    assert found is not None
    assert len(found.patterns) == 1
