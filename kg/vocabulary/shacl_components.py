"""The parameters of each constraint component, read from the shapes graph and turned into constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.model import Term
from kg.vocabulary import constraints, shacl_sets
from kg.vocabulary.shacl_model import Path, SetConstraint, Shape, ValueConstraint, sh
from kg.vocabulary.shacl_words import qualified

if TYPE_CHECKING:
    from kg.vocabulary.shacl_reader import ShapeReader

Constraint: TypeAlias = ValueConstraint | SetConstraint
Arguments: TypeAlias = Sequence[Term]
Build: TypeAlias = Callable[["ShapeReader", Term, Path | None, Arguments], Iterator[Constraint]]


def _each(make: Callable[[Term], Constraint]) -> Build:
    def build(
        reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
    ) -> Iterator[Constraint]:
        return (make(reader.iri(term, value)) for value in arguments)

    return build


def _once(predicate: Term, make: Callable[[ShapeReader, Term, Term], Constraint | None]) -> Build:
    def build(
        reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
    ) -> Iterator[Constraint]:
        value = reader.one(term, predicate)
        made = None if value is None else make(reader, term, value)
        if made is not None:
            yield made

    return build


def _on_path(predicate: Term, make: Callable[[ShapeReader, Term, Path, Term], Constraint | None]) -> Build:
    def build(
        reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
    ) -> Iterator[Constraint]:
        if path is None:
            what = f"{qualified(predicate)} needs a property shape, and this has no sh:path"
            reader.fail(term, what, at=predicate)
        for value in arguments:
            made = make(reader, term, path, value)
            if made is not None:
                yield made

    return build


def _count(predicate: Term, make: Callable[[Path, int], Constraint]) -> Build:
    def one(reader: ShapeReader, term: Term, path: Path, value: Term) -> Constraint:
        reader.one(term, predicate)
        return make(path, reader.integer(term, value))

    return _on_path(predicate, one)


def _shape(make: Callable[[Shape], Constraint]) -> Build:
    def build(
        reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
    ) -> Iterator[Constraint]:
        return (make(reader.shape(value)) for value in arguments)

    return build


def _node(reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments) -> Iterator[Constraint]:
    for value in arguments:
        shape = reader.shape(value)
        if shape.path is not None:
            reader.fail(term, f"sh:node needs a node shape, and {qualified(value)} has a sh:path")
        yield constraints.fits(shape)


def _shapes(make: Callable[[Sequence[Shape]], Constraint]) -> Build:
    def build(
        reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
    ) -> Iterator[Constraint]:
        return (make(reader.shapes(term, value)) for value in arguments)

    return build


def _pair(make: Callable[[Path | None, Term], Constraint]) -> Build:
    def build(
        reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
    ) -> Iterator[Constraint]:
        return (make(path, reader.iri(term, value)) for value in arguments)

    return build


def _has_value(
    reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
) -> Iterator[Constraint]:
    return (shacl_sets.has_value(path, value) for value in arguments)


def _patterns(
    reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
) -> Iterator[Constraint]:
    flags = reader.one(term, sh("flags"))
    options = reader.text(term, flags)[0] if flags else ""
    return (constraints.pattern(reader.text(term, value)[0], options) for value in arguments)


def _languages(reader: ShapeReader, term: Term, value: Term) -> Constraint:
    return constraints.language_in([reader.text(term, tag)[0] for tag in reader.members(term, value)])


def _unique_lang(reader: ShapeReader, term: Term, path: Path, value: Term) -> Constraint | None:
    return shacl_sets.unique_lang(path) if reader.flag(term, sh("uniqueLang")) else None


def _closed(reader: ShapeReader, term: Term, value: Term) -> Constraint | None:
    if not reader.flag(term, sh("closed")):
        return None
    ignored = reader.one(term, sh("ignoredProperties"))
    allowed = set(reader.members(term, ignored)) if ignored else set()
    for inner in reader.index.values(term, sh("property")):
        allowed.update(path for path in reader.index.values(inner, sh("path")) if path.startswith("<"))
    return shacl_sets.closed(frozenset(allowed))


def _qualified(
    reader: ShapeReader, term: Term, path: Path | None, arguments: Arguments
) -> Iterator[Constraint]:
    if path is None:
        reader.fail(term, "sh:qualifiedValueShape needs a property shape, and this has no sh:path")
    least, most = reader.one(term, sh("qualifiedMinCount")), reader.one(term, sh("qualifiedMaxCount"))
    if least is None and most is None:
        reader.fail(term, "sh:qualifiedValueShape needs a sh:qualifiedMinCount or sh:qualifiedMaxCount")
    own = reader.one(term, sh("qualifiedValueShape")) or ""
    shape = reader.shape(own)
    apart = reader.flag(term, sh("qualifiedValueShapesDisjoint"))
    siblings = reader.siblings(term, own) if apart else ()
    words = constraints.describe(shape)
    if least is not None:
        yield shacl_sets.qualified_count(path, shape, siblings, words, least=reader.integer(term, least))
    if most is not None:
        yield shacl_sets.qualified_count(path, shape, siblings, words, most=reader.integer(term, most))


def _bound(name: str) -> tuple[Term, Build]:
    predicate = sh(name)
    return predicate, _once(predicate, lambda reader, term, value: constraints.bound(predicate, value))


def _length(name: str, make: Callable[[int], Constraint]) -> tuple[Term, Build]:
    predicate = sh(name)
    return predicate, _once(predicate, lambda reader, term, value: make(reader.integer(term, value)))


COMPONENTS: Final[Mapping[Term, Build]] = {
    sh("minCount"): _count(sh("minCount"), shacl_sets.min_count),
    sh("maxCount"): _count(sh("maxCount"), shacl_sets.max_count),
    sh("datatype"): _once(sh("datatype"), lambda r, term, value: constraints.datatype(r.iri(term, value))),
    sh("nodeKind"): _once(sh("nodeKind"), lambda r, term, value: constraints.node_kind(value)),
    sh("class"): _each(constraints.instance_of),
    sh("in"): _once(sh("in"), lambda r, term, value: constraints.one_of(r.members(term, value))),
    **dict(map(_bound, ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"))),
    **dict((_length("minLength", constraints.min_length), _length("maxLength", constraints.max_length))),
    sh("pattern"): _patterns,
    sh("languageIn"): _once(sh("languageIn"), _languages),
    sh("uniqueLang"): _on_path(sh("uniqueLang"), _unique_lang),
    sh("hasValue"): _has_value,
    sh("equals"): _pair(shacl_sets.equals),
    sh("disjoint"): _pair(shacl_sets.disjoint),
    sh("lessThan"): _on_path(
        sh("lessThan"), lambda r, term, path, value: shacl_sets.less_than(path, r.iri(term, value), False)
    ),
    sh("lessThanOrEquals"): _on_path(
        sh("lessThanOrEquals"),
        lambda r, term, path, value: shacl_sets.less_than(path, r.iri(term, value), True),
    ),
    sh("or"): _shapes(constraints.alternatives),
    sh("and"): _shapes(constraints.conjunction),
    sh("xone"): _shapes(constraints.exactly_one),
    sh("not"): _shape(constraints.negation),
    sh("node"): _node,
    sh("qualifiedValueShape"): _qualified,
    sh("closed"): _once(sh("closed"), _closed),
}
"""Parameter -> what makes constraints of its values; sh:flags and other companions are read beside them."""
