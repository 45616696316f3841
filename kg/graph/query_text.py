"""What the text of a query tells of itself before it is run: the terms and the graphs that it names.

There is no parser of SPARQL here: each answer errs on the side of "it may be more".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from kg.model import Term
from kg.names import TYPE, iri

_ASIDE = re.compile(r"""(?m)"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?:^|\s)#.*$""")
"""Strings and comments."""
_NAMES_GRAPHS = re.compile(r"(?<![\w:?$])(?:GRAPH\b|FROM\s+(?:NAMED\s+)?[<\w:])", re.I)
_ONE_GRAPH = re.compile(r"\bGRAPH\s+(?:(<[^<>\s]*>)|([\w-]*):([\w./-]*[\w-]))\s*\{", re.I)
_DECLARES = re.compile(r"\bPREFIX\b", re.I)

_COMMENT = re.compile(r"(?m)(^|\s)#.*$")
_NAMED = re.compile(r"<([^>\s]*)>|(?<![\w?$:/])([A-Za-z][\w-]*):([A-Za-z][\w-]*)")
_A = re.compile(r"\sa\s")
_ANY_TOKEN = re.compile(r"""<[^>\s]*>|[?$]\w+|"[^"]*"|'[^']*'|[\w-]*:[\w./-]*[\w-]|\w+|[^\s\w]""")
_WIDE = re.compile(r"!\s*[(^<]|!\s*[\w-]*:|[\w>)][*?](?!\w)|\bGRAPH\b", re.I)


def without_comments(text: str) -> str:
    """A query without its comments."""
    return _COMMENT.sub(r"\1", text)


def terms_named(text: str, prefixes: Mapping[str, str]) -> frozenset[Term]:
    """The IRIs that a query, or a part of one, without comments, names; those of unknown prefixes are left out."""
    found = {TYPE} if _A.search(text) else set()
    for full, prefix, local in _NAMED.findall(text):
        if full:
            found.add(iri(full))
        elif prefix in prefixes:
            found.add(iri(prefixes[prefix] + local))
    return frozenset(found)


def graphs_named(text: str, prefixes: Mapping[str, str]) -> Collection[Term] | None:
    """The graphs that a query speaks of, or None if it may speak of any."""
    text = _ASIDE.sub("", text)
    found: set[Term] = set()
    for full, prefix, local in _ONE_GRAPH.findall(text):
        if not full and (prefix not in prefixes or _DECLARES.search(text)):
            return None
        found.add(full or iri(prefixes[prefix] + local))
    rest = _NAMES_GRAPHS.search(_ONE_GRAPH.sub("", text))
    return None if rest else found


def is_narrow(body: str) -> bool:
    """Whether all predicates of a body without comments are named; if in doubt, not.

    A variable is a predicate where a term follows it and a term, `;` or `[...]` precedes it. A path of no length
    and one of all but some predicates lead to nodes of which only other triples speak.
    """
    if _WIDE.search(body):
        return False
    tokens = _ANY_TOKEN.findall(body)
    if any("/" in token and token[0] != "<" for token in tokens):
        return False
    return not any(
        here[0] in "?$" and _is_term(after) and (before in (";", "[", "]") or _is_term(before))
        for before, here, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _is_term(token: str) -> bool:
    return token[0] in "?$<\"'_" or ":" in token or token == "a" or token[0].isdigit()
