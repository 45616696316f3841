"""What was probably meant by a key that a kind does not have: hints for whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from kg.names import LANG_STRING
from kg.reading.hints import closest, foreign_letter, pair_hint, word_hint
from kg.reading.nodes import Node, Scalar
from kg.reading.values import ID
from kg.vocabulary import Field, Kind, Vocabulary
from kg.vocabulary.shacl_words import article

STRUCTURAL: Final = ("kind", "id", "statements")
"""Keys that are no properties: what a record is, what it is called, what stands in its file."""

OF_CITATIONS: Final = ("says", "omits")
"""Further keys of a citation: what its source has otherwise, and on what it is silent."""

COMMA: Final = "in { } a comma ends a value: put the text before it in quotes"

_MOST_OWNERS: Final = 12
"""A key that more kinds than these have is one of statements in general."""

_SYNONYMS: Final = {
    "page": "at", "pages": "at", "paragraph": "at", "par": "at", "section": "at", "location": "at", "where": "at",
    "type": "kind", "class": "kind", "is": "kind", "source": "ref", "cite": "ref", "citation": "sources",
    "citations": "sources", "reference": "sources", "references": "sources", "refs": "sources", "evidence": "sources",
    "url": "website", "homepage": "website", "site": "website", "web": "website", "link": "url", "href": "url",
    "label": "name", "title": "name", "headline": "title", "aka": "alias", "nickname": "alias",
    "alsoknownas": "alias", "othernames": "alias", "synonyms": "alias", "nationality": "country",
    "headquarters": "country", "hq": "country", "qid": "wikidata",
    "start": "from", "since": "from", "begin": "from", "startdate": "from", "begins": "from",
    "end": "until", "to": "until", "enddate": "until", "till": "until",
    "when": "date", "day": "date", "year": "date", "time": "date",
    "published": "date", "retrieved": "accessed", "accessdate": "accessed", "lang": "language",
    "reason": "statedReason", "motive": "allegedReason", "who": "actor", "by": "actor", "buyer": "actor",
    "acquirer": "actor", "seller": "counterparty", "whom": "target", "victim": "target", "object": "target",
    "how": "mechanism", "method": "mechanism", "means": "mechanism", "percent": "share", "percentage": "share",
    "stake": "share", "shareholder": "owner", "holder": "owner", "investor": "owner", "company": "owned",
    "price": "amount", "sum": "amount", "result": "outcome", "comment": "note", "comments": "note", "remark": "note",
    "notes": "note", "text": "gist", "summary": "gist", "description": "gist", "certainty": "confidence",
    "undoes": "reverses", "answers": "respondsTo", "inreplyto": "respondsTo", "number": "value", "count": "value",
}  # fmt: skip
"""What people call things elsewhere, without case, hyphens and underscores, and the key that it is here."""

_OF_TAG: Final = re.compile(r"([A-Za-z]+?)(?:[_.:@-]([a-z]{2})|(?<=[a-z])(En|Zh|Ja|Ko|De|Fr|Cn))")


def key_hint(
    key: Scalar,
    kind: Kind,
    vocabulary: Vocabulary,
    value: Node | None = None,
    present: Collection[str] = (),
    more: Sequence[str] = STRUCTURAL,
) -> str:
    """What to write for a key that a kind does not have.

    Args:
        key: The key.
        kind: The kind.
        vocabulary: All kinds.
        value: What stands behind the key, if anything can.
        present: All keys of the map, if something required may be meant.
        more: Keys that may stand there beside those of the kind.
    """
    text = key.text
    known = [*kind.fields, *more]
    if kind.embedded and text in STRUCTURAL:
        return f"leave it out: what stands here is {article(kind.name)}"
    if hint := pair_hint(text):
        return hint
    lacking = (
        [name for name, field in kind.fields.items() if field.least and name not in present]
        if present
        else []
    )
    word, blank, rest = text.partition(" ")
    if blank and word in known and word not in present:
        return f"did you mean `{word}: {rest}`?"
    is_rest = kind.embedded and is_cut_off(value, key)
    if is_rest and len(lacking) == 1 and ID.fullmatch(text):
        return f"did you mean `{lacking[0]}: {text}`?"
    if blank and (hint := closest(text.replace(" ", ""), known, 0.8)):
        return hint
    if is_rest or (blank and kind.embedded):
        return COMMA
    return (
        closest(text, known, 0.8)
        or _of_a_language(text, kind)
        or _as_language(text, kind, present)
        or _synonym(text, known, present)
        or _as_pair(text, value, lacking if kind.embedded else [])
        or _elsewhere(text, kind, vocabulary)
        or closest(text, known)
        or (f"did you mean `{lacking[0]}`?" if kind.embedded and len(lacking) == 1 else "")
        or f"it may have: {', '.join(known)}"
    ) + _foreign(text)


def is_cut_off(value: Node | None, key: Scalar) -> bool:
    """Whether a key has nothing behind it, not even a colon, as the rest of a text that a comma has cut in two."""
    if not isinstance(value, Scalar) or value.text or value.style:
        return False
    return (value.line, value.column) == (key.line, key.column + len(key.text))


def _foreign(text: str) -> str:
    """A word on a letter that looks like another."""
    letter = foreign_letter(text)
    return f" {letter}" if letter else ""


def _of_a_language(text: str, kind: Kind) -> str:
    """How to write `name_zh`."""
    found = _OF_TAG.fullmatch(text)
    field = kind.fields.get(found[1]) if found else None
    if found is None or field is None or LANG_STRING not in field.datatypes:
        return ""
    tag = (found[2] or found[3]).lower().replace("cn", "zh")
    return f"did you mean `{field.name}: {{{tag}: ...}}`? all languages of a text go into one map, {{en: ..., zh: ...}}"


def _as_language(text: str, kind: Kind, present: Collection[str]) -> str:
    """How to write the text of a language that stands beside its key."""
    for name, field in kind.fields.items():
        if name in present and text in field.languages:
            return f"indent it further than its key: `{name}: {{{text}: ...}}`"
    return ""


def _synonym(text: str, known: Sequence[str], present: Collection[str]) -> str:
    meant = _SYNONYMS.get(re.sub("[_-]", "", text).lower(), "")
    return f"did you mean `{meant}`?" if meant in known and meant not in present else ""


def _as_pair(text: str, value: Node | None, lacking: Sequence[str]) -> str:
    """How to write `paper: par. 3`, where an id stands as a key."""
    if len(lacking) != 1 or ID.fullmatch(text) is None or not isinstance(value, Scalar) or text == lacking[0]:
        return ""
    place = f", at: {value.text}" if value.text and not re.search(r"[,:\[\]{}#]", value.text) else ""
    return f"did you mean `{lacking[0]}: {text}`? write each as {{{lacking[0]}: {text}{place}}}"


def _elsewhere(name: str, kind: Kind, vocabulary: Vocabulary) -> str:
    """Where a key, or a word that is used as one, belongs."""
    if name in OF_CITATIONS:
        return "it is a key of a citation: put it into the { } of the source"
    kinds = vocabulary.kinds.values()
    owners = [k for k in kinds if name in k.fields and not k.abstract]
    under = "" if kind.statement or kind.embedded else ", under `statements`"
    if not owners:
        found = word_hint(name, vocabulary)
        return found and f"{found}{under}"
    if kind.embedded:
        if any(k.statement and not k.embedded for k in owners):
            return "it is a key of the statement: write it outside of the { }"
        return f"it is a key of {owners[0].name}, which has a file of its own and is named here by its id"
    if all(k.embedded for k in owners):
        return f"it is a key of {owners[0].name}: indent it to the others of its map"
    owners = [k for k in owners if not k.embedded]
    if under and len(owners) > _MOST_OWNERS:
        return "it is a key of statements: indent it to the others of one"
    if under and all(k.statement for k in owners):
        owners = [k for k in owners if _is_implied(k.implied, kind)] or owners
        return f"it is a key of {_names(owners)}: write `- kind: {owners[0].name}`{under}"
    return f"it is a key of {_names(owners)}"


def _is_implied(implied: Field | None, kind: Kind) -> bool:
    """Whether the thing in whose file a statement stands would be left out in it."""
    return implied is not None and not kind.ancestors.isdisjoint(implied.classes)


def _names(kinds: Sequence[Kind]) -> str:
    return ", ".join(kind.name for kind in kinds[:3])
