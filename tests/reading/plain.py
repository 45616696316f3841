"""Nodes as plain values, to compare with what was meant."""

from __future__ import annotations

from typing import TypeAlias

from kg.reading.nodes import Node, Scalar, Sequence, is_null

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


def plain(node: Node) -> Plain:
    """The node as dicts, lists and texts, without places; an unquoted null is None."""
    if isinstance(node, Scalar):
        return None if is_null(node) else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    found = {key.text: plain(value) for key, value in node.entries}
    assert len(found) == len(node.entries), "a key is there twice"
    return found
