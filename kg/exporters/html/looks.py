"""How kinds and relations look: `assets/looks.json` lists those that have a designed look.

A kind or relation that is not listed takes the look of its nearest parent that is, else a plain default: so a
class that a user adds to the ontology is drawn at once. A look never rests on colour alone: shape, dash and head differ
too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kg.exporters.html.assets import asset
from kg.exporters.html.model import Kind, PageModel, Relation


@dataclass(frozen=True, slots=True)
class KindLook:
    """How things of a kind are drawn.

    Attributes:
        shape: `box`, `pill`, `chip` (dashed), `cut` (cut corners), `oval` or `tag`.
        tone: The name of a colour pair in the palette.
        order: Where the kind stands in legends; smaller is earlier.
        small: True for what hangs on another thing and is drawn smaller.
    """

    shape: str = "tag"
    tone: str = "plain"
    order: int = 90
    small: bool = False


@dataclass(frozen=True, slots=True)
class RelationLook:
    """How edges of a relation are drawn.

    Attributes:
        family: Relations of one family between the same two things share one line: `ownership`, `attack`, `offer`,
            `relief`, `likeness`, or the relation's own id.
        line: `solid`, `dashed` or `dotted`.
        head: `arrow`, `open`, `tee`, `dot`, `ring` or `none`.
        tone: The name of a colour in the palette.
        width: Line width in pixels.
        strength: Which of several edges on one line gives it its look; greater wins.
        tree: True if the target may hang below the source in its card.
        order: Where the relation stands in legends.
        rollup: True if its edges only sum up those of another relation.
    """

    family: str = ""
    line: str = "dashed"
    head: str = "open"
    tone: str = "plain"
    width: float = 1.4
    strength: int = 0
    tree: bool = False
    order: int = 90
    rollup: bool = False


_Look = TypeVar("_Look", KindLook, RelationLook)


@cache
def known() -> tuple[Mapping[str, KindLook], Mapping[str, RelationLook]]:
    """Returns the designed looks of kinds and of relations, by name."""
    listed = json.loads(asset("looks.json"))
    return (
        {name: KindLook(**look) for name, look in listed["kinds"].items()},
        {name: RelationLook(**look) for name, look in listed["relations"].items()},
    )


def _resolve(listed: Mapping[str, _Look], term: Kind | Relation, default: _Look) -> _Look:
    for name in (term.id, *term.parents):
        if name in listed:
            return listed[name]
    return default


def kind_looks(kinds: Iterable[Kind]) -> dict[str, KindLook]:
    """Returns the look of every kind, by its id."""
    return {kind.id: _resolve(known()[0], kind, KindLook()) for kind in kinds}


def relation_looks(relations: Iterable[Relation]) -> dict[str, RelationLook]:
    """Returns the look of every relation, by its id; an unknown relation is its own family."""
    return {r.id: _resolve(known()[1], r, RelationLook(family=r.id)) for r in relations}


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of all kinds and relations of a page; a term that the page does not declare looks plain."""

    kinds: Mapping[str, KindLook]
    relations: Mapping[str, RelationLook]

    @classmethod
    def of(cls, model: PageModel) -> Looks:
        """Returns the looks of a page."""
        return cls(kind_looks(model.kinds), relation_looks(model.relations))

    def kind(self, name: str) -> KindLook:
        """Returns the look of a kind."""
        return self.kinds.get(name) or KindLook()

    def relation(self, name: str) -> RelationLook:
        """Returns the look of a relation."""
        return self.relations.get(name) or RelationLook(family=name)
