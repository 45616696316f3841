"""The cases of the yaml-test-suite, and a node written as that suite writes events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.reading.nodes import Node, Scalar, Sequence

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b"})


@dataclass(frozen=True, slots=True)
class Case:
    """One case: an id, the YAML, the events that it means, and whether it must be refused."""

    name: str
    data: bytes
    events: tuple[str, ...]
    must_fail: bool

    @property
    def content(self) -> list[str]:
        """The events of values only, without what a refusal by design is about."""
        return [
            re.sub(r"^(\+MAP|\+SEQ) (\{\}|\[\])", r"\1", event)
            for event in self.events
            if not event.startswith(("+STR", "-STR", "+DOC", "-DOC"))
        ]


def cases(folder: Path) -> list[Case]:
    """Read the suite's files; several cases in one file are numbered from 00."""
    found = []
    for path in sorted((folder / "src").glob("*.yaml")):
        listed = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        inherited: dict[str, str] = {}
        for number, case in enumerate(listed):
            inherited |= {key: value for key, value in case.items() if key in ("yaml", "tree")}
            name = f"{path.stem}-{number:02}" if len(listed) > 1 else path.stem
            events = tuple(_shown(line.strip()) for line in inherited["tree"].splitlines() if line.strip())
            found.append(Case(name, _source(inherited["yaml"]), events, "fail" in case))
    return found


def events_of(node: Node) -> list[str]:
    """Write a node as the suite writes the events of its content."""
    if isinstance(node, Scalar):
        return [f"=VAL {node.style or ':'}{node.text.translate(_ESCAPES)}"]
    if isinstance(node, Sequence):
        return ["+SEQ", *(event for item in node.items for event in events_of(item)), "-SEQ"]
    pairs = (events_of(key) + events_of(value) for key, value in node.entries)
    return ["+MAP", *(event for pair in pairs for event in pair), "-MAP"]


def _source(text: str) -> bytes:
    text = re.sub("—*»", "\t", text.replace("␣", " ")).replace("←", "\r").replace("⇔", "\ufeff")
    return re.sub("∎\n\\Z", "", text.replace("↵", "")).encode()


def _shown(line: str) -> str:
    return line.replace("␣", " ").replace("<SPC>", " ").replace("<TAB>", "\\t")
