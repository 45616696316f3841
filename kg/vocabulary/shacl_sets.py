"""The constraint components of SHACL Core that look at all values of a node together (section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Term
from kg.names import literal_parts
from kg.vocabulary.shacl_datatypes import compare
from kg.vocabulary.shacl_model import Fault, Path, SetConstraint, Shape, View, sh
from kg.vocabulary.shacl_words import show, show_all, show_path


def _values(count: int) -> str:
    return f"{count} value{'' if count == 1 else 's'}"


def min_count(path: Path, least: int) -> SetConstraint:
    """sh:minCount."""
    name = show_path(path)

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        if len(values) < least:
            few = f"{name} is missing" if not values else f"{name} needs {least} values and has {len(values)}"
            yield Fault(None, few)

    wants = f"with {name}" if least == 1 else f"with {_values(least)} or more of {name}"
    return SetConstraint(sh("MinCountConstraintComponent"), find, wants, without_values=least > 0)


def max_count(path: Path, most: int) -> SetConstraint:
    """sh:maxCount."""
    name = show_path(path)

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        if len(values) > most:
            limit = f"{name} takes at most {_values(most)} and has {len(values)}"
            yield Fault(None, limit if most else f"{name} must not be given here")

    wants = f"with at most {_values(most)} of {name}" if most else f"without {name}"
    return SetConstraint(sh("MaxCountConstraintComponent"), find, wants)


def unique_lang(path: Path) -> SetConstraint:
    """sh:uniqueLang: one result for each language tag that several values have, whatever its case."""
    name = show_path(path)

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        if len(values) < 2:
            return
        seen: set[str] = set()
        told: set[str] = set()
        for value in values:
            if value[0] != '"' or value[-1] in '">':
                continue
            tag = literal_parts(value)[2].lower()
            if tag in seen and tag not in told:
                told.add(tag)
                yield Fault(None, f"{name} has more than one text in `{tag}`")
            seen.add(tag)

    wants = f"with one {name} in each language"
    return SetConstraint(sh("UniqueLangConstraintComponent"), find, wants, with_one_value=False)


def has_value(path: Path | None, wanted: Term) -> SetConstraint:
    """sh:hasValue: the value is among the values."""
    name = "this" if path is None else show_path(path)

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        if wanted not in values:
            yield Fault(None, f"{name} must {'be' if path is None else 'include'} {show(wanted)}")

    wants = f"that is {show(wanted)}" if path is None else f"with {show(wanted)} as {name}"
    return SetConstraint(sh("HasValueConstraintComponent"), find, wants, without_values=True)


def equals(path: Path | None, predicate: Term) -> SetConstraint:
    """sh:equals: both properties have the same values; one result for each value that one of them lacks."""
    other = Path(predicate)
    name, second = "this" if path is None else show_path(path), show_path(other)

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        others = view.values(focus, other)
        for value in dict.fromkeys((*values, *others)):
            if (value in values) != (value in others):
                has, lacks = (name, second) if value in values else (second, name)
                text = (
                    f"{name} and {second} must be the same, but {show(value)} is in {has} and not in {lacks}"
                )
                yield Fault(value, text)

    wants = f"whose {name} and {second} are the same"
    return SetConstraint(sh("EqualsConstraintComponent"), find, wants, without_values=True)


def disjoint(path: Path | None, predicate: Term) -> SetConstraint:
    """sh:disjoint: the two properties share no value."""
    other = Path(predicate)
    name, second = "this" if path is None else show_path(path), show_path(other)

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        others = view.values(focus, other)
        for value in values:
            if value in others:
                yield Fault(value, f"{name} and {second} must differ, but both have {show(value)}")

    return SetConstraint(sh("DisjointConstraintComponent"), find, f"whose {name} and {second} differ")


def less_than(path: Path, predicate: Term, or_equals: bool) -> SetConstraint:
    """sh:lessThan and sh:lessThanOrEquals: one result for each pair of values that is not in this order."""
    other = Path(predicate)
    name, second = show_path(path), show_path(other)
    passing = frozenset({-1, 0}) if or_equals else frozenset({-1})
    words = "at most" if or_equals else "less than"

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        others = view.values(focus, other)
        for value in values:
            for limit in others:
                order = compare(value, limit)
                if order not in passing:
                    cannot = " (they cannot be compared)" if order is None else ""
                    text = f"{name} ({show(value)}) must be {words} {second} ({show(limit)}){cannot}"
                    yield Fault(value, text)

    component = sh(f"LessThan{'OrEquals' if or_equals else ''}ConstraintComponent")
    return SetConstraint(component, find, f"whose {name} is {words} {second}")


def closed(allowed: frozenset[Term]) -> SetConstraint:
    """sh:closed: no property but these."""

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        for predicate, found in view.node(focus).items():
            if predicate not in allowed:
                for value in found:
                    yield Fault(value, f"{show(predicate)} is not a property that belongs here", predicate)

    return SetConstraint(
        sh("ClosedConstraintComponent"), find, f"with no properties but {show_all(sorted(allowed), 'and')}"
    )


def qualified_count(
    path: Path,
    shape: Shape,
    siblings: Sequence[Shape],
    words: str,
    *,
    least: int | None = None,
    most: int | None = None,
) -> SetConstraint:
    """sh:qualifiedMinCount or sh:qualifiedMaxCount over the values that fit a shape.

    Args:
        path: The path of the property shape.
        shape: The qualified value shape.
        siblings: Shapes that a value must not fit in order to count (sh:qualifiedValueShapesDisjoint).
        words: What the shape asks for.
        least: The least number of values that fit; give this or `most`.
        most: The greatest number.
    """
    name = show_path(path)
    component = sh(f"Qualified{'Max' if least is None else 'Min'}CountConstraintComponent")

    def find(view: View, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
        count = sum(
            view.conforms(shape, value) and not any(view.conforms(other, value) for other in siblings)
            for value in values
        )
        if least is not None and count < least:
            yield Fault(None, f"{name} needs at least {least} of these: {words}; it has {count}")
        if most is not None and count > most:
            yield Fault(None, f"{name} takes at most {most} of these: {words}; it has {count}")

    wants = f"with the right number of {name} that are {words}"
    return SetConstraint(component, find, wants, without_values=bool(least))
