"""Of what the body of a rule must know all before it is evaluated.

There is no parser of SPARQL here; where the text leaves something open, the answer is the careful one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from kg.graph.query_text import tokens
from kg.model import Term

ANY: Term = "?"
"""Stands for all predicates, among those that a rule reads, writes or negates."""

_EXISTS = re.compile(r"(\bFILTER\s+)?(\bNOT\s+)?\bEXISTS\s*(?=\{)", re.I)
_MINUS = re.compile(r"\bMINUS\s*(?=\{)", re.I)
_OPTIONAL = re.compile(r"\bOPTIONAL\s*(?=\{)", re.I)
_SELECT = re.compile(r"(?=\{\s*SELECT\b)", re.I)
_CHOOSES = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|GROUP|HAVING|LIMIT|OFFSET)\b", re.I)
_ASKS_IF_BOUND = re.compile(r"\b(?:BOUND|COALESCE|IF)\s*\(", re.I)


def meet(one: Set[Term], other: Set[Term]) -> bool:
    """Whether two sets of predicates have one in common; `ANY` is in common with each."""
    return bool(one and other) and (ANY in one or ANY in other or not one.isdisjoint(other))


def negations(body: str) -> Iterator[str]:
    """The groups of which all must be known before the body can be evaluated once and for all.

    They are those behind NOT EXISTS and MINUS; sub-selects that count, sum or choose; EXISTS anywhere but in a filter
    of its own; and, where the body asks whether something is bound, the optional ones.
    """
    for match in _EXISTS.finditer(body):
        if match[2] or not match[1]:
            yield group_at(body, match.end())
    for match in _MINUS.finditer(body):
        yield group_at(body, match.end())
    for match in _SELECT.finditer(body):
        if _CHOOSES.search(group := group_at(body, match.end())):
            yield group
    if _ASKS_IF_BOUND.search(body):
        for match in _OPTIONAL.finditer(body):
            yield group_at(body, match.end())


def group_at(body: str, start: int) -> str:
    """The group in braces that begins at a place, to its end."""
    depth = 0
    for text, _, end in tokens(body[start:]):
        depth += (text == "{") - (text == "}")
        if depth == 0:
            return body[start : start + end]
    return body[start:]
