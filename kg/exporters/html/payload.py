"""The page's data as JSON, in sections that are read one by one: what the first screen needs, then all else.

`codec.mjs` and `tables.mjs` read it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from kg.exporters.html.columns import DETAILS, PORTION, tables
from kg.exporters.html.layout.scene import Scene
from kg.exporters.html.looks import Looks, RelationLook
from kg.exporters.html.model import Edge, PageModel, holds
from kg.exporters.html.rows import Writer, schema

_SMALL = ("kinds", "relations", "fields", "concepts", "rules")
"""The tables that are read at once."""
BRIEF = 24
"""How many of the latest attacks have their labels at hand; the first screen tells of about a dozen."""


def payload(
    model: PageModel, looks: Looks, scenes: dict[str, Scene], extra: dict[str, Any]
) -> dict[str, Any]:
    """Returns everything that the page's program reads, as sections by name."""
    writer = Writer(model)
    place = {edge.id: i for i, edge in enumerate(model.edges)}
    core = {
        "title": writer.text(model.title),
        "note": writer.text(model.note),
        "languages": list(model.languages),
        "asOf": model.as_of,
        "base": writer.base,
        "schema": schema(),
        "details": {table: [kind.__name__, list(fields)] for table, (kind, fields) in DETAILS.items()},
        "many": {table: len(getattr(model, table)) for table in DETAILS},
        "portion": PORTION,
        **{table: writer.rows(getattr(model, table)) for table in _SMALL},
        "views": [
            [
                v.id,
                writer.text(v.label),
                writer.text(v.note),
                int(
                    any(
                        looks.relation(model.edges[place[name]].relation).family == "attack"
                        for name in v.edges
                    )
                ),
                _steps(place[name] for name in v.edges),
            ]
            for v in model.views
        ],
        "looks": {
            "kinds": {name: dataclasses.asdict(look) for name, look in sorted(looks.kinds.items())},
            "relations": {name: dataclasses.asdict(look) for name, look in sorted(looks.relations.items())},
        },
        "brief": _brief(model, looks, writer),
        "scenes": {name: scene_data(scene, model.edges) for name, scene in scenes.items()},
        **extra,
    }
    return {"core": core, **tables(model, writer)}


def _brief(model: PageModel, looks: Looks, writer: Writer) -> list[list[Any]]:
    """Returns what the first screen tells of statements, so that it need not look into all: their places and labels."""
    place = {statement.id: i for i, statement in enumerate(model.statements)}
    held = [e for e in model.edges if e.statements and holds(e.span, model.as_of)]
    attacks = [e for e in held if _is_attack(looks.relation(e.relation))]
    attacks.sort(key=lambda e: e.span.start_earliest, reverse=True)
    told = dict.fromkeys(place[edge.statements[0]] for edge in attacks if edge.statements[0] in place)
    return [[i, writer.text(model.statements[i].label)] for i in islice(told, BRIEF)]


def _is_attack(look: RelationLook) -> bool:
    return look.family == "attack" and not look.rollup


def _steps(places: Iterable[int]) -> list[int]:
    """Returns numbers as the steps from each to the next, most of which are alike."""
    found, last = [], 0
    for place in sorted(places):
        found.append(place - last)
        last = place
    return found


def scene_data(scene: Scene, edges: Sequence[Edge]) -> dict[str, Any]:
    """Returns a picture as JSON data: its lines in the order of its network's edges, edges by their place."""
    place = {edge.id: i for i, edge in enumerate(edges)}
    boxes = {box.id: i for i, box in enumerate(scene.boxes)}
    return {
        "anchors": [[boxes[b.id], boxes[b.anchor]] for b in scene.boxes if b.anchor],
        "cards": [[c.id, c.rect.x, c.rect.y, c.rect.w, c.rect.h, int(c.bare)] for c in scene.cards],
        "lines": [
            [
                line.family,
                [place[name] for name in line.edges],
                [_short(coordinate) for point in line.points for coordinate in point],
                list(map(_short, line.label)) if line.label else 0,
                int(line.tree),
                *([0, [place[name] for name in line.back]] if line.back else ()),
            ]
            for line in scene.lines
        ],
    }


def _short(number: float) -> float:
    return int(number) if number == int(number) else number


def to_json(data: Any) -> str:
    """Returns data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
