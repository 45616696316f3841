"""What was probably meant by what is no record, statement or citation: hints for whoever wrote it."""

from __future__ import annotations

import re

from kg.reading.hints import id_of, kind_hint, pair_hint
from kg.reading.nodes import Mapping, Node, Scalar, Sequence, entry
from kg.reading.values import ID, closest
from kg.vocabulary import Kind, Vocabulary

_CITED = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*),?\s+(\S.*)")


def no_record(node: Node) -> tuple[str, str]:
    """Message and hint for a file that is no map of keys."""
    if isinstance(node, Sequence):
        hint = "take the dashes away: keys begin at the beginning of their lines"
        is_split = all(isinstance(item, Mapping) and len(item.entries) == 1 for item in node.items)
        if len(node.items) > 1 and not is_split:
            hint = "make a file for each, without the dashes; or put statements under `statements` of a thing"
        return "a file holds one record, and this is a list", hint
    text = node.text if isinstance(node, Scalar) else ""
    return "a file holds one record: keys with values", pair_hint(text) or "begin with `kind:`, then `name:`"


def kind_meant(node: Mapping, vocabulary: Vocabulary, is_statement: bool) -> str:
    """What was meant for `kind`: a key like it, one with the name of a kind behind it, or the kind with these keys."""
    for key, value in node.entries:
        if isinstance(value, Scalar) and value.text in vocabulary.kinds:
            return f"write `kind: {value.text}` for `{key.text}: {value.text}`"
    for key, _ in node.entries:
        if hint := closest(key.text, ["kind"]):
            return hint
    if len(node.entries) == 1 and isinstance(node.entries[0][1], Mapping):
        return _unwrapped(node.entries[0][0].text, node.entries[0][1], vocabulary)
    names = {key.text for key, _ in node.entries}
    kinds = (
        k for k in vocabulary.kinds.values() if not (k.abstract or k.embedded) and k.statement >= is_statement
    )
    fitting = [kind.name for kind in kinds if names - {"id", "statements"} <= kind.fields.keys()]
    if len(fitting) == 1:
        return f"by its keys it may be `kind: {fitting[0]}`"
    return "such as `kind: Milestone`" if is_statement else "such as `kind: Company`"


def _unwrapped(name: str, within: Mapping, vocabulary: Vocabulary) -> str:
    """What to do with a single key around all others."""
    if entry(within, "kind") is not None:
        return f"delete the line with `{name}:`, and begin the keys under it at the beginning of their lines"
    meant = re.match(r"did you mean `(\w+)`\?", kind_hint(name, vocabulary))
    kind = meant[1] if meant else "Company"
    return f"write `kind: {kind}` for `{name}:`, and begin the keys under it at the beginning of their lines"


def is_rest(item: Mapping, kind: Kind | None) -> bool:
    """Whether a map in a list of statements is but a key of the statement before it, with a dash too many."""
    return kind is not None and len(item.entries) == 1 and item.entries[0][0].text in kind.fields


def file_name(name: str, node: Mapping) -> str:
    """What to call a file whose name cannot be an id."""
    stated = entry(node, "name")
    english = entry(stated, "en") if isinstance(stated, Mapping) else stated
    meant = id_of(name) or (id_of(english.text) if isinstance(english, Scalar) else "")
    return f"rename it to `{meant}.yaml`" if meant else "use lower-case letters, digits and hyphens"


def embedded(item: Node, kind: Kind) -> str:
    """How to write a citation or the like that is no map."""
    required = next((field.name for field in kind.fields.values() if field.least), "")
    text = item.text if isinstance(item, Scalar) else ""
    if hint := pair_hint(text):
        return hint
    if not required:
        return "write its keys within { }"
    if text.startswith(("http://", "https://")):
        return (
            f"write {{{required}: ...}} with the id of a source, which has a file of its own with this `url`"
        )
    if ID.fullmatch(text) and "sources" in kind.fields:
        return f"write {{{required}: {text}, sources: [{{ref: ...}}]}} with a source for the dots"
    if ID.fullmatch(text):
        return f"write {{{required}: {text}}}"
    if "at" in kind.fields and (found := _CITED.fullmatch(text)):
        place = found[2] if not re.search(r"[,:\[\]{}#]", found[2]) else f'"{found[2]}"'
        return f"write {{{required}: {found[1]}, at: {place}}}"
    return f"write {{{required}: ...}} with an id for the dots"
