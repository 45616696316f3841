"""The constraint components of SHACL Core that judge one value at a time (W3C SHACL, 2017, section 4).

Each function takes the parameters of a component, already checked, and gives the compiled constraint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.model import Term
from kg.names import LANG_STRING, STRING, literal_parts
from kg.vocabulary.shacl_datatypes import Key, compare_keys, lexical_check, order_key
from kg.vocabulary.shacl_model import Shape, ValueConstraint, View, sh
from kg.vocabulary.shacl_pattern import compile_pattern
from kg.vocabulary.shacl_words import NODE_KINDS, article, datatype_words, join, show, show_all, show_path

_KINDS: Final[dict[Term, str]] = {
    sh("IRI"): "<",
    sh("Literal"): '"',
    sh("BlankNode"): "_",
    sh("IRIOrLiteral"): '<"',
    sh("BlankNodeOrIRI"): "_<",
    sh("BlankNodeOrLiteral"): '_"',
}


def text_of_value(term: Term) -> str | None:
    """What SPARQL's `str()` gives: an IRI, a lexical form; None for a blank node."""
    if term.startswith('"'):
        return literal_parts(term)[0]
    return term[1:-1] if term.startswith("<") else None


def datatype(wanted: Term) -> ValueConstraint:
    """sh:datatype: a literal of this datatype whose lexical form is valid."""
    return ValueConstraint(sh("DatatypeConstraintComponent"), _datatype_test(wanted), datatype_words(wanted))


def _datatype_test(wanted: Term) -> Callable[[View, Term], bool]:
    if wanted == STRING:
        return lambda view, term: term[0] == '"' and term[-1] == '"'
    if wanted == LANG_STRING:
        return lambda view, term: term[0] == '"' and term[-1] not in '">'
    ending = f'"^^{wanted}'
    check = lexical_check(wanted)
    if check is None:
        return lambda view, term: term[0] == '"' and term.endswith(ending)
    size = -len(ending)
    is_valid = check

    def test(view: View, term: Term) -> bool:
        if not (term[0] == '"' and term.endswith(ending)):
            return False
        text = term[1:size]
        return is_valid(text if "\\" not in text else literal_parts(term)[0])

    return test


def node_kind(kind: Term) -> ValueConstraint:
    """sh:nodeKind.

    Raises:
        ValueError: It is none of the six node kinds.
    """
    if kind not in _KINDS:
        raise ValueError(f"{show(kind)} is no node kind")
    first = _KINDS[kind]
    return ValueConstraint(
        sh("NodeKindConstraintComponent"), lambda view, term: term[0] in first, NODE_KINDS[kind]
    )


def instance_of(cls: Term) -> ValueConstraint:
    """sh:class: an instance of the class or of one of its subclasses."""

    def test(view: View, term: Term) -> bool:
        return term[0] != '"' and cls in view.classes(term)

    return ValueConstraint(sh("ClassConstraintComponent"), test, article(show(cls)))


def one_of(terms: Sequence[Term]) -> ValueConstraint:
    """sh:in: one of these very terms."""
    allowed = frozenset(terms)
    return ValueConstraint(
        sh("InConstraintComponent"), lambda view, term: term in allowed, f"one of {show_all(terms, 'and')}"
    )


_BOUNDS: Final[dict[Term, tuple[str, str, frozenset[int]]]] = {
    sh("minInclusive"): ("MinInclusive", "{} or more", frozenset({0, 1})),
    sh("minExclusive"): ("MinExclusive", "more than {}", frozenset({1})),
    sh("maxInclusive"): ("MaxInclusive", "{} or less", frozenset({-1, 0})),
    sh("maxExclusive"): ("MaxExclusive", "less than {}", frozenset({-1})),
}


def bound(predicate: Term, limit: Term) -> ValueConstraint:
    """sh:minInclusive and its like; a value that cannot be compared with the limit fails.

    Raises:
        ValueError: The limit is no value that has an order.
    """
    key = order_key(limit)
    if key is None:
        raise ValueError(f"{show(limit)} has no order")
    name, words, passing = _BOUNDS[predicate]
    fixed: Key = key

    def test(view: View, term: Term) -> bool:
        place = order_key(term)
        return place is not None and compare_keys(place, fixed) in passing

    return ValueConstraint(sh(f"{name}ConstraintComponent"), test, words.format(show(limit)))


def min_length(size: int) -> ValueConstraint:
    """sh:minLength, in Unicode characters; a blank node fails."""

    def test(view: View, term: Term) -> bool:
        text = text_of_value(term)
        return text is not None and len(text) >= size

    return ValueConstraint(sh("MinLengthConstraintComponent"), test, f"at least {_characters(size)} long")


def max_length(size: int) -> ValueConstraint:
    """sh:maxLength, in Unicode characters; a blank node fails."""

    def test(view: View, term: Term) -> bool:
        text = text_of_value(term)
        return text is not None and len(text) <= size

    return ValueConstraint(sh("MaxLengthConstraintComponent"), test, f"at most {_characters(size)} long")


def _characters(count: int) -> str:
    return f"{count} character{'' if count == 1 else 's'}"


def pattern(expression: str, flags: str) -> ValueConstraint:
    """sh:pattern with sh:flags; a blank node fails.

    Raises:
        ValueError: The expression or a flag cannot be used.
    """
    search = compile_pattern(expression, flags).search

    def test(view: View, term: Term) -> bool:
        text = text_of_value(term)
        return text is not None and search(text) is not None

    wants = f"of the form `{expression}`"
    return ValueConstraint(sh("PatternConstraintComponent"), test, wants)


def language_in(ranges: Sequence[str]) -> ValueConstraint:
    """sh:languageIn: a literal whose tag is in a basic language range (RFC 4647, 3.3.1)."""
    wanted = tuple(tag.lower() for tag in ranges)
    prefixes = tuple(tag + "-" for tag in wanted)

    def test(view: View, term: Term) -> bool:
        if term[0] != '"' or term[-1] in '">':
            return False
        tag = literal_parts(term)[2].lower()
        return bool(tag) and ("*" in wanted or tag in wanted or tag.startswith(prefixes))

    words = join([f"`{tag}`" for tag in ranges])
    return ValueConstraint(sh("LanguageInConstraintComponent"), test, f"text in {words}")


def fits(shape: Shape) -> ValueConstraint:
    """sh:node: the value conforms to the shape. The message tells what is wrong with the value."""

    def test(view: View, term: Term) -> bool:
        return view.conforms(shape, term)

    def say(view: View, term: Term) -> str:
        return view.explain(shape, term)

    return ValueConstraint(sh("NodeConstraintComponent"), test, describe(shape), say, shape.counts_only)


def negation(shape: Shape) -> ValueConstraint:
    """sh:not: the value does not conform to the shape."""
    words = describe(shape)

    def test(view: View, term: Term) -> bool:
        return not view.conforms(shape, term)

    def say(view: View, term: Term) -> str:
        return f"{show(term)} must not be {words}"

    return ValueConstraint(
        sh("NotConstraintComponent"), test, f"anything but {words}", say, shape.counts_only
    )


def conjunction(shapes: Sequence[Shape]) -> ValueConstraint:
    """sh:and: the value conforms to every shape."""

    def test(view: View, term: Term) -> bool:
        return all(view.conforms(shape, term) for shape in shapes)

    words = join([describe(shape) for shape in shapes], "and")
    return ValueConstraint(sh("AndConstraintComponent"), test, words, None, _counts_only(shapes))


def alternatives(shapes: Sequence[Shape]) -> ValueConstraint:
    """sh:or: the value conforms to one shape or more."""

    def test(view: View, term: Term) -> bool:
        return any(view.conforms(shape, term) for shape in shapes)

    words = join([describe(shape) for shape in shapes])
    return ValueConstraint(sh("OrConstraintComponent"), test, words, None, _counts_only(shapes))


def exactly_one(shapes: Sequence[Shape]) -> ValueConstraint:
    """sh:xone: the value conforms to one shape, and no more; a shape listed twice counts twice."""

    def test(view: View, term: Term) -> bool:
        return sum(view.conforms(shape, term) for shape in shapes) == 1

    words = f"exactly one of these: {join([describe(shape) for shape in shapes])}"
    return ValueConstraint(sh("XoneConstraintComponent"), test, words, None, _counts_only(shapes))


def _counts_only(shapes: Iterable[Shape]) -> bool:
    return all(shape.counts_only for shape in shapes)


def describe(shape: Shape) -> str:
    """What a shape asks for, to follow "must be"."""
    if shape.path is not None:
        return f"something {join(list(dict.fromkeys(_property_words(shape))), 'and')}"
    words = [constraint.wants for constraint in shape.values]
    words += [f"something {constraint.wants}" for constraint in shape.sets]
    words += [describe(inner) for inner in shape.properties]
    return join(list(dict.fromkeys(words)), "and") or "anything"


def _property_words(shape: Shape) -> list[str]:
    assert shape.path is not None
    words = [constraint.wants for constraint in shape.sets]
    wants = [constraint.wants for constraint in shape.values] + [
        describe(inner) for inner in shape.properties
    ]
    if wants:
        words.append(f"whose {show_path(shape.path)} is {join(wants, 'and')}")
    return words
