"""A YAML file as a tree that knows its comments and blank lines: what `kg fmt` writes anew.

Events say what a file means and where; comments are what stands in the source between them. Each comment goes to
the key or item that it is about: one on a line of its own to what follows it, unless it is indented like the
entries of a list or map that ends there; one at the end of a line to what stands on that line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.reading.tree import BLANK, Branch, Entry, Leaf, Tree

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
_MODELINE = re.compile(r"#\s*yaml-language-server:")


@dataclass(frozen=True, slots=True)
class Layout:
    """A file: the comments at its top that belong to no key, the root, and all comments in order."""

    header: list[str]
    root: Leaf | Branch
    comments: list[str]


def lay_out(text: str, next_event: Callable[[], Any]) -> Layout:
    r"""Return the tree of a text that has been read without errors.

    Args:
        text: The whole text, with `\n` at the end of each line and without byte order mark.
        next_event: Gives the events of that text, and None after the last.
    """
    tree = Tree(text)
    root = tree.grow(next_event)
    comments = list(_comments(text, tree.leaves))
    header: list[str] = []
    if isinstance(root, Branch) and tree.entries:
        _Placer(tree).place(comments)
        header = _split_header(tree.entries[0])
    return Layout(header, root, [comment for _, comment in comments])


def _comments(text: str, leaves: list[Leaf]) -> Iterator[tuple[int, str]]:
    """Yield each comment with its index: what begins with `#` outside the scalars, or behind `|` and `>`."""
    reached = 0
    for leaf in [*leaves, Leaf("", "", len(text), len(text))]:
        index = text.find("#", reached, leaf.start)
        while index >= 0:
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            yield index, text[index:end].rstrip()
            index = text.find("#", end, leaf.start)
        if leaf.style in ("|", ">") and (found := _HEADER.match(text, leaf.start)):
            yield found.start(1), found[1].rstrip()
        reached = leaf.end


class _Placer:
    """Puts comments and blank lines where they belong."""

    def __init__(self, tree: Tree) -> None:
        text = tree.text
        self.text = text
        self.tree = tree
        self.entries = tree.entries
        self.starts = [entry.start for entry in tree.entries]
        self.blocks = [leaf for leaf in tree.leaves if leaf.style in ("|", ">")]
        self.block_starts = [leaf.start for leaf in self.blocks]
        self.shallowest: dict[int, int] = {}
        """For each place between two entries: how far out the last comment there went."""

    def place(self, comments: list[tuple[int, str]]) -> None:
        """Attach each comment, and a blank line above each comment and entry that has one."""
        for index, comment in comments:
            line = self.tree.line_of(index)
            if self.text[self.tree.starts[line] : index].strip():
                self._place_at_end(index, comment)
            else:
                self._place_alone(index, comment, line)
        for entry in self.entries:
            line = self.tree.line_of(entry.start)
            begins_line = not self.text[self.tree.starts[line] : entry.start].strip()
            if not entry.parent.is_flow and begins_line and self._is_blank_above(line):
                entry.before.append(BLANK)

    def _is_blank_above(self, line: int) -> bool:
        if line == 0 or self.tree.line(line - 1).strip():
            return False
        index = self.tree.starts[line - 1]
        number = bisect_right(self.block_starts, index) - 1
        return number < 0 or index >= self.blocks[number].end or not self._ends_blank(self.blocks[number])

    def _ends_blank(self, leaf: Leaf) -> bool:
        """Whether the lines at the end of a block text that look blank are part of it."""
        last = leaf.text.rstrip("\n").rpartition("\n")[2]
        return "+" in self.text[leaf.start : leaf.start + 3] or not last.strip(" ")

    def _place_at_end(self, index: int, comment: str) -> None:
        number = bisect_right(self.starts, index) - 1
        if number < 0:
            self.entries[0].before.append(comment)
            return
        entry = self.entries[number]
        while entry.parent.is_flow and entry.parent.end <= index and entry.parent.owner is not None:
            entry = entry.parent.owner
        is_open = isinstance(entry.value, Branch) and (not entry.value.is_flow or index < entry.value.end)
        slot = "head" if entry.value.start > index or is_open else "tail"
        if getattr(entry, slot):
            entry.before.append(getattr(entry, slot))
        setattr(entry, slot, comment)

    def _place_alone(self, index: int, comment: str, line: int) -> None:
        number = bisect_right(self.starts, index)
        previous = self.entries[number - 1] if number else None
        following = self.entries[number] if number < len(self.entries) else None
        target = self._target(previous, following, index, number)
        if self._is_blank_above(line):
            target.append(BLANK)
        target.append(comment)

    def _target(self, previous: Entry | None, following: Entry | None, index: int, number: int) -> list[str]:
        if previous is None:
            assert following is not None
            return following.before
        if isinstance(previous.value, Leaf) and previous.value.start > index:
            return previous.before
        still_open = _branches(following)
        closing = [branch for branch in _branches(previous) if branch not in still_open]
        for branch in closing:
            if branch.is_flow and branch.start <= index < branch.end:
                return branch.foot
        value = previous.value
        if isinstance(value, Branch) and not value.entries and value.start <= index < value.end:
            return previous.before
        column = index - self.tree.starts[self.tree.line_of(index)]
        if following is not None and column <= self._column(following):
            self.shallowest[number] = len(closing)
        for depth in range(self.shallowest.get(number, 0), len(closing)):
            if not closing[depth].is_flow and closing[depth].column <= column:
                self.shallowest[number] = depth
                return closing[depth].foot
        self.shallowest[number] = len(closing)
        return following.before if following is not None else closing[-1].foot

    def _column(self, entry: Entry) -> int:
        return entry.start - self.tree.starts[self.tree.line_of(entry.start)]


def _branches(entry: Entry | None) -> list[Branch]:
    """The lists and maps that an entry stands in, from the innermost."""
    found = []
    while entry is not None:
        found.append(entry.parent)
        entry = entry.parent.owner
    return found


def _split_header(first: Entry) -> list[str]:
    """Take the comments at the top of a file that belong to the file off its first entry, and return them.

    These are a line that tells an editor which schema to use, and what a blank line sets apart.
    """
    before = first.before
    end = len(before)
    while end and before[end - 1] != BLANK:
        end -= 1
    while end < len(before) and _MODELINE.match(before[end]):
        end += 1
    first.before = before[end:]
    return before[:end]
