"""Ids, properties and names -> terms."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from shlex import quote

from kg.errors import KgError
from kg.model import Record, Term, Triple
from kg.names import KG, LABEL, NAME, OWL, RDF, TITLE, TYPE, iri, literal_parts, local_name
from kg.reading.values import closest
from kg.reasoning.inferences import inference_iri
from kg.vocabulary import Vocabulary

_ALIAS = iri(KG + "alias")
_PROPERTY = frozenset(
    (
        iri(RDF + "Property"),
        *(iri(OWL + name) for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
    )
)
_MOST = 4
"""So many things are named in a hint."""
_HAVING = frozenset(iri(KG + name) for name in ("holdsStakeIn", "owns", "operates", "controls"))
_OF_THE_OWNED = tuple(iri(KG + name) for name in ("owned", "controlled", "platform"))


def thing_named(records: Iterable[Record], vocabulary: Vocabulary, name: str, id_base: str) -> Term:
    """The record of an id, or else the only thing of that name, alias or title, whatever its case and accents.

    Args:
        records: All records.
        vocabulary: For what is a thing.
        name: What somebody has typed.
        id_base: The namespace of ids.

    Raises:
        KgError: There is none, or several have the name.
    """
    known = {record.subject: record for record in records}
    term = iri(id_base + name.removeprefix("id:"))
    if term in known:
        return term
    kinds = vocabulary.by_iri
    things = [r for r in known.values() if not (kinds[r.kind].statement or kinds[r.kind].embedded)]
    name = name.strip()
    wanted = folded(name)
    for properties in ((NAME, _ALIAS), (TITLE,)):
        found = [r for r in things if any(folded(text) == wanted for text in _texts(r, properties))]
        if len(found) == 1:
            return found[0].subject
        if found:
            raise KgError(
                f"`{name}` is the name of {len(found)} things",
                f"give an id: {_listed(sorted(found, key=lambda r: r.subject))}",
            )
    near = closest(name, [local_name(term) for term in known if "." not in local_name(term)])
    if not near and (len(wanted) > 1 or not wanted.isascii()):  # a single letter is in every name
        parts = [r for _, r, _ in islice(search((r for r in things if NAME in r.fields), name), _MOST + 1)]
        near = f"did you mean {_listed(parts)}?" if 0 < len(parts) <= _MOST else ""
    raise KgError(f"there is no `{name}`", near or f"`kg find {quote(name)}` searches the names")


def _listed(records: Iterable[Record]) -> str:
    return ", ".join(f"`{local_name(r.subject)}` ({local_name(r.kind)})" for r in records)


def property_named(vocabulary: Vocabulary, name: str, inferred: Collection[Term] = ()) -> Term:
    """The property of a local name.

    Args:
        vocabulary: What there is.
        name: What somebody has typed.
        inferred: Those that are most likely meant.

    Raises:
        KgError: There is none.
    """
    found = {
        local_name(t): t
        for t, about in vocabulary.index.items()
        if _PROPERTY.intersection(about.get(TYPE, ()))
    }
    if name not in found:
        likely = ", ".join(sorted(map(local_name, inferred)))
        hint = closest(name, found) or (f"these are inferred: {likely}" if likely else "")
        raise KgError(f"there is no property `{name}`", hint)
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


def search(
    records: Iterable[Record], text: str, statements: Collection[Term] = ()
) -> Iterator[tuple[int, Record, str]]:
    """Records whose id, name, alias or title has a text in it, the best first; things before sources and statements.

    Args:
        records: Where to search.
        text: What to search for.
        statements: The kinds of statements.

    Yields:
        How good the match is (0: the whole, 1: the beginning, 2: a part), the record, the name that matched.
    """
    wanted = folded(text)
    found: list[tuple[int, int, str, Record, str]] = []
    for record in records:
        best: tuple[int, str] | None = None
        for name in _names(record):
            other = folded(name)
            if wanted in other:
                rank = 0 if wanted == other else 1 if other.startswith(wanted) else 2
                best = min(best or (rank, name), (rank, name))
        if best:
            order = 2 if record.kind in statements else 1 if TITLE in record.fields else 0
            found.append((best[0], order, record.subject, record, best[1]))
    for rank, _, _, record, name in sorted(found, key=lambda item: item[:3]):
        yield rank, record, name


def _names(record: Record) -> Iterator[str]:
    if "." not in local_name(record.subject):  # what is embedded has no name of its own
        yield local_name(record.subject)
    yield from _texts(record, (NAME, _ALIAS, TITLE, LABEL))


def _texts(record: Record, properties: Iterable[Term]) -> Iterator[str]:
    for predicate in properties:
        for value in record.fields.get(predicate, ()):
            yield literal_parts(value)[0]


def values_of(record: Record, vocabulary: Vocabulary) -> Mapping[str, list[Term]]:
    """A record's fields by key, in the order of its kind."""
    kind = vocabulary.by_iri[record.kind]
    return {name: record.fields[f.iri] for name, f in kind.fields.items() if record.fields.get(f.iri)}


def ownable(vocabulary: Vocabulary) -> list[str]:
    """The kinds of things that somebody may own, control or run, by the shapes."""
    classes = {c for p in _OF_THE_OWNED if (f := vocabulary.fields.get(p)) for c in f.classes}
    return [k.name for k in vocabulary.kinds.values() if not (k.abstract or classes.isdisjoint(k.ancestors))]


def held_by(derived: Iterable[Triple], holder: Term) -> list[Term]:
    """What somebody holds a stake in, runs or controls, sorted."""
    return sorted({thing for who, how, thing in derived if who == holder and how in _HAVING})
