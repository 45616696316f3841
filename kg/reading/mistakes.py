"""What libyaml says when it cannot go on, in the words of someone who writes YAML by hand.

libyaml reports where it noticed a mistake, which is often a line or more after where it was made: a missing
space after a colon is noticed at the next colon, an unclosed quote at the end of the file. So each complaint
is compared with the lines around it, and the finding stands where the mistake can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.model import Finding, Mark, Severity

_BREAK = re.compile("\r\n|\r|\n")
_NO_SPACE = re.compile(r"\s*(?:- +)*[A-Za-z][\w-]*(:)[^\s:/]")
_WIDE_COLON = re.compile("\\s*(?:- +)*[\\w\"'-]+ ?(\uff1a)")
_INDENT = re.compile(r"[ \t]*")
_PAIR = re.compile(r":(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What libyaml said, and the text around it; lines and columns from 0, as libyaml has them.

    Attributes:
        problem: libyaml's sentence.
        context: What it was doing, or an empty string.
        line: Line where it noticed.
        column: Column where it noticed.
        index: The same as an index into the text.
        from_line: Line where what it was doing began (the same line if it does not say).
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
        """The line where libyaml noticed."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        """The character at which it noticed, or nothing at the end of a line."""
        return self.here[self.column : self.column + 1]

    def line_before(self) -> int | None:
        """Return the number of the nearest line before that says something."""
        for number in range(min(self.line, len(self.lines)) - 1, -1, -1):
            if self.lines[number].strip() and not self.lines[number].lstrip().startswith("#"):
                return number
        return None


_Verdict: TypeAlias = tuple[str, int, int, str, str]
"""Code, line and column from 0, message, hint."""


def finding(fault: Exception, text: str, file: str) -> Finding | None:
    """Return the finding for an exception of PyYAML, or None if it is not one.

    Args:
        fault: What the event stream raised.
        text: The whole text, without byte order mark.
        file: The name for the mark.
    """
    from yaml import YAMLError
    from yaml.error import MarkedYAMLError

    if not isinstance(fault, YAMLError):
        return None
    if not isinstance(fault, MarkedYAMLError):
        return Finding("KG101", Severity.ERROR, "the file cannot be read as YAML", Mark(file, 1, 1))
    mark: Any = fault.problem_mark or fault.context_mark
    start: Any = fault.context_mark or mark
    complaint = _Complaint(
        fault.problem or "",
        fault.context or "",
        mark.line,
        mark.column,
        mark.index,
        start.line,
        start.column,
        text,
        _BREAK.split(text),
    )
    for judge in _JUDGES:
        if verdict := judge(complaint):
            code, line, column, message, hint = verdict
            return Finding(code, Severity.ERROR, message, Mark(file, line + 1, column + 1), hint)
    raise AssertionError("the last judge always speaks")


def _tab(it: _Complaint) -> _Verdict | None:
    if "tab" not in it.problem and "cannot start any token" not in it.problem and it.character != "\t":
        return None
    indent = _INDENT.match(it.here)
    column = indent[0].find("\t") if indent else -1
    if column < 0 and it.character == "\t":
        column = it.column
    if column < 0:
        return None
    return (
        "KG102",
        it.line,
        column,
        "a tab stands here where YAML wants spaces",
        "indent with spaces, two a level",
    )


def _wide_colon(it: _Complaint) -> _Verdict | None:
    for number in (it.line, it.line_before(), it.from_line):
        if number is None or number >= len(it.lines):
            continue
        line = it.lines[number]
        if (found := _WIDE_COLON.match(line)) and not _PAIR.search(line[: found.start(1)]):
            message = "the colon after this key is a full-width one (\uff1a)"
            return "KG104", number, found.start(1), message, "type a colon and a space: `key: value`"
    return None


def _reserved(it: _Complaint) -> _Verdict | None:
    if "cannot start any token" in it.problem:
        what = f"`{it.character}`"
    elif "alphabetic or numeric" in it.problem or "expected whitespace or line break" in it.problem:
        what = "`&`" if "anchor" in it.context else "`*`" if "alias" in it.context else "`!`"
    elif "tag" in it.context or "tag handle" in it.problem:
        what = "`!`"
    elif "directive" in it.context or "directive" in it.problem or "YAML document" in it.problem:
        what = "`%`"
    elif "expected comment or line break" in it.problem or "indentation indicator" in it.problem:
        what = f"`{it.lines[it.from_line][it.from_column : it.from_column + 1]}`"
    else:
        return None
    line, column = (it.line, it.column) if "cannot start" in it.problem else (it.from_line, it.from_column)
    message = f"a text cannot begin with {what} here: YAML uses it for something else"
    return "KG107", line, column, message, "put the whole text in double quotes"


def _escape(it: _Complaint) -> _Verdict | None:
    if "escape" not in it.problem and "hexdecimal" not in it.problem:
        return None
    escape = it.text[it.index : it.index + 6]
    if not escape.startswith("\\"):
        start = it.text.rfind("\\", 0, it.index + 1)
        escape = it.text[start : start + 6] if start >= 0 else ""
    column = max(it.here.rfind("\\", 0, it.column + 1), 0)
    if re.match(r"\\u[dD][89a-fA-F]", escape):
        message = f"`{escape}` is half of a surrogate pair, which is not a character"
        return "KG122", it.line, column, message, "write the character itself"
    message = f"`{escape[:2]}` is not an escape that YAML knows"
    return (
        "KG108",
        it.line,
        column,
        message,
        "double the backslash (`\\\\`) or use single quotes around the text",
    )


def _unclosed_quote(it: _Complaint) -> _Verdict | None:
    if "quoted scalar" in it.context:
        quote = it.lines[it.from_line][it.from_column : it.from_column + 1]
        return _open_quote(it.from_line, it.from_column, quote)
    return None


def _open_quote(line: int, column: int, quote: str) -> _Verdict:
    return (
        "KG105",
        line,
        column,
        f"the text that begins here with {quote} has no closing {quote}",
        f"add the {quote}",
    )


def _after_quote(it: _Complaint) -> _Verdict | None:
    """Text right after a closing quote: an inner quote that closed too early, or the opening of another."""
    if not it.problem.startswith("did not find expected"):
        return None
    from yaml.tokens import ScalarToken

    last = next((t for t in reversed(_tokens(it.text)) if t.end_mark.index <= it.index), None)
    if not isinstance(last, ScalarToken) or last.style not in ("'", '"') or last.end_mark.line != it.line:
        return None
    start: Any = last.start_mark
    if start.line != it.line:
        return _open_quote(start.line, start.column, str(last.style))
    message = f"the quoted text ends before this, at its second {last.style}"
    if last.style == "'":
        return (
            "KG105",
            it.line,
            it.column,
            message,
            "double an apostrophe within single quotes ('') or use double quotes",
        )
    return (
        "KG105",
        it.line,
        it.column,
        message,
        'write a quote within double quotes as \\" or put all of it in single quotes',
    )


def _tokens(text: str) -> list[Any]:
    """Return the tokens as far as they can be made out."""
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


def _bracket(it: _Complaint) -> _Verdict | None:
    if "',' or" in it.problem:
        close = "]" if "]" in it.problem else "}"
    elif "flow" in it.context and "node content" not in it.problem:
        close = "]" if "sequence" in it.context else "}"
    else:
        return None
    opening = "[" if close == "]" else "{"
    if it.line != it.from_line:
        message = f"the `{opening}` that begins here has no closing `{close}`"
        return "KG106", it.from_line, it.from_column, message, f"add the `{close}`"
    message = f"a comma or a `{close}` is missing before this"
    return (
        "KG106",
        it.line,
        it.column,
        message,
        "text with a comma, colon, bracket or quote in it needs quotes around it",
    )


def _second_colon(it: _Complaint) -> _Verdict | None:
    if "mapping values are not allowed" not in it.problem:
        return None
    before = it.here[: it.column]
    if pair := _PAIR.search(before):
        message = "a second `: ` in one line: YAML takes it for another key"
        hint = f'put the value in quotes: `{before[: pair.end()].strip()} "..."`'
        return "KG107", it.line, it.column, message, hint
    return None


def _no_colon(it: _Complaint) -> _Verdict | None:
    """A line that should have been `key: value` and ran on into the next."""
    if "could not find expected ':'" in it.problem:
        number: int | None = it.from_line
    elif "mapping values are not allowed" in it.problem:
        number = it.line_before()
    else:
        return None
    if number is None or number >= len(it.lines):
        return None
    line = it.lines[number]
    if found := _NO_SPACE.match(line):
        return "KG104", number, found.start(1), "a space is missing after this colon", "write `key: value`"
    if _PAIR.search(line):
        return None
    column = len(line) - len(line.lstrip())
    message = "this line has no colon, so it is neither a key nor a value"
    return (
        "KG104",
        number,
        column,
        message,
        "write `key: value`; a text over several lines is indented under its key",
    )


def _list_in_line(it: _Complaint) -> _Verdict | None:
    if "block sequence entries are not allowed" not in it.problem:
        return None
    if it.here[: it.column].strip():
        message = "a list with dashes cannot begin behind its key"
        return (
            "KG103",
            it.line,
            it.column,
            message,
            'begin it on the next line, or write `[a, b]`; quote a text: `"- a"`',
        )
    message = "a list item stands here under a key that has a value already, or is indented wrongly"
    return (
        "KG103",
        it.line,
        it.column,
        message,
        "indent all items of a list alike, under a key with nothing behind it",
    )


def _missing_value(it: _Complaint) -> _Verdict | None:
    if "node content" not in it.problem:
        return None
    what = f"`{it.character}`" if it.character else "the end of the line"
    return (
        "KG101",
        it.line,
        it.column,
        f"a value is missing before {what}",
        "add it, or delete the comma or bracket",
    )


def _indentation(it: _Complaint) -> _Verdict | None:
    is_block = "block" in it.context or "document start" in it.problem
    if not is_block and "not allowed in this context" not in it.problem:
        return None
    column = len(it.here) - len(it.here.lstrip())
    message = f"this line is indented by {column}, which fits none of the lines above it"
    if "block" in it.context and it.from_column != column:
        owner = f"{it.from_column} (from line {it.from_line + 1})"
        message = f"this line is indented by {column}, and what it belongs to by {owner}"
    return (
        "KG103",
        it.line,
        column,
        message,
        "give the keys of one map, and the dashes of one list, the same indentation",
    )


def _anything(it: _Complaint) -> _Verdict:
    message = "YAML cannot make sense of this"
    return (
        "KG101",
        it.line,
        it.column,
        message,
        "check colons, quotes, brackets and indentation here and just above",
    )


_JUDGES: tuple[Callable[[_Complaint], _Verdict | None], ...] = (
    _tab,
    _wide_colon,
    _escape,
    _reserved,
    _unclosed_quote,
    _after_quote,
    _bracket,
    _second_colon,
    _no_colon,
    _list_in_line,
    _missing_value,
    _indentation,
    _anything,
)
