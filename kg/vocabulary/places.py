"""Where an ontology speaks of a term: RDF parsers drop places, so the files are looked through again for one.

This is asked only when something is wrong, and of files that have been parsed: the scanner here knows the tokens of
Turtle (W3C Turtle, 2014, section 6.5) and leaves its grammar to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from kg.model import Mark, Term

_TOKEN: Final = re.compile(
    r"""
    (?P<gap>   (?:\s|\#[^\n]*)+ )
  | (?P<text>  \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
  | (?P<iri>   <[^<>\s]*> )
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? (?<!\.) )
  | (?P<name>  (?:[^\W\d_](?:[\w.-]*[\w-])?)?: (?: (?:[\w:%]|\\.) (?: (?:[\w:%.-]|\\.)* (?:[\w:%-]|\\.) )? )? )
  | (?P<word>  @?\w[\w-]* | _:\w[\w.-]* )
  | (?P<sign>  \^\^ | . )
    """,
    re.X | re.S,
)
_IS_PREFIX: Final = re.compile("@?prefix", re.I)
_ESCAPE: Final = re.compile(r"\\(?=.)")
_OPENING, _CLOSING = ("[", "("), ("]", ")")


class _Token(NamedTuple):
    """A token with what it stands for, if it is a term (a literal without its datatype or language)."""

    text: str
    term: Term
    start: int


def place_of(files: Iterable[Path], subject: Term, at: Term = "") -> Mark | None:
    """Where a subject is described, or something in that description.

    Args:
        files: The Turtle files, which must be readable.
        subject: An IRI.
        at: A predicate or value; if it stands there exactly once, its place is taken.

    Returns:
        The place, or None if no statement begins with the subject.
    """
    found = None
    for file in files:
        text = file.read_text(encoding="utf-8")
        for statement in _statements(text):
            if statement[0].term != subject:
                continue
            inside = [token for token in statement[1:] if at and _is(token, at)]
            if len(inside) == 1:
                return _mark(file, text, inside[0].start)
            found = found or _mark(file, text, statement[0].start)
    return found


def _is(token: _Token, term: Term) -> bool:
    return token.term == term or (token.term[:1] == '"' and term.startswith(token.term))


def _statements(text: str) -> Iterator[list[_Token]]:
    """The tokens of each statement that is no directive."""
    depth = 0
    found: list[_Token] = []
    for token in _tokens(text):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.text == "." and depth == 0:
            if found:
                yield found
            found = []
        else:
            found.append(token)


def _tokens(text: str) -> Iterator[_Token]:
    prefixes: dict[str, str] = {}
    declared: list[str] | None = None
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "gap":
            continue
        if kind == "word" and _IS_PREFIX.fullmatch(token):
            declared = []
        elif declared is not None:  # of a directive: its prefix, then its namespace
            declared.append(token)
            if kind == "iri":
                prefixes[declared[0].removesuffix(":")] = token[1:-1]
                declared = None
        else:
            yield _Token(token, _term(kind or "", token, prefixes), match.start())


def _term(kind: str, token: str, prefixes: dict[str, str]) -> Term:
    if kind == "iri":
        return token
    if kind == "name":
        prefix, _, local = token.partition(":")
        return f"<{prefixes[prefix]}{_ESCAPE.sub('', local)}>" if prefix in prefixes else ""
    if kind == "number":
        return f'"{token}"'
    if kind == "text":
        size = 3 if token[:3] in ('"""', "'''") else 1
        return f'"{token[size:-size]}"'
    return ""


def _mark(file: Path, text: str, index: int) -> Mark:
    line = text.count("\n", 0, index) + 1
    return Mark(str(file), line, index - (text.rfind("\n", 0, index) + 1) + 1)
