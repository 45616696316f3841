"""What libyaml lets pass or reads otherwise than YAML 1.2 says, found so that nothing is read wrongly.

libyaml takes `#` right behind a quote, a bracket or a comma for a comment, and `?` before a text in brackets
for a sign of its own; it lets a quoted text or a bracket run on over lines that are not indented, which is
how an unclosed quote swallows the fields below it. In each case text would silently be lost or put
elsewhere. Two things here YAML allows, and they are warnings: a list under a key that has a value already becomes
part of the text, and `#1` behind a blank becomes a comment.

A look at the whole text, or a flag of the builder, says whether a file can have one of them; few do, and only
those are read a second time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from kg.model import Finding, Mark, Severity

_BREAK = re.compile("\r\n|\r|\n")
_SUSPECTS = (
    re.compile(rb"#(?<=\S#)"),
    re.compile(rb"#(?<=[ \t]#)(?=[^\W_]|[\x80-\xff])"),
    re.compile(rb"\?(?=\S)"),
    re.compile(rb"-(?=\s*[,\]}])"),
)
"""Each begins with a literal character, which makes the search many times faster than one pattern for all."""
_HEADER = re.compile(r"[|>][-+0-9]*(#)")
_REST = re.compile(r"#\w+")
_NO_SPACE_BEFORE = "put a space before `#` if it begins a comment, or quotes around the text if it does not"


def are_needed(data: bytes) -> bool:
    """Whether a text has a sequence of characters that libyaml may read otherwise than it should."""
    return any(suspect.search(data) for suspect in _SUSPECTS)


def findings(text: str, next_event: Callable[[], Any], file: str) -> list[Finding]:
    """Return an error for each construct that libyaml accepts and should not, or reads wrongly.

    Args:
        text: The whole text, without byte order mark.
        next_event: Gives the events of that text, and None after the last.
        file: The name for the marks.
    """
    return list(_Guard(text, file).watch(next_event))


class _Guard:
    """Goes through the events of one file with its text at hand; lines and columns are from 0 here."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        self.columns: list[int] = [-1]
        """For each open list or map: the column that what belongs to it must exceed."""
        self.flows: list[int] = []
        """The lines of the brackets that are open."""

    def watch(self, next_event: Callable[[], Any]) -> Iterator[Finding]:
        """Yield the findings in the order of the file."""
        from yaml import events

        reached, cut = 0, False
        while (event := next_event()) is not None:
            start, end = event.start_mark, event.end_mark
            if isinstance(event, events.ScalarEvent):
                yield from self._gap(reached, start.index, cut)
                cut = not event.style and bool(event.value)
                yield from self._scalar(event)
                reached = end.index
            elif isinstance(event, events.CollectionStartEvent):
                if event.flow_style:
                    self.columns.append(self.columns[-1])
                    self.flows.append(start.line)
                else:
                    self.columns.append(start.column)
                    self.flows.append(-1)
            elif isinstance(event, events.CollectionEndEvent):
                self.columns.pop()
                opened = self.flows.pop()
                if opened >= 0 and not any(line >= 0 for line in self.flows):
                    yield from self._indented(opened, start.line, "what stands in brackets", "KG106")
        yield from self._gap(reached, len(self.text), cut)

    def _scalar(self, event: Any) -> Iterator[Finding]:
        start, end = event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            if found := _HEADER.match(self.text, start.index):
                yield self._error(
                    "KG109", found.start(1), "this `#` has no space before it", _NO_SPACE_BEFORE
                )
            if not event.value.strip("\n"):
                yield from self._lost_block(start.line)
        elif event.style:
            yield from self._indented(start.line, end.line, "a quoted text that goes on", "KG105")
        elif event.value == "-":
            message = "a dash alone is a list item in YAML"
            yield self._error("KG107", start.index, message, 'put it in quotes: "-"')
        else:
            yield from self._run_on(start.line, end.line)

    def _run_on(self, first: int, last: int) -> Iterator[Finding]:
        """Look for lines of a plain text that were meant as items of a list."""
        for number in range(first + 1, last + 1):
            line = self._line(number)
            indent = len(line) - len(line.lstrip())
            if line.startswith("- ", indent):
                message = f"this is no list item, but goes on with the text of line {first + 1}"
                hint = "a list goes under a key with nothing behind it; put the text in quotes if it is one"
                error = self._error("KG126", self.starts[number] + indent, message, hint)
                yield replace(error, severity=Severity.WARNING)
                return

    def _gap(self, start: int, end: int, is_behind_plain: bool) -> Iterator[Finding]:
        """Look between two scalars, where only indicators, spaces and comments can be."""
        text = self.text
        index = start
        while index < end:
            character = text[index]
            if character == "#":
                if index and not text[index - 1].isspace():
                    yield self._error("KG109", index, "this `#` has no space before it", _NO_SPACE_BEFORE)
                elif is_behind_plain and text[index + 1 : index + 2].isalnum():
                    yield self._cut_text(index)
                found = _BREAK.search(text, index)
                index = found.end() if found else end
                is_behind_plain = False
                continue
            if not character.isspace() or character in "\r\n":
                is_behind_plain = False
            if character == "?" and text[index + 1 : index + 2].strip():
                message = "a text within brackets cannot begin with `?`"
                yield self._error("KG107", index, message, "put the whole text in double quotes")
            index += 1

    def _cut_text(self, index: int) -> Finding:
        """Warn of a comment that may be the rest of the text before it, as in `Rank #1`."""
        rest = _REST.match(self.text, index)
        message = f"`{rest[0] if rest else '#'}` begins a comment, and is no part of the text before it"
        hint = "put the whole text in quotes; or, if it is a comment, a space behind the `#`"
        return replace(self._error("KG127", index, message, hint), severity=Severity.WARNING)

    def _indented(self, first: int, last: int, what: str, code: str) -> Iterator[Finding]:
        """Look whether lines after the first are indented further than what they belong to."""
        least = self.columns[-1] + 1
        for number in range(first + 1, last + 1):
            line = self._line(number)
            indent = len(line) - len(line.lstrip(" "))
            is_closing = number == last and line[indent : indent + 1] in ("]", "}", '"', "'")
            if line.strip() and indent < least - is_closing:
                if line[indent] == "\t":
                    message, hint = (
                        "a tab stands here where YAML wants spaces",
                        "indent with spaces, two a level",
                    )
                    yield self._error("KG102", self.starts[number] + indent, message, hint)
                    return
                message = f"{what} must be indented here: it began on line {first + 1}"
                hint = "indent it by two more, or close the quote or bracket before this line"
                yield self._error(code, self.starts[number] + indent, message, hint)
                return

    def _lost_block(self, header: int) -> Iterator[Finding]:
        """Look whether a blank line with more spaces than the text below it made a block empty."""
        widest = 0
        for number in range(header + 1, len(self.starts)):
            line = self._line(number)
            if line.strip(" "):
                indent = len(line) - len(line.lstrip(" "))
                if self.columns[-1] < indent < widest:
                    message = (
                        "the blank lines above have more spaces than this one, so the text ends before it"
                    )
                    yield self._error(
                        "KG103", self.starts[number] + indent, message, "take the spaces out of them"
                    )
                return
            widest = max(widest, len(line))

    def _line(self, number: int) -> str:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def _error(self, code: str, index: int, message: str, hint: str) -> Finding:
        line = bisect_right(self.starts, index)
        mark = Mark(self.file, line, index - self.starts[line - 1] + 1)
        return Finding(code, Severity.ERROR, message, mark, hint)
