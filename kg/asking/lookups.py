"""Ids, properties and names -> terms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import KgError
from kg.model import Record, Term, Triple
from kg.names import KG, LABEL, NAME, TITLE, iri, literal_parts, local_name
from kg.reading.values import closest
from kg.reasoning.inferences import inference_iri
from kg.vocabulary import Vocabulary

_ALIAS = iri(KG + "alias")


def thing_named(known: Iterable[Term], name: str, id_base: str) -> Term:
    """The term of an id.

    Raises:
        KgError: There is no such record.
    """
    terms = set(known)
    term = iri(id_base + name)
    if term not in terms:
        hint = closest(name, [local_name(t) for t in terms]) or f"`kg find {name}` searches the names"
        raise KgError(f"there is no `{name}`", hint)
    return term


def property_named(vocabulary: Vocabulary, name: str) -> Term:
    """The property of a local name.

    Raises:
        KgError: There is none.
    """
    found = {local_name(t): t for t in vocabulary.index if local_name(t)[:1].islower()}
    if name not in found:
        raise KgError(f"there is no property `{name}`", closest(name, found))
    return found[name]


def inference(derived: Iterable[Triple], name: str, base: str) -> Triple:
    """The edge of an inference's id.

    Raises:
        KgError: There is no such inference.
    """
    wanted = name.removeprefix("inference:")
    for triple in derived:
        if local_name(inference_iri(triple, base)) == wanted:
            return triple
    raise KgError(f"there is no inference `{name}`", "give its id, or SUBJECT PREDICATE OBJECT")


def folded(text: str) -> str:
    """Text as it is searched: compatibility forms unified, without case and without accents."""
    while (again := _folded_once(text)) != text:  # what unfolds may have case or accents in its turn
        text = again
    return text


def _folded_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def search(records: Iterable[Record], text: str) -> Iterator[tuple[int, Record, str]]:
    """Records whose id, name, alias or title has a text in it, the best first.

    Yields:
        How good the match is (0: the whole, 1: the beginning, 2: a part), the record, the name that matched.
    """
    wanted = folded(text)
    found: list[tuple[int, str, Record, str]] = []
    for record in records:
        best: tuple[int, str] | None = None
        for name in _names(record):
            other = folded(name)
            if wanted in other:
                rank = 0 if wanted == other else 1 if other.startswith(wanted) else 2
                best = min(best or (rank, name), (rank, name))
        if best:
            found.append((best[0], record.subject, record, best[1]))
    for rank, _, record, name in sorted(found, key=lambda item: item[:2]):
        yield rank, record, name


def _names(record: Record) -> Iterator[str]:
    if "." not in local_name(record.subject):  # what is embedded has no name of its own
        yield local_name(record.subject)
    for predicate in (NAME, _ALIAS, TITLE, LABEL):
        for value in record.fields.get(predicate, ()):
            yield literal_parts(value)[0]


def values_of(record: Record, vocabulary: Vocabulary) -> Mapping[str, list[Term]]:
    """A record's fields by key, in the order of its kind."""
    kind = vocabulary.by_iri[record.kind]
    return {name: record.fields[f.iri] for name, f in kind.fields.items() if record.fields.get(f.iri)}
