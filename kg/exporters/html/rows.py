"""Records as rows of JSON data.

What a reader can work out is left out: trailing fields that are as by default, the days that a plain date means.
`codec.mjs` puts it back.
"""

from __future__ import annotations

import calendar
import dataclasses
import typing
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from kg.exporters.html import model as models
from kg.exporters.html.model import Edge, PageModel, Text

ROWS = (
    models.Kind,
    models.Relation,
    models.FieldName,
    models.Concept,
    models.Belonging,
    models.Thing,
    models.Edge,
    models.Rule,
    models.Statement,
    models.Source,
    models.Step,
    models.Value,
    models.Field,
    models.Citation,
)
"""What travels as a row of its fields' values."""


def schema() -> dict[str, list[list[Any]]]:
    """Returns how to read rows: for each type its fields in order, each with its default and the type inside."""
    return {kind.__name__: _columns(kind) for kind in ROWS}


@cache
def _columns(kind: type) -> list[list[Any]]:
    hints = typing.get_type_hints(kind)
    columns: list[list[Any]] = []
    for column in dataclasses.fields(kind):
        hint = hints[column.name]
        inner = ["Text"] if hint == Text else [t.__name__ for t in _inside(hint) if t in ROWS]
        default = column.default
        plain = default is dataclasses.MISSING or default == () or dataclasses.is_dataclass(default)
        columns.append(
            [column.name, [] if plain and default != dataclasses.MISSING else _plain(default), *inner]
        )
    return columns


def _plain(default: Any) -> Any:
    return None if default is dataclasses.MISSING else default


def _inside(hint: Any) -> list[Any]:
    arguments = [a for a in typing.get_args(hint) if a is not Ellipsis]
    return [hint] if not arguments else [t for a in arguments for t in _inside(a)]


_Plan = list[tuple[str, Any, Callable[[Any], Any] | None]]


class Writer:
    """Writes values of a model as JSON data.

    Attributes:
        base: What the IRIs of things have in common before the id.
    """

    def __init__(self, model: PageModel) -> None:
        first = model.things[0] if model.things else None
        self.base = first.iri.removesuffix(first.id) if first else ""
        self._languages = model.languages
        self._plans: dict[tuple[type, tuple[str, ...]], _Plan] = {}

    def _plan(self, kind: type, only: tuple[str, ...]) -> _Plan:
        """How to write each field of a type: its name, its default, what to do with a value that is not plain."""
        if (kind, only) in self._plans:
            return self._plans[kind, only]
        plan: _Plan = []
        for column, (name, _, *inner) in zip(dataclasses.fields(kind), _columns(kind), strict=True):
            write: Callable[[Any], Any] | None = list if column.default == () else None
            if inner:
                write = self.text if inner[0] == "Text" else self.rows
            if not only or name in only:
                plan.append((name, column.default, write))
        self._plans[kind, only] = plan
        return plan

    def rows(self, records: Sequence[Any]) -> list[Any]:
        """Returns records as rows."""
        return [self.row(record, type(record)) for record in records]

    def row(self, record: Any, kind: type, only: tuple[str, ...] = ()) -> list[Any]:
        """Returns a record as the list of its fields' values, without those at its end that are as by default.

        Args:
            record: The record.
            kind: Its type.
            only: The fields to write; all of them if empty.
        """
        plan = self._plan(kind, only)
        values = [getattr(record, name) for name, _, _ in plan]
        length = len(values)
        while length and plan[length - 1][1] == values[length - 1]:
            length -= 1
        return [
            write(value) if write else value
            for (_, _, write), value in zip(plan[:length], values[:length], strict=True)
        ]

    def text(self, text: Text) -> Any:
        """Returns a text: as words or a list of words if its languages are the page's, else as pairs."""
        tags = tuple(tag for tag, _ in text)
        if text and tags == self._languages[: len(tags)]:
            words = [words for _, words in text]
            return words[0] if len(words) == 1 else words
        return [list(pair) for pair in text]


def edge_id(edge: Edge) -> str:
    """Returns the id that is made of an edge's parts."""
    return ".".join((edge.relation, edge.source, edge.target, *edge.statements))


def date_row(date: str, earliest: str, latest: str) -> str | list[str]:
    """Returns a date as stated, with its first and last day unless they are what it plainly means."""
    return date if (earliest, latest) == days_of(date) else [date, earliest, latest]


@lru_cache(maxsize=4096)
def days_of(date: str) -> tuple[str, str]:
    """Returns the first and last day of a year, a month or a day; of anything else, nothing."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return "", ""
    if len(parts) == 1:
        return f"{date}-01-01", f"{date}-12-31"
    if len(parts) == 2:
        return f"{date}-01", f"{date}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]}"
    return date, date
