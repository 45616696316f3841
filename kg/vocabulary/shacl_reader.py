"""Shapes graph -> compiled shapes. What is not known, or not well-formed, is an error and never skipped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, NoReturn

from kg.errors import OntologyError
from kg.model import Term
from kg.names import OWL, RDFS, SH, TYPE, XSD, iri, literal_parts
from kg.vocabulary.shacl_components import COMPONENTS
from kg.vocabulary.shacl_datatypes import is_valid
from kg.vocabulary.shacl_model import VIOLATION, Path, SetConstraint, Shape, ValueConstraint, sh
from kg.vocabulary.shacl_words import qualified, show
from kg.vocabulary.turtle_index import NIL, TripleIndex, superclasses

_INTEGER = iri(XSD + "integer")
_BOOLEAN = iri(XSD + "boolean")
_COUNTS = frozenset({sh("MinCountConstraintComponent"), sh("MaxCountConstraintComponent")})
_CLASSES = frozenset({iri(RDFS + "Class"), iri(OWL + "Class")})
_SHAPES = frozenset({sh("NodeShape"), sh("PropertyShape")})
_REPORTS = frozenset({sh("ValidationReport"), sh("ValidationResult")})
_PATHS = frozenset(
    map(sh, ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"))
)
_TARGETS = frozenset(map(sh, ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")))
_ABOUT = frozenset(map(sh, ("name", "description", "order", "group", "defaultValue")))
# Prefix declarations serve SPARQL constraints alone, which are refused themselves.
_PREFIXES = frozenset(map(sh, ("declare", "prefix", "namespace")))
_COMPANIONS: Final = {
    sh("flags"): sh("pattern"),
    sh("ignoredProperties"): sh("closed"),
    sh("qualifiedMinCount"): sh("qualifiedValueShape"),
    sh("qualifiedMaxCount"): sh("qualifiedValueShape"),
    sh("qualifiedValueShapesDisjoint"): sh("qualifiedValueShape"),
}
_SETTINGS = frozenset(map(sh, ("path", "property", "severity", "message", "deactivated")))

_MARKS: Final = frozenset(COMPONENTS) | frozenset(_COMPANIONS) | _TARGETS | _SETTINGS
_KNOWN: Final = _MARKS | _PATHS | _ABOUT | _PREFIXES


class Target(NamedTuple):
    """A shape and the focus nodes it is for."""

    shape: Shape
    classes: tuple[Term, ...]
    nodes: tuple[Term, ...]
    subjects_of: tuple[Term, ...]
    objects_of: tuple[Term, ...]


class ShapeReader:
    """Reads the shapes of one graph; each shape is compiled once."""

    def __init__(self, index: TripleIndex) -> None:
        self.index = index
        self._done: dict[Term, Shape] = {}
        self._open: list[Term] = []
        self._hierarchy = superclasses(index)

    def targets(self) -> list[Target]:
        """Compile every shape of the graph.

        Returns:
            The shapes that have targets, with them.

        Raises:
            OntologyError: A construct is not known, not well-formed, or recursive.
        """
        found: list[Target] = []
        for subject, node in self.index.nodes.items():
            types = node.get(TYPE, ())
            if not _REPORTS.isdisjoint(types):
                continue
            for predicate in node:
                if predicate.startswith("<" + SH) and predicate not in _KNOWN:
                    self.fail(
                        subject,
                        f"{qualified(predicate)} is not supported",
                        "see the list of SHACL Core terms",
                        predicate,
                    )
            if _SHAPES.isdisjoint(types) and _MARKS.isdisjoint(node):
                continue
            target = self._target(subject, types)
            if any(target[1:]):
                found.append(target)
        return found

    def _target(self, subject: Term, types: Sequence[Term]) -> Target:
        implicit = (subject,) if subject.startswith("<") and self._is_class(types) else ()
        return Target(
            self.shape(subject),
            (*self._iris(subject, sh("targetClass")), *implicit),
            tuple(self.index.values(subject, sh("targetNode"))),
            self._iris(subject, sh("targetSubjectsOf")),
            self._iris(subject, sh("targetObjectsOf")),
        )

    def _iris(self, subject: Term, predicate: Term) -> tuple[Term, ...]:
        return tuple(self.iri(subject, value) for value in self.index.values(subject, predicate))

    def _is_class(self, types: Sequence[Term]) -> bool:
        return any(not _CLASSES.isdisjoint(self._hierarchy.get(cls, (cls,))) for cls in types)

    def fail(self, shape: Term, what: str, hint: str = "", at: Term = "") -> NoReturn:
        """Raise an OntologyError that names the shape (an unnamed one by the named shape around it).

        Args:
            shape: The shape.
            what: What is wrong with it.
            hint: How to mend it.
            at: The predicate or value at fault, if it is one.
        """
        around: Term | None = shape
        seen: set[Term] = set()
        while around is not None and around.startswith("_:") and around not in seen:
            seen.add(around)
            around = next((subject for subject, _, value in self.index.triples() if value == around), None)
        within = around is not None and around != shape
        name = f"a shape within {qualified(around or '')}" if within else f"the shape {qualified(shape)}"
        raise OntologyError(f"{name}: {what}", hint, around or "", at)

    def shape(self, term: Term) -> Shape:
        """Compile one shape."""
        if term in self._done:
            return self._done[term]
        if term in self._open:
            self.fail(
                term,
                "it refers to itself",
                "SHACL leaves recursion undefined; use sh:class to ask for a kind",
                term,
            )
        if term.startswith('"') or (term.startswith("<") and term not in self.index.nodes):
            what = f"it refers to {qualified(term)}, which is no shape here"
            self.fail(self._open[-1] if self._open else term, what, at=term)
        self._open.append(term)
        shape = self._compile(term)
        self._open.pop()
        self._done[term] = shape
        return shape

    def _compile(self, term: Term) -> Shape:
        for companion, main in _COMPANIONS.items():
            if self.index.values(term, companion) and not self.index.values(term, main):
                self.fail(term, f"{qualified(companion)} stands without {qualified(main)}", at=companion)
        path = self.path(term)
        values: list[ValueConstraint] = []
        sets: list[SetConstraint] = []
        for predicate, build in COMPONENTS.items():
            arguments = self.index.values(term, predicate)
            if not arguments:
                continue
            try:
                for constraint in build(self, term, path, arguments):
                    (values if isinstance(constraint, ValueConstraint) else sets).append(constraint)  # type: ignore[arg-type]
            except ValueError as error:
                self.fail(term, f"{qualified(predicate)}: {error}", at=predicate)
        properties = tuple(self.shape(inner) for inner in self.index.values(term, sh("property")))
        for inner in properties:
            if inner.path is None:
                self.fail(inner.iri, "it stands as a value of sh:property and has no sh:path")
        low, high = self.one(term, sh("minCount")), self.one(term, sh("maxCount"))
        return Shape(
            iri=term,
            path=path,
            values=tuple(values),
            sets=tuple(sets),
            properties=properties,
            severity=self.iri(term, self.one(term, sh("severity")) or VIOLATION),
            message=self.message(term),
            deactivated=self.flag(term, sh("deactivated")),
            low=self.integer(term, low) if low else 0,
            high=self.integer(term, high) if high else None,
            beyond_counts=tuple(constraint for constraint in sets if constraint.component not in _COUNTS),
        )

    def message(self, term: Term) -> str:
        """The shape's sh:message: the English one, else the one without a language, else the first."""
        parts = [self.text(term, value) for value in self.index.values(term, sh("message"))]
        texts = {language: text for text, _, language in parts}
        return texts.get("en") or texts.get("") or next(iter(texts.values()), "")

    def text(self, term: Term, value: Term) -> tuple[str, Term, str]:
        """A parameter that is a text, in its parts."""
        if not value.startswith('"') or value.endswith(">"):
            self.fail(term, f"{value} must be a text", at=value)
        return literal_parts(value)

    def path(self, term: Term) -> Path | None:
        """The path of a property shape, None for a node shape."""
        value = self.one(term, sh("path"))
        if value is None:
            if sh("PropertyShape") in self.index.types(term):
                self.fail(term, "a property shape needs a sh:path")
            return None
        if value.startswith("<") and value != NIL:
            return Path(value)
        node = self.index.nodes.get(value, {})
        inverse = node.get(sh("inversePath"), ())
        if len(node) == 1 and len(inverse) == 1 and inverse[0].startswith("<"):
            return Path(inverse[0], inverse=True)
        self.fail(
            term,
            "its sh:path is not one predicate, forwards or backwards",
            "longer paths are not supported",
            sh("path"),
        )
        return None

    def one(self, term: Term, predicate: Term) -> Term | None:
        """The value of a parameter that may stand once only."""
        values = self.index.values(term, predicate)
        if len(values) > 1:
            what = f"{qualified(predicate)} stands {len(values)} times and may stand once"
            self.fail(term, what, at=values[-1])
        return values[0] if values else None

    def integer(self, term: Term, value: Term) -> int:
        """A parameter that is a whole number of 0 or more."""
        text, datatype, _ = literal_parts(value) if value.startswith('"') else ("", "", "")
        if datatype != _INTEGER or not is_valid(text, _INTEGER) or int(text) < 0:
            self.fail(term, f"{show(value)} must be a whole number of 0 or more", at=value)
        return int(text)

    def flag(self, term: Term, predicate: Term) -> bool:
        """A parameter that is true or false."""
        value = self.one(term, predicate)
        if value not in {None, f'"true"^^{_BOOLEAN}', f'"false"^^{_BOOLEAN}'}:
            self.fail(term, f"{qualified(predicate)} must be true or false, not {value}", at=predicate)
        return value == f'"true"^^{_BOOLEAN}'

    def iri(self, term: Term, value: Term) -> Term:
        """A parameter that is an IRI."""
        if not value.startswith("<"):
            self.fail(term, f"{value} must be an IRI", at=value)
        return value

    def members(self, term: Term, value: Term) -> tuple[Term, ...]:
        """A parameter that is a list."""
        try:
            return self.index.list(value)
        except OntologyError as error:
            self.fail(term, error.message)

    def shapes(self, term: Term, value: Term) -> tuple[Shape, ...]:
        """A parameter that is a list of shapes."""
        return tuple(self.shape(member) for member in self.members(term, value))

    def siblings(self, term: Term, own: Term) -> tuple[Shape, ...]:
        """The sibling shapes of a qualified value shape (W3C SHACL, 4.7.3)."""
        found: dict[Term, None] = {}
        for parent in self.index.subjects(sh("property"), term):
            for sibling in self.index.values(parent, sh("property")):
                found.update(dict.fromkeys(self.index.values(sibling, sh("qualifiedValueShape"))))
        return tuple(self.shape(shape) for shape in found if shape != own)
