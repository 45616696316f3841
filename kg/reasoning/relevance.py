"""Which steps have to run for what is asked: inference on demand."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.model import Term
from kg.reasoning.bodies import meet
from kg.reasoning.fixpoint import Step


def relevant(steps: Iterable[Step], wanted: Collection[Term]) -> list[Step]:
    """The steps without which one of the wanted predicates would lack an edge, in their order.

    Args:
        steps: All steps.
        wanted: The predicates that will be looked at.

    Returns:
        Those that write a wanted predicate or one that such a step reads, and so on.
    """
    steps = list(steps)
    needed = set(wanted)
    chosen: set[int] = set()
    grew = True
    while grew:
        found = {n for n, step in enumerate(steps) if n not in chosen and meet(needed, step.writes)}
        needed.update(term for n in found for term in steps[n].reads)
        chosen |= found
        grew = bool(found)
    return [steps[n] for n in sorted(chosen)]
