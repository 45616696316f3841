"""What a YAML file says, before the ontology gives it meaning: scalars, sequences and mappings with places.

A scalar stays the text that was written. Whether `no`, `1e3` or `2014-11` is a word, a number or a date is
for the field's datatype to say, so nothing is lost or guessed here.

The classes are not frozen because a file of 20,000 statements makes half a million of them, and a frozen
dataclass takes four times as long to make. Nobody changes one after the reader has returned it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as it was written.

    Attributes:
        text: The text after unquoting and unfolding, in Unicode normalisation form C.
        line: Line of its first character (a quote and a block indicator count), from 1.
        column: Column of that character in code points, from 1.
        style: `'` or `"` if quoted, `|` or `>` for a block, and nothing for a plain scalar.
    """

    text: str
    line: int
    column: int
    style: str


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes; `line` and `column` are those of its `[` or of its first dash, from 1."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values in the order of the file; `line` and `column` are of its `{` or first key, from 1."""

    entries: list[tuple[Scalar, Node]]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping
"""Anything that YAML can hold here."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The plain scalars that YAML 1.2's core schema reads as no value."""

TOLD = "\uffff"
"""The text of a scalar that has none, and of which an error is told already; no file can hold this character."""


def is_null(node: Node) -> bool:
    """Whether a node is an unquoted null: `~`, `null` or nothing at all."""
    return isinstance(node, Scalar) and not node.style and node.text in NULLS


def entry(node: Mapping, name: str) -> Node | None:
    """The value of a key, or None if the map does not have it."""
    for key, value in node.entries:  # quicker than a generator, and asked of every map
        if key.text == name:
            return value
    return None


def scalars(node: Node) -> Iterator[tuple[Scalar, bool]]:
    """Yield every scalar under a node in the order of the file, and whether it is a key."""
    waiting: list[tuple[Node, bool]] = [(node, False)]
    while waiting:
        current, is_key = waiting.pop()
        if isinstance(current, Scalar):
            yield current, is_key
        elif isinstance(current, Sequence):
            waiting.extend((item, False) for item in reversed(current.items))
        else:
            for key, value in reversed(current.entries):
                waiting.append((value, False))
                waiting.append((key, True))
