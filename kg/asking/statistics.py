"""What a project holds, counted: facts by kind, region, year and means, and how well they are sourced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.dates import PartialDate
from kg.model import Record, Term
from kg.names import DISPUTES, KG, REF, SOURCES, STANCE, iri, literal_parts, local_name
from kg.reasoning.sources import drawn_on, independent, weak_sources
from kg.vocabulary import Vocabulary

_COUNTRY, _MECHANISM = iri(KG + "country"), iri(KG + "mechanism")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts, the greatest first where they have no order of their own.

    Attributes:
        things: How many of each kind.
        statements: Likewise, those too that stand inside another, as what answers what does in an action.
        countries: Statements that mention something of a country, or of a group of that country.
        years: Statements that begin in each year.
        mechanisms: Statements by means.
        sources: How many statements have so many independent sources that do not dispute them.
        single: Statements with one independent source.
        weak: Statements of which all sources are of a weak type.
        unsourced: Statements without a source.
    """

    things: Mapping[str, int]
    statements: Mapping[str, int]
    countries: Mapping[str, int]
    years: Mapping[str, int]
    mechanisms: Mapping[str, int]
    sources: Mapping[str, int]
    single: int
    weak: int
    unsourced: int


def statistics(
    records: Iterable[Record],
    vocabulary: Vocabulary,
    starts: Mapping[Term, PartialDate],
    groups: Mapping[Term, Term],
) -> Statistics:
    """Count.

    Args:
        records: All records.
        vocabulary: For their kinds, and for which types of source are weak.
        starts: When each statement begins.
        groups: The group of each thing, from which it has its country if it states none.
    """
    kinds = vocabulary.by_iri
    listed = {record.subject: record for record in records}
    statements = [r for r in listed.values() if kinds[r.kind].statement]
    things = [r for r in listed.values() if not kinds[r.kind].statement and not kinds[r.kind].embedded]
    country = {r.subject: literal_parts(v)[0] for r in things for v in r.fields.get(_COUNTRY, ())}
    draws_on, weak_ones = drawn_on(things), weak_sources(things, vocabulary)
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("country", "year", "mechanism", "sources")
    }
    single = weak = unsourced = 0
    for record in statements:
        mentioned = {value for values in record.fields.values() for value in values}
        places = (country.get(m) or country.get(groups.get(m, "")) for m in mentioned)
        counts["country"].update({place for place in places if place})
        if record.subject in starts:
            counts["year"][starts[record.subject].text[:4]] += 1
        counts["mechanism"].update(map(local_name, record.fields.get(_MECHANISM, ())))
        cited = (listed[c] for c in record.fields.get(SOURCES, ()) if c in listed)
        backing = (c for c in cited if DISPUTES not in c.fields.get(STANCE, ()))
        sources = {source for c in backing for source in c.fields.get(REF, ())}
        number = independent(sources, draws_on)
        counts["sources"][str(number)] += 1
        single += number == 1
        unsourced += not sources
        known = sources & listed.keys()
        weak += bool(known) and known <= weak_ones
    return Statistics(
        _ranked(Counter(local_name(r.kind) for r in things)),
        _ranked(Counter(local_name(r.kind) for r in statements)),
        _ranked(counts["country"]),
        dict(sorted(counts["year"].items())),
        _ranked(counts["mechanism"]),
        dict(sorted(counts["sources"].items(), key=lambda pair: int(pair[0]))),
        single,
        weak,
        unsourced,
    )


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
