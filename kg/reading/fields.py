"""The values of a field, as written in the YAML."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.dates import DATE_TYPES
from kg.model import Finding, Mark, Severity, Term, pack
from kg.names import LANG_STRING, STRING, literal
from kg.reading.characters import is_refused
from kg.reading.doubts import doubt_about, is_suspect
from kg.reading.hints import closest, is_not_known, language_of, pair_hint
from kg.reading.keys import COMMA, OF_CITATIONS, STRUCTURAL, is_cut_off, key_hint
from kg.reading.nodes import NULLS, TOLD, Mapping, Node, Scalar, Sequence
from kg.reading.values import ID, ValueFault, converter
from kg.vocabulary import Field, Kind, Vocabulary


@dataclass(slots=True)
class FieldReader:
    """Reads values and reports what is wrong with them.

    Attributes:
        vocabulary: The kinds and their fields.
        id_base: The namespace of ids.
        findings: Grows.
        file: The file that is being read.
    """

    vocabulary: Vocabulary
    id_base: str
    findings: list[Finding] = field(default_factory=list)
    file: str = ""
    _known: dict[int, dict[str, list[Term]]] = field(default_factory=dict)
    _converters: dict[int, Callable[[str], Term]] = field(default_factory=dict)
    _alone: dict[Term, list[Term]] = field(default_factory=dict)

    def alone(self, term: Term) -> list[Term]:
        """A list of one value, the same for all fields that have just this one; nobody changes it."""
        shared = self._alone.get(term)
        if shared is None:
            shared = self._alone[term] = [term]
        return shared

    def known(self, found: Field) -> dict[str, list[Term]]:
        """The values that single texts have been found to mean in a field, which grow; most come very often."""
        return self._known.setdefault(id(found), {})

    def values(self, found: Field, node: Node) -> tuple[list[Term], list[int]]:
        """The values of a field and where each was written."""
        if isinstance(node, Scalar) and LANG_STRING not in found.datatypes:
            term = self._value(found, node)
            if term is None:
                return [], []
            shared = self.alone(term)
            if node.text not in NULLS and not self._doubt(found, node):  # of those the quotes decide, too
                self.known(found)[node.text] = shared
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
            if not node.entries:
                return  # that it is empty is said already
            texts = [text.text for _, text in node.entries if isinstance(text, Scalar) and text.text]
            is_text = STRING in found.datatypes and texts
            hint = (
                f"it has no languages: write `{found.name}: {texts[0]}`"
                if is_text
                else _unmapped(found, node)
            )
            self.report("KG209", f"`{found.name}` wants a value, not a map", node, hint)
            return
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Scalar):
                self.report("KG209", f"`{found.name}` wants plain values", item, _unmapped(found, item))
            elif term := self._value(found, item):
                self._doubt(found, item)
                yield term, item

    def _texts(self, found: Field, node: Node) -> Iterator[tuple[Term, Node]]:
        """Texts with their language: plain English, or a map by language, or a list of both."""
        if isinstance(node, Sequence) and len(node.items) == 1:
            self._doubt_single(found, node.items[0])
        for item in node.items if isinstance(node, Sequence) else [node]:
            if isinstance(item, Sequence):
                self.report(
                    "KG209",
                    f"`{found.name}` wants texts, not a list in a list",
                    item,
                    "take its brackets out",
                )
                continue
            entries = item.entries if isinstance(item, Mapping) else [(Scalar("en", 0, 0, ""), item)]
            for language, texts in entries:
                if not language.text.isprintable():
                    continue  # the reader of the YAML has said so already
                if found.languages and language.text not in found.languages:
                    self.report(
                        "KG212",
                        f"`{language.text}` is not a language that `{found.name}` may have",
                        language,
                        _cut_off_hint(texts, language, is_alone=len(entries) == 1)
                        or _language_hint(language.text, found.languages),
                    )
                    continue
                for text in texts.items if isinstance(texts, Sequence) else [texts]:
                    if not isinstance(text, Scalar):
                        self.report("KG209", f"`{found.name}` wants text", text, "write {en: ..., zh: ...}")
                    elif not text.text.strip() and text.style:
                        self.report(
                            "KG215", f"`{found.name}` has an empty text", text, "write it, or remove the key"
                        )
                    elif not self._is_null(found, text):
                        is_doubtful = self._doubt(found, text)
                        if language.text == "en" and not (is_doubtful or text.text.isascii()):
                            self._doubt_english(found, text, is_said=language.line > 0)
                        yield literal(text.text, language=language.text), text

    def _doubt_english(self, found: Field, node: Scalar, *, is_said: bool) -> None:
        """Warn of a text without a Latin letter that counts as English."""
        tag = language_of(node.text)
        if not tag or (found.languages and tag not in found.languages):
            return
        text = node.text if len(node.text) <= 20 else "..."
        why = "" if is_said else ", since no language is given"
        hint = f"write {{{tag}: {text}}}, with `en: ...` in it for the English"
        self.report("KG219", f"`{node.text}` counts as English{why}", node, hint, Severity.WARNING)

    def _doubt(self, found: Field, node: Scalar) -> bool:
        """Warn of a sign that is a part of a text to YAML and was probably not meant so."""
        if not is_suspect(node.text):
            return False
        is_text = LANG_STRING in found.datatypes or STRING in found.datatypes or not found.datatypes
        if found.classes or found.concepts or found.pattern or not is_text:
            return False
        message, hint = doubt_about(node, found.languages)
        if message:
            self.report("KG129", message, node, hint, Severity.WARNING)
        return bool(message)

    def _doubt_single(self, found: Field, node: Node) -> None:
        """Warn of a list of one plain text with the commas of a Chinese or Japanese keyboard in it."""
        if isinstance(node, Scalar) and not node.style and not {"\uff0c", "\u3001"}.isdisjoint(node.text):
            message = f"`{found.name}` has one text here, since a full-width comma divides no list"
            hint = (
                "type a comma and a space; or, if it is one text, take the brackets out or put it in quotes"
            )
            self.report("KG126", message, node, hint, Severity.WARNING)

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
            if not node.style and is_refused(node.text):
                return None  # the reader of the YAML has said so already
            code = "KG211" if found.concepts else "KG205" if found.classes else "KG210"
            self.report(code, problem.message, node, self._mended(found, node, problem.hint))
            return None

    def _mended(self, found: Field, node: Scalar, hint: str) -> str:
        """The hint for a text that is no value: what all fields have in common, else that of the value."""
        if is_not_known(node.text) and not found.least:
            return "leave the key out if it is not known"
        others = (
            [f.name for f in self.vocabulary.fields.values() if node.text in f.concepts]
            if found.concepts
            else []
        )
        if others:
            return f"it is a word for `{others[0]}`; `kg schema words {found.name}` lists those for this key"
        return hint

    def _is_null(self, found: Field, node: Scalar) -> bool:
        if node.text == TOLD:
            return True
        if node.style == "" and node.text in NULLS:
            hint = "give one" if found.least else "give one, or remove the key"
            if not (found.classes or found.concepts or _is_date(found)):
                hint += (
                    "; in quotes if it is text" if node.text else "; a text that begins with # needs quotes"
                )
            self.report("KG215", f"`{found.name}` has no value", node, hint)
            return True
        return False

    def unknown_key(
        self,
        key: Scalar,
        kind: Kind,
        code: str = "KG204",
        value: Node | None = None,
        present: Collection[str] | None = None,
    ) -> None:
        """Report a key that a kind does not have, with the nearest that it has.

        Args:
            key: The key.
            kind: The kind.
            code: Of the finding.
            value: What stands behind the key, if anything can.
            present: All keys of the map, if something required may be meant.
        """
        if (key.text == "<<" and not key.style) or not key.text.isprintable():
            return  # the reader of the YAML has said so already
        more = () if code == "KG216" else OF_CITATIONS if kind.embedded else STRUCTURAL
        hint = key_hint(key, kind, self.vocabulary, value, present or (), more)
        self.report(code, f"{kind.name} has no key `{key.text}`", key, hint)

    def report(
        self, code: str, message: str, node: Node, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Note what is wrong at a node."""
        mark = Mark(self.file, max(node.line, 1), max(node.column, 1))
        self.findings.append(Finding(code, severity, message, mark, hint))


def _cut_off_hint(value: Node, key: Scalar, *, is_alone: bool) -> str:
    """What was meant by a key of a map in braces that has nothing behind it; "" if it has."""
    if not is_cut_off(value, key):
        return ""
    alone = f"write {{en: {key.text}}}, or take the brackets out" if is_alone else COMMA
    return pair_hint(key.text) or alone


_TAGS: Final = {
    "cn": "zh", "ch": "zh", "tw": "zh", "jp": "ja", "kr": "ko", "us": "en", "uk": "en", "gb": "en", "eng": "en",
    "english": "en", "chinese": "zh", "japanese": "ja", "korean": "ko",
}  # fmt: skip
"""Codes of countries that are taken for those of their languages."""


def _language_hint(tag: str, known: Collection[str]) -> str:
    if tag in ("value", "text", "lang", "language", "@value", "@language"):
        return "the language is the key, and the text its value: write {en: ..., zh: ...}"
    meant = _TAGS.get(tag.lower(), tag.lower().split("-")[0])
    near = f"did you mean `{meant}`?" if meant in known else closest(tag, known)
    return near or f"one of: {', '.join(known)}"


def _unmapped(found: Field, node: Node) -> str:
    """How to write a value that stands in a map, such as `{id: tencent}`, or in a list within a list."""
    if isinstance(node, Sequence):
        return "take the inner brackets out"
    words = (
        [text for pair in node.entries for text in reversed(pair) if isinstance(text, Scalar)]
        if isinstance(node, Mapping)
        else []
    )
    known = (
        w.text
        for w in words
        if (w.text in found.concepts if found.concepts else found.classes and ID.fullmatch(w.text))
    )
    meant = next((word for word in known if word not in ("true", "yes")), "")
    return f"write only the id or word: `{meant}`" if meant else _example(found)


def _is_date(found: Field) -> bool:
    return not DATE_TYPES.isdisjoint(found.datatypes)


def _example(found: Field) -> str:
    if found.concepts:
        return f"write `{found.name}: {next(iter(found.concepts))}`"
    if found.classes:
        return f"write the id of a record, which is its file's name: `{found.name}: tencent`"
    if _is_date(found):
        return f"write `{found.name}: 2014-11-25`"
    return f"write `{found.name}: ...`{'' if found.most == 1 else ', or a list of such values'}"
