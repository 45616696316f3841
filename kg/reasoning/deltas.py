"""Recursive rules evaluated only for what is new: semi-naive evaluation (Bancilhon and Ramakrishnan 1986).

A solution of a rule's body that was not there before has a triple that was not there before. So a rule that reads
what it leads to is evaluated once for each of its patterns that a new triple may match, with that pattern narrowed to
the new triples by a table of values, and all others free. That finds every new derivation, and those only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.graph import Store
from kg.graph.query_text import names_predicates, terms_named
from kg.model import Term, Triple
from kg.reasoning.bodies import ANY
from kg.reasoning.patterns import NotUnderstood, Pattern, read_patterns
from kg.reasoning.rules import Derivation, Rule


@dataclass(frozen=True, slots=True)
class Split:
    """A rule with those of its patterns that new triples may match.

    Attributes:
        rule: The rule.
        patterns: The patterns.
    """

    rule: Rule
    patterns: tuple[Pattern, ...]

    def run(self, store: Store, new: Iterable[Triple]) -> Iterator[Derivation]:
        """All that follows by the rule from what the store holds now with at least one of the new triples."""
        by_predicate: dict[Term, list[Triple]] = {}
        for triple in new:
            by_predicate.setdefault(triple[1], []).append(triple)
        parts = [part for pattern in self.patterns if (part := self._narrowed(pattern, by_predicate))]
        if parts:
            body = parts[0] if len(parts) == 1 else f"{{ {' UNION '.join(parts)} }}"
            yield from self.rule.solve(store, self.rule.head_of_select + body)

    def _narrowed(self, pattern: Pattern, new: dict[Term, list[Triple]]) -> str:
        """The rule's body with one pattern narrowed to new triples; "" if none matches it."""
        predicate = pattern.triple[1]
        candidates = (
            (triple for group in new.values() for triple in group)
            if predicate[0] == "?"
            else new.get(predicate, ())
        )
        rows = list(dict.fromkeys(row for t in candidates if (row := _row(pattern.triple, t)) is not None))
        if not rows:
            return ""
        variables = dict.fromkeys(term for term in pattern.triple if term[:1] == "?")
        table = ""
        if variables:
            values = " ".join(f"({' '.join(row)})" for row in rows)
            table = f"VALUES ({' '.join(variables)}) {{ {values} }} "
        body, end = self.rule.body, len(self.rule.body)
        return (
            f"{_without(body, 0, pattern.place, pattern)}{table}{_without(body, pattern.place, end, pattern)}"
        )


def split(rule: Rule, written: Collection[Term]) -> Split | None:
    """A rule split for evaluation with new triples of some predicates.

    Args:
        rule: The rule.
        written: The predicates; `ANY` among them for all.

    Returns:
        None if such a triple may matter where a pattern cannot be narrowed: in an optional, a filter, a sub-select, a
        path, a named graph. Then the rule must be evaluated whole.
    """
    if rule.after_body:
        return None
    try:
        found = read_patterns(rule.body, rule.prefixes)
    except NotUnderstood:
        return None
    for text in found.others:
        if ANY in written or not names_predicates(text):
            return None
        if not terms_named(text, rule.prefixes).isdisjoint(written):
            return None
    return Split(rule, tuple(p for p in found.patterns if _may_match(p, written)))


def _may_match(pattern: Pattern, written: Collection[Term]) -> bool:
    predicate = pattern.triple[1]
    return ANY in written or predicate[0] == "?" or predicate in written


def _row(pattern: Triple, triple: Triple) -> tuple[Term, ...] | None:
    """What the variables of a pattern stand for in a triple; None if it does not match."""
    bound: dict[Term, Term] = {}
    for wanted, term in zip(pattern, triple, strict=True):
        if wanted[:1] == "?":
            if bound.setdefault(wanted, term) != term:
                return None
        elif wanted and wanted != term:
            return None
    return tuple(bound.values())


def _without(body: str, start: int, end: int, pattern: Pattern) -> str:
    """A stretch of a body without what is to be left out."""
    parts = []
    for first, last in sorted(pattern.cuts):
        first, last = max(first, start), min(last, end)
        if first < last:
            parts.append(body[start:first])
            start = last
    return "".join(parts) + body[start:end]
