"""YAML to nodes with places: libyaml's events, and a builder that refuses what a record must not have.

A record is plain data. Anchors, aliases, merge keys, tags, several documents and keys that are not texts are
refused with a finding, because each lets a file say something other than what it shows. JSON is accepted, as
are a byte order mark and any line ends. libyaml (through PyYAML) speaks YAML 1.1 with the changes of 1.2 that
matter here; since no scalar is given a type, the two differ only in the rare places that `kg.reading.guards`
refuses. A file in the simple form that nearly all have does not need libyaml (`kg.reading.lines`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from kg.model import Finding, Mark, Severity
from kg.reading import bullets, characters, guards, lines
from kg.reading.events import event_source, spans
from kg.reading.nodes import TOLD, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 64
"""How many lists and maps may stand within each other."""


class _UnreadableError(Exception):
    """The rest of the file cannot be read; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def parse(data: bytes, file: str) -> tuple[Node | None, list[Finding]]:
    """Read one YAML document.

    A file of many statements is read twice as fast with Python's garbage collector switched off, which is
    left to the caller.

    Args:
        data: The file's bytes, in UTF-8.
        file: The name that the marks carry.

    Returns:
        The document's root, or None if it could not be read whole, and the findings in the order of the file.
        A root may come with errors (a key that is there twice keeps its first value; an anchor or a tag is
        left out), so that more mistakes can be shown in one go; a file with an error must not be built from.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.endswith(b"\n"):  # else a block at the end of the file would depend on its last line end
        data += b"\n"
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        return None, [characters.encoding_finding(data, fault, file)]
    rest = characters.residue(data)
    if finding := characters.banned(rest, text, file):
        return None, [finding]
    is_composed = not rest or unicodedata.is_normalized("NFC", text)
    is_escaped = b"\\" in data
    findings: list[Finding] = []
    root: Node | None = lines.read(text) if is_composed else None
    is_whole = True
    if root is None:
        is_careful = is_escaped or not is_composed or b"!" in data or b"&" in data or b"<<" in data
        root, findings, is_whole = _built(data, text, file, is_careful)
    if root is not None:
        if is_escaped or characters.has_unseen(rest):
            findings.extend(characters.scalar_findings(root, text, file))
        if rest:
            findings.extend(characters.quote_findings(rest, text, root, file))
        if bullets.are_possible(data, rest):
            findings.extend(bullets.bullet_findings(root, text, file))
        if characters.has_bidi(rest):
            findings.extend(characters.comment_findings(text, spans(data), file))
    return (root if is_whole else None), _sorted(findings)


def _built(data: bytes, text: str, file: str, is_careful: bool) -> tuple[Node | None, list[Finding], bool]:
    """Read by libyaml: the root, what is wrong, and whether all of the file is in the root."""
    builder = _Builder(file, is_careful)
    try:
        root = builder.build(event_source(data))
    except _UnreadableError as stop:
        return None, [*builder.findings, stop.finding], False
    except Exception as fault:
        from kg.reading import mistakes  # much code, for those who made one

        if (finding := mistakes.finding(fault, text, file)) is None:
            raise
        if finding.code == "KG101" and any(
            found.mark.line == finding.mark.line for found in builder.findings
        ):
            return None, builder.findings, False  # it only follows from what is told already
        return None, [*builder.findings, finding], False
    if root is not None and (builder.is_suspect or guards.are_needed(data)):
        builder.findings.extend(guards.findings(text, event_source(data), file))
    return root, builder.findings, not builder.is_broken


class _Builder:
    """Makes nodes of events; holds the findings of one file."""

    __slots__ = ("file", "findings", "is_broken", "is_careful", "is_suspect")

    def __init__(self, file: str, is_careful: bool) -> None:
        self.file = file
        self.is_careful = is_careful
        self.is_broken = False
        """Something of the file could not be made a node."""
        self.is_suspect = False
        """Something goes on over several lines, and `guards` must look whether it should."""
        self.findings: list[Finding] = []

    def build(self, next_event: Callable[[], Any]) -> Node | None:
        """Return the root of the only document.

        The loop is written for speed: the commonest event first, and no call that can be spared.
        """
        from yaml import events

        scalar_event = events.ScalarEvent
        mapping_start, mapping_end = events.MappingStartEvent, events.MappingEndEvent
        sequence_start, sequence_end = events.SequenceStartEvent, events.SequenceEndEvent
        is_careful = self.is_careful
        root: list[Node] = []
        children = root
        append = children.append
        open_lists: list[tuple[list[Node], int, int, bool]] = []
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is scalar_event:
                mark = event.start_mark
                text = event.value if not is_careful else self._checked(event)
                style = event.style
                if style:
                    if style in "\"'":
                        self.is_suspect |= event.end_mark.line != mark.line
                    elif not text.strip("\n"):
                        self.is_suspect = True
                elif " - " in text and event.end_mark.line != mark.line:
                    self.is_suspect = True
                append(Scalar(text, mark.line + 1, mark.column + 1, style))
            elif kind is mapping_start or kind is sequence_start:
                mark = event.start_mark
                if event.anchor or event.tag:
                    self._refuse_properties(event)
                if len(open_lists) == MAX_DEPTH:
                    raise _UnreadableError(self._too_deep(mark))
                open_lists.append((children, mark.line + 1, mark.column + 1, event.flow_style))
                children = []
                append = children.append
            elif kind is mapping_end:
                items = children
                children, line, column, is_flow = open_lists.pop()
                if is_flow and event.end_mark.line >= line:
                    self.is_suspect = True
                append = children.append
                append(self._mapping(items, line, column))
            elif kind is sequence_end:
                items = children
                children, line, column, is_flow = open_lists.pop()
                if is_flow and event.end_mark.line >= line:
                    self.is_suspect = True
                append = children.append
                append(Sequence(items, line, column))
            elif kind is events.AliasEvent:
                append(self._alias(event))
            elif kind is events.DocumentStartEvent:
                if root:
                    raise _UnreadableError(self._second_document(event.start_mark))
                if event.tags:
                    self._error("KG114", "tags are not used here", event.start_mark, "delete the %TAG line")
        return self._root(root)

    def _mapping(self, items: list[Node], line: int, column: int) -> Mapping:
        keys = items[::2]
        try:
            is_single = len({key.text for key in keys}) == len(keys)  # type: ignore[union-attr]
        except AttributeError:
            return Mapping(self._without_complex_keys(items), line, column)
        entries = list(zip(keys, items[1::2], strict=True))
        if not is_single:
            return Mapping(self._without_duplicates(entries), line, column)  # type: ignore[arg-type]
        return Mapping(entries, line, column)  # type: ignore[arg-type]

    def _root(self, root: list[Node]) -> Node | None:
        if root:
            first = root[0]
            if not isinstance(first, Scalar) or first.text or first.style:
                return first
        mark = Mark(self.file, 1, 1)
        hint = "write its fields as `key: value`, one a line, or delete the file"
        self.findings.append(Finding("KG130", Severity.ERROR, "this file says nothing", mark, hint))
        return None

    def _checked(self, event: Any) -> str:
        """Return a scalar's text in normal form; report an anchor, a tag or a merge key."""
        text: str = event.value
        if event.anchor or event.tag:
            self._refuse_properties(event)
            text = text or TOLD
        if text == "<<" and not event.style:
            hint = "write the fields out; records are short, and each shows what it says"
            self._error("KG113", "merge keys (`<<`) are not used here", event.start_mark, hint)
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor:
            message = f"`&{event.anchor}` is an anchor in YAML, and anchors are not used here"
            hint = f'if it is text, put it in quotes ("&{event.anchor} ..."); else delete it'
            self._error("KG111", message, event.start_mark, hint)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = (
                f"`{tag}` is a tag in YAML, and tags are not used here: the ontology says what a value is"
            )
            self._error("KG114", message, event.start_mark, "delete it, or put it in quotes if it is text")

    def _alias(self, event: Any) -> Scalar:
        self.is_broken = True
        message = f"`*{event.anchor}` is an alias in YAML, and aliases are not used here"
        hint = f'write the value out; if it is text, put it in quotes ("*{event.anchor}")'
        self._error("KG112", message, event.start_mark, hint)
        mark = event.start_mark
        return Scalar("*" + event.anchor, mark.line + 1, mark.column + 1, "")

    def _without_complex_keys(self, items: list[Node]) -> list[tuple[Scalar, Node]]:
        entries = []
        for key, value in zip(items[::2], items[1::2], strict=True):
            if isinstance(key, Scalar):
                entries.append((key, value))
                continue
            self.is_broken = True
            what = "list" if isinstance(key, Sequence) else "map"
            message = f"a key must be a word, and here is a {what}"
            hint = 'text that begins with `[` or `{` needs quotes: "[...]"'
            mark = Mark(self.file, key.line, key.column)
            self.findings.append(Finding("KG116", Severity.ERROR, message, mark, hint))
        return self._without_duplicates(entries)

    def _without_duplicates(self, entries: list[tuple[Scalar, Node]]) -> list[tuple[Scalar, Node]]:
        first: dict[str, tuple[Scalar, Node]] = {}
        again = [entry for entry in entries if first.setdefault(entry[0].text, entry) is not entry]
        start = next((key for key, _ in again if key.text == entries[0][0].text), None)
        if start is not None and len(again) > 1:  # all begins anew: one finding, not one for each key
            message = (
                f"`{start.text}` and other keys are there a second time: another record seems to begin here"
            )
            hint = (
                "a file holds one record: move it to a file of its own; in a list, begin each item with `- `"
            )
            self._twice(start, first[start.text][0], message, hint)
            return list(first.values())
        for key, _ in again:
            hint = f"keep one; if the key may have several values, write one list: `{key.text}: [a, b]`"
            message = f"the key `{key.text}` is there twice in the same map"
            self._twice(key, first[key.text][0], message, hint)
        return list(first.values())

    def _twice(self, key: Scalar, earlier: Scalar, message: str, hint: str) -> None:
        related = ((Mark(self.file, earlier.line, earlier.column), "it stands here first"),)
        place = Mark(self.file, key.line, key.column)
        self.findings.append(Finding("KG110", Severity.ERROR, message, place, hint, related))

    def _too_deep(self, mark: Any) -> Finding:
        message = f"more than {MAX_DEPTH} lists and maps stand within each other here"
        place = Mark(self.file, mark.line + 1, mark.column + 1)
        return Finding(
            "KG117", Severity.ERROR, message, place, "a record needs five or so: look for a stray bracket"
        )

    def _second_document(self, mark: Any) -> Finding:
        message = "a second document begins here, and a file holds one record"
        place = Mark(self.file, mark.line + 1, mark.column + 1)
        hint = "move what follows `---` to a file of its own, or delete the line"
        return Finding("KG115", Severity.ERROR, message, place, hint)

    def _error(self, code: str, message: str, mark: Any, hint: str) -> None:
        place = Mark(self.file, mark.line + 1, mark.column + 1)
        self.findings.append(Finding(code, Severity.ERROR, message, place, hint))


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.mark[1:])
