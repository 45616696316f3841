"""Rules and coded steps run to a fixpoint, stratum by stratum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from kg.errors import OntologyError
from kg.graph import Store
from kg.model import Term, Triple
from kg.reasoning.rules import Derivation


class Step(Protocol):
    """Anything that infers edges: a rule of the ontology, or a piece of code such as control."""

    @property
    def name(self) -> str:
        """What it is called in proofs."""

    @property
    def reads(self) -> frozenset[Term]:
        """The terms that it looks at."""

    @property
    def writes(self) -> frozenset[Term]:
        """The predicates that it infers."""

    @property
    def negated(self) -> frozenset[Term]:
        """Those of `reads` of which it needs all before it runs."""

    def run(self, store: Store) -> Iterator[Derivation]:
        """All that follows now."""


def infer(store: Store, graph: Term, steps: Iterable[Step]) -> dict[Triple, list[Derivation]]:
    """Run steps until nothing new follows; what follows is added to a graph of the store.

    Args:
        store: What is known; grows.
        graph: Where inferred triples go.
        steps: In any order.

    Returns:
        Every inferred triple with all its derivations.

    Raises:
        OntologyError: A step negates what depends on it.
    """
    steps = list(steps)
    store.expect(term for step in steps for term in step.reads)
    known = {triple for name in store.visible for triple in store.graphs.get(name, ())}
    derived: dict[Triple, list[Derivation]] = {}
    for stratum in strata(steps):
        waiting: Sequence[Step] = stratum
        while waiting:
            written: set[Term] = set()
            for step in waiting:
                new: dict[Triple, None] = {}
                for derivation in step.run(store):
                    triple = derivation.conclusion
                    ways = derived.get(triple)
                    if ways is None:
                        derived[triple] = [derivation]
                        if triple not in known:
                            known.add(triple)
                            new[triple] = None
                    elif derivation not in ways:
                        ways.append(derivation)
                if new:
                    store.add(graph, sorted(new))
                    written.update(p for _, p, _ in new)
            waiting = [step for step in stratum if not written.isdisjoint(step.reads)]
    return derived


def strata(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Groups of steps that depend on each other, each after what it reads (Tarjan 1972).

    Raises:
        OntologyError: A step negates what depends on it, so that the result would hang on the order.
    """
    writers: dict[Term, list[int]] = {}
    for number, step in enumerate(steps):
        for term in step.writes:
            writers.setdefault(term, []).append(number)
    needs = [sorted({w for term in step.reads for w in writers.get(term, ())}) for step in steps]
    for component in _components(needs):
        members = set(component)
        for number in component:
            circular = [t for t in steps[number].negated if any(w in members for w in writers.get(t, ()))]
            if circular:
                raise OntologyError(
                    f"the rule {steps[number].name} negates {circular[0]}, which depends on the rule itself"
                )
        yield sorted((steps[number] for number in component), key=lambda step: step.name)


def _components(needs: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Strongly connected components, each after those that it needs."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    for root in range(len(needs)):
        if root in index:
            continue
        work = [(root, iter(needs[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            node, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    cut = stack.index(node)
                    yield stack[cut:]
                    for member in stack[cut:]:
                        low[member] = len(needs) + len(index)
                    del stack[cut:]
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                work.append((step, iter(needs[step])))
            elif step in stack:
                low[node] = min(low[node], index[step])
