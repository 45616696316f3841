"""What the text of a query tells of itself before it is run: its tokens, and the terms and the graphs that it names.

There is no parser of SPARQL here: each answer errs on the side of "it may be more".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.model import Term
from kg.names import TYPE, iri

CLASSES_NAMED: Term = "a"
"""Stands beside rdf:type, among the terms that a query names, if of types it looks at those only that it names too."""

_ASIDE = re.compile(r"""(?m)"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?:^|\s)#.*$""")
"""Strings and comments."""
_NAMES_GRAPHS = re.compile(r"(?<![\w:?$])(?:GRAPH\b|FROM\s+(?:NAMED\s+)?[<\w:])", re.I)
_ONE_GRAPH = re.compile(r"\bGRAPH\s+(?:(<[^<>\s]*>)|([\w-]*):([\w./-]*[\w-]))\s*\{", re.I)
_DECLARES = re.compile(r"\bPREFIX\b", re.I)
_IN_PATHS = ("^", "/", "|", "(", "!")
_BEHIND_COLUMNS = ("{", "WHERE", "FROM")
_BEHIND_ORDER = ("}", "HAVING", "LIMIT", "OFFSET", "VALUES")


class Token(NamedTuple):
    """A word, name, string or sign of a query, with the offsets at which it begins and ends."""

    text: str
    start: int
    end: int


def _one_of_name(more: str = "") -> str:
    """A class of the characters that names are made of (PN_CHARS of SPARQL 1.1, 19.8), and of more.

    It says which of ASCII it does not hold, since a large class takes long to compile. That it holds characters beyond
    ASCII that no name may hold changes nothing: there, no query can be parsed.
    """
    others = (chr(n) for n in range(128) if not (chr(n).isalnum() or chr(n) in f"_{more}"))
    return f"[^{re.escape(''.join(others))}]"


@cache
def _lexer() -> re.Pattern[str]:
    """Compiled when a query is first read."""
    return re.compile(
        rf"""
          <[^<>"{{}}|^`\\\s]*>
        | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
        | \#[^\n]*
        | [?$]{_one_of_name()}+ | @[A-Za-z][\w-]* | \^\^
        | (?:[^\W\d](?:{_one_of_name(".-")}*{_one_of_name("-")})?)?:
          (?:{_one_of_name(":-")}|\.+(?={_one_of_name(":%-")}|\\)|%[0-9A-Fa-f]{{2}}|\\.)*
        | [+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?
        | \w+
        | \S
        """,
        re.X | re.S,
    )


@lru_cache(maxsize=128)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a query or a part of one, without its comments; remembered, as much is asked of each query."""
    return tuple([Token(m[0], m.start(), m.end()) for m in _lexer().finditer(text) if m[0][0] != "#"])


def without_comments(text: str) -> str:
    """A query without its comments."""
    return _lexer().sub(lambda found: "" if found[0][0] == "#" else found[0], text)


def with_question_marks(text: str) -> str:
    """A query whose variables all begin with `?`: `$name` is the same variable as `?name` (SPARQL 1.1, 4.1.3)."""

    def read(found: re.Match[str]) -> str:
        return f"?{found[0][1:]}" if found[0][0] == "$" and len(found[0]) > 1 else found[0]

    return _lexer().sub(read, text)


def prefixes_declared(text: str) -> dict[str, str]:
    """The namespaces that a query declares, by prefix."""
    words = [token.text for token in tokens(text)]
    return {
        name[:-1]: namespace[1:-1]
        for word, name, namespace in zip(words, words[1:], words[2:], strict=False)
        if word.upper() == "PREFIX"
    }


def expanded(name: str, prefixes: Mapping[str, str]) -> Term | None:
    """The term of a token that is an IRI, a name with a prefix, or `a`; None for any other and unknown prefixes."""
    if name == "a":
        return TYPE
    if name[0] == "<":
        return name if len(name) > 1 else None
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in prefixes or name[0] in "\"'":
        return None
    return iri(prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))


def terms_named(text: str, prefixes: Mapping[str, str]) -> frozenset[Term]:
    """The IRIs that a query, or a part of one, names; those of unknown prefixes are left out."""
    found = (expanded(token.text, prefixes) for token in tokens(text))
    return frozenset(term for term in found if term is not None)


def looked_at(text: str, prefixes: Mapping[str, str], *, are_classes_named: bool = False) -> frozenset[Term]:
    """The terms that a query names, and `CLASSES_NAMED` if of types it looks only at those of classes that it names.

    Args:
        text: The query, or a part of one.
        prefixes: Namespaces by prefix.
        are_classes_named: Whether it is known to look at types only that it names, even if it does not show.
    """
    found = terms_named(text, prefixes)
    if TYPE in found and (are_classes_named or _names_classes(text, prefixes)):
        return found | {CLASSES_NAMED}
    return found


def all_looked_at(several: Iterable[Collection[Term]]) -> frozenset[Term]:
    """What several queries look at, each as `looked_at` has it."""
    several = list(several)
    found = frozenset(term for one in several for term in one)
    if any(TYPE in one and CLASSES_NAMED not in one for one in several):
        return found - {CLASSES_NAMED}
    return found


def _names_classes(text: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a class is named wherever a type is asked for; if in doubt, not."""
    words = [*_of_patterns(text), ""]
    is_class_next = was_class = False
    for before, here in pairwise(["", *words]):
        if is_class_next and not _is_path_step(here):
            return False
        was_class, is_class_next = is_class_next, was_class and here == ","
        if here and not was_class and expanded(here, prefixes) == TYPE:
            if before in _IN_PATHS:
                return False
            is_class_next = True
    return True


def graphs_named(text: str, prefixes: Mapping[str, str]) -> Collection[Term] | None:
    """The graphs that a query speaks of, or None if it may speak of any."""
    text = _ASIDE.sub("", text)
    found: set[Term] = set()
    for full, prefix, local in _ONE_GRAPH.findall(text):
        if ":" not in full if full else prefix not in prefixes or _DECLARES.search(text):
            return None
        found.add(full or iri(prefixes[prefix] + local))
    rest = _NAMES_GRAPHS.search(_ONE_GRAPH.sub("", text))
    return None if rest else found


def names_predicates(body: str) -> bool:
    """Whether all predicates of a body, and all steps of its paths, are named; if in doubt, not.

    A variable is a predicate where a term follows it and a term, `;` or `[...]` precedes it. A path of all but some
    predicates, `!(...)`, names those that it does not lead along.
    """
    words = [*_of_patterns(body), "", "", ""]
    for before, here, after in zip(["", *words], words, words[1:], strict=False):
        is_between = before in (";", "[", "]") or _is_term(before)
        if here[:1] in ("?", "$") and len(here) > 1 and is_between and _begins_object(after):
            return False
    for here, after, second, third in zip(words, words[1:], words[2:], words[3:], strict=False):
        step, behind = (second, third) if after == "(" else (after, second)
        if here == "!" and (step == "^" or (_is_path_step(step) and behind != "(")):
            return False
    return True


def is_narrow(body: str) -> bool:
    """Whether a body looks at nothing but triples whose predicates it names; if in doubt, not.

    A path of no length leads from every node, also from those of which only other triples speak. What stands in
    a named graph may be of any.
    """
    words = [*_of_patterns(body), ""]
    if any(word.upper() == "GRAPH" for word in words):
        return False
    has_optional_step = any(
        here in ("*", "?") and (before == ")" or _is_path_step(before)) for before, here in pairwise(words)
    )
    return not has_optional_step and names_predicates(body)


def _of_patterns(body: str) -> Iterator[str]:
    """The tokens of a body without the lists of variables of SELECT, VALUES, GROUP BY and ORDER BY."""
    until: tuple[str, ...] = ()
    depth = 0
    for token in tokens(body):
        word = token.text.upper()
        if until and depth == 0 and word in until:
            until = ()
        if until:
            depth += (word == "(") - (word == ")")
            continue
        yield token.text
        if word == "SELECT":
            until = _BEHIND_COLUMNS
        elif word == "VALUES":
            until = ("{",)
        elif word == "BY":
            until = _BEHIND_ORDER


def _is_path_step(token: str) -> bool:
    return token == "a" or token[:1] == "<" or (":" in token and token[:1] not in ('"', "'"))


def _is_term(token: str) -> bool:
    return bool(token) and (token[0] in "?$\"'_" or token[0].isdigit() or _is_path_step(token))


def _begins_object(token: str) -> bool:
    is_signed = len(token) > 1 and token[0] in "+-."
    return is_signed or token in ("[", "(", "true", "false") or _is_term(token)
