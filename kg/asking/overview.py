"""All about one thing or statement: its fields, its sources, what is said about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.asking.lookups import values_of
from kg.dates import FIRST_DAY, Interval, PartialDate, from_term
from kg.model import Mark, Record, Term, Triple
from kg.names import KG, REF, SOURCES, STANCE, iri, literal_parts
from kg.reasoning.status import ENDED_BY, LAPSES_WITH
from kg.vocabulary import Vocabulary

_AT, _NOTE = iri(KG + "at"), iri(KG + "note")
_ENDS, _LAST_REPORTED = (ENDED_BY, LAPSES_WITH), iri(KG + "lastReported")


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of a statement.

    Attributes:
        source: The source.
        at: Where in it, or "".
        stance: Whether it supports or disputes the statement, if that is stated.
        says: What it has instead, by key.
        note: The curator's note, or "".
        mark: Where the citation is written.
    """

    source: Term
    at: str
    stance: Term | None
    says: Mapping[str, tuple[Term, ...]]
    note: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement about a thing.

    Attributes:
        statement: The statement.
        kind: Its class.
        interval: When it holds; None if it is outranked or of no rank.
        start: When it begins, whether it counts or not.
        mark: Where it is written.
    """

    statement: Term
    kind: Term
    interval: Interval | None
    start: PartialDate | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ending:
    """Until when a statement holds, as far as that is known.

    Attributes:
        end: When it ended; None if no end is known.
        because: What ended it: an action that reversed it, or a milestone without which it cannot last.
        reported: When it was last reported, if the graph tells; None for what is said to have ended.
    """

    end: PartialDate | None = None
    because: tuple[Term, ...] = ()
    reported: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """All about one record.

    Attributes:
        record: The record.
        fields: Its fields by key, without its citations.
        citations: What it rests on.
        mentions: The statements about it, in order of their beginning; those without one last.
        ending: If it is a statement that counts, until when it holds.
    """

    record: Record
    fields: Mapping[str, tuple[Term, ...]]
    citations: tuple[Cited, ...]
    mentions: tuple[Mention, ...]
    ending: Ending = Ending()


def overview(
    term: Term,
    records: Mapping[Term, Record],
    vocabulary: Vocabulary,
    intervals: Mapping[Term, Interval],
    starts: Mapping[Term, PartialDate],
    derived: Iterable[Triple] = (),
) -> Overview:
    """Gather what is known about a record.

    Args:
        term: The thing or statement.
        records: All records by subject.
        vocabulary: For their kinds.
        intervals: When each statement that counts holds.
        starts: When each statement begins.
        derived: What was inferred.
    """
    record = records[term]
    fields = {name: tuple(v) for name, v in values_of(record, vocabulary).items() if name != "sources"}
    citations = tuple(
        Cited(
            source,
            _text(cited.fields.get(_AT)),
            next(iter(cited.fields.get(STANCE, ())), None),
            {_key(name): tuple(values) for name, values in cited.says.items()},
            _text(cited.fields.get(_NOTE)),
            cited.mark,
        )
        for cited in (records[c] for c in record.fields.get(SOURCES, ()) if c in records)
        for source in cited.fields.get(REF, ())
    )
    mentions = [
        Mention(r.subject, r.kind, intervals.get(r.subject), starts.get(r.subject), r.mark)
        for r in _statements(records.values(), vocabulary)
        if r.subject != term and any(term in values for values in r.fields.values())
    ]
    mentions.sort(key=lambda m: (m.start is None, m.start.earliest if m.start else FIRST_DAY, m.statement))
    ending = _ending(intervals[term], term, derived) if term in intervals else Ending()
    return Overview(record, fields, citations, tuple(mentions), ending)


def _ending(held: Interval, statement: Term, derived: Iterable[Triple]) -> Ending:
    about = [(predicate, value) for subject, predicate, value in derived if subject == statement]
    if held.end is not None:
        return Ending(held.end, tuple(sorted(value for predicate, value in about if predicate in _ENDS)))
    dates = (from_term(value) for predicate, value in about if predicate == _LAST_REPORTED)
    return Ending(reported=next(dates, None))


def _statements(records: Iterable[Record], vocabulary: Vocabulary) -> Iterable[Record]:
    return (r for r in records if vocabulary.by_iri[r.kind].statement)


def _key(property_: Term) -> str:
    return property_.rstrip(">").rsplit("/", 1)[-1]


def _text(values: Iterable[Term] | None) -> str:
    return next((literal_parts(value)[0] for value in values or ()), "")
