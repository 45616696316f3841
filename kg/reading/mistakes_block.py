"""Mistakes with colons, dashes and indentation."""

from __future__ import annotations

import re

from kg.reading.complaint import PAIR, Complaint, Verdict, indent_of

_NO_SPACE = re.compile(r"\s*(?:- +)*[A-Za-z][\w-]*(:)[^\s:/]")
_KEY = re.compile(r"(\s*(?:- +)*)([^\s#][^#]*?)\s*:(?:\s|\Z)")
_CLOSE_DASH = re.compile(r"\s*(?:- +)*(-)(?:\{|\[|[A-Za-z][\w-]*:\s)")
_HEADER = re.compile(r"(?:.*[:-] +)?[|>][-+0-9]*\s*(?:#.*)?\Z")
_EQUALS = re.compile(r"\s*(?:- +)*([A-Za-z]\w*) *(=) *(\S.*?)\s*")
_TWO_KEYS = re.compile(r": +[a-z0-9-]+ +([a-z]\w*)\Z")
_WORDS = re.compile(r"\s*(?:- +)*([a-z]\w*)(?: +(\S(?:.{0,50}\S)?))?\s*")
_QUOTED_PAIR = re.compile(r"""\s*(?:- +)*(["'][\w-]+["'])(:)([^\s:].*)""")
_REMARK = ("//", "/*", "<!--", "--", ";")
"""What begins a comment elsewhere."""
_WRITE_PAIR = "write `key: value`"
_ALIGN = "give the keys of one map, and the dashes of one list, the same indentation"


def missing_key(it: Complaint) -> Verdict | None:
    """A colon with nothing before it."""
    if it.character != ":" or it.here[: it.column].strip(" -?"):
        return None
    return Verdict("KG104", it.line, it.column, "a key is missing before this colon", _WRITE_PAIR)


def dash_without_space(it: Complaint) -> Verdict | None:
    """A dash of a list with its item right behind it."""
    above = it.line_before() if "mapping values are not allowed" in it.problem else None
    for number in (it.line, above):
        found = None if number is None else _CLOSE_DASH.match(it.line_at(number))
        if number is not None and found and (number != it.line or it.column >= found.start(1)):
            message = "a space is missing after this dash"
            return Verdict("KG104", number, found.start(1), message, "write `- ` before each item of a list")
    return None


def close_colon(it: Complaint) -> Verdict | None:
    """A key in quotes with its colon and value right behind it, as JSON may have them."""
    for number in (it.line, it.from_line):
        if found := _QUOTED_PAIR.match(it.line_at(number)):
            hint = f"write `{found[1]}: {found[3].rstrip(',')}`"
            return Verdict("KG104", number, found.start(2), "a space is missing after this colon", hint)
    return None


def second_colon(it: Complaint) -> Verdict | None:
    """A value with a colon and a space in it."""
    if "mapping values are not allowed" not in it.problem:
        return None
    before = it.here[: it.column]
    pair = PAIR.search(before)
    if not pair:
        return None
    message = "a second `: ` in one line: YAML takes it for another key"
    text = it.here[pair.end() :].strip()
    is_short = len(text) < 60 and not set(text) & set('"\\#')
    hint = f'put the value in quotes: `{before[: pair.end()].strip()} "{text if is_short else "..."}"`'
    if it.here[it.column + 1 :].strip() and (found := _TWO_KEYS.search(before)):
        hint = f"begin a new line with `{found[1]}:` if it is a key, or {hint}"
    if "\u201c" in it.here or "\u201d" in it.here:
        hint = 'curly quotes are letters to YAML: put straight ones (") around the value'
    return Verdict("KG107", it.line, it.column, message, hint)


def text_under_header(it: Complaint) -> Verdict | None:
    """A block of text that is not indented under its `|` or `>`."""
    if "could not find expected ':'" not in it.problem and "mapping values are not allowed" not in it.problem:
        return None
    number = it.from_line if "could not" in it.problem else it.line
    above = next((n for n in range(number - 1, -1, -1) if it.line_at(n).strip()), None)
    if above is None or not _HEADER.match(it.line_at(above)):
        return None
    sign = "|" if "|" in it.line_at(above) else ">"
    message = f"the text under `{sign}` must be indented further than its key"
    return Verdict(
        "KG103", number, indent_of(it.line_at(number)), message, "indent all its lines by two more"
    )


def no_colon(it: Complaint) -> Verdict | None:
    """A line that should have been `key: value` and ran on into the next."""
    if "could not find expected ':'" in it.problem:
        number: int | None = it.from_line
    elif "mapping values are not allowed" in it.problem:
        number = it.line_before()
    else:
        return None
    if number is None:
        return None
    line = it.line_at(number)
    if found := _NO_SPACE.match(line):
        key, value = line[: found.start(1)].strip(" -"), line[found.end(1) :].strip()
        hint = f"write `{key}: {value}`" if len(value) < 60 and not set(value) & set("`:#") else _WRITE_PAIR
        return Verdict("KG104", number, found.start(1), "a space is missing after this colon", hint)
    if PAIR.search(line):
        return None
    if line.lstrip().startswith(_REMARK):
        message = "this line is no comment in YAML, nor a key with its value"
        return Verdict("KG104", number, indent_of(line), message, "begin a comment with `#`")
    message = "this line has no colon, so it is neither a key nor a value"
    if found := _EQUALS.fullmatch(line):
        return Verdict("KG104", number, found.start(2), message, f"write `{found[1]}: {found[3]}`")
    hint = f"{_WRITE_PAIR}; a text over several lines is indented under its key"
    if (found := _WORDS.fullmatch(line)) and not set(line) & set("`#"):
        pair = f"{found[1]}: {found[2]}" if found[2] else f"{found[1]}:"
        hint = hint.replace("key: value", pair)
    return Verdict("KG104", number, indent_of(line), message, hint)


def list_behind_key(it: Complaint) -> Verdict | None:
    """A dash on the line of its key."""
    if "block sequence entries are not allowed" not in it.problem or it.is_at_line_start:
        return None
    message = "a list with dashes cannot begin behind its key"
    hint = "begin it on the next line, or write `[a, b]`; put a text that begins with a dash in quotes"
    return Verdict("KG103", it.line, it.column, message, hint)


def dash_or_key(it: Complaint) -> Verdict | None:
    """A dash among keys, or a key among dashes."""
    if not it.is_at_line_start:
        return None
    if it.here.lstrip().startswith("- ") and (
        "block mapping" in it.context or "sequence entries" in it.problem
    ):
        message = "a list item stands here among keys"
        hint = "a list goes under a key with nothing behind it: indent it to there, or delete the dash"
        return Verdict("KG103", it.line, it.indent, message, hint)
    if "block collection" in it.context and it.from_column == it.indent:
        message = "this line stands among the items of a list and has no dash"
        hint = "begin it with `- `, or indent it by two more if it belongs to the item above"
        return Verdict("KG103", it.line, it.indent, message, hint)
    return None


def indented_under_value(it: Complaint) -> Verdict | None:
    """A key that is indented under one that has a value already."""
    number = it.line_before()
    if "mapping values are not allowed" not in it.problem or number is None:
        return None
    above = _KEY.match(it.line_at(number))
    if above is None or it.indent <= above.end(1):
        return None
    key = above[2].rsplit(" ", 1)[-1] if " - " in above[2] else above[2]
    message = f"this line is indented under `{key}`, which has a value already"
    hint = (
        f"begin it at the same column as `{key}`; or, if it goes on with the text, put all of that in quotes"
    )
    return Verdict("KG103", it.line, it.indent, message, hint)


def indentation(it: Complaint) -> Verdict | None:
    """A line at a column where nothing above it begins."""
    if not it.is_at_line_start or not ("block" in it.context or "document start" in it.problem):
        return None
    first = next(
        (n for n, line in enumerate(it.lines) if line.strip() and not line.lstrip().startswith("#")), it.line
    )
    if "document start" in it.problem and it.indent == 0 < indent_of(it.line_at(first)):
        message = f"the record begins here with a line that is indented by {indent_of(it.line_at(first))}"
        return Verdict(
            "KG103", first, indent_of(it.line_at(first)), message, "begin it at the beginning of the line"
        )
    message = f"this line is indented by {it.indent}, which fits none of the lines above it"
    if "block" in it.context and it.from_column != it.indent:
        owner = f"{it.from_column} (from line {it.from_line + 1})"
        message = f"this line is indented by {it.indent}, and those it belongs to by {owner}"
    return Verdict("KG103", it.line, it.indent, message, _ALIGN)
