"""The types of the shapes checker: paths, compiled shapes, results, and what a class's fields look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple, Protocol, TypeAlias

from kg.model import Severity, Term
from kg.names import SH, iri


@cache
def sh(name: str) -> Term:
    """A term of the SHACL vocabulary."""
    return iri(SH + name)


VIOLATION: Final = sh("Violation")
_LEVELS: Final[Mapping[Term, Severity]] = {sh("Warning"): Severity.WARNING, sh("Info"): Severity.INFO}


class Path(NamedTuple):
    """A property path of one predicate, forwards or backwards."""

    predicate: Term
    inverse: bool = False

    @property
    def term(self) -> Term:
        """The predicate; with `^` before it for an inverse path, as SPARQL writes it."""
        return f"^{self.predicate}" if self.inverse else self.predicate


class Result(NamedTuple):
    """One validation result (SHACL 3.6.2).

    Attributes:
        focus: The node that was validated.
        path: The predicate (`^` before it for an inverse path), or None for the node itself.
        value: The value at fault, or None where a set of values is.
        component: The constraint component, e.g. `sh:MinCountConstraintComponent`.
        source_shape: The shape that the constraint stands in (an IRI or a blank node).
        severity: An IRI, e.g. `sh:Violation`.
        message: The shape's sh:message, else the detail.
        detail: A sentence made from the constraint and the value: what exactly is wrong.
    """

    focus: Term
    path: Term | None
    value: Term | None
    component: Term
    source_shape: Term
    severity: Term
    message: str
    detail: str

    @property
    def level(self) -> Severity:
        """The severity as findings have it; one that SHACL does not define counts as an error."""
        return _LEVELS.get(self.severity, Severity.ERROR)


class View(Protocol):
    """What a constraint may ask of the data while it is checked."""

    def values(self, node: Term, path: Path) -> Sequence[Term]:
        """The value nodes of a node, each once."""

    def node(self, node: Term) -> Mapping[Term, Sequence[Term]]:
        """Everything that is said of a node."""

    def classes(self, node: Term) -> frozenset[Term]:
        """The classes of a node with all their superclasses."""

    def conforms(self, shape: Shape, node: Term) -> bool:
        """Whether validating the node against the shape gives no result."""

    def explain(self, shape: Shape, node: Term) -> str:
        """The messages of what is wrong with the node as the shape sees it."""


class Fault(NamedTuple):
    """What a constraint on a whole set of values objects to."""

    value: Term | None
    message: str
    path: Term | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ValueConstraint:
    """A constraint that judges each value by itself, so that its verdict on a term can be remembered.

    Attributes:
        component: The constraint component.
        test: Whether a value passes.
        wants: What a value must be, to follow "is not": "a number".
        say: Makes the message for a value that fails, where "is not ..." does not do.
        counts_only: Whether the verdict hangs only on how many values the node has for each predicate.
    """

    component: Term
    test: Callable[[View, Term], bool]
    wants: str
    say: Callable[[View, Term], str] | None = None
    counts_only: bool = False


FindFaults: TypeAlias = Callable[[View, Term, Sequence[Term]], Iterable[Fault]]


@dataclass(frozen=True, slots=True, eq=False)
class SetConstraint:
    """A constraint that looks at all values of a focus node together.

    Attributes:
        component: The constraint component.
        find: The faults, given the data, the focus node and its values.
        wants: What the node must have, to follow "something": "with `height`".
        without_values: Whether it can find a fault where there are no values at all.
        with_one_value: Whether it can find a fault where there is one value.
    """

    component: Term
    find: FindFaults
    wants: str
    without_values: bool = False
    with_one_value: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A compiled shape: a property shape if it has a path, else a node shape.

    Attributes:
        iri: The shape.
        path: The path, or None.
        values: What is asked of each value.
        sets: What is asked of all values together.
        properties: The property shapes that each value must fit.
        severity: The severity's IRI.
        message: The sh:message, or "".
        deactivated: Whether everything fits.
        low: The sh:minCount, else 0.
        high: The sh:maxCount, else None.
        beyond_counts: `sets` without sh:minCount and sh:maxCount, which `low` and `high` tell faster.
    """

    iri: Term
    path: Path | None
    values: tuple[ValueConstraint, ...]
    sets: tuple[SetConstraint, ...]
    properties: tuple[Shape, ...]
    severity: Term
    message: str
    deactivated: bool
    low: int = 0
    high: int | None = None
    beyond_counts: tuple[SetConstraint, ...] = ()

    @property
    def counts_only(self) -> bool:
        """Whether the verdict on a node hangs only on how many values it has for each predicate."""
        if self.path is None:
            inner = all(shape.counts_only for shape in self.properties)
            return inner and not self.sets and all(constraint.counts_only for constraint in self.values)
        return not (self.path.inverse or self.values or self.properties or self.beyond_counts)


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What a property shape asks of its values, for building fields.

    Constraints that stand in a shape reached by sh:node, sh:and or sh:or count as if they stood here; where
    alternatives differ, each attribute lists what any of them allows. None or an empty tuple means: any.

    Attributes:
        path: The property, or its inverse.
        datatypes: The datatypes a literal may have.
        classes: The classes a node may belong to. (Several sh:class on one shape, which ask for all of them
            at once, are listed here too.)
        allowed: The terms of sh:in, or None.
        min_count: The least number of values.
        max_count: The greatest number of values, or None.
        bounds: sh:minInclusive and its like, predicate -> literal.
        min_length: The least number of characters, or None.
        max_length: The greatest number of characters, or None.
        patterns: Pairs of a regular expression as written and its flags.
        unique_lang: Whether each language may be used once only.
        order: sh:order, 0 if it has none.
        messages: sh:message by language tag ("" for none).
        severity: The severity's IRI.
    """

    path: Path
    datatypes: tuple[Term, ...] = ()
    classes: tuple[Term, ...] = ()
    allowed: tuple[Term, ...] | None = None
    min_count: int = 0
    max_count: int | None = None
    bounds: Mapping[Term, Term] = field(default_factory=dict)
    min_length: int | None = None
    max_length: int | None = None
    patterns: tuple[tuple[str, str], ...] = ()
    unique_lang: bool = False
    order: float = 0.0
    messages: Mapping[str, str] = field(default_factory=dict)
    severity: Term = VIOLATION
