"""Lists with the bullets and numbers of print, which YAML takes for a text: warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Finding, Mark, Severity
from kg.reading.nodes import Node, scalars

_SIGNS = "\u2022\u2023\u25aa\u25cf\u25e6\u00b7\u2043\u2013\u2014\u2212\u30fb"
_ALL_SIGNS = frozenset(_SIGNS)
_BULLET = re.compile(rf"[{_SIGNS}][ \u00a0]+\S")
_NUMBERED = re.compile(r"1[.)] .*\s2[.)] ")


def are_possible(data: bytes, rest: str) -> bool:
    """Whether a file can have such a list.

    Args:
        data: The file.
        rest: What is not plain ASCII in it.
    """
    return b" 2. " in data or b" 2) " in data or not _ALL_SIGNS.isdisjoint(rest)


def bullet_findings(node: Node, text: str, file: str) -> Iterator[Finding]:
    """Yield a warning for each plain text that stands under its key, and begins as an item of a list in print does."""
    lines = text.splitlines()
    for scalar, is_key in scalars(node):
        if is_key or scalar.style:
            continue
        found = _BULLET.match(scalar.text) or _NUMBERED.match(scalar.text)
        if found and not lines[scalar.line - 1][: scalar.column - 1].strip():
            sign = scalar.text[: 1 if found.re is _BULLET else 2]
            message = f"`{sign}` begins no item of a list in YAML: this is one text"
            hint = "begin each item with a hyphen and a space, `- `; or put the text in quotes, if it is one"
            yield Finding("KG126", Severity.WARNING, message, Mark(file, scalar.line, scalar.column), hint)
