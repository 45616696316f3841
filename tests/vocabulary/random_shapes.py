"""Random small shapes graphs and data graphs, made of every supported constraint."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from kg.model import Term, Triple
from kg.names import RDF, TYPE, XSD, iri, literal
from kg.vocabulary.shacl_model import sh
from kg.vocabulary.turtle_index import FIRST, NIL, REST, SUBCLASS

EX = "http://example.test/"
INTEGER = iri(XSD + "integer")
CLASSES = [iri(EX + name) for name in ("A", "B", "C")]
PREDICATES = [iri(EX + name) for name in ("p", "q", "r")]
START, END = iri(EX + "start"), iri(EX + "end")
NODES = [*(iri(f"{EX}n{number}") for number in range(4)), "_:x"]
TEXTS = [
    *(literal(text) for text in ("", "a", "ab", "Abc", "1", "日本")),
    *(literal("ab", language=tag) for tag in ("en", "en-gb", "zh")),
    literal("cd", language="en"),
]
ORDERED = [
    [
        *(literal(text, INTEGER) for text in ("0", "1", "5", "-3")),
        *(literal(text, iri(XSD + "decimal")) for text in ("1.5", "5.0", "-0.25")),
        *(literal(text, iri(XSD + "double")) for text in ("1.5E0", "5e3")),
    ],
    [literal(text, iri(XSD + "date")) for text in ("2014-11-25", "2015-01-01", "2016-02-29")],
    [literal(text, iri(XSD + "dateTime")) for text in ("2014-11-25T00:00:00", "2015-11-25T00:00:00.5")],
    [literal(text, iri(XSD + "dateTime")) for text in ("2014-11-25T00:00:00+08:00", "2014-11-24T23:00:00Z")],
]
"""Families of comparable literals.

An example uses one of them, and then no literals of other datatypes: pySHACL lets rdflib order literals that
SPARQL cannot compare, where SHACL has a violation. It refuses years and months, which SPARQL leaves to extensions.
"""

INVALID = [
    literal("x", INTEGER),
    literal("2015-02-30", iri(XSD + "date")),
    literal("maybe", iri(XSD + "boolean")),
    literal("true", iri(XSD + "boolean")),
]
DATATYPES = [
    iri(RDF + "langString"),
    *(iri(XSD + name) for name in ("string", "integer", "decimal", "double", "date", "gYear", "boolean")),
]
KINDS = [
    sh(name)
    for name in ("IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI", "BlankNodeOrLiteral")
]
BOUNDS = [sh(name) for name in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")]
PATTERNS = ["^a", "b$", "^[A-Z]", "[0-9]+", "n[01]$", "^.{2}$"]
TRUE = literal("true", iri(XSD + "boolean"))


class ShapesMaker:
    """Collects the triples of random shapes."""

    def __init__(self, draw: st.DrawFn, limits: Sequence[Term], literals: Sequence[Term]) -> None:
        self.draw = draw
        self.limits = limits
        self.literals = literals
        self.triples: list[Triple] = []
        self._blank = 0

    def pick(self, options: Sequence[Term]) -> Term:
        """One of the options."""
        return self.draw(st.sampled_from(options))

    def some(self, options: Sequence[Term], least: int = 1) -> list[Term]:
        """A few of the options."""
        return self.draw(st.lists(st.sampled_from(options), min_size=least, max_size=4, unique=True))

    def maybe(self, percent: int) -> bool:
        """True so often, in the first guess; shrinks to False."""
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def say(self, subject: Term, name: str, value: Term) -> None:
        """Add a triple with a SHACL predicate."""
        self.triples.append((subject, sh(name), value))

    def blank(self) -> Term:
        """A new blank node."""
        self._blank += 1
        return f"_:s{self._blank}"

    def list(self, members: Sequence[Term]) -> Term:
        """A new RDF list."""
        head = NIL
        for member in reversed(members):
            cell = self.blank()
            self.triples += [(cell, FIRST, member), (cell, REST, head)]
            head = cell
        return head

    def value_constraint(self, shape: Term, depth: int) -> None:
        """Add one constraint that node shapes and property shapes can have."""
        simple = ["datatype", "class", "nodeKind", "in", "bound", "minLength", "maxLength", "pattern"]
        simple += ["languageIn", "hasValue", "equals", "disjoint"]
        simple = [name for name in simple if self.limits or name != "bound"]
        name = self.pick([*simple, *(["or", "and", "xone", "not", "node"] if depth else [])])
        match name:
            case "datatype":
                self.once(shape, name, self.pick(DATATYPES))
            case "class":
                self.say(shape, name, self.pick(CLASSES))
            case "nodeKind":
                self.once(shape, name, self.pick(KINDS))
            case "in":
                self.once(shape, name, self.list(self.some([*NODES[:4], *self.literals])))
            case "bound":
                self.once(shape, self.pick(BOUNDS)[1:-1].rpartition("#")[2], self.pick(self.limits))
            case "minLength" | "maxLength":
                # pySHACL passes blank nodes for a least length of 0; the specification does not.
                self.once(shape, name, literal(str(self.draw(st.integers(1, 4))), INTEGER))
            case "pattern":
                self.say(shape, name, literal(self.pick(PATTERNS)))
                if self.maybe(30):
                    self.once(shape, "flags", literal("i"))
            case "languageIn":
                self.once(shape, name, self.list([literal(tag) for tag in self.some(["en", "zh", "fr"])]))
            case "hasValue":
                self.say(shape, name, self.pick([*NODES[:4], *self.literals]))
            case "equals" | "disjoint":
                self.say(shape, name, self.pick(PREDICATES))
            case "node":
                self.say(shape, name, self.node_shape(self.blank(), depth - 1))
            case "not":
                self.say(shape, name, self.shape(depth - 1))
            case _:
                self.say(
                    shape,
                    name,
                    self.list([self.shape(depth - 1) for _ in range(self.draw(st.integers(1, 2)))]),
                )

    def once(self, shape: Term, name: str, value: Term) -> None:
        """Add a triple unless the shape has the predicate already."""
        if not any(subject == shape and predicate == sh(name) for subject, predicate, _ in self.triples):
            self.say(shape, name, value)

    def property_shape(self, depth: int) -> Term:
        """A new property shape."""
        shape = self.blank()
        ordered = bool(self.limits) and self.maybe(25)
        path = START if ordered else self.pick([*PREDICATES, START, END])
        if not ordered and self.maybe(15):
            inverse = self.blank()
            self.say(inverse, "inversePath", path)
            path = inverse
        self.say(shape, "path", path)
        for name, percent in (("minCount", 30), ("maxCount", 30)):
            if self.maybe(percent):
                self.say(shape, name, literal(str(self.draw(st.integers(0, 3))), INTEGER))
        if self.maybe(15):
            self.say(shape, "uniqueLang", TRUE)
        if ordered:
            self.say(shape, self.pick(["lessThan", "lessThanOrEquals"]), END)
        if depth and self.maybe(15):
            self.say(shape, "qualifiedValueShape", self.shape(depth - 1))
            self.say(shape, self.pick(["qualifiedMinCount", "qualifiedMaxCount"]), literal("1", INTEGER))
            if self.maybe(40):
                self.say(shape, "qualifiedValueShapesDisjoint", TRUE)
        self._more(shape, depth)
        return shape

    def _more(self, shape: Term, depth: int) -> None:
        for _ in range(self.draw(st.integers(0, 2))):
            self.value_constraint(shape, depth)
        if self.maybe(15):
            self.say(shape, "severity", self.pick([sh("Warning"), sh("Info")]))
        if self.maybe(5):
            self.say(shape, "deactivated", TRUE)
        if depth and self.maybe(10):
            self.say(shape, "property", self.property_shape(depth - 1))

    def shape(self, depth: int) -> Term:
        """A new shape of either kind."""
        return self.property_shape(depth) if self.maybe(30) else self.node_shape(self.blank(), depth)

    def node_shape(self, shape: Term, depth: int) -> Term:
        """Make a node shape of a node."""
        self.triples.append((shape, TYPE, sh("NodeShape")))
        for _ in range(self.draw(st.integers(0, 2))):
            self.say(shape, "property", self.property_shape(depth))
        self._more(shape, depth)
        if self.maybe(10):
            self.say(shape, "closed", TRUE)
            self.say(shape, "ignoredProperties", self.list([TYPE]))
        return shape

    def target(self, shape: Term) -> None:
        """Add a target."""
        match self.pick(["class", "class", "class", "node", "subjects", "objects"]):
            case "class":
                self.say(shape, "targetClass", self.pick(CLASSES))
            case "node":
                self.say(shape, "targetNode", self.pick([*NODES[:4], *self.literals]))
            case "subjects":
                self.say(shape, "targetSubjectsOf", self.pick(PREDICATES))
            case _:
                self.say(shape, "targetObjectsOf", self.pick(PREDICATES))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Triple], list[Triple]]:
    """A shapes graph of one or two shapes with targets, and a data graph over a few nodes."""
    limits = draw(st.sampled_from([[], *ORDERED]))
    literals = [*TEXTS, *(limits or [*INVALID, *ORDERED[0], *ORDERED[1]])]
    maker = ShapesMaker(draw, limits, literals)
    for number in range(draw(st.integers(1, 2))):
        shape = maker.node_shape(iri(f"{EX}S{number}"), depth=draw(st.integers(0, 2)))
        maker.target(shape)
    nodes, predicates = st.sampled_from(NODES), st.sampled_from(PREDICATES)
    types = draw(st.lists(st.tuples(nodes, st.just(TYPE), st.sampled_from(CLASSES)), max_size=4))
    terms = st.sampled_from([*NODES, *literals])
    said = draw(st.lists(st.tuples(nodes, predicates, terms), max_size=10))
    # pySHACL compares IRIs and refuses blank nodes in sh:lessThan, so these have values with an order only.
    ends = st.tuples(nodes, st.sampled_from([START, END]), st.sampled_from([*(limits or TEXTS), *TEXTS[:4]]))
    said += draw(st.lists(ends, max_size=5))
    above = draw(st.lists(st.sampled_from(CLASSES), max_size=3, unique=True))
    hierarchy = [(lower, SUBCLASS, upper) for lower, upper in pairwise(above)]
    return list(dict.fromkeys(maker.triples)), list(dict.fromkeys([*hierarchy, *types, *said]))
