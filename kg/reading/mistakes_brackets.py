"""Brackets and braces that are not closed, close nothing, or stand where none can."""

from __future__ import annotations

import re

from kg.reading.characters import name_of
from kg.reading.complaint import PAIR, Complaint, Verdict, indent_of, tokens

_KEY = re.compile(r"\s*[\"']?[\w-]+[\"']?\s*:(?:\s|\Z)")
_BEGINNING = re.compile(rf"{_KEY.pattern}|\s*- ")
"""Of a line that is a field, or the item of a list with dashes."""
_HIDDEN = re.compile(r"\s#.*[\]}]")
_WIDE_COMMA = re.compile("[\uff0c\u3001\uff1b\u060c]")
_CLOSING = {"[": "]", "{": "}"}
_LAST_WORD = re.compile(r" ([A-Za-z]\w*)\Z")
_COMMENT = re.compile(r"\s#.*")


def among_keys(it: Complaint) -> Verdict | None:
    """A bracket at the beginning of a line, where a key should be."""
    line = it.line_at(it.from_line)
    opening = line[it.from_column : it.from_column + 1]
    if "could not find expected ':'" not in it.problem or opening not in _CLOSING:
        return None
    closing = _CLOSING[opening]
    what = "map" if opening == "{" else "list"
    if closing in line[it.from_column :]:
        message = f"a {what} in brackets stands here, where a key should be"
        hint = "take its brackets out; or, if it goes on with the value above, indent it to there"
    else:
        message = f"the `{opening}` that begins here has no closing `{closing}`"
        hint = f"delete the `{opening}`: keys that stand in lines of their own need no brackets"
    return Verdict("KG106", it.from_line, it.from_column, message, hint)


def unclosed_at_end(it: Complaint) -> Verdict | None:
    """A bracket with nothing, a comma or a `#` behind it where the file, or the list around it, goes on."""
    is_at_end = not it.text[it.index :].strip()
    if "node content" not in it.problem or not (
        is_at_end or (it.is_at_line_start and _BEGINNING.match(it.here))
    ):
        return None
    waiting = _waiting(it)
    if not waiting or (not is_at_end and not _HIDDEN.search(it.line_at(waiting[-1][0]), waiting[-1][1])):
        return None
    return _unclosed(it, *waiting[-1])


def missing_comma(it: Complaint) -> Verdict | None:
    """A line in brackets that begins with a key, though the one above has no comma at its end."""
    above = it.line_before()
    if it.character != ":" or "flow" not in it.context or above is None or above < it.from_line:
        return None
    line = _bare(it.line_at(above))
    within = line[it.from_column + 1 :] if above == it.from_line else line
    if not _KEY.match(it.here) or is_outside(it) or not PAIR.search(within):
        return None
    if line.endswith((",", "[", "{")):
        return None
    if not any(_CLOSING[opening] in it.text[it.index :] for opening in _opening(it)):
        return _unclosed(it, it.from_line, it.from_column)
    message = "a comma is missing at the end of this line"
    return Verdict("KG106", above, len(line), message, "within brackets a comma stands between two keys")


def bracket(it: Complaint) -> Verdict | None:
    """A bracket that is not closed, or closed by another, or a comma that is missing within."""
    opening = _opening(it)
    is_at_end = not it.text[it.index :].strip()
    if "flow" not in it.context or "node content" in it.problem or not opening:
        return None
    closing = _CLOSING[opening]
    start = it.from_column if it.line == it.from_line else 0
    if found := _WIDE_COMMA.search(it.here, start, it.column + 1):
        message = f"the comma here is none to YAML, but {name_of(found[0])}"
        hint = "type a comma and a space; text with such a comma in it needs quotes around it"
        return Verdict("KG106", it.line, found.start(), message, hint)
    if it.line != it.from_line and (is_at_end or is_outside(it)):
        return _unclosed(it, it.from_line, it.from_column)
    if it.character in _CLOSING.values() and it.character != closing:
        if any(_CLOSING[it.line_at(line)[column]] == it.character for line, column in _waiting(it)[:-1]):
            message = f"a `{closing}` is missing before this `{it.character}`"
            hint = f"add the `{closing}` where what began with `{opening}` ends"
            return Verdict("KG106", it.line, it.column, message, hint)
        message = f"this `{it.character}` closes a `{opening}`, which ends with `{closing}`"
        return Verdict("KG106", it.line, it.column, message, f"write `{closing}`")
    hint = "text with a comma, colon, bracket or quote in it needs quotes around it"
    word = _LAST_WORD.search(it.here, 0, it.column)
    if it.character == ":" and word and opening == "{":
        message = f"a comma is missing before `{word[1]}`"
        return Verdict("KG106", it.line, word.start(1), message, f"put one between the two keys; {hint}")
    if it.character in _CLOSING and it.here[: it.column].rstrip().endswith(("}", "]")):
        return Verdict(
            "KG106", it.line, it.column, "a comma is missing before this", "put one between the two"
        )
    message = f"a comma or a `{closing}` is missing before this"
    return Verdict("KG106", it.line, it.column, message, hint)


def closes_nothing(it: Complaint) -> Verdict | None:
    """A closing bracket too many, or text behind the last one."""
    if not it.problem.startswith("did not find expected"):
        return None
    if it.character in ("]", "}"):
        message = f"this `{it.character}` closes nothing"
        hint = "delete it" if it.is_at_line_start else "delete it, or put the whole text in quotes"
        return Verdict("KG106", it.line, it.column, message, hint)
    if not it.is_at_line_start and it.here[: it.column].rstrip().endswith(("]", "}")):
        message = "the brackets end before this, so it belongs to nothing"
        if re.match(r", *[{\[]", it.here[it.column :]):
            return Verdict("KG106", it.line, it.column, message, "put [ ] around all that belong to the list")
        hint = "put the whole text in quotes, or a comma and the rest within the brackets"
        return Verdict("KG106", it.line, it.column, message, hint)
    return None


def is_outside(it: Complaint) -> bool:
    """Whether the line looks like a field of the map in which the bracket was opened."""
    return bool(_BEGINNING.match(it.here)) and it.indent <= indent_of(it.line_at(it.from_line))


def _waiting(it: Complaint) -> list[tuple[int, int]]:
    """Line and column of the brackets that are open where libyaml stopped, the innermost last."""
    from yaml import tokens as kinds

    found: list[tuple[int, int]] = []
    for token in tokens(it.text):
        if token.start_mark is None or token.start_mark.index >= it.index:
            break
        if isinstance(token, kinds.FlowMappingStartToken | kinds.FlowSequenceStartToken):
            found.append((token.start_mark.line, token.start_mark.column))
        elif isinstance(token, kinds.FlowMappingEndToken | kinds.FlowSequenceEndToken) and found:
            found.pop()
    return found


def _opening(it: Complaint) -> str:
    """The bracket at which libyaml was, or "" if it was at something else."""
    opening = it.line_at(it.from_line)[it.from_column : it.from_column + 1]
    return opening if opening in _CLOSING else ""


def _unclosed(it: Complaint, number: int, column: int) -> Verdict:
    """A bracket that nothing closes, and what to do about it."""
    line = it.line_at(number)
    opening = line[column]
    closing = _CLOSING[opening]
    message = f"the `{opening}` that begins here has no closing `{closing}`"
    below = _below(it, number)
    last = below[-1] if below else number
    is_filled = bool(_bare(line)[column + 1 :].strip())
    has_commas = any(_bare(it.lines[n]).endswith(",") for n in range(number, last))
    hint = f"add the `{closing}` at the end of {f'line {last + 1}' if below else 'this line'}"
    if _HIDDEN.search(line, column):
        hint = f"the `#` behind it begins a comment: put the text with it in quotes, or add the `{closing}` before it"
    elif below and not has_commas and _KEY.match(it.line_at(below[0])):
        hint = f"delete the `{opening}`: keys that stand in lines of their own need no brackets"
    elif is_filled and not below and opening == "{" and not PAIR.search(line, column):
        hint = "delete the `{`; or, if it is part of the text, put that in quotes"
    elif is_filled and not below:
        hint += f"; or, if the `{opening}` is part of a text, put that in quotes"
    elif not is_filled and not below:
        hint = f"write what belongs into it, and the `{closing}`; or delete it"
    return Verdict("KG106", number, column, message, hint)


def _below(it: Complaint, number: int) -> list[int]:
    """The lines under one with a bracket that may stand within it."""
    margin = indent_of(it.line_at(number))
    is_first = not it.line_at(number)[:margin].strip() and it.line_at(number)[margin : margin + 1] in _CLOSING
    found = []
    for n in range(number + 1, len(it.lines)):
        line = it.lines[n]
        if line.strip():
            if indent_of(line) <= margin and _BEGINNING.match(line) and not (is_first and margin == 0):
                break
            found.append(n)
    return found


def _bare(line: str) -> str:
    """A line without a comment and without blanks at its end."""
    return _COMMENT.sub("", line).rstrip()
