"""The types that travel between the rooms. No input or output happens here.

RDF terms travel as strings in N-Triples syntax (`<iri>`, `"text"@en`, `"1"^^<iri>`): equal terms are equal
strings, sorting is the order of the written file, and nothing has to be converted to be written or stored.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain
from typing import NamedTuple, TypeAlias

Term: TypeAlias = str
"""An RDF term in N-Triples syntax."""

Triple: TypeAlias = tuple[Term, Term, Term]
"""Subject, predicate, object."""

Quad: TypeAlias = tuple[Term, Term, Term, Term]
"""Subject, predicate, object, graph name."""


class Mark(NamedTuple):
    """Where a value was written: file as given, line and column counted from 1 (in code points)."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(Enum):
    """How grave a finding is; the order is from grave to slight."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or may be, in the words of whoever curates the data.

    Attributes:
        code: A stable code such as `KG101`.
        severity: How grave it is.
        message: What is wrong.
        mark: Where: the value at fault.
        hint: How to mend it, or an empty string.
        related: Other places that belong to it (the other end of a pair), with a word on each.
        shape: The IRI of the shape or the name of the check that found it, or an empty string.
    """

    code: str
    severity: Severity
    message: str
    mark: Mark
    hint: str = ""
    related: tuple[tuple[Mark, str], ...] = field(default=())
    shape: str = ""


_COLUMNS = 1 << 16


def pack(line: int, column: int) -> int:
    """A place in a file as one small integer, since there are very many of them."""
    return line * _COLUMNS + (column if column < _COLUMNS else _COLUMNS - 1)


_NOTHING_ELSE: dict[Term, list[Term]] = {}


@dataclass(slots=True)
class Record:
    """A thing, a statement or a citation, as read from the YAML.

    Attributes:
        subject: What it is about, or the statement itself.
        kind: Its class.
        fields: Values by property; a property whose values could not be read has none.
        file: As given.
        position: Where the record begins (see `pack`).
        parent: The record in which it stands, if it is embedded or inline.
        says: Of a citation: the values that its source has instead, by property.
        omits: Of a citation: the properties on which its source is silent.
        places: Where each value was written: those of `fields` in order, then those of `says`.
    """

    subject: Term
    kind: Term
    fields: dict[Term, list[Term]]
    file: str
    position: int
    parent: Term | None = None
    says: dict[Term, list[Term]] = field(default_factory=lambda: _NOTHING_ELSE)
    omits: frozenset[Term] = frozenset()
    places: array[int] = field(default_factory=lambda: array("Q"))

    @property
    def mark(self) -> Mark:
        """Where the record begins."""
        return Mark(self.file, *divmod(self.position, _COLUMNS))

    def mark_of(self, predicate: Term, value: Term | None = None) -> Mark:
        """Where a value was written: the given one, else the first of the property, else the record."""
        first, at = self.position, 0
        is_found = False
        for name, values in chain(self.fields.items(), self.says.items()):
            if name == predicate and values and at < len(self.places):
                if value in values[: len(self.places) - at]:
                    return Mark(self.file, *divmod(self.places[at + values.index(value)], _COLUMNS))
                if not is_found:
                    first, is_found = self.places[at], True
            at += len(values)
        return Mark(self.file, *divmod(first, _COLUMNS))
