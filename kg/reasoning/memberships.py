"""The step that says which group a thing belonged to, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from kg.dates import END_OF_DAYS, FIRST_DAY, Day, Interval, iso_day
from kg.graph import Store
from kg.model import Record, Term
from kg.names import KG, PROV, TRUE, TYPE, XSD, digest, iri, local_name
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership_facts import ownership_facts, reported_only, with_open_starts
from kg.reasoning.rules import Derivation
from kg.reasoning.spans import ALWAYS, NEVER, Span, Spans, overlaid, without
from kg.reasoning.status import BEST_RANK, CERTAIN, CERTAINTY, IN_FORCE, POSSIBLE, Status
from kg.reasoning.sweep import Timeline, certain_control
from kg.reasoning.ultimate_sweep import highest
from kg.vocabulary import Vocabulary

MEMBERSHIP = iri(KG + "Membership")
MEMBER, GROUP = iri(KG + "member"), iri(KG + "group")
_START, _END = iri(KG + "startEarliest"), iri(KG + "endEarliest")
_DERIVED_FROM = iri(PROV + "wasDerivedFrom")
_AGENT, _PLATFORM, _COLLECTIVE = (iri(KG + name) for name in ("Agent", "Platform", "Collective"))


Link: TypeAlias = tuple[Term, Term, Day, Day]
"""An owner or controller, the statement that makes it one, and the days on which it may: from one until another."""


@dataclass(slots=True)
class Memberships:
    """The groups of all days as dated nodes.

    Attributes:
        vocabulary: For the kinds of things.
        records: All records.
        status: Which statements count, and when each holds; has run before.
        base: The namespace under which nodes are minted.
    """

    vocabulary: Vocabulary
    records: Iterable[Record]
    status: Status
    base: str
    name: str = "control"
    reads: frozenset[Term] = frozenset({BEST_RANK})
    writes: frozenset[Term] = frozenset({MEMBERSHIP, MEMBER, GROUP, IN_FORCE, CERTAINTY, _DERIVED_FROM})
    negated: frozenset[Term] = frozenset({BEST_RANK})
    sought: frozenset[Term] = frozenset({MEMBERSHIP, MEMBER, GROUP, _DERIVED_FROM})

    def run(self, store: Store) -> Iterator[Derivation]:
        """Memberships over time."""
        by_subject = {r.subject: r for r in self.records}
        counted = {s: (by_subject[s], interval) for s, interval in self.status.intervals.items()}
        holdings, claims = ownership_facts(self.vocabulary, counted)
        collectives = frozenset(self._of_kind(_COLLECTIVE))
        asked = self.status.asked.as_of
        day = END_OF_DAYS - 1 if asked is None else asked.latest
        members = sorted({*self._of_kind(_AGENT), *self._of_kind(_PLATFORM)})
        sure = certain_control(holdings, claims, collectives)
        widened = with_open_starts(claims, reported_only(record for record, _ in counted.values()))
        perhaps = sure if widened == claims else certain_control(holdings, widened, collectives)
        yield from self._memberships(members, day, sure, perhaps, _links(holdings, widened))

    def _of_kind(self, kind: Term) -> Iterator[Term]:
        kinds = self.vocabulary.by_iri
        return (r.subject for r in self.records if kind in kinds[r.kind].ancestors)

    def _memberships(
        self,
        members: Iterable[Term],
        day: Day,
        sure: Timeline,
        perhaps: Timeline,
        into: Mapping[Term, Sequence[Link]],
    ) -> Iterator[Derivation]:
        """A dated node for each group that a thing belonged to.

        The group is that of whoever certainly controlled it; at other times, of whoever was later reported to
        control it (which is marked as possible); else its own.
        """
        certain = _by_thing(highest(sure))
        possible = {} if perhaps is sure else _by_thing(highest(perhaps))
        for member in members:
            held = [(h, spans) for h, spans in certain.get(member, ()) if h != member]
            left = without(ALWAYS, overlaid(spans for _, spans in held))
            later = [
                (h, both)
                for h, spans in possible.get(member, ())
                if h != member and (both := overlaid((spans, left), least=2))
            ]
            alone = without(left, overlaid(spans for _, spans in later))
            for certainty, groups in ((CERTAIN, [*held, (member, alone)]), (POSSIBLE, later)):
                for head, spans in sorted(groups):
                    beneath = perhaps.get(head, {})
                    for span in spans:
                        because = _chain(into, beneath, member, head, span) if head != member else frozenset()
                        yield from self._describe(member, head, span, certainty, day, because)

    def _describe(
        self, member: Term, head: Term, span: Span, certainty: Term, asked: Day, because: frozenset[Term]
    ) -> Iterator[Derivation]:
        node = iri(f"{self.base}membership/{local_name(member)}.{digest([member, head, str(span[0])])}")
        said = [(TYPE, MEMBERSHIP), (MEMBER, member), (GROUP, head), (CERTAINTY, certainty)]
        if span[0] <= asked < span[1]:
            said.append((IN_FORCE, TRUE))
        said += [(_DERIVED_FROM, statement) for statement in sorted(because)]
        said += [(name, text) for name, day in ((_START, span[0]), (_END, span[1])) if (text := _date(day))]
        itself = frozenset((node,))
        for predicate, value in said:
            yield Derivation((node, predicate, value), self.name, itself)


@lru_cache(maxsize=16384)
def _date(day: Day) -> Term:
    """A day as a literal; "" for the ends of time."""
    return f'"{iso_day(day)}"^^<{XSD}date>' if FIRST_DAY < day < END_OF_DAYS else ""


def _by_thing(timeline: Timeline) -> dict[Term, list[tuple[Term, Spans]]]:
    """For each thing, those above it and when."""
    found: dict[Term, list[tuple[Term, Spans]]] = {}
    for head, things in timeline.items():
        for thing, spans in things.items():
            found.setdefault(thing, []).append((head, spans))
    return found


def _chain(
    into: Mapping[Term, Sequence[Link]],
    controlled: Mapping[Term, Spans],
    member: Term,
    head: Term,
    span: Span,
) -> frozenset[Term]:
    """The statements by which a head reached a member at some time of a span, through whatever it controlled."""
    found: set[Term] = set()
    waiting, seen = [member], {member}
    for thing in waiting:
        for owner, statement, first, after in into.get(thing, ()):
            begin, cease = max(first, span[0]), min(after, span[1])
            if begin >= cease:
                continue
            days = ALWAYS if owner == head else controlled.get(owner, NEVER)
            if any(one < cease and begin < other for one, other in days):
                found.add(statement)
                if owner != head and owner not in seen:
                    seen.add(owner)
                    waiting.append(owner)
    return frozenset(found)


def _links(holdings: Iterable[Holding], claims: Iterable[ControlClaim]) -> dict[Term, list[Link]]:
    """For each thing, who holds or controls it by which statement."""
    found: dict[Term, list[Link]] = {}
    stated: Iterable[tuple[Term, Term, Holding | ControlClaim]] = chain(
        ((holding.owned, holding.owner, holding) for holding in holdings),
        ((claim.controlled, claim.controller, claim) for claim in claims),
    )
    for thing, who, statement in stated:
        first, after = Interval(statement.start, statement.end).possible
        found.setdefault(thing, []).append((who, statement.id, first, after))
    return found
