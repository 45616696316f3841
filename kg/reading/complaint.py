"""What libyaml said when it could not go on, with the text around it: what the judges of mistakes look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

PAIR = re.compile(r":(?:\s|\Z)")
"""The colon that YAML takes for the end of a key."""

_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the mistake is; line and column count from 0, as libyaml's do."""

    code: str
    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What libyaml said, and where; lines and columns count from 0.

    Attributes:
        problem: libyaml's sentence.
        context: What it was doing, or an empty string.
        line: Line where it noticed.
        column: Column where it noticed.
        index: The same as an index into the text.
        from_line: Line where what it was doing began (the line where it noticed, if it does not say).
        from_column: Column of that.
        text: The whole text.
        lines: Its lines without their ends.
    """

    problem: str
    context: str
    line: int
    column: int
    index: int
    from_line: int
    from_column: int
    text: str
    lines: list[str]

    @property
    def here(self) -> str:
        """The line where libyaml noticed; empty at the end of the text."""
        return self.line_at(self.line)

    @property
    def character(self) -> str:
        """The character at which libyaml noticed, or nothing at the end of a line."""
        return self.here[self.column : self.column + 1]

    @property
    def indent(self) -> int:
        """How many blanks the line begins with where libyaml noticed."""
        return indent_of(self.here)

    @property
    def is_at_line_start(self) -> bool:
        """Whether libyaml noticed at the first word of a line."""
        return self.column <= self.indent

    def line_at(self, number: int) -> str:
        """Return a line by its number, or nothing past the end."""
        return self.lines[number] if number < len(self.lines) else ""

    def line_before(self) -> int | None:
        """Return the number of the nearest line before that is neither blank nor a comment."""
        for number in range(min(self.line, len(self.lines)) - 1, -1, -1):
            if self.lines[number].strip() and not self.lines[number].lstrip().startswith("#"):
                return number
        return None


def complaint_of(fault: Any, text: str) -> Complaint:
    """Return what a `MarkedYAMLError` says, beside the text that it is about."""
    mark = fault.problem_mark or fault.context_mark
    start = fault.context_mark or mark
    return Complaint(
        problem=fault.problem or "",
        context=fault.context or "",
        line=mark.line,
        column=mark.column,
        index=mark.index,
        from_line=start.line,
        from_column=start.column,
        text=text,
        lines=_BREAK.split(text),
    )


def tokens(text: str) -> list[Any]:
    """Return the tokens of a text as far as they can be made out."""
    from yaml import YAMLError

    try:
        from yaml._yaml import CParser as Scanner
    except ImportError:
        from yaml import Loader as Scanner  # type: ignore[assignment]
    scanner = Scanner(text)
    found = []
    try:
        while (token := scanner.get_token()) is not None:
            found.append(token)
    except YAMLError:
        pass
    return found


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())
