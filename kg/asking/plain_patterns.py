"""The plain triple patterns of a rule's body: what it asks for, apart from its groups, filters and bindings.

What is not understood is left out, since the patterns only tell what an edge lacks; the rule itself is run whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.graph.query_text import expanded, tokens
from kg.model import Term, Triple
from kg.names import BOOLEAN, literal
from kg.reasoning.rules import Rule

_CLOSES = {"{": "}", "(": ")", "[": "]"}
_WITH_GROUP = {"OPTIONAL", "MINUS", "UNION", "GRAPH", "SERVICE", "VALUES"}
_WITH_BRACKETS = {"FILTER", "BIND"}


def plain_patterns(rule: Rule) -> list[Triple]:
    """The triple patterns in the body itself, in order; a path stands as its text, with whole IRIs."""
    return list(_read([token.text for token in tokens(rule.body[1:-1])], rule.prefixes))


def conditions(rule: Rule) -> list[str]:
    """What the body asks for beside its plain patterns: filters, negations and groups, as they are written."""
    found = tokens(rule.body[1:-1])
    words = [token.text for token in found]
    told: list[str] = []
    at = 0
    while at < len(words):
        word, start = words[at].upper(), at
        at = _behind_aside(words, at)
        if word in ("FILTER", "MINUS", "{", "UNION"):
            text = " ".join(rule.body[1:-1][found[start].start : found[at - 1].end].split())
            if word == "UNION" and told:
                told[-1] = f"{told[-1]} {text}"
            else:
                told.append(text)
    return told


def _behind_aside(words: Sequence[str], at: int) -> int:
    """The place behind a word, or behind the group or the brackets that belong to it."""
    word = words[at].upper()
    if word in _WITH_GROUP or word in _WITH_BRACKETS:
        opening = "{" if word in _WITH_GROUP else "{("
        while at < len(words) and words[at] not in opening:
            at = _behind(words, at)
    return _behind(words, at)


def _read(words: Sequence[str], prefixes: Mapping[str, str]) -> Iterator[Triple]:
    at = 0
    while at < len(words):
        word = words[at].upper()
        if word in _WITH_GROUP or word in _WITH_BRACKETS or word == "{":
            at = _behind_aside(words, at)
            continue
        end = at
        while end < len(words) and words[end] not in (".", "{") and not _begins_other(words[end]):
            end = _behind(words, end)
        yield from _triples(words[at:end], prefixes)
        at = max(end, at + 1) if end == len(words) or words[end] != "." else end + 1


def _begins_other(word: str) -> bool:
    return word.upper() in _WITH_GROUP or word.upper() in _WITH_BRACKETS


def _behind(words: Sequence[str], at: int) -> int:
    """The place behind a word, or behind what stands between brackets."""
    waiting: list[str] = []
    while at < len(words):
        if words[at] in _CLOSES:
            waiting.append(_CLOSES[words[at]])
        elif waiting and words[at] == waiting[-1]:
            waiting.pop()
        at += 1
        if not waiting:
            break
    return at


def _triples(words: Sequence[str], prefixes: Mapping[str, str]) -> Iterator[Triple]:
    """The triples of one subject, as far as they are understood."""
    subject, at = _term(words, 0, prefixes)
    while subject and at < len(words):
        predicate, at = _path(words, at, prefixes)
        if not predicate:
            return
        while True:
            value, at = _term(words, at, prefixes)
            if not value:
                return
            yield subject, predicate, value
            if at >= len(words) or words[at] != ",":
                break
            at += 1
        while at < len(words) and words[at] == ";":
            at += 1


def _path(words: Sequence[str], at: int, prefixes: Mapping[str, str]) -> tuple[Term, int]:
    """A predicate or a path, and the place behind it; "" for what is no such thing."""
    parts: list[str] = []
    while at < len(words):
        while at < len(words) and words[at] in ("^", "!"):
            parts.append(words[at])
            at += 1
        end = _behind(words, at)
        inner = words[at:end]
        simple = [_simple(word, prefixes) or (word if word in "()/|^!*+?" else "") for word in inner]
        if not all(simple):
            return "", end
        parts += simple
        at = end
        if at < len(words) and words[at] in ("*", "+", "?"):
            parts.append(words[at])
            at += 1
        if at >= len(words) or words[at] not in ("/", "|"):
            break
        parts.append(words[at])
        at += 1
    return "".join(parts), at


def _term(words: Sequence[str], at: int, prefixes: Mapping[str, str]) -> tuple[Term, int]:
    """A subject or an object, and the place behind it; "" for one in brackets."""
    if at >= len(words):
        return "", at
    word = words[at]
    if word in ("true", "false"):
        return literal(word, BOOLEAN), at + 1
    if word[0] in "\"'":
        behind = words[at + 1] if at + 1 < len(words) else ""
        if behind[:1] == "@":
            return word + behind, at + 2
        if behind == "^^" and at + 2 < len(words):
            return f"{word}^^{_simple(words[at + 2], prefixes)}", at + 3
        return word, at + 1
    if word[0].isdigit() or word[0] in "+-":
        return word, at + 1
    return _simple(word, prefixes), at + 1


def _simple(word: str, prefixes: Mapping[str, str]) -> Term:
    """A variable, an IRI or `a`; "" for anything else."""
    if len(word) > 1 and word[0] in "?$":
        return f"?{word[1:]}"
    return expanded(word, prefixes) or ""
