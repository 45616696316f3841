"""Why an edge does not follow: for each rule that could give it, the premises that are nearest to being there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.graph import Store
from kg.graph.terms import Shortener
from kg.model import Term, Triple
from kg.reasoning.control import Control
from kg.reasoning.derivations import coalition_votes
from kg.reasoning.rules import Rule, read_template

_NESTED = re.compile(r"(?:(?:OPTIONAL|MINUS|UNION|FILTER\s+(?:NOT\s+)?EXISTS)\s*)?\{[^{}]*\}", re.I)
_CALLS = re.compile(r"\b(?:FILTER|BIND)\s*\(", re.I)
_SHOWN = 5


def missing(rules: Iterable[Rule], store: Store, edge: Triple, prefixes: Mapping[str, str]) -> str:
    """What is missing for an edge, in words.

    Args:
        rules: All rules.
        store: What is known.
        edge: The edge that was expected.
        prefixes: For showing terms.

    Returns:
        For each rule that infers such edges, the fewest premises that are not there; what the rule asks beyond
        plain patterns (filters, negations) is named where all patterns are there.
    """
    shorten = Shortener(prefixes)
    lines: list[str] = []
    for rule in rules:
        for head in rule.head:
            if head[1] != edge[1]:
                continue
            bound = {v: t for v, t in zip(head, edge, strict=True) if v.startswith("?")}
            patterns = [_bind(p, bound) for p in patterns_of(rule)]
            lines.append(f"by the rule {rule.name} ({rule.header.entries.get('name', '')}):")
            lines += [f"  {line}" for line in _nearest(patterns, store, prefixes, shorten)]
    if not lines:
        return (
            f"no rule infers {shorten(edge[1])}; the program infers it from stakes, control and operation\n"
        )
    return "\n".join(lines) + "\n"


def patterns_of(rule: Rule) -> list[Triple]:
    """The plain triple patterns of a rule's body; groups in braces, filters and bindings are left out."""
    body = rule.select[rule.select.index("{") + 1 : rule.select.rindex("}")]
    while (shorter := _NESTED.sub(" ", body)) != body:
        body = shorter
    while match := _CALLS.search(body):
        depth, end = 0, match.end() - 1
        for end in range(match.end() - 1, len(body)):
            depth += {"(": 1, ")": -1}.get(body[end], 0)
            if depth == 0:
                break
        body = body[: match.start()] + body[end + 1 :]
    return list(read_template(body, rule.prefixes, rule.header.file))


def _bind(pattern: Triple, bound: Mapping[Term, Term]) -> Triple:
    s, p, o = (bound.get(term, term) for term in pattern)
    return s, p, o


def _nearest(
    patterns: Sequence[Triple], store: Store, prefixes: Mapping[str, str], shorten: Shortener
) -> Iterator[str]:
    for lacking in range(len(patterns) + 1):
        found: list[str] = []
        for dropped in combinations(patterns, lacking):
            kept = [p for p in patterns if p not in dropped]
            for bound in _solutions(kept, store, prefixes):
                shown = [" ".join(map(shorten, _bind(p, bound))) for p in dropped]
                found.append(f"lacks {' and '.join(shown)}" if shown else "all patterns are there")
        if found:
            unique = list(dict.fromkeys(found))
            yield from unique[:_SHOWN]
            if len(unique) > _SHOWN:
                yield f"... and {len(unique) - _SHOWN} more ways"
            if not lacking:
                yield "but a filter or a negation of the rule is not met"
            return


def _solutions(
    patterns: Sequence[Triple], store: Store, prefixes: Mapping[str, str]
) -> Iterator[dict[Term, Term]]:
    """How a conjunction of patterns is met: bindings of its variables."""
    if not patterns:
        yield {}
        return
    body = " . ".join(" ".join(p) for p in patterns)
    solutions = store.query(f"SELECT DISTINCT * {{ {body} }} LIMIT 20", prefixes)
    names = [f"?{variable.value}" for variable in solutions.variables]
    for solution in solutions:
        yield {n: str(v) for n, v in zip(names, solution, strict=True) if v is not None}


def missing_control(
    control: Control, controller: Term, controlled: Term, describe: Callable[[Term], str]
) -> str:
    """What is missing for control, in words: the votes that there are, and who has control instead.

    Args:
        control: Who controls what on the day.
        controller: Who was expected to control.
        controlled: What.
        describe: For showing terms.
    """
    votes = coalition_votes(control.votes, controller, controlled)
    low, high = f"{votes.low:g}", f"{votes.high:g}"
    share = f"{low} %" if votes.exact else f"{low} to {high} %"
    lines = [
        "by the step control: more than 50 % of the votes, or a statement of control, on the asked day",
        f"  {describe(controller)} and what it controls have {share} of the votes in {describe(controlled)}",
    ]
    if controlled in control.possible.get(controller, ()):
        lines.append("  it may control it, but need not: a share or a date leaves it open")
    others = [who for who, things in control.certain.items() if controlled in things]
    lines += [f"  {describe(who)} controls it" for who in sorted(others)]
    return "\n".join(lines) + "\n"
