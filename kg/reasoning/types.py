"""Each record is also what its kind's superclasses are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.graph import Store
from kg.model import Record, Term
from kg.names import TYPE
from kg.reasoning.rules import Derivation
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Types:
    """The step that gives records the kinds above their own (rdfs:subClassOf, within the ontology's kinds)."""

    vocabulary: Vocabulary
    records: Iterable[Record]
    name: str = "types"
    reads: frozenset[Term] = frozenset()
    writes: frozenset[Term] = frozenset({TYPE})
    negated: frozenset[Term] = frozenset()

    def run(self, store: Store) -> Iterator[Derivation]:
        """A type for each kind above a record's own."""
        kinds = self.vocabulary.by_iri
        above = {term: sorted(k.ancestors & kinds.keys() - {term}) for term, k in kinds.items()}
        for record in self.records:
            because = frozenset((record.subject,))
            for kind in above[record.kind]:
                yield Derivation((record.subject, TYPE, kind), self.name, because)
