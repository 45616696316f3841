"""What the shapes say of a class, told for those who build forms, loaders and schemas from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from kg.model import Term
from kg.names import TRUE, literal_parts
from kg.vocabulary.shacl_model import VIOLATION, Path, PropertyShape, sh
from kg.vocabulary.turtle_index import TripleIndex

_BOUNDS = tuple(map(sh, ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")))


def fields_of(
    index: TripleIndex,
    superclasses: frozenset[Term],
    shapes: Sequence[Term],
    hierarchy: Mapping[Term, frozenset[Term]],
) -> dict[Path, tuple[PropertyShape, ...]]:
    """Gather what shapes say of a class: by path the property shapes on it, in order of sh:order.

    Args:
        index: The shapes graph, already found to be well-formed.
        superclasses: The class and all classes above it.
        shapes: The shapes that target any of them.
        hierarchy: class -> itself and its superclasses.
    """

    def distance(shape: Term) -> int:
        targets = set(index.values(shape, sh("targetClass"))) | {shape}
        depths = [len(hierarchy.get(target, (target,))) for target in targets if target in superclasses]
        return -max(depths, default=0)

    ordered = sorted(shapes, key=distance)
    live = [shape for shape in ordered if not _is_off(index, shape)]
    found = [property_shape(index, shape) for shape in _property_shapes(index, live)]
    found.sort(key=lambda shape: shape.order)
    fields: dict[Path, list[PropertyShape]] = {}
    for shape in found:
        fields.setdefault(shape.path, []).append(shape)
    return {path: tuple(members) for path, members in fields.items()}


def _is_off(index: TripleIndex, shape: Term) -> bool:
    return index.value(shape, sh("deactivated")) == TRUE


def _property_shapes(index: TripleIndex, shapes: Iterable[Term]) -> Iterator[Term]:
    """The property shapes that a node must fit, also of shapes reached by sh:node or sh:and."""
    seen: set[Term] = set()
    waiting = list(shapes)[::-1]
    while waiting:
        shape = waiting.pop()
        if shape in seen or _is_off(index, shape):
            continue
        seen.add(shape)
        if index.value(shape, sh("path")) is not None:
            yield shape
            continue
        waiting.extend(_required(index, shape)[::-1])
        waiting.extend(index.values(shape, sh("property"))[::-1])


def _required(index: TripleIndex, shape: Term) -> list[Term]:
    """The shapes that whatever fits this shape must fit too."""
    members = [member for head in index.values(shape, sh("and")) for member in index.list(head)]
    return [inner for inner in (*index.values(shape, sh("node")), *members) if not _is_off(index, inner)]


def property_shape(index: TripleIndex, shape: Term) -> PropertyShape:
    """What one property shape asks of its values."""
    asked = _Asked(index, shape)
    head = index.value(shape, sh("path")) or ""
    path = (
        Path(head) if head.startswith("<") else Path(index.value(head, sh("inversePath")) or "", inverse=True)
    )
    low, high = index.value(shape, sh("minCount")), index.value(shape, sh("maxCount"))
    return PropertyShape(
        path=path,
        datatypes=asked.terms("datatype") or (),
        classes=asked.terms("class") or (),
        allowed=asked.terms("in"),
        min_count=_number(low) or 0,
        max_count=_number(high),
        bounds={key: value for key in _BOUNDS if (value := asked.first(key)) is not None},
        min_length=_number(asked.first(sh("minLength"))),
        max_length=_number(asked.first(sh("maxLength"))),
        patterns=tuple(asked.patterns()),
        unique_lang=index.value(shape, sh("uniqueLang")) == TRUE,
        order=_order(index.value(shape, sh("order"))),
        messages=_texts(index, shape, "message"),
        severity=index.value(shape, sh("severity")) or VIOLATION,
    )


class _Asked:
    """What a shape asks of a value, together with the shapes that it builds on."""

    def __init__(self, index: TripleIndex, shape: Term) -> None:
        self._index = index
        # The shape itself comes first, so that what it says is found before what it builds on.
        self._all = [shape]
        for member in self._all:
            self._all.extend(inner for inner in _required(index, member) if inner not in self._all)

    def first(self, predicate: Term) -> Term | None:
        """The first value of a parameter."""
        found = (self._index.value(member, predicate) for member in self._all)
        return next((value for value in found if value is not None), None)

    def patterns(self) -> Iterator[tuple[str, str]]:
        """All patterns with their flags."""
        for member in self._all:
            flags = self._index.value(member, sh("flags"))
            for value in self._index.values(member, sh("pattern")):
                yield literal_parts(value)[0], literal_parts(flags)[0] if flags else ""

    def terms(self, name: str) -> tuple[Term, ...] | None:
        """The values of a parameter that a value must match one of; None if any value will do."""
        predicate = sh(name)
        found: dict[Term, None] = {}
        for member in self._all:
            for value in self._index.values(member, predicate):
                found.update(dict.fromkeys(self._index.list(value) if name == "in" else (value,)))
            for alternatives in ("or", "xone"):
                for head in self._index.values(member, sh(alternatives)):
                    branches = [_Asked(self._index, inner).terms(name) for inner in self._index.list(head)]
                    for branch in branches:
                        found.update(dict.fromkeys(branch or ()))
        return tuple(found) if found else None


def _texts(index: TripleIndex, shape: Term, name: str) -> dict[str, str]:
    parts = [literal_parts(value) for value in index.values(shape, sh(name)) if value.startswith('"')]
    return {language: text for text, _, language in parts}


def _number(term: Term | None) -> int | None:
    return None if term is None else int(literal_parts(term)[0])


def _order(term: Term | None) -> float:
    try:
        return float(Decimal(literal_parts(term)[0])) if term and term.startswith('"') else 0.0
    except InvalidOperation:
        return 0.0
