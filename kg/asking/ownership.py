"""Who owns and controls a thing, directly and through others, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from kg.dates import END_OF_DAYS, FIRST_DAY, Day, Interval
from kg.graph import Store
from kg.model import Record, Term
from kg.names import KG, iri, literal_parts
from kg.reasoning.holdings import Holding
from kg.reasoning.memberships import GROUP, MEMBER
from kg.reasoning.ownership import Band, settled_bands, spread
from kg.reasoning.ownership_facts import ownership_facts
from kg.reasoning.spans import Spans, common, overlaid, without
from kg.reasoning.status import CERTAIN, CERTAINTY
from kg.reasoning.sweep import ControlPeriods, control_periods
from kg.reasoning.ultimate_sweep import joint_periods, ultimate_periods
from kg.vocabulary import Vocabulary

RELATIONS = (
    "stated",
    "direct share",
    "undisclosed share",
    "effective share",
    "controls",
    "controls jointly",
    "ultimate controller",
    "group",
)
"""The order in which they are told."""

_COLLECTIVE = iri(KG + "Collective")
_START, _END = iri(KG + "startEarliest"), iri(KG + "endEarliest")


@dataclass(frozen=True, slots=True)
class Tenure:
    """That somebody stood in a relation to a thing for a time.

    Attributes:
        relation: One of `RELATIONS`.
        who: Who; nobody for what is undisclosed, several for joint control.
        first: Since which day.
        after: The first day on which it no longer was so.
        low: The least percentage, of a share.
        high: The greatest.
        certain: Whether it must be so, or may be; of a share, whether it is more than nothing.
        statement: The statement that says it, if one does.
        of: What the share is of, if not of the thing itself but of what runs or controls it.
    """

    relation: str
    who: tuple[Term, ...]
    first: Day
    after: Day
    low: float | None = None
    high: float | None = None
    certain: bool = True
    statement: Term | None = None
    of: Term | None = None


def ownership(
    thing: Term,
    records: Iterable[Record],
    vocabulary: Vocabulary,
    intervals: Mapping[Term, Interval],
    store: Store,
) -> list[Tenure]:
    """Everything that is known of who owned and controlled a thing, over all time.

    Effective shares are left out where too many companies own each other (see `entangled`).

    Args:
        thing: A company or platform.
        records: All records.
        vocabulary: For their kinds.
        intervals: When each statement that counts holds.
        store: For the groups, as the graph has them.
    """
    by_subject = {record.subject: record for record in records}
    counted = {s: (by_subject[s], interval) for s, interval in intervals.items()}
    holdings, claims = ownership_facts(vocabulary, counted)
    crowds = frozenset(s for s, r in by_subject.items() if _COLLECTIVE in vocabulary.by_iri[r.kind].ancestors)
    periods = control_periods(holdings, claims, crowds)
    found = [
        Tenure("stated", (claim.controller,), first, after, certain=low > 0, statement=claim.id)
        for claim in claims
        if claim.controlled == thing
        for first, after, low, _ in spread(claim, 1.0, 1.0)
    ]
    column = settled_bands(h for h in holdings if h.owned == thing).get(thing, [])
    found += _shares("direct share", column, _unknown(holdings, thing))
    found += _undisclosed(column)
    if column:
        from kg.reasoning.integrated_sweep import MOST_IN_RING, effective_periods, largest_ring

        if largest_ring(holdings, thing) <= MOST_IN_RING:
            found += _shares("effective share", effective_periods(holdings, {thing})[thing].items())
    found += _periods("controls", periods, thing)
    found += [
        Tenure("controls jointly", tuple(sorted(joint.controllers)), first, after, certain=joint.certain)
        for joint in joint_periods(holdings, claims, periods, crowds)
        if joint.controlled == thing
        for first, after in joint.days
    ]
    found += _periods("ultimate controller", ultimate_periods(periods), thing)
    found += _groups(thing, store)
    return sorted(
        found, key=lambda t: (RELATIONS.index(t.relation), t.first, t.after, t.who, t.statement or "")
    )


def shares_behind(
    thing: Term,
    tenures: Sequence[Tenure],
    records: Iterable[Record],
    vocabulary: Vocabulary,
    intervals: Mapping[Term, Interval],
) -> list[Tenure]:
    """The direct shares in whoever runs or controls a thing by statement, for the days of that.

    Not for those of which shares in the thing itself are known: of a platform they seldom are, since they are in its
    company.

    Args:
        thing: A company or platform.
        tenures: What `ownership` says of it.
        records: All records.
        vocabulary: For their kinds.
        intervals: When each statement that counts holds.
    """
    own = overlaid(((t.first, t.after),) for t in tenures if t.relation == "direct share")
    days: dict[Term, Spans] = {}
    for stated in (t for t in tenures if t.relation == "stated"):
        more = without(((stated.first, stated.after),), own)
        days[stated.who[0]] = overlaid((days.get(stated.who[0], ()), more))
    counted = {r.subject: (r, intervals[r.subject]) for r in records if r.subject in intervals}
    holdings = [h for h in ownership_facts(vocabulary, counted)[0] if h.owned in days]
    columns = settled_bands(holdings)
    found = []
    for holder, spans in days.items():
        column = columns.get(holder, [])
        held = _shares("direct share", column, _unknown(holdings, holder))
        shares = sorted(held, key=lambda t: (t.first, t.after, t.who))
        for share in (*shares, *_undisclosed(column)):
            for first, after in common(((share.first, share.after),), spans):
                found.append(replace(share, first=first, after=after, of=holder))
    return found


def entangled(
    thing: Term, records: Iterable[Record], vocabulary: Vocabulary, intervals: Mapping[Term, Interval]
) -> int:
    """How many companies own each other in a ring above a thing, if those are too many for effective shares; else 0."""
    from kg.reasoning.integrated_sweep import MOST_IN_RING, largest_ring

    counted = {r.subject: (r, intervals[r.subject]) for r in records if r.subject in intervals}
    size = largest_ring(ownership_facts(vocabulary, counted)[0], thing)
    return size if size > MOST_IN_RING else 0


def on_day(tenures: Iterable[Tenure], first: Day, last: Day) -> list[Tenure]:
    """Those that held on some day from one to another."""
    return [t for t in tenures if t.first <= last and first < t.after]


def _unknown(holdings: Iterable[Holding], thing: Term) -> dict[Term, Spans]:
    """By owner, the days on which they certainly hold a part of a thing of which only the size is not known."""
    found: dict[Term, Spans] = {}
    for held in holdings:
        first, after = Interval(held.start, held.end).certain
        if held.owned == thing and not held.known and first < after:
            found[held.owner] = overlaid((found.get(held.owner, ()), ((first, after),)))
    return found


def _shares(
    relation: str,
    owners: Iterable[tuple[Term, Iterable[Band]]],
    unknown: Mapping[Term, Spans] = MappingProxyType({}),
) -> Iterator[Tenure]:
    for owner, bands in owners:
        for first, after, low, high in bands:
            days: Spans = ((first, after),)
            must = days if low > 0 else common(days, unknown.get(owner, ()))
            for certain, spans in ((True, must), (False, without(days, must))):
                for since, until in spans if high > 0 else ():
                    yield Tenure(relation, (owner,), since, until, low, high, certain)


def _undisclosed(column: Iterable[tuple[Term, Iterable[Band]]]) -> Iterator[Tenure]:
    """What is held by owners whom no statement names, while any share is known."""
    bands = [band for _, own in column for band in own]
    last: Tenure | None = None
    for first, after in pairwise(sorted({day for band in bands for day in band[:2]})):
        held = [band for band in bands if band[0] <= first < band[1]]
        if not held:
            continue
        low = max(0.0, 100.0 - sum(band[3] for band in held))
        high = max(0.0, 100.0 - sum(band[2] for band in held))
        if last and last.after == first and (last.low, last.high) == (low, high):
            last = Tenure(last.relation, (), last.first, after, low, high, low > 0)
            continue
        if last and last.high:
            yield last
        last = Tenure("undisclosed share", (), first, after, low, high, low > 0)
    if last and last.high:
        yield last


def _periods(relation: str, periods: ControlPeriods, thing: Term) -> Iterator[Tenure]:
    for who, things in periods.possible.items():
        must: Spans = periods.certain.get(who, {}).get(thing, ())
        may = without(things.get(thing, ()), must)
        for certain, spans in ((True, must), (False, may)):
            for first, after in spans:
                yield Tenure(relation, (who,), first, after, certain=certain)


def _groups(thing: Term, store: Store) -> Iterator[Tenure]:
    """The memberships of a thing, as they stand among what was inferred."""
    about: dict[Term, dict[Term, Term]] = {}
    for subject, predicate, value in store.triples():
        if predicate in (MEMBER, GROUP, CERTAINTY, _START, _END) and "/membership/" in subject:
            about.setdefault(subject, {})[predicate] = value
    for fields in about.values():
        if fields.get(MEMBER) == thing:
            certain = fields[CERTAINTY] == CERTAIN
            yield Tenure("group", (fields[GROUP],), _day(fields, _START), _day(fields, _END), certain=certain)


def _day(fields: Mapping[Term, Term], name: Term) -> Day:
    from kg.dates import parse_date

    if name not in fields:
        return FIRST_DAY if name == _START else END_OF_DAYS
    return parse_date(literal_parts(fields[name])[0]).earliest
