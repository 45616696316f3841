"""Where sources part: versions of one statement, and statements that compete for one matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.dates import DateError, from_term
from kg.model import Record, Term
from kg.names import (
    CITATION,
    DEPRECATED,
    DISPUTES,
    NORMAL,
    PREFERRED,
    RANK,
    REF,
    SOURCES,
    STANCE,
    STATEMENT,
    TYPE,
    local_name,
)
from kg.reasoning.sources import drawn_on, independent
from kg.reasoning.status import contests
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Version:
    """What some sources have for a field.

    Attributes:
        values: The values; none where the source denies the statement as a whole.
        sources: Who says so.
        independent: How many of them are independent: those that draw on one source count once.
        held: Whether it is what the curator holds.
        agrees: Whether it may be true together with what the curator holds: it is that, or a date less or more exact.
    """

    values: tuple[Term, ...]
    sources: tuple[Term, ...]
    independent: int
    held: bool
    agrees: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of a statement for which its sources have different values.

    Attributes:
        statement: The statement.
        field: The property; `kg:stance` where a source denies the whole.
        versions: The curator's first.
        rank: The statement's rank, or None.
        curators: What the curator holds, where not all sources count and none of those that do has it; else None.
    """

    statement: Term
    field: Term
    versions: tuple[Version, ...]
    rank: Term | None
    curators: tuple[Term, ...] | None = None

    @property
    def is_of_precision(self) -> bool:
        """Whether the sources only differ in how exact they are."""
        return self.curators is None and all(version.agrees for version in self.versions)


@dataclass(frozen=True, slots=True)
class Contest:
    """Statements on one matter, of which the best ranked count.

    Attributes:
        statements: The statements, the best ranked first, each with its rank and its supporting sources.
    """

    statements: tuple[tuple[Term, Term | None, tuple[Term, ...]], ...]


def agree(one: Collection[Term], other: Collection[Term]) -> bool:
    """Whether two versions of a field can both be true: the same values, or two dates that can mean the same day."""
    if sorted(one) == sorted(other):
        return True
    try:
        (first,), (second,) = map(from_term, one), map(from_term, other)
    except (DateError, ValueError):
        return False
    return first.earliest <= second.latest and second.earliest <= first.latest


def disputes(
    records: Iterable[Record], vocabulary: Vocabulary, curated: Iterable[Record] = ()
) -> list[Dispute]:
    """All fields on which sources differ, by statement and field.

    Args:
        records: As the sources that count have them (see `kg.reasoning.told`).
        vocabulary: For their kinds.
        curated: The records as the curator has them, where not all sources count: then a field is also told of
            whose value none of those that do has.
    """
    listed = list(records)
    by_subject = {record.subject: record for record in listed}
    written = {record.subject: record for record in curated}
    draws_on = drawn_on(listed)
    found: list[Dispute] = []
    for statement in listed:
        citations = [by_subject[c] for c in statement.fields.get(SOURCES, ()) if c in by_subject]
        rank = next(iter(statement.fields.get(RANK, ())), None)
        for field in sorted({field for c in citations for field in c.says}):
            versions = _versions(statement, field, citations, draws_on)
            held = written.get(statement.subject, statement).fields.get(field, [])
            other = None if sorted(held) == sorted(statement.fields.get(field, ())) else tuple(sorted(held))
            if len(versions) > 1 or other is not None:
                found.append(Dispute(statement.subject, field, versions, rank, other))
        deniers = [c for c in citations if DISPUTES in c.fields.get(STANCE, ())]
        if deniers:
            backers = _sources(c for c in citations if c not in deniers)
            against = _sources(deniers)
            pair = (
                Version((statement.subject,), backers, independent(backers, draws_on), True, True),
                Version((), against, independent(against, draws_on), False, False),
            )
            found.append(Dispute(statement.subject, STANCE, pair, rank))
    return sorted(found, key=lambda d: (d.statement, d.field))


def _versions(
    statement: Record, field: Term, citations: Iterable[Record], draws_on: Mapping[Term, frozenset[Term]]
) -> tuple[Version, ...]:
    held = tuple(sorted(statement.fields.get(field, ())))
    by_value: dict[tuple[Term, ...], list[Term]] = {held: []}
    for citation in citations:
        if field in citation.omits or DISPUTES in citation.fields.get(STANCE, ()):
            continue
        values = tuple(sorted(citation.says.get(field, held)))
        by_value.setdefault(values, []).extend(citation.fields.get(REF, ()))
    return tuple(
        Version(
            values,
            tuple(dict.fromkeys(sources)),
            independent(sources, draws_on),
            values == held,
            agree(values, held),
        )
        for values, sources in by_value.items()
    )


def _sources(citations: Iterable[Record]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(source for c in citations for source in c.fields.get(REF, ())))


def competing(records: Iterable[Record], vocabulary: Vocabulary) -> list[Contest]:
    """Statements on one matter, where there are several."""
    listed = list(records)
    by_subject = {record.subject: record for record in listed}
    statements = {r.subject: r for r in listed if STATEMENT in vocabulary.by_iri[r.kind].ancestors}
    found = []
    for group in contests(statements, vocabulary.by_iri):
        if len(group) < 2:
            continue
        rows = []
        for subject in group:
            record = statements[subject]
            rank = next(iter(record.fields.get(RANK, ())), None)
            cited = (by_subject[c] for c in record.fields.get(SOURCES, ()) if c in by_subject)
            rows.append(
                (subject, rank, _sources(c for c in cited if DISPUTES not in c.fields.get(STANCE, ())))
            )
        rows.sort(key=lambda row: (row[1] != PREFERRED, local_name(row[1] or ""), row[0]))
        found.append(Contest(tuple(rows)))
    return sorted(found, key=lambda contest: contest.statements[0][0])


def preferring(records: Iterable[Record], source: Term, vocabulary: Vocabulary) -> Iterator[Record]:
    """The records as they would be if one source were believed above all others.

    Its version of each statement is held, of competing statements that which it supports is preferred, and what it
    disputes as a whole is deprecated.
    """
    listed = list(records)
    citations: dict[Term, list[Record]] = {}
    for record in listed:
        if CITATION in vocabulary.by_iri[record.kind].ancestors and source in record.fields.get(REF, ()):
            citations.setdefault(record.parent or "", []).append(record)
    denied = {s for s, own in citations.items() if any(DISPUTES in c.fields.get(STANCE, ()) for c in own)}
    statements = {r.subject: r for r in listed if STATEMENT in vocabulary.by_iri[r.kind].ancestors}
    decided: dict[Term, Term] = {}
    for group in contests(statements, vocabulary.by_iri):
        backed = {s for s in group if s in citations and s not in denied}
        if len(group) > 1 and backed:
            decided |= {s: PREFERRED if s in backed else NORMAL for s in group}
        decided |= {s: DEPRECATED for s in group if s in denied}
    for record in listed:
        fields = dict(record.fields)
        for citation in citations.get(record.subject, ()):
            fields |= citation.says
        if record.subject in decided:
            fields[RANK] = [decided[record.subject]]
        changed = fields != record.fields
        yield replace(record, fields={TYPE: record.fields[TYPE], **fields}) if changed else record
