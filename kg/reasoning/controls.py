"""The step that says who controls what on the asked day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg.dates import END_OF_DAYS
from kg.graph import Store
from kg.model import Record, Term
from kg.names import KG, iri
from kg.reasoning.control import Control, control_on
from kg.reasoning.derivations import derivations
from kg.reasoning.ownership_facts import ownership_facts
from kg.reasoning.rules import Derivation
from kg.reasoning.status import BEST_RANK, Status
from kg.vocabulary import Vocabulary

CONTROLS = iri(KG + "controls")
MOST_WAYS = 64
"""How many ways to control something are kept for one edge; far more than any real company has."""
_COLLECTIVE = iri(KG + "Collective")


@dataclass(slots=True)
class Controls:
    """Control on the asked day as edges.

    Attributes:
        vocabulary: For the kinds of things.
        records: All records.
        status: Which statements count, and when each holds; has run before.
    """

    vocabulary: Vocabulary
    records: Iterable[Record]
    status: Status
    name: str = "control"
    reads: frozenset[Term] = frozenset({BEST_RANK})
    writes: frozenset[Term] = frozenset({CONTROLS})
    negated: frozenset[Term] = frozenset({BEST_RANK})

    def run(self, store: Store) -> Iterator[Derivation]:
        """An edge for each certain control, with the smallest sets of statements that it follows from."""
        control = control_as_asked(self.vocabulary, self.records, self.status)
        for controller, things in control.certain.items():
            for thing in sorted(things):
                for way in islice(derivations(control.votes, controller, thing), MOST_WAYS):
                    edges = ((controller, CONTROLS, holder) for holder in way.through)
                    yield Derivation(
                        (controller, CONTROLS, thing), self.name, frozenset((*way.statements, *edges))
                    )


def control_as_asked(vocabulary: Vocabulary, records: Iterable[Record], status: Status) -> Control:
    """Who controls what on the asked day; the latest known state, if none was asked for.

    Args:
        vocabulary: For the kinds of things.
        records: All records.
        status: Which statements count, and when each holds; has run before.
    """
    by_subject = {r.subject: r for r in records}
    counted = {s: (by_subject[s], interval) for s, interval in status.intervals.items()}
    kinds = vocabulary.by_iri
    crowds = frozenset(s for s, r in by_subject.items() if _COLLECTIVE in kinds[r.kind].ancestors)
    asked = status.asked.as_of
    day = END_OF_DAYS - 1 if asked is None else asked.latest
    return control_on(*ownership_facts(vocabulary, counted), day, crowds)
