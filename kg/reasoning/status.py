"""Which statements count: best rank, known by then, and holding on the asked day.

A coded step, since it sorts dates and chooses between ranks; what it finds is written as triples
(`kg:inForce`, `kg:certainty`, the earliest and latest days), so that the rules need no dates of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kg.dates import DateError, Interval, PartialDate, from_term, iso_day
from kg.graph import Store
from kg.model import Record, Term
from kg.names import (
    ALTERNATIVE_TO,
    DEPRECATED,
    KG,
    NORMAL,
    PREFERRED,
    RANK,
    TRUE,
    XSD,
    iri,
)
from kg.reasoning.lapses import ceased, lapses
from kg.reasoning.rules import Derivation
from kg.reasoning.sources import cited_by
from kg.reasoning.told import supporting
from kg.vocabulary import Kind, Vocabulary

IN_FORCE = iri(KG + "inForce")
BEST_RANK = iri(KG + "bestRank")
CERTAINTY = iri(KG + "certainty")
CERTAIN = iri(KG + "statement-certainty/certain")
POSSIBLE = iri(KG + "statement-certainty/possible")
STARTED_BY, ENDED_BY = iri(KG + "startedBy"), iri(KG + "endedBy")
CEASED, LAPSED = "ceased", "lapsed"
"""What follows by these names holds on every day."""
CEASES_WITH, LAPSES_WITH = iri(KG + "ceasesWith"), iri(KG + "lapsesWith")
_DATE = iri(XSD + "date")
_BOUNDS = tuple(iri(KG + name) for name in ("startEarliest", "startLatest", "endEarliest", "endLatest"))
_START_ORDER = (iri(KG + "from"), iri(KG + "date"), iri(KG + "asOf"))


@dataclass(frozen=True, slots=True)
class Asked:
    """From when, and from whose knowledge, the graph is looked at.

    Attributes:
        as_of: The day on which statements must have held; None for the latest known state.
        known_at: Only what sources published by then say; None for all.
        without: Sources that are left out, as terms.
    """

    as_of: PartialDate | None = None
    known_at: PartialDate | None = None
    without: frozenset[Term] = frozenset()

    @property
    def all_sources(self) -> bool:
        """Whether no source is left out."""
        return self.known_at is None and not self.without


@dataclass(slots=True)
class Status:
    """The step that says which statements count.

    Attributes:
        vocabulary: Kinds, and which of their properties are starts and ends.
        records: All records, as the sources that count have them (see `kg.reasoning.told`).
        asked: The day and the sources.
        intervals: When each statement that counts holds; known after it has run.
        starts: When each known statement begins, whether it counts or not; likewise.
        known: The statements that a source is left for; likewise.
    """

    vocabulary: Vocabulary
    records: Iterable[Record]
    asked: Asked
    name: str = "status"
    reads: frozenset[Term] = frozenset({ENDED_BY})
    writes: frozenset[Term] = frozenset({IN_FORCE, BEST_RANK, CERTAINTY, CEASES_WITH, LAPSES_WITH, *_BOUNDS})
    negated: frozenset[Term] = frozenset({ENDED_BY})
    intervals: dict[Term, Interval] = field(default_factory=dict)
    starts: dict[Term, PartialDate] = field(default_factory=dict)
    known: frozenset[Term] = frozenset()

    def run(self, store: Store) -> Iterator[Derivation]:
        """The status of every statement that is not outranked or unknown."""
        kinds = self.vocabulary.by_iri
        statements = {r.subject: r for r in self.records if kinds[r.kind].statement}
        alive = self._alive(statements)
        best = best_ranked(alive, kinds)
        ended: dict[Term, list[Term]] = {}
        for graph in store.visible:
            for subject, _, by in [triple for triple in store.graphs.get(graph, ()) if triple[1] == ENDED_BY]:
                if by in alive:  # what nobody knows of has ended nothing
                    ended.setdefault(subject, []).append(by)
        self.known = frozenset(alive)
        self.intervals = self._intervals(best, alive, ended)
        yield from self._lapses(best)
        for subject in best:
            yield from self._describe(subject, self.intervals[subject])

    def _alive(self, statements: Mapping[Term, Record]) -> dict[Term, Record]:
        """The statements that have a source left, or never had one and no source is left out."""
        if self.asked.all_sources:
            return dict(statements)
        limit = self.asked.known_at
        sources = cited_by(self.records, limit.latest if limit else None, self.asked.without)
        backed = supporting(self.vocabulary, self.records, frozenset(sources))
        return {subject: record for subject, record in statements.items() if subject in backed}

    def _intervals(
        self,
        best: Mapping[Term, Record],
        statements: Mapping[Term, Record],
        ended: Mapping[Term, Iterable[Term]],
    ) -> dict[Term, Interval]:
        starts = self.starts = self._starts(statements)
        found: dict[Term, Interval] = {}
        ends = self.vocabulary.with_role("end")
        for subject, record in best.items():
            begun = record.fields.get(STARTED_BY, ())
            start = starts.get(subject) or next((starts[b] for b in begun if b in starts), None)
            end = _first_date(record, ends)
            if end is None:  # the first of those that ended it; what began again has a statement of its own
                dates = [starts[by] for by in ended.get(subject, ()) if by in starts]
                end = min(dates, key=lambda date: (date.earliest, date.latest), default=None)
            found[subject] = Interval(start, end)
        for previous, following in successions(best, starts, self.vocabulary.by_iri):
            if found[previous].end is None:
                found[previous] = Interval(found[previous].start, starts[following])
        return found

    def _lapses(self, best: Mapping[Term, Record]) -> Iterator[Derivation]:
        """Ends what needs something that has ceased, unless it ended before."""
        starts = {subject: held.start for subject, held in self.intervals.items() if held.start is not None}
        gone = ceased(best, starts, self.vocabulary)
        for thing, end in gone.items():
            said = (thing, CEASES_WITH, end.milestone)
            yield Derivation(said, CEASED, frozenset((end.milestone,)))
        for subject, end in lapses(best, starts, gone, self.vocabulary):
            held = self.intervals[subject]
            if held.end is None or end.date.latest < held.end.earliest:
                self.intervals[subject] = Interval(held.start, end.date)
                said = (subject, LAPSES_WITH, end.milestone)
                yield Derivation(said, LAPSED, frozenset((subject, end.milestone)))

    def _starts(self, statements: Mapping[Term, Record]) -> dict[Term, PartialDate]:
        others = self.vocabulary.with_role("start") - set(_START_ORDER)
        found: dict[Term, PartialDate] = {}
        for subject, record in statements.items():
            date = _first_date(record, (*_START_ORDER, *sorted(others)))
            if date is not None:
                found[subject] = date
        return found

    def _describe(self, subject: Term, interval: Interval) -> Iterator[Derivation]:
        name, because = self.name, frozenset((subject,))
        yield Derivation((subject, BEST_RANK, TRUE), name, because)
        for predicate, bound in zip(_BOUNDS, (*_days(interval.start), *_days(interval.end)), strict=True):
            if bound:
                yield Derivation((subject, predicate, bound), name, because)
        asked = self.asked.as_of
        if asked is None:
            holds, certain = interval.end is None, True
        else:
            holds = interval.may_hold(asked.earliest, asked.latest)
            certain = interval.must_hold(asked.earliest) and interval.must_hold(asked.latest)
        if holds:
            yield Derivation((subject, IN_FORCE, TRUE), name, because)
            yield Derivation((subject, CERTAINTY, CERTAIN if certain else POSSIBLE), name, because)


def best_ranked(statements: Mapping[Term, Record], kinds: Mapping[Term, Kind]) -> dict[Term, Record]:
    """The statements that are not outranked by another on the same matter, nor deprecated."""
    found: dict[Term, Record] = {}
    for group in contests(statements, kinds):
        ranks = {subject: _rank(statements[subject]) for subject in group}
        best = PREFERRED if PREFERRED in ranks.values() else NORMAL
        found |= {subject: statements[subject] for subject, rank in ranks.items() if rank == best}
    return {subject: record for subject, record in statements.items() if subject in found}


def contests(statements: Mapping[Term, Record], kinds: Mapping[Term, Kind]) -> list[list[Term]]:
    """The statements grouped by the matter that they are on, most of them alone.

    The same matter is what has equal values of the kind's contest key, or is linked by `kg:alternativeTo`.
    """
    leader: dict[Term, Term] = {s: s for s in statements}

    def find(term: Term) -> Term:
        while leader[term] != term:
            leader[term] = leader[leader[term]]
            term = leader[term]
        return term

    keys: dict[tuple[object, ...], Term] = {}
    for subject, record in statements.items():
        contest = kinds[record.kind].contest_key
        if contest:
            key = (record.kind, *(tuple(sorted(record.fields.get(p, ()))) for p in contest))
            leader[find(subject)] = find(keys.setdefault(key, subject))
        for other in record.fields.get(ALTERNATIVE_TO, ()):
            if other in leader:
                leader[find(subject)] = find(other)
    groups: dict[Term, list[Term]] = {}
    for subject in statements:
        groups.setdefault(find(subject), []).append(subject)
    return list(groups.values())


def successions(
    statements: Mapping[Term, Record], starts: Mapping[Term, PartialDate], kinds: Mapping[Term, Kind]
) -> Iterator[tuple[Term, Term]]:
    """Pairs of statements of which the second replaces the first from its own start."""
    series: dict[tuple[object, ...], list[Term]] = {}
    for subject, record in statements.items():
        key = kinds[record.kind].succession_key
        if key and subject in starts:
            values = (record.kind, *(tuple(sorted(record.fields.get(p, ()))) for p in key))
            series.setdefault(values, []).append(subject)
    for members in series.values():
        members.sort(key=lambda s: (starts[s].earliest, s))
        for previous, following in pairwise(members):
            if starts[previous].latest < starts[following].earliest:
                yield previous, following


def _rank(record: Record) -> Term:
    rank = next(iter(record.fields.get(RANK, ())), NORMAL)  # one that could not be read counts as none
    return DEPRECATED if rank not in (PREFERRED, NORMAL) else rank


def _first_date(record: Record, properties: Iterable[Term]) -> PartialDate | None:
    for name in properties:
        for value in record.fields.get(name, ()):
            try:
                return from_term(value)
            except DateError:
                continue
    return None


def _days(date: PartialDate | None) -> tuple[Term, Term] | tuple[str, str]:
    if date is None:
        return "", ""
    return f'"{iso_day(date.earliest)}"^^{_DATE}', f'"{iso_day(date.latest)}"^^{_DATE}'
