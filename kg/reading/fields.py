"""The values of a field, as written in the YAML."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.dates import DATE_TYPES
from kg.model import Finding, Mark, Severity, Term, pack
from kg.names import LANG_STRING, literal
from kg.reading.nodes import NULLS, Mapping, Node, Scalar, Sequence
from kg.reading.values import ValueFault, closest, converter
from kg.vocabulary import Field, Kind, Vocabulary

STRUCTURAL = ("kind", "id", "statements")
"""Keys that are no properties: what a record is, what it is called, what stands in its file."""

OF_CITATIONS = ("says", "omits")
"""Further keys of a citation: what its source has otherwise, and on what it is silent."""


@dataclass(slots=True)
class FieldReader:
    """Reads values and reports what is wrong with them.

    Attributes:
        vocabulary: The kinds and their fields.
        id_base: The namespace of ids.
        findings: Grows.
        file: The file that is being read.
        known: By field (its `id()`), the values that single texts have been found to mean; most come very often.
    """

    vocabulary: Vocabulary
    id_base: str
    findings: list[Finding] = field(default_factory=list)
    file: str = ""
    known: dict[int, dict[str, list[Term]]] = field(default_factory=dict)
    _converters: dict[int, Callable[[str], Term]] = field(default_factory=dict)
    _alone: dict[Term, list[Term]] = field(default_factory=dict)

    def alone(self, term: Term) -> list[Term]:
        """A list of one value, the same for all fields that have just this one; nobody changes it."""
        shared = self._alone.get(term)
        if shared is None:
            shared = self._alone[term] = [term]
        return shared

    def values(self, found: Field, node: Node) -> tuple[list[Term], list[int]]:
        """The values of a field and where each was written."""
        if isinstance(node, Scalar) and LANG_STRING not in found.datatypes:
            term = self._value(found, node)
            if term is None:
                return [], []
            shared = self.alone(term)
            if node.text not in NULLS:  # of those the quotes decide, too
                self.known.setdefault(id(found), {})[node.text] = shared
            return shared, [pack(node.line, node.column)]
        self.refuse_empty(found.name, node)
        terms: list[Term] = []
        positions: list[int] = []
        pairs = self._texts(found, node) if LANG_STRING in found.datatypes else self._items(found, node)
        for term, place in pairs:
            if term in terms:
                self.report("KG218", f"`{found.name}` has the same value twice", place, "remove one")
                continue
            terms.append(term)
            positions.append(pack(place.line, place.column))
        return terms, positions

    def refuse_empty(self, name: str, node: Node) -> None:
        """Report a list or a map without anything in it, which would look like a value and be none."""
        is_empty = (isinstance(node, Sequence) and not node.items) or (
            isinstance(node, Mapping) and not node.entries
        )
        if is_empty:
            self.report("KG215", f"`{name}` has no value", node, "give one, or remove the key")

    def _items(self, found: Field, node: Node) -> Iterator[tuple[Term, Node]]:
        if isinstance(node, Mapping):
            self.report("KG209", f"`{found.name}` wants a value, not a map", node, _example(found))
            return
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Scalar):
                self.report("KG209", f"`{found.name}` wants plain values", item, _example(found))
            elif term := self._value(found, item):
                yield term, item

    def _texts(self, found: Field, node: Node) -> Iterator[tuple[Term, Node]]:
        """Texts with their language: plain English, or a map by language, or a list of both."""
        for item in node.items if isinstance(node, Sequence) else [node]:
            entries = item.entries if isinstance(item, Mapping) else [(Scalar("en", 0, 0, ""), item)]
            for language, texts in entries:
                if found.languages and language.text not in found.languages:
                    self.report(
                        "KG212",
                        f"`{language.text}` is not a language that `{found.name}` may have",
                        language,
                        _COMMA
                        if _is_cut_off(texts, language)
                        else _language_hint(language.text, found.languages),
                    )
                    continue
                for text in texts.items if isinstance(texts, Sequence) else [texts]:
                    if not isinstance(text, Scalar):
                        self.report("KG209", f"`{found.name}` wants text", text, "write {en: ..., zh: ...}")
                    elif not self._is_null(found, text):
                        yield literal(text.text, language=language.text), text

    def _value(self, found: Field, node: Scalar) -> Term | None:
        if self._is_null(found, node):
            return None
        key = id(found)
        convert = self._converters.get(key)
        if convert is None:
            convert = self._converters[key] = converter(found, self.id_base)
        try:
            return convert(node.text)
        except ValueFault as problem:
            code = "KG211" if found.concepts else "KG205" if found.classes else "KG210"
            self.report(code, problem.message, node, problem.hint)
            return None

    def _is_null(self, found: Field, node: Scalar) -> bool:
        if node.style == "" and node.text in NULLS:
            self.report(
                "KG215",
                f"`{found.name}` has no value",
                node,
                "give one, or remove the key (a text that begins with # needs quotes, as does `null`)",
            )
            return True
        return False

    def unknown_key(self, key: Scalar, kind: Kind, code: str = "KG204", value: Node | None = None) -> None:
        """Report a key that a kind does not have, with the nearest that it has."""
        if key.text == "<<" or not key.text.isprintable():
            return  # the reader of the YAML has said so already
        more = () if code == "KG216" else OF_CITATIONS if kind.embedded else STRUCTURAL
        known = [*kind.fields, *more]
        owners = [k.name for k in self.vocabulary.kinds.values() if key.text in k.fields and not k.abstract]
        hint = closest(key.text, known)
        if " " in key.text or (kind.embedded and _is_cut_off(value, key)):
            hint = _COMMA
        if not hint and owners:
            hint = f"it is a key of {', '.join(owners[:3])}"
        self.report(
            code, f"{kind.name} has no key `{key.text}`", key, hint or f"it may have: {', '.join(known)}"
        )

    def report(self, code: str, message: str, node: Node, hint: str = "") -> None:
        """Note an error at a node."""
        mark = Mark(self.file, max(node.line, 1), max(node.column, 1))
        self.findings.append(Finding(code, Severity.ERROR, message, mark, hint))


_COMMA: Final = "in { } a comma ends a value: put the text before it in quotes"


def _is_cut_off(value: Node | None, key: Scalar) -> bool:
    """Whether a key has nothing behind it, not even a colon, as the rest of a text that a comma has cut in two."""
    if not isinstance(value, Scalar) or value.text or value.style:
        return False
    return (value.line, value.column) == (key.line, key.column + len(key.text))


_TAGS: Final = {
    "cn": "zh", "ch": "zh", "tw": "zh", "jp": "ja", "kr": "ko", "us": "en", "uk": "en", "gb": "en", "eng": "en",
}  # fmt: skip
"""Codes of countries that are taken for those of their languages."""


def _language_hint(tag: str, known: Collection[str]) -> str:
    meant = _TAGS.get(tag.lower(), tag.lower().split("-")[0])
    near = f"did you mean `{meant}`?" if meant in known else closest(tag, known)
    return near or f"one of: {', '.join(known)}"


def _example(found: Field) -> str:
    if found.concepts:
        return f"write `{found.name}: {next(iter(found.concepts))}`"
    if found.classes:
        return f"write the id of a record, which is its file's name: `{found.name}: tencent`"
    if not DATE_TYPES.isdisjoint(found.datatypes):
        return f"write `{found.name}: 2014-11-25`"
    return f"write `{found.name}: ...`, or a list of such values"
