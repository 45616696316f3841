"""Rules and coded steps run to a fixpoint, stratum by stratum, semi-naively."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from kg.errors import OntologyError
from kg.graph import Store
from kg.model import Term, Triple
from kg.reasoning.bodies import ANY, meet
from kg.reasoning.deltas import split
from kg.reasoning.rules import Derivation, Rule

_MANY: Final = 16
"""From how many derivations of a triple on they are looked up in a set."""
_MOST_INVENTED: Final = 10_000
"""How often rules that make new terms may be run for what they themselves have led to."""


class Step(Protocol):
    """Anything that infers edges: a rule of the ontology, or a piece of code such as control."""

    @property
    def name(self) -> str:
        """What it is called in proofs."""

    @property
    def reads(self) -> frozenset[Term]:
        """The terms that it looks at; `ANY` if it may look at all predicates."""

    @property
    def writes(self) -> frozenset[Term]:
        """The predicates that it infers; `ANY` if they may be any."""

    @property
    def negated(self) -> frozenset[Term]:
        """Those of `reads` of which it needs all before it runs."""

    def run(self, store: Store) -> Iterator[Derivation]:
        """All that follows now."""


def infer(
    store: Store, graph: Term, steps: Iterable[Step], *, explained: bool = True
) -> dict[Triple, list[Derivation]]:
    """Run steps until nothing new follows; what follows is added to a graph of the store.

    Rules that depend on what they lead to are run whole once, and then only for what is new since their last run
    (see `kg.reasoning.deltas`).

    Args:
        store: What is known; grows.
        graph: Where inferred triples go.
        steps: In any order.
        explained: Whether derivations are kept.

    Returns:
        Every inferred triple with all its derivations, or with none if they are not kept.

    Raises:
        OntologyError: A step negates what depends on it, or makes ever new terms.
    """
    steps = list(steps)
    store.expect(*(step.reads for step in steps))
    may_follow = frozenset(term for step in steps for term in step.writes)
    visible = (triple for name in store.visible for triple in store.graphs.get(name, ()))
    asserted = set(visible) if ANY in may_follow else {t for t in visible if t[1] in may_follow}
    gathered = _Gathered(asserted, explained)
    for stratum in strata(steps):
        written = frozenset(term for step in stratum for term in step.writes)
        if not any(meet(step.reads, written) for step in stratum):
            for step in stratum:
                store.add(graph, _ordered(gathered.take(step.run(store)), step))
        else:
            _run_circle(store, graph, stratum, written, gathered)
    return gathered.derived


@dataclass(slots=True)
class _Gathered:
    """What has been derived, and in which ways.

    Attributes:
        asserted: What was known without it, as far as it may follow, too.
        explained: Whether derivations are kept.
        derived: Every derived triple with its derivations.
        many: The derivations of those that have many, to look them up quickly.
    """

    asserted: set[Triple]
    explained: bool = True
    derived: dict[Triple, list[Derivation]] = field(default_factory=dict)
    many: dict[Triple, set[Derivation]] = field(default_factory=dict)

    def take(self, derivations: Iterable[Derivation]) -> list[Triple]:
        """Keep derivations; the triples that were not known before."""
        asserted, derived = self.asserted, self.derived
        new: list[Triple] = []
        if not self.explained:
            nothing: list[Derivation] = []
            for derivation in derivations:
                triple = derivation[0]
                if triple not in derived:
                    derived[triple] = nothing
                    if triple not in asserted:
                        new.append(triple)
            return new
        for derivation in derivations:
            triple = derivation[0]
            only = [derivation]
            ways = derived.setdefault(triple, only)
            if ways is only:
                if triple not in asserted:
                    new.append(triple)
            elif len(ways) < _MANY:
                if derivation not in ways:
                    ways.append(derivation)
            else:
                seen = self.many.get(triple)
                if seen is None:
                    seen = self.many[triple] = set(ways)
                if derivation not in seen:
                    seen.add(derivation)
                    ways.append(derivation)
        return new


def _ordered(triples: list[Triple], step: Step) -> list[Triple]:
    """Triples in an order that is always the same; that of the engine's solutions need not be."""
    return sorted(triples) if isinstance(step, Rule) else triples


def _run_circle(
    store: Store, graph: Term, stratum: Sequence[Step], written: frozenset[Term], gathered: _Gathered
) -> None:
    """Run steps that depend on each other, each as often as there is something new for it."""
    log: list[Triple] = []
    latest: dict[Term, int] = {}
    seen = [-1] * len(stratum)
    splits = [split(step, written) if isinstance(step, Rule) else None for step in stratum]
    runs, inventor = 0, next((s.name for s in stratum if isinstance(s, Rule) and s.invents), "")
    waiting = list(range(len(stratum)))
    while waiting:
        runs += 1
        if inventor and runs > _MOST_INVENTED:
            raise OntologyError(f"the rule {inventor} makes ever new terms from its own results")
        for number in waiting:
            step, since, how = stratum[number], seen[number], splits[number]
            seen[number] = len(log)
            found = step.run(store) if since < 0 or how is None else how.run(store, log[since:])
            if new := gathered.take(found):
                store.add(graph, _ordered(new, step))
                log += new
                for offset, (_, predicate, _) in enumerate(new, len(log) - len(new)):
                    latest[predicate] = latest[ANY] = offset
        waiting = [
            number
            for number, step in enumerate(stratum)
            if any(
                offset >= seen[number] and (p in step.reads or ANY in step.reads)
                for p, offset in latest.items()
            )
        ]


def strata(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Groups of steps that depend on each other, each after what it reads (Tarjan 1972).

    Raises:
        OntologyError: A step negates what depends on it, so that the result would hang on the order.
    """
    writers: dict[Term, list[int]] = {}
    for number, step in enumerate(steps):
        for term in step.writes:
            writers.setdefault(term, []).append(number)
    everyone, freely = sorted({w for found in writers.values() for w in found}), writers.get(ANY, [])

    def writers_of(terms: Iterable[Term]) -> set[int]:
        return {w for term in terms for w in (everyone if term == ANY else (*writers.get(term, ()), *freely))}

    needs = [sorted(writers_of(step.reads)) for step in steps]
    for component in _components(needs):
        members = set(component)
        for number in component:
            circular = [t for t in sorted(steps[number].negated) if writers_of([t]) & members]
            if circular:
                what = "everything" if circular[0] == ANY else circular[0]
                raise OntologyError(
                    f"the rule {steps[number].name} negates {what}, which depends on the rule itself"
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
