"""Terms of RDF in the page's words: ids, labels in all languages, literals as texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.exporters.html.model import Concept, Kind, Relation, Text, Value
from kg.graph import Store
from kg.model import Term
from kg.names import LABEL, RDFS, SKOS, iri, is_iri, literal_parts, local_name
from kg.vocabulary import Vocabulary
from kg.vocabulary.lookups import ancestors, labels

_SUBPROPERTY = iri(RDFS + "subPropertyOf")
_DEFINITION = iri(SKOS + "definition")
_INVERSE_LABEL = "inverseLabel"


@lru_cache(maxsize=1 << 16)
def short(term: Term) -> str:
    """Returns the local name of an IRI, which is the page's id of what it names; asked for again and again."""
    return local_name(term)


def text_of_map(words: Mapping[str, str]) -> Text:
    """Returns a text from its words by language, English first."""
    return tuple(sorted(words.items(), key=lambda pair: (pair[0] != "en", pair[0])))


class Words:
    """What terms are called; remembers which concepts were asked for."""

    def __init__(self, vocabulary: Vocabulary, store: Store) -> None:
        self.vocabulary = vocabulary
        self._concept_of = {
            concept.iri: (short(scheme), concept)
            for scheme, listed in sorted(vocabulary.concepts.items())
            for concept in listed.values()
        }
        self._scheme_of = {
            concept.iri: scheme
            for scheme, listed in sorted(vocabulary.concepts.items())
            for concept in listed.values()
        }
        self._used: set[Term] = set()
        self._labels: dict[Term, dict[str, str]] = {}
        for subject, predicate, value in store.triples():
            if predicate == LABEL and not is_iri(value):
                text, _, language = literal_parts(value)
                self._labels.setdefault(subject, {}).setdefault(language or "en", text)

    def label(self, term: Term) -> Text:
        """Returns what a record is called, by language; its local name if nothing else."""
        return text_of_map(self._labels.get(term) or {"en": short(term)})

    def is_concept(self, term: Term) -> bool:
        """Tells whether a term is a word of a closed list."""
        return term in self._concept_of

    def concept_id(self, term: Term) -> str:
        """Returns the page's id of a concept: its scheme and its word."""
        self._used.add(term)
        scheme, concept = self._concept_of[term]
        return f"{scheme}/{concept.word}"

    def used_concepts(self) -> tuple[Concept, ...]:
        """Returns the concepts that were asked for."""
        found = []
        for term in self._used:
            scheme, concept = self._concept_of[term]
            note: Text = (("en", concept.definition),) if concept.definition else ()
            found.append(Concept(self.concept_id(term), scheme, text_of_map(concept.label), note))
        return tuple(sorted(found, key=lambda concept: concept.id))

    def value(self, term: Term) -> Value:
        """Returns a value of a field: a reference by its id, a literal as its text."""
        if self.is_concept(term):
            return Value(ref=self.concept_id(term))
        if is_iri(term):
            return Value(ref=short(term))
        text, _, language = literal_parts(term)
        return Value(text=((language or "en", text),))

    def values(self, terms: Iterable[Term]) -> tuple[Value, ...]:
        """Returns the values of a field; one text in several languages is one value."""
        listed = list(terms)
        parts = [literal_parts(term) for term in listed if not is_iri(term)]
        by_language = {language: text for text, _, language in parts if language}
        if len(parts) == len(listed) == len(by_language) > 1:
            return (Value(text=text_of_map(by_language)),)
        return tuple(self.value(term) for term in listed)

    def text(self, terms: Iterable[Term]) -> Text:
        """Returns literals as one text in all their languages."""
        found: dict[str, str] = {}
        for term in terms:
            if not is_iri(term):
                text, _, language = literal_parts(term)
                found.setdefault(language or "en", text)
        return text_of_map(found)

    def kinds(self, names: Iterable[Term]) -> tuple[Kind, ...]:
        """Returns the kinds of these classes, and the closed lists that are in use."""
        wanted = {*names, *(self._scheme_of[term] for term in self._used)}
        found = []
        for term in sorted(wanted):
            line = list(ancestors(self.vocabulary.index, term))[1:]
            found.append(
                Kind(
                    short(term),
                    text_of_map(self.vocabulary.labels(term)),
                    tuple(short(above) for above in line),
                    self._definition(term),
                )
            )
        return tuple(found)

    def relations(self, names: Iterable[str]) -> tuple[Relation, ...]:
        """Returns the relations of these names."""
        by_name = {short(term): term for term in self.vocabulary.index if is_iri(term)}
        found = []
        for name in sorted(names):
            term = by_name.get(name)
            if term is None:
                found.append(Relation(name, (("en", name),)))
                continue
            inverse = next((p for p in self.vocabulary.index[term] if short(p) == _INVERSE_LABEL), "")
            line = list(ancestors(self.vocabulary.index, term, _SUBPROPERTY))[1:]
            found.append(
                Relation(
                    name,
                    text_of_map(self.vocabulary.labels(term) or {"en": name}),
                    text_of_map(labels(self.vocabulary.index, term, inverse)) if inverse else (),
                    tuple(short(above) for above in line),
                    self._definition(term),
                )
            )
        return tuple(found)

    def _definition(self, term: Term) -> Text:
        return text_of_map(labels(self.vocabulary.index, term, _DEFINITION))
