"""What a person calls each statement: the template of its kind, filled in, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.graph import Store
from kg.model import Record, Term
from kg.names import LABEL, NAME, TITLE, literal, literal_parts, local_name
from kg.reasoning.rules import Derivation
from kg.vocabulary import Kind, Vocabulary

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


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
        names = names_of(self.records)
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

    def _labels(self, record: Record, names: Mapping[Term, Mapping[str, str]]) -> Iterator[Term]:
        yield from record.fields.get(NAME, ())
        yield from record.fields.get(TITLE, ())
        kind = self.vocabulary.by_iri[record.kind]
        for language, template in kind.template.items():
            yield literal(fill(template, record, kind, language, names, self.vocabulary), language=language)


def describer(
    records: Iterable[Record], vocabulary: Vocabulary, language: str = "en"
) -> Callable[[Term], str]:
    """A function that says what a person calls a thing, a statement or a word of the ontology."""
    listed = list(records)
    names, by_subject = names_of(listed), {record.subject: record for record in listed}

    def describe(term: Term) -> str:
        record = by_subject.get(term)
        if record is None:
            return vocabulary.label(term, language) if term in vocabulary.index else local_name(term)
        kind = vocabulary.by_iri[record.kind]
        template = kind.template.get(language) or kind.template.get("en")
        if template:
            return fill(template, record, kind, language, names, vocabulary)
        found = names.get(term, {})
        return found.get(language) or found.get("en") or next(iter(found.values()), local_name(term))

    return describe


def names_of(records: Iterable[Record]) -> dict[Term, dict[str, str]]:
    """The names of things, by language."""
    found: dict[Term, dict[str, str]] = {}
    for record in records:
        for value in (*record.fields.get(NAME, ()), *record.fields.get(TITLE, ())):
            text, _, language = literal_parts(value)
            found.setdefault(record.subject, {}).setdefault(language or "en", text)
    return found


def fill(
    template: str,
    record: Record,
    kind: Kind,
    language: str,
    names: Mapping[Term, Mapping[str, str]],
    vocabulary: Vocabulary,
) -> str:
    """A statement in words: `{field}` is replaced, a part in `[ ]` falls away if a field in it has no value."""
    values = {}
    for slot in _slots(template):
        field = kind.fields.get(slot)
        found = record.fields.get(field.iri) if field is not None else None
        if found:
            values[slot] = _in_words(found, language, names, vocabulary)
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


def _in_words(
    values: Sequence[Term], language: str, names: Mapping[Term, Mapping[str, str]], vocabulary: Vocabulary
) -> str:
    if values[0][0] == "<":
        if len(values) == 1:
            return _called(values[0], language, names, vocabulary)
    elif len(values) == 1:
        return literal_parts(values[0])[0]
    else:
        texts = {tag: text for text, _, tag in map(literal_parts, values)}
        return texts.get(language) or texts.get("en") or next(iter(texts.values()))
    return ("、" if language.startswith("zh") else ", ").join(
        [_called(value, language, names, vocabulary) for value in values]
    )


def _called(
    value: Term, language: str, names: Mapping[Term, Mapping[str, str]], vocabulary: Vocabulary
) -> str:
    name = names.get(value)
    if name:
        return name.get(language) or name.get("en") or next(iter(name.values()))
    if value in vocabulary.index:
        return vocabulary.label(value, language)
    return local_name(value).replace("-", " ")
