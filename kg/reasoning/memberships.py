"""The step that says who controls what, and which group a thing belonged to and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.dates import END_OF_DAYS, FIRST_DAY, Day
from kg.graph import Store
from kg.model import Record, Term, Triple
from kg.names import KG, TYPE, XSD, digest, iri, local_name
from kg.reasoning.control import Control, control_on
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership_facts import ownership_facts
from kg.reasoning.rules import Derivation
from kg.reasoning.status import BEST_RANK, Status
from kg.reasoning.ultimate import ultimate_controllers
from kg.vocabulary import Vocabulary

CONTROLS, MEMBERSHIP = iri(KG + "controls"), iri(KG + "Membership")
MEMBER, GROUP = iri(KG + "member"), iri(KG + "group")
_START = tuple(iri(KG + name) for name in ("startEarliest", "startLatest"))
_END = tuple(iri(KG + name) for name in ("endEarliest", "endLatest"))
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
    writes: frozenset[Term] = frozenset({CONTROLS, MEMBER, GROUP})
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
        yield from self._memberships(members, holdings, claims, collectives)

    def _of_kind(self, kind: Term) -> Iterator[Term]:
        kinds = self.vocabulary.by_iri
        return (r.subject for r in self.records if kind in kinds[r.kind].ancestors)

    def _controls(self, control: Control) -> Iterator[Derivation]:
        for controller, things in control.certain.items():
            coalition = things | {controller}
            for thing in sorted(things):
                premises: set[Term | Triple] = set()
                column = control.votes.columns.get(thing)
                for voter in column.voters if column else ():
                    if voter.owner in coalition and voter.owner != thing:
                        premises |= set(voter.statements)
                        premises |= _edge(controller, voter.owner)
                for claim, _ in control.votes.claims.get(thing, ()):
                    if claim.controller in coalition:
                        premises.add(claim.id)
                        premises |= _edge(controller, claim.controller)
                for bundle in control.votes.bundles:
                    if bundle.controlled == thing:
                        premises |= set(bundle.claims)
                yield Derivation((controller, CONTROLS, thing), self.name, frozenset(premises))

    def _memberships(
        self,
        members: Iterable[Term],
        holdings: list[Holding],
        claims: list[ControlClaim],
        collectives: frozenset[Term],
    ) -> Iterator[Derivation]:
        days = sorted({FIRST_DAY, *_boundaries(holdings), *_boundaries(claims)})
        open_since: dict[Term, tuple[frozenset[Term], Day, frozenset[Term]]] = {}
        ids = {h.owned: frozenset[Term]() for h in holdings}
        for statement in (*holdings, *claims):
            thing = statement.owned if isinstance(statement, Holding) else statement.controlled
            ids[thing] = ids.get(thing, frozenset()) | {statement.id}
        for day in days:
            heads = ultimate_controllers(control_on(holdings, claims, day, collectives))
            for member in members:
                certain = frozenset(h for h, sure in heads.get(member, {}).items() if sure)
                now = certain or frozenset((member,))
                before = open_since.get(member)
                if before is None or before[0] != now:
                    if before is not None:
                        yield from self._describe(member, before, day)
                    open_since[member] = now, day, ids.get(member, frozenset())
        for member, state in open_since.items():
            yield from self._describe(member, state, END_OF_DAYS)

    def _describe(
        self, member: Term, state: tuple[frozenset[Term], Day, frozenset[Term]], end: Day
    ) -> Iterator[Derivation]:
        heads, start, because = state
        for head in sorted(heads):
            node = iri(f"{self.base}membership/{local_name(member)}.{digest([member, head, str(start)])}")
            yield Derivation((node, TYPE, MEMBERSHIP), self.name, because)
            yield Derivation((node, MEMBER, member), self.name, because)
            yield Derivation((node, GROUP, head), self.name, because)
            for properties, day in ((_START, start), (_END, end)):
                if FIRST_DAY < day < END_OF_DAYS:
                    value = f'"{datetime.date.fromordinal(day)}"^^<{XSD}date>'
                    for name in properties:
                        yield Derivation((node, name, value), self.name, because)


def _edge(controller: Term, other: Term) -> set[Term | Triple]:
    return set() if other == controller else {(controller, CONTROLS, other)}


def _boundaries(statements: Iterable[Holding | ControlClaim]) -> Iterator[Day]:
    for statement in statements:
        for date in (statement.start, statement.end):
            if date is not None:
                yield date.earliest
                yield date.latest
