"""A new record to fill in: its required keys, and the others behind a `#`, each with what it means."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from kg.names import CITATION, LANG_STRING, local_name
from kg.vocabulary.kinds import Field, Kind
from kg.vocabulary.presence import presence_rules
from kg.vocabulary.shacl_words import article, join
from kg.vocabulary.vocabulary import Vocabulary

_WIDTH = 100


def draft(vocabulary: Vocabulary, kind: Kind, schema: str = "") -> str:
    """The text of a new file; the required keys have no value yet.

    Args:
        vocabulary: What the kind belongs to.
        kind: What the record is.
        schema: Where an editor finds the JSON Schema, from the file; "" if there is none.
    """
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += _comment(f"{kind.name}: {kind.definition}")
    lines += _comment(
        "Fill in what is required; of the rest, take the # from what is known and remove what is not."
    )
    lines.append(f"kind: {kind.name}")
    needed = {name for name, field in kind.fields.items() if field.least}
    choices = {rule.present[0]: rule for rule in presence_rules(vocabulary.index, kind) if not rule.absent}
    for name, field in kind.fields.items():
        others = [f"`{other}`" for other in choices[name].present[1:]] if name in choices else []
        need = [f"Required, or else {join(others)}."] if others else ["Required."] * (name in needed)
        lines += ["", *_comment(" ".join(filter(None, [*need, field.description, _values(field)])))]
        lines += [line if need else f"# {line}" for line in _key(vocabulary, field)]
    return "\n".join(lines) + "\n"


def _key(vocabulary: Vocabulary, field: Field) -> Iterator[str]:
    """The key with room for its value."""
    yield f"{field.name}:"
    if field.embedded:
        inner = vocabulary.by_iri[field.embedded]
        marker = "- "
        for name, found in inner.fields.items():
            if found.least or (CITATION in inner.ancestors and found.most == 1 and not found.concepts):
                yield f"  {marker}{name}:"
                marker = "  "


def _values(field: Field) -> str:
    """What may stand there."""
    several = field.most != 1
    if field.concepts:
        words = ", ".join(field.concepts)
        return f"{'Words' if several else 'One'} of: {words}."
    if field.embedded:
        return ""
    if field.classes:
        names = " or ".join(local_name(cls) for cls in field.classes)
        return f"The id of {article(names)}{'; several as [a, b]' if several else ''}."
    if LANG_STRING in field.datatypes:
        return "Text in English, or {en: ..., zh: ...}."
    return f"Such as `{field.examples[0]}`." if field.examples else ""


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
