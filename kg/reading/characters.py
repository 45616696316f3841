"""The characters that a file may hold: what cannot be seen must not decide what a fact says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.model import Finding, Mark, Severity
from kg.reading.nodes import TOLD, Node, Scalar, scalars

_PLAIN_BYTES = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_BANNED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BANNED_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    "[\u00a0\u00ad\u061c\u115f\u1160\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\u3164\ufeff]"
)
_NOTHING = "\u00ad\u180e\u200b\u2060-\u2064\ufeff"
"""What takes no room at all. (The joiners U+200C and U+200D do, in scripts and pictures that need them.)"""
BLANKS = "\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164"
"""What looks like a space, or like nothing where it stands, and is neither space nor tab."""
_STRAY = re.compile(f"[{_NOTHING}]|\\A-?[{BLANKS}]|[{BLANKS}]\\Z")
_QUOTES = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
    "\u00ab": "\u00bb",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
}
"""Opening quotes of print, with those that close them."""
_OPENING = re.compile(f"[{''.join(_QUOTES)}]")
_QUOTED = re.compile(rf"(?:[:,-] +|[\[{{] *){_OPENING.pattern}")
_BREAK = re.compile("\r\n|\r|\n")
_SEPARATORS = frozenset("\x85\u2028\u2029")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")


def place(text: str, index: int, file: str) -> Mark:
    """Return where the character at an index (from 0, in code points) of a text is."""
    start = 0
    line = 1
    for found in _BREAK.finditer(text, 0, index):
        line += 1
        start = found.end()
    return Mark(file, line, index - start + 1)


def place_in(text: str, line: int, column: int) -> int:
    """Return the index (from 0) of what stands at a line and column (from 1) of a text."""
    ends = _BREAK.finditer(text)
    start = 0
    for _ in range(line - 1):
        start = next(ends).end()
    return start + column - 1


def name_of(character: str) -> str:
    """Return a character's code point and Unicode name, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def encoding_finding(data: bytes, fault: UnicodeDecodeError, file: str) -> Finding:
    """Say where bytes stop being UTF-8, and what they may be instead."""
    before = data[: fault.start].decode("utf-8", "replace").removeprefix("\ufeff")
    mark = place(before + "?", len(before), file)
    byte = data[fault.start]
    if byte == 0xED and data[fault.start + 1 : fault.start + 2] >= b"\xa0":
        message = "here is half of a surrogate pair, which is not a character"
        return Finding("KG122", Severity.ERROR, message, mark, "write the character itself, in UTF-8")
    hint = "save the file as UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        hint = "the file seems to be UTF-16: save it as UTF-8"
    elif b"\0" in data[:1024]:
        hint = "the file seems to be no text: move it out of the data folder, and write the record instead"
    message = f"the file is not UTF-8: byte 0x{byte:02X}, at offset {fault.start}, does not belong here"
    return Finding("KG120", Severity.ERROR, message, mark, hint)


def residue(data: bytes) -> str:
    """Return the characters of a UTF-8 text that are not tab, line end or printable ASCII.

    What is left is short, so that looking for rare characters costs next to nothing in most files.
    """
    return data.translate(None, _PLAIN_BYTES).decode()


def has_unseen(rest: str) -> bool:
    """Whether a residue has characters that cannot be seen or that change the direction of writing."""
    return bool(rest) and _UNSEEN.search(rest) is not None


def has_bidi(rest: str) -> bool:
    """Whether a residue has characters that change the direction of writing."""
    return bool(rest) and _BIDI.search(rest) is not None


def banned(rest: str, text: str, file: str) -> Finding | None:
    """Return a finding on the first character that no file may hold, or None.

    These are control characters other than tab and line ends, the invisible line separators (which YAML 1.1
    takes for line ends and YAML 1.2 does not) and a byte order mark that is not at the start.

    Args:
        rest: The residue of the text.
        text: The text without its byte order mark.
        file: The name for the mark.
    """
    if not rest or _BANNED.search(rest) is None:
        return None
    found = _BANNED.search(text)
    if found is None:
        return None
    character = found[0]
    mark = place(text, found.start(), file)
    if character in _SEPARATORS:
        message = (
            f"here is an invisible line end ({name_of(character)}), which readers of YAML take differently"
        )
        return Finding("KG124", Severity.ERROR, message, mark, "delete it or begin a new line")
    message = f"here is a control character ({name_of(character)})"
    hint = "delete it; an editor may show it as a box or not at all"
    if character == "\0" and text.count("\0") > 1:
        hint = "the file seems to be no text, or to be UTF-16: save it as UTF-8, or move it away"
    return Finding("KG121", Severity.ERROR, message, mark, hint)


def scalar_findings(node: Node, text: str, file: str) -> Iterator[Finding]:
    """Yield what is wrong with the characters of keys and values: controls from escapes, bidi, unseen.

    A key, and a value that may be an id, a date or an address, must show every character that it has, else two
    that look the same would differ. In running text it does no more harm than a slip of the pen, or may be
    meant: there it is a warning.

    Args:
        node: What the file says.
        text: The file's text.
        file: The name for the marks.
    """
    for scalar, is_key in scalars(node):
        value = scalar.text
        if (value.isascii() and value.isprintable()) or value == TOLD:
            continue
        mark = Mark(file, scalar.line, scalar.column)
        if found := _SURROGATE.search(value):
            message = "this text has half of a surrogate pair in it, which is not a character"
            yield Finding("KG122", Severity.ERROR, message, mark, "write the character itself")
        elif found := _BANNED_IN_TEXT.search(value):
            message = f"this text has a control character in it ({name_of(found[0])})"
            yield Finding("KG121", Severity.ERROR, message, mark, "take its escape out")
        elif is_key and (found := _UNSEEN.search(value)):
            yield _unseen_in_key(found, mark, scalar.style)
        elif not scalar.style and (found := _STRAY.search(value)):
            yield _stray(found, scalar, text, file)
        elif found := _SEPARATOR.search(value):
            message = f"an escape makes an invisible line end of this text ({name_of(found[0])})"
            hint = "double the backslash, or use single quotes around the text"
            yield Finding("KG124", Severity.WARNING, message, mark, hint)
        elif found := _BIDI.search(value):
            is_word = not scalar.style and _is_word(value)
            yield _bidi(found[0], _place_of(found, scalar, text, file), "this value", is_word=is_word)


def is_refused(value: str) -> bool:
    """Whether a plain value is refused because something in it, or at its ends, cannot be seen."""
    found = None if value.isascii() else _STRAY.search(value)
    return found is not None and (_is_word(value) or found[0].startswith("-"))


def _is_word(value: str) -> bool:
    """Whether a value would be an id, a date, a number or an address without what cannot be seen in it."""
    return " " not in value and _UNSEEN.sub("", value).isascii()


def _unseen_in_key(found: re.Match[str], mark: Mark, style: str) -> Finding:
    name = name_of(found[0])
    key, colon, _ = found.string.partition(":")
    if colon and found.start() == len(key) + 1:
        message, hint = (
            f"the space after this colon is no plain one, but {name}",
            "type it again: `key: value`",
        )
    else:
        message, meant = f"this key has a character in it that cannot be seen ({name})", _UNSEEN.sub("", key)
        hint = f"did you mean `{meant}`? delete the key and type it again"
    place = mark if style else mark._replace(column=mark.column + found.start())
    return Finding("KG123", Severity.ERROR, message, place, hint)


def _stray(found: re.Match[str], scalar: Scalar, text: str, file: str) -> Finding:
    value, character = scalar.text, found[0][-1]
    name = name_of(character)
    is_error = is_refused(value)
    if found[0].startswith("-"):
        message = f"a space is missing after this dash: here is {name}"
        hint = "write `- ` before each item of a list, with a plain space"
    elif is_error and (meant := _UNSEEN.sub("", value)):
        message = f"this value has a character here that cannot be seen ({name})"
        hint = f"did you mean `{meant}`? delete the value and type it again"
    else:
        message = f"this text has a character here that cannot be seen ({name})"
        hint = "type the word there again; or, if the text needs it, put all of it in double quotes"
    severity = Severity.ERROR if is_error else Severity.WARNING
    return Finding("KG123", severity, message, _place_of(found, scalar, text, file), hint)


def _place_of(found: re.Match[str], scalar: Scalar, text: str, file: str) -> Mark:
    """Where the last character of a match stands; the beginning of the value if an escape may have made it."""
    if scalar.style == '"':
        return Mark(file, scalar.line, scalar.column)
    # A text over several lines was folded; but the character is the n-th of its sort in the file, too.
    index = place_in(text, scalar.line, scalar.column) - 1
    for _ in range(scalar.text.count(found[0][-1], 0, found.end())):
        index = text.index(found[0][-1], index + 1)
    return place(text, index, file)


def quote_findings(rest: str, text: str, node: Node, file: str) -> Iterator[Finding]:
    """Yield a warning for each plain value that stands as a whole in the quotes of print, which are letters to YAML.

    Args:
        rest: The residue of the text; few have such quotes, and of those few where a value begins.
        text: The file's text.
        node: What it says.
        file: The name for the marks.
    """
    if _OPENING.search(rest) is None or _QUOTED.search(text) is None:
        return
    for scalar, _ in scalars(node):
        value = scalar.text
        if (
            not scalar.style
            and value[1:]
            and value[-1] in _QUOTES.get(value[0], "")
            and value[0] not in value[1:]
        ):
            message = f"the quotes {value[0]} {value[-1]} are letters to YAML, and become part of this value"
            hint = f'leave them out; to keep them, put straight quotes (") around: "{value}"'
            yield Finding("KG128", Severity.WARNING, message, Mark(file, scalar.line, scalar.column), hint)


def comment_findings(text: str, spans: list[tuple[int, int]], file: str) -> Iterator[Finding]:
    """Yield a warning for each bidirectional control outside the scalars, that is in a comment.

    Args:
        text: The file's text.
        spans: Start and end of every scalar, as indexes into the text, in order.
        file: The name for the marks.
    """
    waiting = iter(spans)
    span = next(waiting, None)
    for found in _BIDI.finditer(text):
        while span is not None and span[1] <= found.start():
            span = next(waiting, None)
        if span is None or found.start() < span[0]:
            yield _bidi(found[0], place(text, found.start(), file), "this comment", is_word=False)


def _bidi(character: str, mark: Mark, what: str, *, is_word: bool) -> Finding:
    message = f"{what} has a character in it that changes the direction of writing ({name_of(character)})"
    if is_word:
        return Finding("KG123", Severity.ERROR, message, mark, "delete it: a word must read as it is stored")
    return Finding("KG125", Severity.WARNING, message, mark, "delete it unless the text needs it")
