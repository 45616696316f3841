"""What stands at the top of a query's file: how a rule, a check or a question is called, and what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError

_HEADER = re.compile(r"#\s*(\w[\w ]*?)\s*:\s*(.*)")
_CONTINUED = re.compile(r"#\s{2,}(\S.*)")


@dataclass(frozen=True, slots=True)
class Header:
    """The comment lines `# key: value` at the top of a `.rq` file.

    Attributes:
        file: The file.
        entries: Value by key; a line indented further continues the one before.
        text: The query itself.
    """

    file: str
    entries: Mapping[str, str]
    text: str


def read_header(file: Path) -> Header:
    """Read a `.rq` file.

    Raises:
        OntologyError: It cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{file}: {error}") from error
    entries: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if key and (match := _CONTINUED.fullmatch(line)):
            entries[key] = f"{entries[key]} {match[1]}".strip()
        elif match := _HEADER.fullmatch(line):
            key = match[1]
            entries[key] = match[2]
        elif not line.startswith("#"):
            break
    return Header(str(file), entries, text)
