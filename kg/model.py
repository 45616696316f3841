"""The types that travel between the rooms. No input or output happens here.

RDF terms travel as strings in N-Triples syntax (`<iri>`, `"text"@en`, `"1"^^<iri>`): equal terms are equal
strings, sorting is the order of the written file, and nothing has to be converted to be written or stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
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
