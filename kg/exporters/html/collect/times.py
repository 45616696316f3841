"""What was inferred at other times than the day that the graph was asked for.

A graph tells what follows from the statements in force on one day; the page goes to any day. So each rule that asks for
statements in force is run once more for all that count at some time, and each edge then holds while its statements do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

from kg.exporters.html.collect.words import short
from kg.exporters.html.model import UNDATED, Span, Statement
from kg.exporters.registry import Exportable
from kg.model import Term, Triple
from kg.names import KG, is_iri
from kg.reasoning.bodies import ANY
from kg.reasoning.rules import Derivation, Rule, compile_rule, read_rules
from kg.reasoning.status import BEST_RANK, CEASED, IN_FORCE, LAPSED


class Timed(NamedTuple):
    """An inferred edge, by what it was inferred, the ids of the statements that it rests on, and when it holds."""

    triple: Triple
    rule: str
    rests: tuple[str, ...]
    span: Span


def inferred_at_all_times(
    graph: Exportable, statements: Mapping[str, Statement], without: Collection[str]
) -> Iterator[Timed]:
    """Infers edges for all days.

    Args:
        graph: A graph that has been reasoned over.
        statements: The statements of the page, by id.
        without: The steps of reasoning whose edges are not wanted.

    Returns:
        An edge for each set of statements that it follows from. What a rule draws from edges that themselves come and
        go is as it was inferred for the asked day; what it draws from statements whether in force or not always holds.
    """
    rules = read_rules(graph.project.ontology, graph.vocabulary.prefixes)
    fleeting = _fleeting(rules)
    plain = [rule for rule in rules if not rule.reads & fleeting]
    at_all_times = {rule.name: rule for rule in plain if IN_FORCE in rule.reads}
    for rule in at_all_times.values():
        for way in always(rule).run(graph.store):
            rests = _statements(way, statements)
            if rests and is_iri(way.conclusion[2]):
                yield Timed(way.conclusion, way.rule, rests, common(statements[n].span for n in rests))
    lasting = {CEASED, LAPSED, *(rule.name for rule in plain)} - at_all_times.keys()
    for triple, ways in graph.derivations.items():
        if not is_iri(triple[2]):
            continue
        for way in ways:
            if way.rule not in at_all_times and way.rule not in without:
                rests = _statements(way, statements)
                spans = () if way.rule in lasting else (statements[name].span for name in rests)
                yield Timed(triple, way.rule, rests, common(spans))


def _statements(way: Derivation, statements: Mapping[str, Statement]) -> tuple[str, ...]:
    named = {short(premise) for premise in way.premises if isinstance(premise, str)}
    return tuple(sorted(named & statements.keys()))


def _fleeting(rules: Sequence[Rule]) -> set[Term]:
    """Returns the relations that rules infer for a day only, because they ask what is in force on it."""
    found: set[Term] = {ANY}
    while True:
        more = {p for rule in rules if rule.reads & (found | {IN_FORCE}) for p in rule.writes} - found
        if not more:
            return found
        found |= more


def always(rule: Rule) -> Rule:
    """Returns a rule that takes every statement that ever counts for one in force."""
    names = "|".join(re.escape(p) for p, space in rule.prefixes.items() if space == KG) or "kg"
    text = re.sub(rf"\b({names}):inForce\b", r"\1:bestRank", rule.header.text).replace(IN_FORCE, BEST_RANK)
    return compile_rule(replace(rule.header, text=text), rule.prefixes)


def common(spans: Iterable[Span]) -> Span:
    """Returns when all of several things hold: from the last start until the first end."""
    return reduce(_both, spans, UNDATED)


def longest(spans: Iterable[Span]) -> Span:
    """Returns when any of several things holds that began together: until the last end, if all have one."""
    ends = list(spans)
    last = max(ends, key=lambda s: (not s.end_latest, s.end_latest))
    return replace(last, end_earliest=max(s.end_earliest for s in ends)) if last.end_latest else last


def _both(one: Span, other: Span) -> Span:
    later = max(one, other, key=lambda s: (s.start_earliest, s.start_latest))
    ends = [s for s in (one, other) if s.end_latest]
    sooner = min(ends, key=lambda s: (s.end_latest, s.end_earliest), default=UNDATED)
    return Span(
        later.start,
        sooner.end,
        later.start_earliest,
        max(one.start_latest, other.start_latest),
        min((s.end_earliest for s in ends), default=""),
        sooner.end_latest,
    )
