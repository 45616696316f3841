"""The page's data as JSON: compact, since records travel as rows, and safe inside HTML."""

from __future__ import annotations

import dataclasses
import json
import typing
from typing import Any

from kg.exporters.html import model as models
from kg.exporters.html.layout.scene import Scene
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel

_ROWS = (
    models.Span, models.Kind, models.Relation, models.Concept, models.Thing, models.Edge, models.Value,
    models.Field, models.Citation, models.Statement, models.Source, models.View,
)  # fmt: skip
"""What travels as a row of its fields' values; trailing fields that have their default are left out."""


def schema() -> dict[str, list[list[Any]]]:
    """Returns how to read rows: for each type its fields in order, each with its default and the type inside."""
    return {kind.__name__: _columns(kind) for kind in _ROWS}


def _columns(kind: type) -> list[list[Any]]:
    hints = typing.get_type_hints(kind)
    columns: list[list[Any]] = []
    for column in dataclasses.fields(kind):
        inner = [t.__name__ for t in _inside(hints[column.name]) if t in _ROWS]
        default = None if column.default is dataclasses.MISSING else row(column.default)
        columns.append([column.name, default, *inner])
    return columns


def _inside(hint: Any) -> list[Any]:
    arguments = [a for a in typing.get_args(hint) if a is not Ellipsis]
    return [hint] if not arguments else [t for a in arguments for t in _inside(a)]


def row(value: Any) -> Any:
    """Returns a value of the model as JSON data; a record becomes the list of its fields' values."""
    if type(value) in _ROWS:
        fields = dataclasses.fields(value)
        values = [getattr(value, field.name) for field in fields]
        while values and fields[len(values) - 1].default == values[-1]:
            values.pop()
        return [row(v) for v in values]
    if isinstance(value, tuple):
        return [row(v) for v in value]
    return value


def scene_data(scene: Scene) -> dict[str, Any]:
    """Returns a picture as JSON data."""
    return {
        "width": scene.width,
        "height": scene.height,
        "cards": [[c.id, c.rect.x, c.rect.y, c.rect.w, c.rect.h, int(c.bare)] for c in scene.cards],
        "boxes": [[b.id, b.rect.x, b.rect.y, b.rect.w, b.rect.h] for b in scene.boxes],
        "lines": [
            [
                line.id,
                line.source,
                line.target,
                line.family,
                list(line.edges),
                [coordinate for point in line.points for coordinate in point],
                list(line.label) if line.label else None,
                int(line.tree),
            ]
            for line in scene.lines
        ],
    }


def payload(
    model: PageModel, looks: Looks, scenes: dict[str, Scene], extra: dict[str, Any]
) -> dict[str, Any]:
    """Returns everything that the page's program reads."""
    tables = ("kinds", "relations", "concepts", "things", "edges", "statements", "sources", "views")
    return {
        "title": model.title,
        "note": row(model.note),
        "languages": list(model.languages),
        "asOf": model.as_of,
        "schema": schema(),
        **{table: row(getattr(model, table)) for table in tables},
        "looks": {
            "kinds": {name: dataclasses.asdict(look) for name, look in sorted(looks.kinds.items())},
            "relations": {name: dataclasses.asdict(look) for name, look in sorted(looks.relations.items())},
        },
        "scenes": {name: scene_data(scene) for name, scene in scenes.items()},
        **extra,
    }


_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def to_json(data: Any) -> str:
    """Returns data as one line of JSON that nothing in HTML can mistake for markup."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)
