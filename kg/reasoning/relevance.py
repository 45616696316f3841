"""Which steps have to run for what is asked: inference on demand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, runtime_checkable

from kg.model import Term
from kg.reasoning.bodies import meet
from kg.reasoning.fixpoint import Step


@runtime_checkable
class Apart(Protocol):
    """A step that describes nodes of its own, in words that others use too."""

    @property
    def sought(self) -> frozenset[Term]:
        """The terms one of which is named by whoever looks at those nodes."""


def relevant(steps: Iterable[Step], wanted: Collection[Term]) -> list[Step]:
    """The steps without which one of the wanted predicates would lack an edge, in their order.

    Args:
        steps: All steps.
        wanted: The predicates that will be looked at.

    Returns:
        Those that write a wanted predicate or one that such a step reads, and so on; a step that stands apart, if a
        term is wanted by which its nodes are sought.
    """
    steps = list(steps)
    written = [step.sought if isinstance(step, Apart) else step.writes for step in steps]
    needed = set(wanted)
    chosen: set[int] = set()
    grew = True
    while grew:
        found = {n for n in range(len(steps)) if n not in chosen and meet(needed, written[n])}
        needed.update(term for n in found for term in steps[n].reads)
        chosen |= found
        grew = bool(found)
    return [steps[n] for n in sorted(chosen)]
