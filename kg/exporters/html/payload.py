"""The page's data as JSON: records as rows, nothing written twice, and safe inside HTML.

What a reader can work out is left out: trailing fields that are as by default, the days that a plain date means,
the id of an edge that is made of its parts, an IRI that is the base and an id. `codec.mjs` puts it back.
"""

from __future__ import annotations

import calendar
import dataclasses
import json
import typing
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from kg.exporters.html import model as models
from kg.exporters.html.layout.scene import Scene
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Edge, PageModel, Span, Text, Thing

_TABLES = {
    "kinds": models.Kind,
    "relations": models.Relation,
    "fields": models.FieldName,
    "concepts": models.Concept,
    "things": models.Thing,
    "edges": models.Edge,
    "rules": models.Rule,
    "statements": models.Statement,
    "sources": models.Source,
}
_INNER = (models.Span, models.Step, models.Value, models.Field, models.Citation)
_ROWS = (*_TABLES.values(), *_INNER)
"""What travels as a row of its fields' values."""


def schema() -> dict[str, list[list[Any]]]:
    """Returns how to read rows: for each type its fields in order, each with its default and the type inside."""
    return {kind.__name__: _columns(kind) for kind in _ROWS}


def _columns(kind: type) -> list[list[Any]]:
    hints = typing.get_type_hints(kind)
    columns: list[list[Any]] = []
    for column in dataclasses.fields(kind):
        hint = hints[column.name]
        inner = ["Text"] if hint == Text else [t.__name__ for t in _inside(hint) if t in _ROWS]
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


class Writer:
    """Writes values of a model as JSON data.

    Attributes:
        base: What the IRIs of things have in common before the id.
    """

    def __init__(self, model: PageModel) -> None:
        first = model.things[0] if model.things else None
        self.base = first.iri.removesuffix(first.id) if first else ""
        self._languages = model.languages
        self._plans = {kind: self._plan(kind) for kind in _ROWS}

    def _plan(self, kind: type) -> list[tuple[str, Any, Callable[[Any], Any] | None]]:
        """How to write each field of a type: its name, its default, what to do with a value that is not plain."""
        plan: list[tuple[str, Any, Callable[[Any], Any] | None]] = []
        for column, (_, _, *inner) in zip(dataclasses.fields(kind), _columns(kind), strict=True):
            write = {"Text": self.text, "Span": span_row}.get(inner[0], self.rows) if inner else None
            if write is None and column.default == ():
                write = list
            plan.append((column.name, column.default, write))
        return plan

    def rows(self, records: Sequence[Any]) -> list[Any]:
        """Returns records as rows."""
        return [self.row(record) for record in records]

    def row(self, record: Any) -> list[Any]:
        """Returns a record as the list of its fields' values, without those at its end that are as by default."""
        plan = self._plans[type(record)]
        values = [getattr(record, name) for name, _, _ in plan]
        if isinstance(record, Edge) and record.id == edge_id(record):
            values[0] = ""
        elif isinstance(record, Thing) and record.iri == self.base + record.id:
            values[1] = ""
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


def span_row(span: Span) -> list[str]:
    """Returns a span as stated; the days too unless they are what the stated dates plainly mean."""
    days = [span.start_earliest, span.start_latest, span.end_earliest, span.end_latest]
    kept = [span.start, span.end]
    if days != [*_days(span.start), *_days(span.end)]:
        return kept + days
    while kept and not kept[-1]:
        kept.pop()
    return kept


@lru_cache(maxsize=4096)
def _days(date: str) -> tuple[str, str]:
    """Returns the first and last day of a year, a month or a day; of anything else, nothing."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return "", ""
    if len(parts) == 1:
        return f"{date}-01-01", f"{date}-12-31"
    if len(parts) == 2:
        return f"{date}-01", f"{date}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]}"
    return date, date


def scene_data(scene: Scene, edges: Sequence[Edge]) -> dict[str, Any]:
    """Returns a picture as JSON data: its lines in the order of its network's edges, edges by their place."""
    place = {edge.id: i for i, edge in enumerate(edges)}
    return {
        "cards": [[c.id, c.rect.x, c.rect.y, c.rect.w, c.rect.h, int(c.bare)] for c in scene.cards],
        "lines": [
            [
                line.family,
                [place[name] for name in line.edges],
                [_short(coordinate) for point in line.points for coordinate in point],
                list(map(_short, line.label)) if line.label else 0,
                int(line.tree),
            ]
            for line in scene.lines
        ],
    }


def _short(number: float) -> float:
    return int(number) if number == int(number) else number


def payload(
    model: PageModel, looks: Looks, scenes: dict[str, Scene], extra: dict[str, Any]
) -> dict[str, Any]:
    """Returns everything that the page's program reads."""
    writer = Writer(model)
    place = {edge.id: i for i, edge in enumerate(model.edges)}
    return {
        "title": writer.text(model.title),
        "note": writer.text(model.note),
        "languages": list(model.languages),
        "asOf": model.as_of,
        "base": writer.base,
        "schema": schema(),
        **{table: writer.rows(getattr(model, table)) for table in _TABLES},
        "views": [
            [v.id, writer.text(v.label), writer.text(v.note), [place[name] for name in v.edges]]
            for v in model.views
        ],
        "looks": {
            "kinds": {name: dataclasses.asdict(look) for name, look in sorted(looks.kinds.items())},
            "relations": {name: dataclasses.asdict(look) for name, look in sorted(looks.relations.items())},
        },
        "scenes": {name: scene_data(scene, model.edges) for name, scene in scenes.items()},
        **extra,
    }


_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_json(data: Any) -> str:
    """Returns data as one line of JSON that nothing in HTML can mistake for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
