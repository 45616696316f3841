from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.collect import collect
from kg.exporters.html.collect.control import control_over_time
from kg.exporters.html.collect.times import always, common, inferred_at_all_times, longest
from kg.exporters.html.model import UNDATED, PageModel, Span
from kg.names import local_name
from kg.pipeline import Graph
from kg.reasoning.rules import read_rules
from kg.reasoning.status import BEST_RANK, IN_FORCE

DAYS = [f"2014-01-{day:02}" for day in range(1, 13)]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    a, b = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    c, d = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    one, other = draw(st.booleans()), draw(st.booleans())
    return Span("", "", *((a, b) if one else ("", "")), *((c, d) if other else ("", "")))


def state(span: Span, day: str) -> int:
    """0 if it holds not, 1 if it may, 2 if it must; as `dates.mjs` has it."""
    if span.start_earliest > day or (span.end_latest and span.end_latest <= day):
        return 0
    return 1 if span.start_latest > day or (span.end_earliest and span.end_earliest <= day) else 2


@given(st.lists(spans(), max_size=3), st.sampled_from(DAYS))
def test_several_hold_together_as_far_as_each_does(found: list[Span], day: str) -> None:
    assert state(common(found), day) == min((state(span, day) for span in found), default=2)


@given(st.lists(spans(), min_size=1, max_size=3), st.sampled_from(DAYS))
def test_of_several_that_began_together_some_hold_as_long_as_any_does(found: list[Span], day: str) -> None:
    one = found[0]
    found = [replace(s, start_earliest=one.start_earliest, start_latest=one.start_latest) for s in found]
    assert state(longest(found), day) == max(state(span, day) for span in found)


def test_a_rule_for_what_is_in_force_becomes_one_for_what_ever_counts(tiny: Graph) -> None:
    rules = {rule.name: rule for rule in read_rules(tiny.project.ontology, tiny.vocabulary.prefixes)}
    offers = rules["offers"]
    assert IN_FORCE in offers.reads
    assert {IN_FORCE, BEST_RANK} & always(offers).reads == {BEST_RANK}


@pytest.fixture(scope="module")
def model(tiny: Graph) -> PageModel:
    return collect(tiny)


def test_each_edge_holds_when_its_statement_does(tiny: Graph, model: PageModel) -> None:
    statements = {statement.id: statement for statement in model.statements}
    found = [t for t in inferred_at_all_times(tiny, statements, ()) if t.rule == "offers"]
    assert found
    for timed in found:
        assert [timed.span] == [statements[name].span for name in timed.rests]


def test_control_has_the_days_on_which_it_began_and_ended(tiny: Graph) -> None:
    times = {
        (*map(local_name, (t.triple[0], t.triple[2])), t.span.start): t.span for t in control_over_time(tiny)
    }
    held = times["sina", "weibo-corporation", "2013-04-29"]
    assert replace(held, start="", end="") != UNDATED
    assert held.start_earliest == held.start_latest == "2013-04-29"


def test_a_proof_of_another_day_names_the_rule_and_the_statements(model: PageModel) -> None:
    ended = [e for e in model.edges if e.span.end_latest and e.statements]
    assert ended
    assert all(edge.proof for edge in ended)
