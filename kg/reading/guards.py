"""The few things that libyaml reads otherwise than YAML 1.2 says, found so that nothing is read wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Finding
from kg.reading.nodes import Node


def findings(text: str, root: Node, file: str) -> Iterator[Finding]:
    """Yield an error for each construct that libyaml accepts and reads wrongly."""
    yield from ()
