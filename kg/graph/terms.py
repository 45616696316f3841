"""Terms as Turtle writes them: with prefixes, and numbers and truth values bare."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model import Term
from kg.names import TYPE, XSD

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]|\.(?=[\w-]))*", re.A)
_INTEGER, _DECIMAL = f"^^<{XSD}integer>", f"^^<{XSD}decimal>"
_BARE_INTEGER = re.compile(r'"([+-]?[0-9]+)"')
_BARE_DECIMAL = re.compile(r'"([+-]?[0-9]*\.[0-9]+)"')
_BOOLEANS = {f'"{value}"^^<{XSD}boolean>': value for value in ("true", "false")}


class Shortener(dict[Term, str]):
    """The shortest form of each term as Turtle writes it, made when it is first asked for: `shortener[term]`.

    Attributes:
        used: The prefixes that were used, with their namespaces.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__({TYPE: "a"})
        self._by_namespace = {
            namespace: prefix for prefix, namespace in sorted(prefixes.items(), reverse=True)
        }
        self.used: dict[str, str] = {}

    def __call__(self, term: Term) -> str:
        """The shortest form of a term."""
        return self[term]

    def __missing__(self, term: Term) -> str:
        text = self[term] = self._shorten(term)
        return text

    def _shorten(self, term: Term) -> str:
        if term[0] == "<":
            cut = max(term.rfind("/"), term.rfind("#")) + 1
            namespace = term[1:cut]
            prefix = self._by_namespace.get(namespace)
            if prefix is not None and _LOCAL.fullmatch(term, cut, len(term) - 1):
                self.used[prefix] = namespace
                return f"{prefix}:{term[cut:-1]}"
            return term
        if term[0] == "_" or term[-1] != ">":
            return term
        if term in _BOOLEANS:
            return _BOOLEANS[term]
        if term.endswith(_INTEGER) and (match := _BARE_INTEGER.fullmatch(term[: -len(_INTEGER)])):
            return match[1]
        if term.endswith(_DECIMAL) and (match := _BARE_DECIMAL.fullmatch(term[: -len(_DECIMAL)])):
            return match[1]
        cut = term.rindex('"') + 1
        return f"{term[:cut]}^^{self[term[cut + 2 :]]}"
