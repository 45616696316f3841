"""The step that says who controls what, and which group a thing belonged to and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kg.dates import END_OF_DAYS, FIRST_DAY, Day, iso_day
from kg.graph import Store
from kg.model import Record, Term
from kg.names import KG, PROV, TRUE, TYPE, XSD, digest, iri, local_name
from kg.reasoning.control import Control, control_on
from kg.reasoning.derivations import derivations
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership_facts import ownership_facts
from kg.reasoning.rules import Derivation
from kg.reasoning.spans import ALWAYS, Span, Spans, overlaid, without
from kg.reasoning.status import BEST_RANK, IN_FORCE, Status
from kg.reasoning.sweep import Timeline, control_periods, ultimate_periods
from kg.vocabulary import Vocabulary

CONTROLS, MEMBERSHIP = iri(KG + "controls"), iri(KG + "Membership")
MEMBER, GROUP = iri(KG + "member"), iri(KG + "group")
_MOST_WAYS = 64
"""How many ways to control something are kept for one edge; far more than any real company has."""
_START, _END = iri(KG + "startEarliest"), iri(KG + "endEarliest")
_DERIVED_FROM = iri(PROV + "wasDerivedFrom")
_AGENT, _PLATFORM, _COLLECTIVE = (iri(KG + name) for name in ("Agent", "Platform", "Collective"))


@dataclass(slots=True)
class Memberships:
    """Control on the asked day as edges, and the groups of all days as dated nodes.

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
    writes: frozenset[Term] = frozenset({CONTROLS, MEMBER, GROUP, IN_FORCE})
    negated: frozenset[Term] = frozenset({BEST_RANK})

    def run(self, store: Store) -> Iterator[Derivation]:
        """Edges of control on the asked day, and memberships over time."""
        by_subject = {r.subject: r for r in self.records}
        counted = {s: (by_subject[s], interval) for s, interval in self.status.intervals.items()}
        holdings, claims = ownership_facts(self.vocabulary, counted)
        collectives = frozenset(self._of_kind(_COLLECTIVE))
        asked = self.status.asked.as_of
        day = END_OF_DAYS - 1 if asked is None else asked.latest
        yield from self._controls(control_on(holdings, claims, day, collectives))
        members = sorted({*self._of_kind(_AGENT), *self._of_kind(_PLATFORM)})
        ultimate = ultimate_periods(control_periods(holdings, claims, collectives))
        yield from self._memberships(members, day, ultimate.certain, _reasons(holdings, claims))

    def _of_kind(self, kind: Term) -> Iterator[Term]:
        kinds = self.vocabulary.by_iri
        return (r.subject for r in self.records if kind in kinds[r.kind].ancestors)

    def _controls(self, control: Control) -> Iterator[Derivation]:
        """An edge for each certain control, with the smallest sets of statements that it follows from."""
        for controller, things in control.certain.items():
            for thing in sorted(things):
                for way in islice(derivations(control.votes, controller, thing), _MOST_WAYS):
                    edges = ((controller, CONTROLS, holder) for holder in way.through)
                    yield Derivation(
                        (controller, CONTROLS, thing), self.name, frozenset((*way.statements, *edges))
                    )

    def _memberships(
        self, members: Iterable[Term], day: Day, ultimate: Timeline, because: Mapping[Term, frozenset[Term]]
    ) -> Iterator[Derivation]:
        """A dated node for each group that a thing belonged to: its own, while nobody else controlled it."""
        heads: dict[Term, list[tuple[Term, Spans]]] = {}
        for head, things in ultimate.items():
            for thing, spans in things.items():
                heads.setdefault(thing, []).append((head, spans))
        for member in members:
            above = [(head, spans) for head, spans in heads.get(member, ()) if head != member]
            alone = without(ALWAYS, overlaid(spans for _, spans in above))
            for head, spans in sorted([*above, (member, alone)]):
                for span in spans:
                    yield from self._describe(member, head, span, day, because.get(member, frozenset()))

    def _describe(
        self, member: Term, head: Term, span: Span, asked: Day, because: frozenset[Term]
    ) -> Iterator[Derivation]:
        node = iri(f"{self.base}membership/{local_name(member)}.{digest([member, head, str(span[0])])}")
        itself = frozenset((node,))
        yield Derivation((node, TYPE, MEMBERSHIP), self.name, itself)
        yield Derivation((node, MEMBER, member), self.name, itself)
        yield Derivation((node, GROUP, head), self.name, itself)
        if span[0] <= asked < span[1]:
            yield Derivation((node, IN_FORCE, TRUE), self.name, itself)
        for statement in sorted(because):
            yield Derivation((node, _DERIVED_FROM, statement), self.name, itself)
        for name, day in zip((_START, _END), span, strict=True):
            if FIRST_DAY < day < END_OF_DAYS:
                yield Derivation((node, name, f'"{iso_day(day)}"^^<{XSD}date>'), self.name, itself)


def _reasons(holdings: Iterable[Holding], claims: Iterable[ControlClaim]) -> dict[Term, frozenset[Term]]:
    """For each thing, the statements on who holds or controls it."""
    found: dict[Term, set[Term]] = {}
    for holding in holdings:
        found.setdefault(holding.owned, set()).add(holding.id)
    for claim in claims:
        found.setdefault(claim.controlled, set()).add(claim.id)
    return {thing: frozenset(ids) for thing, ids in found.items()}
