"""When statements hold: the days that reasoning found, else those that the record states."""

from __future__ import annotations

import calendar
from collections.abc import Mapping

from kg.dates import DateError, PartialDate, from_term, iso_day
from kg.exporters.html.model import Span
from kg.graph import Store
from kg.model import Record, Term
from kg.names import KG, iri, literal_parts
from kg.vocabulary import Vocabulary

_BOUNDS = tuple(iri(KG + name) for name in ("startEarliest", "startLatest", "endEarliest", "endLatest"))


def bounds(store: Store) -> dict[Term, dict[Term, str]]:
    """Returns the days that reasoning found, by statement and bound (ISO 8601)."""
    found: dict[Term, dict[Term, str]] = {}
    for subject, predicate, value in store.triples():
        if predicate in _BOUNDS:
            found.setdefault(subject, {})[predicate] = literal_parts(value)[0]
    return found


def span(record: Record, vocabulary: Vocabulary, found: Mapping[Term, str] | None) -> Span:
    """Returns when a statement holds.

    Args:
        record: The statement.
        vocabulary: Says which fields are starts and ends.
        found: The days that reasoning found for it; None if it does not count.
    """
    stated = {role: _stated(record, vocabulary, role) for role in ("start", "end")}
    if found is None:
        start, end = (_days(stated[role]) for role in ("start", "end"))
    else:
        start, end = ((found.get(_BOUNDS[i], ""), found.get(_BOUNDS[i + 1], "")) for i in (0, 2))
    return Span(_words(stated["start"], *start), _words(stated["end"], *end), *start, *end)


def _stated(record: Record, vocabulary: Vocabulary, role: str) -> PartialDate | None:
    kind = vocabulary.by_iri[record.kind]
    for field in kind.fields.values():
        if field.role == role:
            for value in record.fields.get(field.iri, ()):
                try:
                    return from_term(value)
                except DateError:
                    continue
    return None


def _days(date: PartialDate | None) -> tuple[str, str]:
    return (iso_day(date.earliest), iso_day(date.latest)) if date else ("", "")


def _words(stated: PartialDate | None, earliest: str, latest: str) -> str:
    """Returns a date as stated if the days are its own; else the shortest date that means just these days."""
    if stated and _days(stated) == (earliest, latest):
        return stated.text
    if earliest == latest:
        return earliest
    year, month, _ = earliest.split("-")
    if (earliest, latest) == (f"{year}-01-01", f"{year}-12-31"):
        return year
    last = calendar.monthrange(int(year), int(month))[1]
    if (earliest, latest) == (f"{year}-{month}-01", f"{year}-{month}-{last}"):
        return f"{year}-{month}"
    return f"{earliest}/{latest}"
