"""Nested texts, lists and maps, written as YAML in every style that the reader accepts, with comments."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hypothesis import strategies as st

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_SIMPLE = re.compile(r"[A-Za-z0-9\u4e00-\u4eff](?:[\w .~/'-]*[\w.~'-])?\Z")
_LETTERS = "abz09 -:#'\"\\,[]{}&*!|>%@`?~\u00e9\u4e2d\U0001f600\n\t="


def _as_read(text: str) -> str:
    return unicodedata.normalize("NFC", text)


words = st.from_regex(r"[a-z][a-z0-9-]{0,7}", fullmatch=True)
texts = st.one_of(
    words,
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 .~-]{0,20}[a-z0-9~]", fullmatch=True),
    st.text(st.sampled_from(_LETTERS), max_size=24),
    st.sampled_from(
        (
            "",
            "no",
            "on",
            "~",
            "null",
            "1e3",
            "0123",
            "12:30",
            "2014-11",
            "2014-11-25~",
            "<<",
            "=",
            "-",
            "...",
            "---",
            "0x1F",
            "1_000",
        )
    ),
).map(_as_read)
keys = st.one_of(words, words, texts)
values: st.SearchStrategy[Value] = st.recursive(
    texts,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
maps: st.SearchStrategy[dict[str, Value]] = st.dictionaries(keys, values, min_size=1, max_size=5)


@dataclass
class Written:
    """A YAML text, what it means, and the comments that stand in it."""

    text: str
    value: Value
    comments: list[str] = field(default_factory=list)


@st.composite
def written(draw: Callable[..., Any], with_comments: bool = False) -> Written:
    """A map and one of the many ways to write it."""
    value = draw(maps)
    writer = _Writer(draw, with_comments)
    lines = writer.block(value, 0)
    writer.own_lines(lines, 0)
    return Written("\n".join(lines) + "\n", value, writer.comments)


class _Writer:
    def __init__(self, draw: Callable[..., Any], with_comments: bool) -> None:
        self.draw = draw
        self.with_comments = with_comments
        self.comments: list[str] = []

    def choose(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def block(self, value: Value, indent: int) -> list[str]:
        """The lines of a value that begins on a line of its own."""
        if isinstance(value, dict) and value:
            lines: list[str] = []
            for key, inner in value.items():
                self.own_lines(lines, indent)
                lines += self.entry(" " * indent + self.scalar(key, is_key=True) + ":", inner, indent)
            return lines
        if isinstance(value, list) and value:
            lines = []
            for inner in value:
                self.own_lines(lines, indent)
                if isinstance(inner, dict) and inner and self.choose(True, False):
                    nested = self.block(inner, indent + 2)
                    first = next(
                        n
                        for n, line in enumerate(nested)
                        if not line.lstrip().startswith("#") and line.strip()
                    )
                    lines += [" " * indent + line.lstrip() if line else "" for line in nested[:first]]
                    lines.append(" " * indent + "- " + nested[first].lstrip())
                    lines += nested[first + 1 :]
                else:
                    lines += self.entry(" " * indent + "-", inner, indent)
            return lines
        return [" " * indent + self.flow(value)]

    def entry(self, head: str, value: Value, indent: int) -> list[str]:
        """The lines of a key or a dash with what follows it."""
        if isinstance(value, str) and self.can_be_block(value) and self.choose(True, False):
            return [f"{head} {self.header(value)}{self.comment()}", *self.block_text(value, indent + 2)]
        if isinstance(value, str) or not value or self.choose(True, False, False):
            return [f"{head} {self.flow(value)}{self.comment()}"]
        deeper = indent + self.choose(2, 2, 4)
        if isinstance(value, list) and not head.rstrip().endswith("-"):
            deeper = indent + self.choose(0, 2)
        return [head + self.comment(), *self.block(value, deeper)]

    def flow(self, value: Value) -> str:
        if isinstance(value, str):
            return self.scalar(value)
        blank = self.choose("", " ")
        if isinstance(value, list):
            inner = ", ".join(self.flow(item) for item in value)
            return f"[{blank}{inner}{blank if inner else ''}]"
        inner = ", ".join(
            f"{self.scalar(key, is_key=True)}: {self.flow(item)}" for key, item in value.items()
        )
        return f"{{{blank}{inner}{blank if inner else ''}}}"

    def scalar(self, text: str, is_key: bool = False) -> str:
        styles = ["double", "ascii"]
        if "\n" not in text and "\t" not in text:
            styles.append("single")
        if _SIMPLE.match(text) and text != "null":
            styles += ["plain"] * 3
        style = self.choose(*styles)
        if style == "plain":
            return text
        if style == "single":
            return "'" + text.replace("'", "''") + "'"
        if style == "ascii" and text.isascii():
            return json.dumps(text)
        return json.dumps(text, ensure_ascii=False)

    def can_be_block(self, text: str) -> bool:
        body = text.rstrip("\n")
        return bool(body) and body[0] not in " \t\n" and "\t" not in body

    def header(self, text: str) -> str:
        ends = len(text) - len(text.rstrip("\n"))
        return "|" + ("-" if not ends else "" if ends == 1 else "+")

    def block_text(self, text: str, indent: int) -> list[str]:
        body = text.removesuffix("\n") if text.endswith("\n") else text
        return [" " * indent + line if line else "" for line in body.split("\n")]

    def comment(self) -> str:
        if not self.with_comments or not self.choose(False, False, True):
            return ""
        gap: str = self.choose(" ", "  ")
        return gap + self.new_comment()

    def own_lines(self, lines: list[str], indent: int) -> None:
        """Add blank lines and comments of their own."""
        while self.with_comments and self.choose(False, False, True):
            if self.choose(False, False, True) and not self.is_in_text(lines):
                lines.append("")
            else:
                lines.append(" " * indent + self.new_comment())

    def is_in_text(self, lines: list[str]) -> bool:
        """Whether a blank line would belong to a block text that keeps its line ends."""
        return any(
            line.rstrip().endswith(("|+", "|")) or "|+ " in line or "| " in line for line in lines[-30:]
        )

    def new_comment(self) -> str:
        text = self.draw(st.text(st.sampled_from("ab :#'-[]{}\u4e2d"), max_size=8)).rstrip()
        comment = f"#{text}"
        self.comments.append(comment)
        return comment
