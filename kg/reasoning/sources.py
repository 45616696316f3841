"""How sources bear on what is known: which there are at a time, which go back to one another, which are weak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.dates import DateError, Day, from_term
from kg.model import Record, Term
from kg.names import KG, REF, iri
from kg.vocabulary import Vocabulary

_PUBLISHED, _DRAWS_ON = iri(KG + "date"), iri(KG + "drawsOn")
_SOURCE_TYPE, _WEAK = iri(KG + "sourceType"), iri(KG + "weak")


def cited_by(records: Iterable[Record], limit: Day | None, without: Collection[Term]) -> set[Term]:
    """The sources that something cites and that may have been published by a day.

    Args:
        records: All records.
        limit: The day; None for any.
        without: Sources that are left out.
    """
    listed = list(records)
    cited = {source for r in listed for source in r.fields.get(REF, ())}.difference(without)
    if limit is None:
        return cited
    published = ((r.subject, published_by(r)) for r in listed if r.subject in cited)
    return {source for source, day in published if day is not None and day <= limit}


def published_by(source: Record) -> Day | None:
    """The first day on which a source may have been published; None if its date is not known."""
    for value in source.fields.get(_PUBLISHED, ()):
        try:
            return from_term(value).earliest
        except DateError:
            continue
    return None


def weak_sources(records: Iterable[Record], vocabulary: Vocabulary) -> set[Term]:
    """The sources of a type that cannot alone carry a preferred statement."""
    weak = vocabulary.marked(_WEAK)
    return {r.subject for r in records if not weak.isdisjoint(r.fields.get(_SOURCE_TYPE, ()))}


def drawn_on(records: Iterable[Record]) -> dict[Term, frozenset[Term]]:
    """What each source draws on, of those that draw on any."""
    return {r.subject: frozenset(r.fields[_DRAWS_ON]) for r in records if r.fields.get(_DRAWS_ON)}


def independent(sources: Iterable[Term], draws_on: Mapping[Term, frozenset[Term]]) -> int:
    """How many sources are independent: each counts for the sources that it goes back to.

    Sources that draw on each other in a circle count as one.
    """
    origins: set[Term] = set()
    for source in sources:
        for above in _drawn_from(source, draws_on):
            circle = _drawn_from(above, draws_on)
            if all(above in _drawn_from(other, draws_on) for other in circle):
                origins.add(min(circle))
    return len(origins)


def _drawn_from(source: Term, draws_on: Mapping[Term, frozenset[Term]]) -> list[Term]:
    """A source and all that it draws on, directly or not."""
    found = [source]
    for current in found:
        found += [above for above in sorted(draws_on.get(current, ())) if above not in found]
    return found
