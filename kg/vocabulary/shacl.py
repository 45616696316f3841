"""SHACL Core, compiled: shapes are read once, and then validate data without a triple store.

What is supported is SHACL Core (W3C Recommendation, 20 July 2017) with paths of one predicate, forwards or
backwards; anything else in a shapes graph is an error. Recursive shapes are refused, as the specification
leaves them undefined.

The speed comes from four things. The property shapes of a set of classes are gathered once into a table by
predicate, so that a node costs one look-up for each of its predicates and none for the properties it lacks. A
value that has passed all that a property shape asks of single values is remembered, as the verdict depends on
nothing else. So are the numbers of values with which a node has passed the tests that only count them. And
results are made only where something is known to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.model import Term, Triple
from kg.names import TYPE
from kg.vocabulary.shacl_fields import fields_of
from kg.vocabulary.shacl_model import Path, PropertyShape, Result, Shape
from kg.vocabulary.shacl_reader import ShapeReader, Target
from kg.vocabulary.shacl_view import DataView
from kg.vocabulary.turtle_index import Node, TripleIndex, superclasses

_NOTHING: Mapping[Term, Node] = {}
_ENDLESS = 1 << 62


class _Check(NamedTuple):
    """A property shape, readied for the values of one predicate.

    Attributes:
        shape: The property shape.
        passed: The values that have passed all that is asked of single values.
        one_will_do: Whether one value that has passed cannot be wrong.
        inner: The property shapes that each value must fit.
        high: The greatest number of values.
    """

    shape: Shape
    passed: set[Term]
    one_will_do: bool
    inner: tuple[Shape, ...]
    high: int


class _Plan(NamedTuple):
    """What to check on nodes of one set of classes.

    Attributes:
        by_predicate: The checks on the values of a predicate that is there.
        missing: The checks that must be made where their predicate is not there.
        itself: Shapes with nothing but tests of the node itself.
        counting: Those of them that only count its values.
        counted: The numbers of values, by predicate, that have passed these.
        always: Other shapes that look at the node itself, and those with an inverse path.
    """

    by_predicate: Mapping[Term, tuple[_Check, ...]]
    missing: tuple[tuple[Term, Shape], ...]
    itself: tuple[Shape, ...]
    counting: tuple[Shape, ...]
    counted: set[tuple[tuple[Term, int], ...]]
    always: tuple[Shape, ...]


class Shapes:
    """The compiled shapes of a graph.

    Attributes:
        graph: The graph that they were compiled from.
        hierarchy: class -> itself and its superclasses, for classes that have any.
        targets: The shapes that have targets.
    """

    def __init__(self, graph: TripleIndex) -> None:
        self.graph = graph
        self.hierarchy: Mapping[Term, frozenset[Term]] = superclasses(graph)
        self.targets: Sequence[Target] = ShapeReader(graph).targets()

    def superclasses(self, cls: Term) -> frozenset[Term]:
        """A class with all its superclasses."""
        return self.hierarchy.get(cls) or frozenset((cls,))

    def fields(self, cls: Term) -> Mapping[Path, tuple[PropertyShape, ...]]:
        """What the shapes say of the instances of a class, with what it inherits: its fields, in order."""
        above = self.superclasses(cls)
        shapes = [target.shape.iri for target in self.targets if not above.isdisjoint(target.classes)]
        return fields_of(self.graph, above, shapes, self.hierarchy)

    def validate(
        self,
        data: Mapping[Term, Node],
        background: Mapping[Term, Node] = _NOTHING,
        only: Iterable[Term] | None = None,
    ) -> Iterator[Result]:
        """Validate data against all shapes that have targets.

        Args:
            data: subject -> predicate -> values, rdf:type among the predicates, each value once.
            background: The same for nodes that are known but not validated, such as `self.graph.nodes`.
            only: The focus nodes to check; all of the data's without it.

        Yields:
            The results, focus node by focus node in the order of the data. A property shape that several
            shapes share is reported once for a node.
        """
        view = DataView(data, background, self.hierarchy)
        by_class = [target for target in self.targets if not any(target[2:])]
        others = [target for target in self.targets if any(target[2:])]
        chosen = data if only is None else {node: data[node] for node in dict.fromkeys(only) if node in data}
        yield from self._by_class(view, chosen, by_class)
        wanted = None if only is None else set(only)
        for target in others:
            for focus in _focus_nodes(target, view, data):
                if wanted is None or focus in wanted:
                    yield from view.results(target.shape, focus)

    def judge_values(
        self, data: Mapping[Term, Node], background: Mapping[Term, Node] = _NOTHING
    ) -> Iterator[Result]:
        """Validate single values only, of data that does not claim to be all that there is.

        Args:
            data: As in `validate`; of the shapes, those count that its classes are the targets of.
            background: The same for nodes that the values may be.

        Yields:
            The results of what is asked of each value by itself, and not of the node or of all values together.
        """
        view = DataView(data, background, self.hierarchy)
        plans: dict[tuple[Term, ...], _Plan] = {}
        checks: dict[Shape, _Check] = {}
        for focus, node in data.items():
            types = tuple(node.get(TYPE, ()))
            plan = plans.get(types)
            if plan is None:
                plan = plans[types] = _plan(view.closure(types), self.targets, checks)
            for predicate, values in node.items():
                for check in plan.by_predicate.get(predicate, ()):
                    if not (check.passed.issuperset(values) or _each_passes(check, view, values)):
                        yield from view.results(replace(check.shape, sets=()), focus)

    def _by_class(
        self, view: DataView, data: Mapping[Term, Node], targets: Sequence[Target]
    ) -> Iterator[Result]:
        plans: dict[Term | tuple[Term, ...], _Plan] = {}
        checks: dict[Shape, _Check] = {}
        nothing: tuple[_Check, ...] = ()
        for focus, node in data.items():
            types = node.get(TYPE)
            if not types:
                continue
            key = types[0] if len(types) == 1 else tuple(types)
            plan = plans.get(key)
            if plan is None:
                plan = plans[key] = _plan(view.closure(types), targets, checks)
            for predicate, shape in plan.missing:
                if not node.get(predicate):
                    yield from view.results(shape, focus)
            find = plan.by_predicate.get
            for predicate, values in node.items():
                for check in find(predicate, nothing):
                    if check.one_will_do and len(values) == 1 and values[0] in check.passed:
                        continue
                    if not _passes(check, view, focus, values):
                        yield from view.results(check.shape, focus)
            itself = plan.itself
            if plan.counting and not view.is_known_elsewhere(focus):
                counts = _counts(node)
                if counts not in plan.counted:
                    if all(c.test(view, focus) for shape in plan.counting for c in shape.values):
                        plan.counted.add(counts)
                    itself += plan.counting
            else:
                itself += plan.counting
            for shape in itself:
                for constraint in shape.values:
                    if not constraint.test(view, focus):
                        yield from view.results(shape, focus)
                        break
            for shape in plan.always:
                yield from view.results(shape, focus)


def _passes(check: _Check, view: DataView, focus: Term, values: Sequence[Term]) -> bool:
    """Whether the values certainly give no result; an empty sequence counts among the missing."""
    shape = check.shape
    if not values:
        return True
    if not shape.low <= len(values) <= check.high:
        return False
    return _each_passes(check, view, values) and not view.any_fault(shape.beyond_counts, focus, values)


def _counts(node: Node) -> tuple[tuple[Term, int], ...]:
    """How many values, each counted once, a node has by predicate."""
    return tuple([(p, len(values) if len(values) < 2 else len(set(values))) for p, values in node.items()])


def _each_passes(check: _Check, view: DataView, values: Sequence[Term]) -> bool:
    """Whether all that is asked of single values is fulfilled."""
    passed = check.passed
    for value in values:
        if value not in passed:
            for constraint in check.shape.values:
                if not constraint.test(view, value):
                    return False
            for inner in check.inner:
                if not view.conforms(inner, value):
                    return False
            passed.add(value)
    return True


def _focus_nodes(target: Target, view: DataView, data: Mapping[Term, Node]) -> dict[Term, None]:
    """The focus nodes of a target (SHACL 2.1.3), each once."""
    found: dict[Term, None] = dict.fromkeys(target.nodes)
    if target.classes:
        wanted = frozenset(target.classes)
        found.update(
            (node, None)
            for node, said in data.items()
            if not wanted.isdisjoint(view.closure(said.get(TYPE, ())))
        )
    for predicate in target.subjects_of:
        found.update((node, None) for node, said in data.items() if said.get(predicate))
    for predicate in target.objects_of:
        found.update(dict.fromkeys(view.subjects(predicate)))
    return found


def _plan(classes: frozenset[Term], targets: Sequence[Target], checks: dict[Shape, _Check]) -> _Plan:
    by_predicate: dict[Term, list[_Check]] = {}
    missing: list[tuple[Term, Shape]] = []
    itself: list[Shape] = []
    always: list[Shape] = []
    for shape in _applicable(classes, targets):
        if shape.path is None or shape.path.inverse:
            (itself if shape.path is None and not shape.sets else always).append(shape)
            continue
        predicate = shape.path.predicate
        if any(constraint.without_values for constraint in shape.sets):
            missing.append((predicate, shape))
        if shape not in checks:
            checks[shape] = _check(shape)
        by_predicate.setdefault(predicate, []).append(checks[shape])
    found = {predicate: tuple(members) for predicate, members in by_predicate.items()}
    counting = tuple(shape for shape in itself if shape.counts_only)
    other = tuple(shape for shape in itself if not shape.counts_only)
    return _Plan(found, tuple(missing), other, counting, set(), tuple(always))


def _check(shape: Shape) -> _Check:
    high = _ENDLESS if shape.high is None else shape.high
    one_will_do = shape.low <= 1 <= high and not any(
        constraint.with_one_value for constraint in shape.beyond_counts
    )
    inner = tuple(inner for inner in shape.properties if not inner.deactivated)
    return _Check(shape, set(), one_will_do, inner, high)


def _applicable(classes: frozenset[Term], targets: Sequence[Target]) -> dict[Shape, None]:
    """The shapes for nodes of these classes: property shapes, and what node shapes ask of the node itself."""
    found: dict[Shape, None] = {}
    for target in targets:
        shape = target.shape
        if shape.deactivated or classes.isdisjoint(target.classes):
            continue
        if shape.path is not None:
            found[shape] = None
            continue
        if shape.values or shape.sets:
            found[_itself(shape)] = None
        found.update((inner, None) for inner in shape.properties if not inner.deactivated)
    return found


def _itself(shape: Shape) -> Shape:
    """A node shape without its property shapes."""
    return replace(shape, properties=())


def compile_shapes(triples: Iterable[Triple]) -> Shapes:
    """Compile a shapes graph, which holds the class hierarchy too.

    Raises:
        OntologyError: A construct is not SHACL Core, not well-formed, or recursive; the message names the
            shape.
    """
    return Shapes(TripleIndex(triples))
