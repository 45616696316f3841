"""What libyaml says when it cannot go on, in the words of someone who writes YAML by hand.

libyaml reports where it noticed a mistake, which is often a line or more after where it was made: a missing
space after a colon is noticed at the next colon, an unclosed quote at the end of the file. So each complaint
goes before judges that compare it with the lines around it, and the finding stands where it can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Finding, Mark, Severity
from kg.reading import mistakes_block, mistakes_brackets, mistakes_flow
from kg.reading.characters import BLANKS, name_of
from kg.reading.complaint import PAIR, Complaint, Verdict, complaint_of

_BLANKS = re.compile(r"[ \t]*")
_WIDE_COLON = re.compile("\\s*(?:- +)*[\\w\"'-]+ ?(\uff1a)")
_WIDE_SPACE = re.compile(rf"\s*(?:- +)*[\"']?[\w-]+[\"']?:([{BLANKS}])")
_WIDE_INDENT = re.compile(rf"[ \t]*[{BLANKS}](?=\s*\S)")
_MERGE = re.compile("(?:<{7}|>{7}) |={7}$")
_BOUND = re.compile(r"[<>]=? *([0-9][0-9.]*) *%?\s*\Z")
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


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
    verdict = None
    if isinstance(fault, MarkedYAMLError):
        complaint = complaint_of(fault, text)
        verdict = next((found for judge in _JUDGES if (found := judge(complaint))), None)
    if verdict is None:
        verdict = Verdict("KG101", 0, 0, "YAML cannot make sense of this file", "")
    mark = Mark(file, verdict.line + 1, verdict.column + 1)
    return Finding(verdict.code, Severity.ERROR, verdict.message, mark, verdict.hint)


def merge_mark(it: Complaint) -> Verdict | None:
    """The marks that git leaves where two versions of a file do not agree."""
    number = next((n for n, line in enumerate(it.lines) if _MERGE.match(line)), None)
    if number is None:
        return None
    message = "here git could not merge two versions, and left both with marks around them"
    hint = "keep one of the two, and delete the lines with <<<<<<<, ======= and >>>>>>>"
    return Verdict("KG101", number, 0, message, hint)


def tab(it: Complaint) -> Verdict | None:
    """A tab where only spaces can stand."""
    if "tab" not in it.problem and "cannot start any token" not in it.problem and it.character != "\t":
        return None
    blanks = _BLANKS.match(it.here)
    column = blanks[0].find("\t") if blanks else -1
    if column < 0 and it.character == "\t":
        column = it.column
    if column < 0:
        return None
    message = "a tab stands here where YAML wants spaces"
    return Verdict("KG102", it.line, column, message, "indent with spaces, two a level")


def wide_indentation(it: Complaint) -> Verdict | None:
    """A line that is indented with what is no plain space, as copied from a page."""
    for number in (it.line, it.line_before()):
        found = None if number is None else _WIDE_INDENT.match(it.line_at(number))
        if number is not None and found:
            column = found.end() - 1
            message = f"this line is indented with what is no plain space, but {name_of(found[0][-1])}"
            return Verdict("KG123", number, column, message, "indent with plain spaces, two a level")
    return None


def wide_colon(it: Complaint) -> Verdict | None:
    """The colon of a Chinese or Japanese keyboard, which YAML takes for a letter."""
    for number in (it.line, it.line_before(), it.from_line):
        if number is None:
            continue
        line = it.line_at(number)
        if (found := _WIDE_COLON.match(line)) and not PAIR.search(line[: found.start(1)]):
            message = "the colon after this key is a full-width one (\uff1a)"
            return Verdict("KG104", number, found.start(1), message, "type a colon and a space: `key: value`")
    return None


def wide_space(it: Complaint) -> Verdict | None:
    """A no-break or full-width space behind the colon of a key, which YAML takes for a letter."""
    for number in (it.line, it.line_before(), it.from_line):
        line = "" if number is None else it.line_at(number)
        if number is not None and (found := _WIDE_SPACE.match(line)):
            character = name_of(found[1])
            message = f"the space after this colon is no plain one, but {character}"
            return Verdict("KG104", number, found.start(1), message, "type it again: `key: value`")
    return None


def directive(it: Complaint) -> Verdict | None:
    """A line that begins with `%`."""
    if it.line_at(it.from_line).startswith("%") and it.from_column == 0 and "directive" in it.context:
        number = it.from_line
    elif it.here.startswith("%") and it.column == 0:
        number = it.line
    else:
        return None
    message = "a line that begins with `%` is an instruction to the reader in YAML, and this one is not known"
    return Verdict("KG118", number, 0, message, "delete it, or put the text in quotes")


def document_end(it: Complaint) -> Verdict | None:
    """Text behind `...`, or `...` before any text."""
    before = it.line_before()
    if it.here.startswith("..."):
        number = it.line
    elif before is not None and it.line_at(before).startswith("...") and "document start" in it.problem:
        number = before
    else:
        return None
    message = "`...` ends a document in YAML, and a file holds one record"
    return Verdict("KG115", number, 0, message, "delete this line")


def escape(it: Complaint) -> Verdict | None:
    """A backslash within double quotes before something that is no escape."""
    if "escape" not in it.problem and "hexdecimal" not in it.problem:
        return None
    if "tag" in it.context:
        return None
    column = it.here.rfind("\\", 0, it.column + 1)
    if column < 0:
        return None
    if _LONE_SURROGATE.match(it.here, column):
        message = f"`{it.here[column : column + 6]}` is half of a surrogate pair, which is not a character"
        return Verdict("KG122", it.line, column, message, "write the character itself")
    message = f"`{it.here[column : column + 2]}` does not begin an escape that YAML knows"
    hint = "double the backslash, or use single quotes around the text"
    return Verdict("KG108", it.line, column, message, hint)


def reserved(it: Complaint) -> Verdict | None:
    """A text that begins with a character that YAML keeps for itself."""
    line, column = it.from_line, it.from_column
    if "cannot start any token" in it.problem or "mapping keys are not allowed" in it.problem:
        line, column = it.line, it.column
    elif not any(word in it.context for word in ("anchor", "alias", "tag", "block scalar")) and (
        "tag handle" not in it.problem
    ):
        return None
    rest = it.line_at(line)[column:]
    character = rest[:1]
    if rest.startswith("```"):
        message = "this line begins or ends a block in Markdown, and means nothing here"
        return Verdict("KG107", line, column, message, "delete it")
    if character == "?" and not rest.strip("? "):
        message = "a question mark alone is no value"
        return Verdict("KG107", line, column, message, "leave the key out if its value is not known")
    if character == "*" and rest.startswith("* ") and not it.line_at(line)[:column].strip():
        message = "the items of a list do not begin with `*` here"
        return Verdict("KG107", line, column, message, "begin each with a hyphen and a space: `- `")
    if found := _BOUND.match(rest):
        word = "at-least" if character == ">" else "at-most"
        message = f"a value cannot begin with `{character}`"
        return Verdict("KG107", line, column, message, f"write {found[1]}, with `qualifier: {word}`")
    what = "a back-quote" if character == "`" else f"`{character}`"
    message = f"a text cannot begin with {what} here: YAML uses it for something else"
    return Verdict("KG107", line, column, message, "put the whole text in double quotes")


def anything(it: Complaint) -> Verdict:
    """What no other judge knows."""
    hint = "check colons, quotes, brackets and indentation here and just above"
    return Verdict("KG101", it.line, it.column, "YAML cannot make sense of this", hint)


_JUDGES: tuple[Callable[[Complaint], Verdict | None], ...] = (
    merge_mark,
    tab,
    wide_indentation,
    wide_colon,
    wide_space,
    directive,
    document_end,
    escape,
    reserved,
    mistakes_block.close_colon,
    mistakes_flow.unclosed_quote,
    mistakes_flow.after_quote,
    mistakes_brackets.missing_comma,
    mistakes_flow.colon_elsewhere,
    mistakes_brackets.unclosed_at_end,
    mistakes_brackets.among_keys,
    mistakes_brackets.bracket,
    mistakes_flow.missing_value,
    mistakes_brackets.closes_nothing,
    mistakes_block.missing_key,
    mistakes_block.dash_without_space,
    mistakes_block.second_colon,
    mistakes_block.text_under_header,
    mistakes_block.no_colon,
    mistakes_block.list_behind_key,
    mistakes_block.dash_or_key,
    mistakes_block.indented_under_value,
    mistakes_block.indentation,
    anything,
)
