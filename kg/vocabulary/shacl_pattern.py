"""Regular expressions of sh:pattern (XPath 3.1 functions, section 5.6.1) as Python's `re` has them."""

from __future__ import annotations

import re
from typing import Final

_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
_UNKNOWN = re.compile(r"\\(?:[pPicIC])")
_SUBTRACTION = re.compile(r"-\[")


def compile_pattern(pattern: str, flags: str = "") -> re.Pattern[str]:
    """Compile a pattern; it is meant to be searched for, as SPARQL's REGEX does.

    The two syntaxes agree but for this: XPath's `$` matches at the very end only, and its `.` does not match
    a carriage return. Its character properties, name characters and class subtraction have no counterpart.

    Raises:
        ValueError: The pattern is no regular expression, or uses what Python does not have.
    """
    if unknown := set(flags) - set(_FLAGS) - {"q"}:
        raise ValueError(f"the flag `{min(unknown)}` is not known")
    options = re.RegexFlag(0)
    for flag in flags:
        options |= _FLAGS.get(flag, re.RegexFlag(0))
    if "q" in flags:
        return re.compile(re.escape(pattern), options & re.IGNORECASE)
    try:
        return re.compile(_translate(pattern, flags), options)
    except re.error as error:
        raise ValueError(f"it is no regular expression: {error}") from error


def _translate(pattern: str, flags: str) -> str:
    out: list[str] = []
    in_class = False
    position = 0
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            if _UNKNOWN.match(pattern, position):
                raise ValueError(f"`{pattern[position : position + 2]}` is not supported")
            out.append(pattern[position : position + 2])
            position += 2
            continue
        if in_class:
            if _SUBTRACTION.match(pattern, position):
                raise ValueError("subtraction in a character class is not supported")
            in_class = char != "]"
            # Python warns of a bare bracket in a class, which XPath does not allow either.
            out.append("\\[" if char == "[" else char)
        elif char == "[":
            in_class = True
            out.append(char)
        elif char == "$" and "m" not in flags:
            out.append(r"\Z")
        elif char == "." and "s" not in flags:
            out.append(r"[^\n\r]")
        else:
            out.append(char)
        position += 1
    return "".join(out)
