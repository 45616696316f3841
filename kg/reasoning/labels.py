"""What a person calls each statement: the template of its kind, filled in, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.graph import Store
from kg.model import Record, Term
from kg.names import LABEL, NAME, TITLE, XSD, iri, literal, literal_parts, local_name
from kg.reasoning.rules import Derivation
from kg.vocabulary import Vocabulary

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_DECIMAL = iri(XSD + "decimal")
_LARGE = re.compile(r"\A-?\d{5,}")
"""The whole part of a number that is hard to read without commas."""
_LONGEST_WITHIN = 60
"""So many characters may a text have within the label of a statement that stands in another's label."""


class Names:
    """What things are called, and statements by which others are told."""

    def __init__(self, records: Iterable[Record], vocabulary: Vocabulary) -> None:
        listed = list(records)
        self.of_things = names_of(listed)
        self.records = {record.subject: record for record in listed}
        self.vocabulary = vocabulary
        self._quoted: dict[tuple[Term, str], str] = {}

    def of(self, term: Term, language: str, *, is_within: bool = False) -> str:
        """A thing's name, a word's label, or a statement in a few words and in quotes, but not within another."""
        if name := self.of_things.get(term):
            return name.get(language) or name.get("en") or next(iter(name.values()))
        if term in self.vocabulary.index:
            return self.vocabulary.label(term, language)
        record = None if is_within else self.records.get(term)
        if record is None:
            return local_name(term).replace("-", " ")
        if (term, language) not in self._quoted:
            kind = self.vocabulary.by_iri[record.kind]
            template = kind.template.get(language) or kind.template.get("en")
            text = fill(template, record, language, self, is_within=True) if template else local_name(term)
            self._quoted[term, language] = f"“{text}”"
        return self._quoted[term, language]


@dataclass(frozen=True, slots=True)
class Labels:
    """The step that gives things and statements an `rdfs:label`."""

    vocabulary: Vocabulary
    records: Iterable[Record]
    name: str = "labels"
    reads: frozenset[Term] = frozenset()
    writes: frozenset[Term] = frozenset({LABEL})
    negated: frozenset[Term] = frozenset()

    def run(self, store: Store) -> Iterator[Derivation]:
        """A label for each name of a thing, each language of a statement's template, each word and kind in use."""
        names = Names(self.records, self.vocabulary)
        yield from self._words()
        for record in self.records:
            for value in self._labels(record, names):
                yield Derivation((record.subject, LABEL, value), self.name, frozenset((record.subject,)))

    def _words(self) -> Iterator[Derivation]:
        """The labels of the concepts and kinds that the records use, so that the data can be read by itself."""
        used: set[Term] = set()
        for record in self.records:
            used.update(*record.fields.values())
        for term in sorted(used & self.vocabulary.index.keys()):
            for language, text in self.vocabulary.labels(term).items():
                yield Derivation(
                    (term, LABEL, literal(text, language=language)), self.name, frozenset((term,))
                )

    def _labels(self, record: Record, names: Names) -> Iterator[Term]:
        yield from record.fields.get(NAME, ())
        yield from record.fields.get(TITLE, ())
        kind = self.vocabulary.by_iri[record.kind]
        for language, template in kind.template.items():
            yield literal(fill(template, record, language, names), language=language)


def describer(records: Iterable[Record], vocabulary: Vocabulary) -> Callable[[Term], str]:
    """A function that says in English what a person calls a thing, a statement or a word of the ontology."""
    names = Names(records, vocabulary)

    def describe(term: Term) -> str:
        record = names.records.get(term)
        if record is None:
            return vocabulary.label(term) if term in vocabulary.index else local_name(term)
        kind = vocabulary.by_iri[record.kind]
        if template := kind.template.get("en"):
            return fill(template, record, "en", names)
        found = names.of_things.get(term, {})
        return found.get("en") or next(iter(found.values()), local_name(term))

    return describe


def names_of(records: Iterable[Record]) -> dict[Term, dict[str, str]]:
    """The names of things, by language."""
    found: dict[Term, dict[str, str]] = {}
    for record in records:
        for value in (*record.fields.get(NAME, ()), *record.fields.get(TITLE, ())):
            text, _, language = literal_parts(value)
            found.setdefault(record.subject, {}).setdefault(language or "en", text)
    return found


def fill(template: str, record: Record, language: str, names: Names, *, is_within: bool = False) -> str:
    """A statement in words: `{field}` is replaced, a part in `[ ]` falls away if a field in it has no value.

    Args:
        template: In that language, or in English.
        record: The statement.
        language: Of the names and words in it.
        names: Of things and statements.
        is_within: Whether it stands in the label of another, where there is no room for long texts.
    """
    fields = names.vocabulary.by_iri[record.kind].fields
    values = {}
    for slot in _slots(template):
        found = record.fields.get(fields[slot].iri) if slot in fields else None
        if found:
            text = _in_words(found, language, names, is_within)
            if not is_within or len(text) <= _LONGEST_WITHIN:
                values[slot] = text
    parts = _parts(template, frozenset(values))
    text = "".join([values.get(part, "…") if slot else part for slot, part in parts])
    return " ".join(text.split())


@lru_cache
def _slots(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SLOT.findall(template)))


@lru_cache(maxsize=1024)
def _parts(template: str, filled: frozenset[str]) -> tuple[tuple[bool, str], ...]:
    """A template in parts: slots, and the text between them."""
    pieces = _SLOT.split(_without_gaps(template, filled))
    return tuple((bool(place % 2), piece) for place, piece in enumerate(pieces))


def _without_gaps(template: str, filled: frozenset[str]) -> str:
    """A template without the brackets, and without those parts of which a field is not filled."""

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(slot in filled for slot in _slots(match[1])) else ""

    while (shorter := _OPTIONAL.sub(optional, template)) != template:
        template = shorter
    return template


def _in_words(values: Sequence[Term], language: str, names: Names, is_within: bool) -> str:
    if values[0][0] == "<":
        between = "、" if language.startswith("zh") else ", "
        return between.join([names.of(value, language, is_within=is_within) for value in values])
    if len(values) == 1:
        text, datatype, _ = literal_parts(values[0])
        return _LARGE.sub(lambda found: f"{int(found[0]):,}", text) if datatype == _DECIMAL else text
    texts = {tag: text for text, _, tag in map(literal_parts, values)}
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))
