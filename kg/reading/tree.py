"""The tree of a YAML file, with where everything stands in the source: the bones of a layout."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BLANK = ""
"""A blank line among comments."""


@dataclass(slots=True, eq=False)
class Leaf:
    """A scalar: its text, its style as in `nodes.Scalar`, and where it stands in the source (indexes)."""

    text: str
    style: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Branch:
    """A list or a map.

    Attributes:
        is_map: Whether it is a map.
        is_flow: Whether it is written with brackets.
        column: Column of its first dash or key, from 0.
        start: Where it begins in the source (an index).
        end: Where it ends; exact with brackets only.
        owner: The entry whose value it is, or None for the root.
        entries: What it holds.
        foot: Comments and blank lines after the last entry.
    """

    is_map: bool
    is_flow: bool
    column: int
    start: int
    end: int
    owner: Entry | None
    entries: list[Entry] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a list.

    Attributes:
        parent: The list or map that it is in.
        key: The key, or None for an item.
        start: Where the key or the dash stands (an index).
        value: The value; set as soon as it has been read.
        before: Comments and blank lines above it.
        head: The comment between the key or dash and the value, or nothing.
        tail: The comment after the value, or nothing.
    """

    parent: Branch
    key: Leaf | None
    start: int
    value: Leaf | Branch
    before: list[str] = field(default_factory=list)
    head: str = ""
    tail: str = ""


class Tree:
    """The tree while it grows, with its source, its entries and its leaves in the order of the file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.entries: list[Entry] = []
        self.leaves: list[Leaf] = []

    def line_of(self, index: int) -> int:
        """Return the line of an index, from 0."""
        return bisect_right(self.starts, index) - 1

    def line(self, number: int) -> str:
        """Return a line without its end."""
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end]

    def grow(self, next_event: Callable[[], Any]) -> Leaf | Branch:
        """Make the tree of the events."""
        from yaml import events

        root: Leaf | Branch | None = None
        parents: list[Branch] = []
        keys: list[Leaf | None] = []  # for each parent: the key that waits for its value
        reached = 0
        while (event := next_event()) is not None:
            node: Leaf | Branch
            if isinstance(event, events.CollectionEndEvent):
                branch = parents.pop()
                keys.pop()
                branch.end = event.end_mark.index  # type: ignore[union-attr]
                reached = max(reached, branch.end if branch.is_flow else 0)
                continue
            if isinstance(event, events.ScalarEvent):
                text = unicodedata.normalize("NFC", event.value)
                start, end = _span(event)
                node = Leaf(text, event.style or "", start, end)
                self.leaves.append(node)
            elif isinstance(event, events.CollectionStartEvent):
                mark: Any = event.start_mark
                is_map = isinstance(event, events.MappingStartEvent)
                node = Branch(is_map, bool(event.flow_style), mark.column, mark.index, mark.index, None)
            else:
                continue
            if not parents:
                root = node
            elif parents[-1].is_map and keys[-1] is None and isinstance(node, Leaf):
                keys[-1] = node
            else:
                entry = self._entry(parents[-1], keys[-1], node, reached)
                keys[-1] = None
                if isinstance(node, Branch):
                    node.owner = entry
            if isinstance(node, Branch):
                parents.append(node)
                keys.append(None)
            else:
                reached = node.end
        assert root is not None
        return root

    def _entry(self, parent: Branch, key: Leaf | None, value: Leaf | Branch, reached: int) -> Entry:
        if key is not None:
            start = key.start
        elif parent.is_flow:
            start = value.start
        elif not parent.entries:
            start = parent.start
        else:
            start = self._dash(parent.column, reached, value.start)
        entry = Entry(parent, key, start, value)
        parent.entries.append(entry)
        self.entries.append(entry)
        return entry

    def _dash(self, column: int, reached: int, before: int) -> int:
        for number in range(self.line_of(reached), self.line_of(before) + 1):
            index = self.starts[number] + column
            line = self.line(number)
            if index >= reached and line[column : column + 1] == "-" and "#" not in line[:column]:
                return index
        return before


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
