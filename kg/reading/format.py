"""The canonical form of a YAML file: one order of keys, one way to quote, comments where they were.

What a file says never changes: the result is read again, and if anything but the order of keys differs from the
source, or a comment is missing, the file stays as it is and a finding says why.
"""

from __future__ import annotations

from collections import Counter

from kg.model import Finding, Mark, Severity
from kg.reading.events import event_source
from kg.reading.layout import lay_out
from kg.reading.nodes import Mapping, Node, Scalar, Sequence, is_null
from kg.reading.printer import Order, write
from kg.reading.tree import Leaf
from kg.reading.yaml import parse


def format_text(text: str, order: Order, file: str) -> tuple[str, list[Finding]]:
    """Return the canonical form of a YAML text.

    Keys come in the given order; lists and maps are indented by two; brackets stay where they fit on a line;
    quotes stand where a reader needs them; there is at most one blank line in a row. Comments go with the key or
    item that they are about. Texts over several lines keep their lines. To format the result changes nothing.

    Args:
        text: The source; a byte order mark and any line ends are accepted.
        order: The order of keys (see `kg.reading.printer.Order`).
        file: The name for the marks.

    Returns:
        The canonical form, or the text as given and the findings that say why it was left: its errors, or that
        it has something that cannot be written otherwise without a loss.
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not source.endswith("\n"):
        source += "\n"
    node, findings = parse(source.encode("utf-8", "surrogatepass"), file)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or node is None:
        return text, errors
    layout = lay_out(source, event_source(source.encode()))
    if isinstance(layout.root, Leaf) or not layout.root.entries:
        return text, []
    result = write(layout, source, order)
    if reason := _difference(node, layout.comments, result, file):
        message = f"the file is left as it is, because writing it anew would {reason}"
        hint = "write the unusual part in a simpler way"
        return text, [Finding("KG140", Severity.WARNING, message, Mark(file, 1, 1), hint)]
    return result, []


def same(one: Node, other: Node) -> bool:
    """Whether two nodes say the same; the order of keys, the places and the styles do not count."""
    if isinstance(one, Scalar):
        return isinstance(other, Scalar) and one.text == other.text and is_null(one) == is_null(other)
    if isinstance(one, Sequence):
        if not isinstance(other, Sequence) or len(one.items) != len(other.items):
            return False
        return all(map(same, one.items, other.items))
    if not isinstance(other, Mapping) or len(one.entries) != len(other.entries):
        return False
    values = {key.text: value for key, value in other.entries}
    return all(key.text in values and same(value, values[key.text]) for key, value in one.entries)


def _difference(node: Node, comments: list[str], result: str, file: str) -> str:
    """Return what writing a file anew would do to it, or nothing."""
    data = result.encode()
    again, findings = parse(data, file)
    if again is None or any(finding.severity is Severity.ERROR for finding in findings):
        return "make it unreadable"
    if not same(node, again):
        return "change what it says"
    if Counter(lay_out(result, event_source(data)).comments) != Counter(comments):
        return "lose a comment"
    return ""
