"""Signs in a text that mean something elsewhere, and are a part of the text to YAML: warnings."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from kg.reading.nodes import Scalar

ENDS: Final = frozenset(',;"\uff0c\uff1b\u3001')
_OF_LANGUAGE: Final = re.compile(r"(.*\S)@([a-z]{2})")
_CLOSE_DASH: Final = re.compile(r"-[^\W\d]")
_COMMENT: Final = re.compile(r"\s//(?:\s|\Z)")


def is_suspect(text: str) -> bool:
    """Whether a text has a sign that can be doubted; most have none, and all are asked."""
    return text[-1:] in ENDS or text[:1] == "-" or "@" in text or "//" in text


def doubt_about(node: Scalar, languages: Collection[str]) -> tuple[str, str]:
    """Message and hint for a text that says more than was probably meant; empty for any other.

    Args:
        node: The text; what stands in quotes was meant so.
        languages: Those that texts of this field can have.
    """
    text = node.text
    if node.style or not is_suspect(text):
        return "", ""
    if _CLOSE_DASH.match(text):
        return (
            "a dash without a space begins no item of a list, and is a part of this text",
            "write `- ` before each item",
        )
    if text.endswith('"'):
        if text.count('"') % 2 == 0:
            return "", ""
        return 'this text ends with a " that nothing opens', "put one before it, too, or delete this one"
    if text[-1] in ENDS:
        message = f"this text ends with `{text[-1]}`, which is a part of it to YAML"
        return (
            message,
            f"delete the `{text[-1]}` at its end; or, if the text goes on, put all of it in quotes",
        )
    if (found := _OF_LANGUAGE.fullmatch(text)) and found[2] in languages:
        return f"`@{found[2]}` is a part of this text to YAML", f"write {{{found[2]}: {found[1]}}}"
    if _COMMENT.search(text):
        return "`//` begins no comment in YAML, and is a part of this text", "begin a comment with `#`"
    return "", ""
