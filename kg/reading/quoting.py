"""How a text is best written in YAML: plain where every reader takes it for that text, else in quotes.

Other tools read the same files with YAML 1.1 (PyYAML, Ruby) or YAML 1.2 (editors), and give plain scalars types. A
text that one of them would take for something else (`no`, `12:30`, `0123`) gets quotes. A number or a truth value
keeps what it has, since an editor's schema tells `4.0` and `"4.0"` apart. A date is plain.
"""

from __future__ import annotations

import re

from kg.reading.nodes import NULLS

_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?~?\Z")
_TYPED = re.compile(  # numbers, infinities and truth values of YAML 1.2's core schema, but for leading zeros
    r"""[-+]?(?:0|[1-9][0-9]*)\Z
    | 0x[0-9a-fA-F]+\Z
    | [-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z
    | [-+]?\.(?:inf|Inf|INF)\Z
    | \.(?:nan|NaN|NAN)\Z
    | (?:true|True|TRUE|false|False|FALSE)\Z""",
    re.VERBOSE,
)
_MISREAD = re.compile(  # what only one of YAML 1.1 and 1.2 takes for a type, or both for different values
    r"""(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)\Z
    | [-+]?[0-9.][0-9_.:]*(?:[eE][-+]?[0-9]+)?\Z
    | [-+]?0[bo][0-7_]+\Z | [-+]?0x[0-9a-fA-F_]+\Z
    | \d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)[0-9:.]+.*\Z | \d{4}-\d\d?-\d\d?\Z
    | =\Z | <<\Z""",
    re.VERBOSE,
)
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")
_SEPARATES = re.compile(r":\s|:\Z|\s#|\s\Z|\A\s|[\n\t]|\A---|\A\.\.\.")
_IN_BRACKETS = re.compile(r"[,\[\]{}]|\?\s|\s\?|:[^\w/]")
_ESCAPED = re.compile(
    '[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"\\\\]'
)
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def quoted(text: str, *, was_plain: bool, in_flow: bool, is_key: bool = False) -> str:
    """Return a text as it is best written on one line.

    Args:
        text: The text; a null is `~`, `null` or empty with `was_plain`.
        was_plain: Whether it had no quotes so far.
        in_flow: Whether it stands within brackets.
        is_key: Whether it is a key.
    """
    if text in NULLS:
        is_plain = was_plain and not (is_key and not text)
    elif _DATE.match(text):
        is_plain = True
    elif _TYPED.match(text):
        is_plain = was_plain
    else:
        is_plain = _MISREAD.match(text) is None and is_safe(text, in_flow=in_flow)
    if is_plain:
        return text
    if not _ESCAPED.search(text) or is_key:
        return '"' + _ESCAPED.sub(_escape, text) + '"'
    if "'" not in text and all(found[0] in '"\\' for found in _ESCAPED.finditer(text)):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def is_safe(text: str, *, in_flow: bool) -> bool:
    """Whether a text without quotes is read as one scalar with that text, whatever its type."""
    if not text or text != text.strip() or _SEPARATES.search(text) or _ESCAPED_BUT_QUOTES.search(text):
        return False
    if text[0] in _FIRST and not (text[0] == "-" and text[1:2].isalnum()):
        return False
    return not (in_flow and _IN_BRACKETS.search(text))


_ESCAPED_BUT_QUOTES = re.compile(_ESCAPED.pattern.replace('"\\\\', ""))


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
