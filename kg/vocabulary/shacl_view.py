"""The data as the constraints see it, and validation as the specification tells it, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.model import Term
from kg.names import TYPE
from kg.vocabulary.shacl_model import Path, Result, SetConstraint, Shape, ValueConstraint
from kg.vocabulary.shacl_words import show, show_path
from kg.vocabulary.turtle_index import Node


class DataView:
    """One look at data that does not change meanwhile; verdicts are remembered for as long as it lives.

    Args:
        data: subject -> predicate -> values, each value once.
        background: The same for nodes that stand elsewhere, such as the concepts of the ontology. It says
            what these nodes are; they are not validated.
        hierarchy: class -> itself and its superclasses, for classes that have any.
    """

    __slots__ = ("_background", "_classes", "_data", "_hierarchy", "_inverse", "_verdicts")

    def __init__(
        self,
        data: Mapping[Term, Node],
        background: Mapping[Term, Node],
        hierarchy: Mapping[Term, frozenset[Term]],
    ) -> None:
        self._data = data
        self._background = background
        self._hierarchy = hierarchy
        self._classes: dict[Term, frozenset[Term]] = {}
        self._inverse: dict[Term, dict[Term, list[Term]]] = {}
        self._verdicts: dict[Shape, dict[Term, bool]] = {}

    def node(self, node: Term) -> Node:
        """Everything that is said of a node, in the data and in the background."""
        here = self._data.get(node)
        there = self._background.get(node)
        if here is None or there is None:
            return here or there or {}
        return {
            predicate: tuple(dict.fromkeys((*here.get(predicate, ()), *there.get(predicate, ()))))
            for predicate in dict.fromkeys((*here, *there))
        }

    def is_known_elsewhere(self, node: Term) -> bool:
        """Whether the background says something of a node, too."""
        return node in self._background

    def values(self, node: Term, path: Path) -> Sequence[Term]:
        """The value nodes of a node, each once. Inverse paths look at the data only."""
        if path.inverse:
            return self.subjects(path.predicate).get(node, ())
        values = self.node(node).get(path.predicate, ())
        return values if len(values) < 2 else tuple(dict.fromkeys(values))

    def subjects(self, predicate: Term) -> Mapping[Term, Sequence[Term]]:
        """For each object of a predicate in the data its subjects."""
        found = self._inverse.get(predicate)
        if found is None:
            found = self._inverse[predicate] = {}
            for subject, node in self._data.items():
                for value in dict.fromkeys(node.get(predicate, ())):
                    found.setdefault(value, []).append(subject)
        return found

    def classes(self, node: Term) -> frozenset[Term]:
        """The classes of a node with all their superclasses."""
        found = self._classes.get(node)
        if found is None:
            found = self._classes[node] = self.closure(self.node(node).get(TYPE, ()))
        return found

    def closure(self, types: Sequence[Term]) -> frozenset[Term]:
        """Classes with all their superclasses."""
        if len(types) == 1:
            return self._hierarchy.get(types[0]) or frozenset(types)
        return frozenset().union(*(self._hierarchy.get(cls, (cls,)) for cls in types))

    def conforms(self, shape: Shape, node: Term) -> bool:
        """Whether validating the node against the shape gives no result."""
        if shape.deactivated:
            return True
        if not shape.properties:
            return self._judge(shape, node)
        # Only what leads on to other nodes is worth remembering.
        verdicts = self._verdicts.setdefault(shape, {})
        verdict = verdicts.get(node)
        if verdict is None:
            verdict = verdicts[node] = self._judge(shape, node)
        return verdict

    def _judge(self, shape: Shape, node: Term) -> bool:
        values = (node,) if shape.path is None else self.values(node, shape.path)
        if shape.path is not None and not (
            shape.low <= len(values) and (shape.high is None or len(values) <= shape.high)
        ):
            return False
        for value in values:
            for constraint in shape.values:
                if not constraint.test(self, value):
                    return False
            for inner in shape.properties:
                if not self.conforms(inner, value):
                    return False
        return not self.any_fault(shape.beyond_counts, node, values)

    def any_fault(self, constraints: Sequence[SetConstraint], focus: Term, values: Sequence[Term]) -> bool:
        """Whether one of the constraints has a fault to find."""
        for constraint in constraints:
            for _ in constraint.find(self, focus, values):
                return True
        return False

    def explain(self, shape: Shape, node: Term) -> str:
        """The messages of what is wrong with the node as the shape sees it."""
        return "; ".join(dict.fromkeys(result.message for result in self.results(shape, node)))

    def results(self, shape: Shape, focus: Term) -> Iterator[Result]:
        """Validate one focus node against one shape (SHACL 3.4), with the results of its property shapes."""
        if shape.deactivated:
            return
        path = shape.path
        values = (focus,) if path is None else self.values(focus, path)
        term = None if path is None else path.term
        for check in shape.sets:
            for fault in check.find(self, focus, values):
                yield Result(
                    focus,
                    fault.path or term,
                    fault.value,
                    check.component,
                    shape.iri,
                    shape.severity,
                    shape.message or fault.message,
                    fault.message,
                )
        for value in values:
            for constraint in shape.values:
                if not constraint.test(self, value):
                    detail = self._say(constraint, path, value)
                    yield Result(
                        focus,
                        term,
                        value,
                        constraint.component,
                        shape.iri,
                        shape.severity,
                        shape.message or detail,
                        detail,
                    )
            for inner in shape.properties:
                yield from self.results(inner, value)

    def _say(self, constraint: ValueConstraint, path: Path | None, value: Term) -> str:
        name = "" if path is None else show_path(path)
        if constraint.say is not None:
            words = constraint.say(self, value)
            return f"{name}: {words}" if name else words
        return (
            f"{name} must be {constraint.wants}, not {show(value)}"
            if name
            else f"{show(value)} must be {constraint.wants}"
        )
