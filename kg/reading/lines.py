"""The simple form of YAML, read line by line: what `kg fmt` writes and nearly every record is.

libyaml makes an event for each bracket and each word, and Python's objects for them cost more than the parsing.
A file in which each line is a key, a key with a value, or a list item, and each value a plain text, a quoted one
without escapes, or brackets that close on their line, needs none of that: it is read here in 40 % of the time.

Whatever is not surely simple is left to libyaml, mistakes above all: `read` gives None for it. What it does give is
what libyaml gives, node for node; `tests/reading/test_lines.py` holds it to that with generated files, the shipped
data and the YAML test suite.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from kg.reading.nodes import Mapping, Node, Scalar, Sequence

_MOST = 24
"""So deep may blocks go here, and brackets; far less than what is refused."""
_KEY = "[A-Za-z][A-Za-z0-9_-]{0,99}"
_LINE = re.compile(rf"( *)(- )?(?:({_KEY}):(?: (.+))?|(.+))")
_NOT_PLAIN = frozenset("-?:,[]{}#&*!|>'\"%@`<~ ")
"""What a plain text cannot begin with here: YAML's indicators, and what stands for nothing or a merge."""
_ITEM = re.compile(
    rf""" *(?:({_KEY}): )? *(?:([^\s?:,\[\]{{}}\-#&*!|>'"%@`<~][^?:,\[\]{{}}#]*?)|"([^"\\]*)"|'([^']*)') *([,}}\]])"""
)
"""In brackets: a key, if there is one, a text, and what follows it."""
_NESTED = re.compile(rf" *(?:({_KEY}): )? *(?=[{{\[])")
_CLOSING = re.compile(r" *([,}\]])")
_BREAKS = ("\x85", "\u2028", "\u2029", "\ufeff")
"""What YAML 1.1 takes for the end of a line, and a mark of the order of bytes."""

_Entries: TypeAlias = "list[tuple[Scalar, Node]]"


class _NotSimpleError(Exception):
    """libyaml must look at this."""


def read(text: str) -> Mapping | None:
    """Read a file.

    Args:
        text: In normal form C, without forbidden characters.

    Returns:
        The map that it is; None if that is not certain.
    """
    if "\t" in text or "\r" in text or not (text.isascii() or all(c not in text for c in _BREAKS)):
        return None
    try:
        return _Reader().read(text.split("\n"))
    except _NotSimpleError:
        return None


class _Reader:
    """Reads one file; written for speed, as it looks at every line of a project."""

    __slots__ = ("maps",)

    def __init__(self) -> None:
        self.maps: list[_Entries] = []
        """The entries of each map, to look for keys that are there twice."""

    def read(self, lines: list[str]) -> Mapping:
        """The map that the lines are.

        Raises:
            _NotSimpleError: They are, or may be, something else.
        """
        match = _LINE.fullmatch
        entries: _Entries = []
        items: list[Node] = []
        root = Mapping(entries, 0, 1)
        column, is_map = 0, True
        open_blocks: list[tuple[int, bool, _Entries, list[Node]]] = []
        waiting: Scalar | None = None
        """The key whose value begins on the next line."""
        self.maps.append(entries)
        for number, line in enumerate(lines, 1):
            found = match(line)
            if found is None:  # an empty line
                continue
            indent, dash, key, value, item = found.groups()
            if item is not None and dash is None:
                if item[0] != "#":
                    raise _NotSimpleError
                continue
            here = len(indent)
            if waiting is None:
                while here < column:
                    column, is_map, entries, items = open_blocks.pop()
                if here != column or is_map is not (dash is None):
                    raise _NotSimpleError
            else:
                if here <= column or len(open_blocks) > _MOST:
                    raise _NotSimpleError
                open_blocks.append((column, is_map, entries, items))
                column, is_map = here, dash is None
                if is_map:
                    inner: _Entries = []
                    entries.append((waiting, Mapping(inner, number, here + 1)))
                    entries = inner
                    self.maps.append(inner)
                else:
                    items = []
                    entries.append((waiting, Sequence(items, number, here + 1)))
                waiting = None
            if dash is not None:
                here += 2
                if key is None:
                    items.append(self._value(item, number, here + 1))
                    continue
                open_blocks.append((column, False, entries, items))
                entries = []
                items.append(Mapping(entries, number, here + 1))
                self.maps.append(entries)
                column, is_map = here, True
            name = Scalar(key, number, here + 1, "")
            if value is None:
                waiting = name
            elif value[0] in _NOT_PLAIN or value[-1] in ": " or ": " in value or " #" in value:
                entries.append((name, self._value(value, number, here + len(key) + 3)))
            else:
                entries.append((name, Scalar(value, number, here + len(key) + 3, "")))
        entries = root.entries
        if waiting is not None or not entries or any(_has_twice(each) for each in self.maps):
            raise _NotSimpleError
        root.line = entries[0][0].line
        return root

    def _value(self, text: str, line: int, column: int) -> Node:
        first = text[0]
        if first in "{[":
            node, end = self._brackets(text, 0, line, column, 0)
            if end == len(text):
                return node
        elif first in "\"'":
            inner = text[1:-1]
            if (
                len(text) > 1
                and text[-1] == first
                and first not in inner
                and (first == "'" or "\\" not in inner)
            ):
                return Scalar(inner, line, column, first)
        elif first not in _NOT_PLAIN and text[-1] not in ": " and ": " not in text and " #" not in text:
            return Scalar(text, line, column, "")
        raise _NotSimpleError

    def _brackets(self, text: str, start: int, line: int, column: int, depth: int) -> tuple[Node, int]:
        """What begins with a bracket at an index of a text that begins at a column, and the index behind it."""
        is_map = text[start] == "{"
        entries: _Entries = []
        items: list[Node] = []
        end = start + 1
        while True:
            found = _ITEM.match(text, end)
            if found is not None:
                key, plain, double, single, sign = found.groups()
                end = found.end()
                node: Node
                if plain is not None:
                    node = Scalar(plain, line, column + found.start(2), "")
                elif double is not None:
                    node = Scalar(double, line, column + found.start(3) - 1, '"')
                else:
                    node = Scalar(single, line, column + found.start(4) - 1, "'")
            else:
                found = _NESTED.match(text, end)
                if found is None or depth > _MOST:
                    raise _NotSimpleError
                key = found[1]
                node, end = self._brackets(text, found.end(), line, column, depth + 1)
                closing = _CLOSING.match(text, end)
                if closing is None:
                    raise _NotSimpleError
                sign, end = closing[1], closing.end()
            if is_map is (key is None):
                raise _NotSimpleError
            if is_map:
                entries.append((Scalar(key, line, column + found.start(1), ""), node))
            else:
                items.append(node)
            if sign != ",":
                break
        if sign != ("}" if is_map else "]"):
            raise _NotSimpleError
        if not is_map:
            return Sequence(items, line, column + start), end
        self.maps.append(entries)
        return Mapping(entries, line, column + start), end


def _has_twice(entries: _Entries) -> bool:
    return len({key.text for key, _ in entries}) != len(entries)
