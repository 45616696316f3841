"""Writes a layout in the one canonical form."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeAlias

from kg.reading.layout import Layout
from kg.reading.quoting import quoted
from kg.reading.tree import BLANK, Branch, Entry, Leaf

WIDTH = 110
"""How many code points a line with brackets may have; a longer one is divided."""

Order: TypeAlias = Callable[[str | None, tuple[str, ...]], Sequence[str]]
"""Gives the order of the keys of a map, from two things: the `kind` of the nearest map around it (or itself) that
has one, and the keys that lead from there to it. A key that is not in the order keeps its place after the others."""

_STEP = 2


def write(layout: Layout, text: str, order: Order) -> str:
    """Return the canonical form of a layout whose root is a list or a map.

    Args:
        layout: What to write; its maps are put in order.
        text: The source, from which texts over several lines are taken.
        order: The order of keys.
    """
    assert isinstance(layout.root, Branch)
    _arrange(layout.root, order, None, ())
    printer = _Printer(text)
    for line in layout.header:
        printer.above(line, 0)
    printer.branch(layout.root, 0)
    return "\n".join(printer.lines) + "\n"


def _arrange(branch: Branch, order: Order, kind: str | None, path: tuple[str, ...]) -> None:
    """Put the keys of a map, and of all maps in it, in order."""
    if branch.is_map:
        for entry in branch.entries:
            if entry.key and entry.key.text == "kind" and isinstance(entry.value, Leaf):
                kind, path = entry.value.text, ()
        ranks = {key: number for number, key in enumerate(order(kind, path))}
        branch.entries.sort(key=lambda entry: ranks.get(entry.key.text if entry.key else "", len(ranks)))
    for entry in branch.entries:
        if isinstance(entry.value, Branch):
            _arrange(entry.value, order, kind, (*path, entry.key.text) if entry.key else path)


class _Printer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.keeps_blank = False
        """The last line belongs to a text in which a blank line would count."""

    def put(self, line: str) -> None:
        """Write a line that is not of a block text."""
        self.lines.append(line)
        self.keeps_blank = False

    def above(self, line: str, indent: int) -> None:
        """Write a comment or, unless there is one already, a blank line."""
        if line != BLANK:
            self.put(" " * indent + line)
        elif self.lines and self.lines[-1] and not self.keeps_blank:
            self.put("")

    def branch(self, branch: Branch, indent: int, lead: str = "") -> None:
        """Write a list or map one entry below the other, the first behind `lead` if there is one."""
        for number, entry in enumerate(branch.entries):
            if lead and number == 0:
                self.entry(entry, indent, lead)
                continue
            is_first_blank = number == 0 and entry.before[:1] == [BLANK] and branch.owner is not None
            for line in [*entry.before[is_first_blank:], *_hoisted(entry, indent)]:
                self.above(line, indent)
            self.entry(entry, indent, " " * indent)
        for line in branch.foot:
            self.above(line, indent)

    def entry(self, entry: Entry, indent: int, lead: str) -> None:
        """Write one entry; what stands above it has been written."""
        head = f"{lead}{_written(entry.key, is_key=True)}:" if entry.key else f"{lead}-"
        comments = _line_comments(entry)
        ending = f"  {comments[-1]}" if comments else ""
        value = entry.value
        if isinstance(value, Leaf):
            self.leaf(entry, value, head, ending, indent)
        elif (brackets := _in_brackets(value, len(head) + 1)) is not None:
            self.put(f"{head} {brackets}{ending}")
        elif _is_compact(entry, indent):
            self.branch(value, indent + _STEP, lead=head + " ")
        else:
            self.put(head + ending)
            self.branch(value, indent + _STEP)

    def leaf(self, entry: Entry, leaf: Leaf, head: str, ending: str, indent: int) -> None:
        """Write a scalar behind its key or dash."""
        source = self.text[leaf.start : leaf.end]
        if leaf.style in ("|", ">") and (block := _block(leaf, source)):
            header, lines = block
            self.put(f"{head} {header}{ending}")
            self.lines.extend(" " * (indent + _STEP) + line if line else "" for line in lines)
            self.keeps_blank = header.endswith("+")
        elif "\n" in source and not leaf.style.startswith(("|", ">")) and not entry.parent.is_flow:
            first, *others = _lines_of(leaf, source)
            if "\n" in self.text[entry.start : leaf.start]:
                self.put(head)
                head = " " * (indent + _STEP - 1)
            lines = [f"{head} {first}", *(" " * (indent + _STEP) + line if line else "" for line in others)]
            lines[-1] += ending
            for line in lines:
                self.put(line)
        else:
            written = _written(leaf)
            self.put(head + (f" {written}" if written else "") + ending)


def _line_comments(entry: Entry) -> list[str]:
    """The comments for the line of an entry; there is room for the last, the others go above."""
    return [comment for comment in (entry.head, entry.tail) if comment]


def _hoisted(entry: Entry, indent: int) -> list[str]:
    """The comments that stand above an entry because there is no place for them within it."""
    above = _line_comments(entry)[:-1]
    if isinstance(entry.value, Branch) and _is_compact(entry, indent):
        first = entry.value.entries[0]
        above += [line for line in first.before if line != BLANK]
        above += _hoisted(first, indent + _STEP)
    return above


def _is_compact(entry: Entry, indent: int) -> bool:
    """Whether the first entry of an item stands behind the item's dash."""
    if entry.key is not None or not isinstance(entry.value, Branch) or _line_comments(entry):
        return False
    return _in_brackets(entry.value, indent + _STEP) is None


def _in_brackets(branch: Branch, room: int) -> str | None:
    """Return a list or map within brackets if it was so, can be, and fits behind `room` code points."""
    if branch.entries and (not branch.is_flow or _must_be_divided(branch)):
        return None
    written = _flow(branch)
    return written if room + len(written) <= WIDTH or not branch.entries else None


def _must_be_divided(branch: Branch) -> bool:
    """Whether a list or map cannot be on one line: it has comments, or a value that is left out."""
    if branch.foot:
        return True
    for entry in branch.entries:
        value = entry.value
        if entry.before or entry.head or entry.tail:
            return True
        if _must_be_divided(value) if isinstance(value, Branch) else not (value.text or value.style):
            return True
    return False


def _flow(branch: Branch) -> str:
    written = []
    for entry in branch.entries:
        value = entry.value
        text = _flow(value) if isinstance(value, Branch) else _written(value, in_flow=True)
        written.append(f"{_written(entry.key, in_flow=True, is_key=True)}: {text}" if entry.key else text)
    inner = ", ".join(written)
    return f"{{{inner}}}" if branch.is_map else f"[{inner}]"


def _written(leaf: Leaf, *, in_flow: bool = False, is_key: bool = False) -> str:
    return quoted(leaf.text, was_plain=not leaf.style, in_flow=in_flow, is_key=is_key)


def _lines_of(leaf: Leaf, source: str) -> list[str]:
    """Return the lines of a plain or quoted text without their indentation and trailing blanks."""
    lines = []
    for number, line in enumerate(unicodedata.normalize("NFC", source).split("\n")):
        stripped = line.rstrip(" \t")
        slashes = len(stripped) - len(stripped.rstrip("\\"))
        if leaf.style == '"' and slashes % 2 and stripped != line:
            stripped += line[len(stripped)]  # an escaped blank
        lines.append(stripped.lstrip(" \t") if number else stripped)
    return lines


def _block(leaf: Leaf, source: str) -> tuple[str, list[str]] | None:
    """Return the header of a block text and its lines without their indentation; None if it has no text."""
    header, *lines = unicodedata.normalize("NFC", source).removesuffix("\n").split("\n")
    in_source = next((line for line in lines if line.strip(" ")), "")
    in_text = next((line for line in leaf.text.split("\n") if line.strip(" ")), "")
    if not in_source:
        return None
    removed = _blanks(in_source) - _blanks(in_text)
    chomping = next((sign for sign in header[:3] if sign in "+-"), "")
    lines = [line[removed:] for line in lines]
    while chomping != "+" and lines and not lines[-1]:
        lines.pop()
    first = next(line for line in lines if line)
    indicator = str(_STEP) if first[0] in " \t" else ""
    return f"{leaf.style}{indicator}{chomping}", lines


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
