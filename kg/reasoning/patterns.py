"""The triple patterns of a rule's body, with the places where each can be narrowed down.

A pattern can be narrowed by a table of values (`VALUES`) put before it if it stands in the body itself, in a group
or in a branch of a union; there a solution of the body always holds one of its matches. What stands in an optional,
a filter, a sub-select, a named graph or a path is kept as a piece of text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.graph.query_text import Token, expanded, tokens
from kg.model import Term, Triple

_CLOSES = {"{": "}", "(": ")", "[": "]"}


class NotUnderstood(ValueError):
    """The body has something that this reader does not know."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One triple pattern that can be narrowed.

    Attributes:
        triple: Its terms: IRIs, variables with `?`, or "" for what only the engine compares.
        place: The offset in the body where a table of values may be put.
        cuts: The stretches of the body to be left out then: the other branches of the unions in which it stands.
    """

    triple: Triple
    place: int
    cuts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a body looks at.

    Attributes:
        patterns: The triple patterns that can be narrowed.
        others: The pieces of text that hold all others.
    """

    patterns: tuple[Pattern, ...]
    others: tuple[str, ...]


_END = Token("", 0, 0)


def read_patterns(body: str, prefixes: Mapping[str, str]) -> Patterns:
    """Read the body of a rule.

    Args:
        body: From its first brace to the last, without comments.
        prefixes: What stands for which namespace.

    Raises:
        NotUnderstood: It has a construct that is not known here.
    """
    reader = _Reader(body, prefixes, tokens(body))
    reader.group(())
    if reader.now.text:
        raise NotUnderstood(f"`{reader.now.text}` behind the body")
    return Patterns(tuple(reader.patterns), tuple(reader.others))


@dataclass(slots=True)
class _Reader:
    body: str
    prefixes: Mapping[str, str]
    tokens: Sequence[Token]
    at: int = 0
    patterns: list[Pattern] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def now(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def group(self, cuts: tuple[tuple[int, int], ...]) -> None:
        """A group in braces."""
        if self.now.text != "{":
            raise NotUnderstood(f"`{self.now.text}` in place of a group")
        self.at += 1
        while self.now.text != "}":
            word = self.now.text.upper()
            if word == ".":
                self.at += 1
            elif word == "{":
                self._union(cuts)
            elif word in ("OPTIONAL", "MINUS", "GRAPH", "SERVICE"):
                self.others.append(self._aside("{"))
            elif word == "VALUES":
                self._aside("{")
            elif word in ("BIND", "FILTER"):
                text = self._aside("{" if self._behind() in ("NOT", "EXISTS") else "(")
                if "{" in text:
                    self.others.append(text)
            else:
                self._triples(cuts)
        self.at += 1

    def _union(self, cuts: tuple[tuple[int, int], ...]) -> None:
        """A group, or several of which each gives solutions."""
        branches = [self.at]
        ends = [self._skip()]
        while self.now.text.upper() == "UNION":
            self.at += 1
            branches.append(self.at)
            ends.append(self._skip())
        behind = self.at
        first, last = self.tokens[branches[0]].start, ends[-1]
        for branch, end in zip(branches, ends, strict=True):
            start = self.tokens[branch].start
            if self.tokens[branch + 1].text.upper() == "SELECT":
                self.others.append(self.body[start:end])
                continue
            self.at = branch
            self.group((*cuts, (first, start), (end, last)))
        self.at = behind

    def _behind(self) -> str:
        """The word behind this one, in upper case."""
        return self.tokens[self.at + 1].text.upper() if self.at + 1 < len(self.tokens) else ""

    def _aside(self, opening: str) -> str:
        """Pass over a construct that ends with its first bracket of a kind; its text."""
        start = self.now.start
        while self.now.text != opening:
            if self.now.text in ("", "}"):
                raise NotUnderstood(f"no `{opening}` behind `{self.body[start : start + 10]}`")
            if self.now.text == "(":
                self._skip()
            else:
                self.at += 1
        return self.body[start : self._skip()]

    def _skip(self) -> int:
        """Pass over what stands between two brackets; the offset behind it."""
        waiting: list[str] = []
        while True:
            token = self.now
            if not token.text:
                raise NotUnderstood("a bracket that is not closed")
            if token.text in _CLOSES:
                waiting.append(_CLOSES[token.text])
            elif token.text in _CLOSES.values() and token.text != waiting.pop():
                raise NotUnderstood(f"`{token.text}` in place of another bracket")
            self.at += 1
            if not waiting:
                return token.end

    def _triples(self, cuts: tuple[tuple[int, int], ...]) -> None:
        """A subject with its predicates and objects."""
        place = self.now.start
        subject = self._term()
        while self.now.text not in (".", "}", ""):
            predicate = self._predicate()
            while True:
                value = self._term()
                if predicate:
                    self.patterns.append(Pattern((subject, predicate, value), place, cuts))
                if self.now.text != ",":
                    break
                self.at += 1
            if self.now.text != ";":
                break
            while self.now.text == ";":
                self.at += 1

    def _predicate(self) -> Term:
        """A predicate; "" for a path, which is kept."""
        start = self.at
        while True:
            while self.now.text in ("^", "!"):
                self.at += 1
            if self.now.text == "(":
                self._skip()
            else:
                self._simple()
            if self.now.text in ("*", "+", "?"):
                self.at += 1
            if self.now.text not in ("/", "|"):
                break
            self.at += 1
        if self.at > start + 1:
            self.others.append(self.body[self.tokens[start].start : self.tokens[self.at - 1].end])
            return ""
        self.at = start
        return self._simple()

    def _term(self) -> Term:
        """A subject or an object; "" for a literal, and for one in brackets, which may hold patterns and is kept."""
        start, text = self.now.start, self.now.text
        if text in ("[", "("):
            self.others.append(self.body[start : self._skip()])
            return ""
        if text[:1] in ('"', "'"):
            self.at += 1
            if self.now.text[:1] == "@":
                self.at += 1
            elif self.now.text == "^^":
                self.at += 2
            return ""
        if text[:1].isdigit() or text[:1] in ("+", "-") or text in ("true", "false"):
            self.at += 1
            return ""
        return self._simple()

    def _simple(self) -> Term:
        """A variable, an IRI or `a`."""
        text = self.now.text
        self.at += 1
        if len(text) > 1 and text[0] in "?$":
            return f"?{text[1:]}"
        term = expanded(text, self.prefixes) if text else None
        if term is None or ":" not in term:
            raise NotUnderstood(f"`{text}`")
        return term
