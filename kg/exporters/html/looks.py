"""How kinds and relations look. The only place that knows the ontology's names, and it can do without them.

A kind or relation that is not listed takes the look of its nearest parent that is, else a plain default: so a
class that a user adds to the ontology is drawn at once. A look never rests on colour alone: shape, dash and head differ
too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

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


KIND_LOOKS: Mapping[str, KindLook] = {
    "Company": KindLook("box", "company", 10),
    "Person": KindLook("oval", "person", 20),
    "PublicBody": KindLook("cut", "body", 30),
    "Collective": KindLook("oval", "person", 35),
    "Agent": KindLook("box", "company", 38),
    "Platform": KindLook("pill", "platform", 40),
    "Feature": KindLook("chip", "feature", 50, small=True),
    "Audience": KindLook("oval", "audience", 60),
}

RELATION_LOOKS: Mapping[str, RelationLook] = {
    "owns": RelationLook("ownership", "solid", "arrow", "owns", 2.0, 5, True, 10),
    "controls": RelationLook("ownership", "dashed", "arrow", "owns", 2.0, 4, True, 11),
    "operates": RelationLook("ownership", "solid", "arrow", "owns", 1.6, 3, True, 12),
    "holdsStakeIn": RelationLook("ownership", "solid", "open", "stake", 1.4, 2, False, 13),
    "offers": RelationLook("offer", "solid", "dot", "offer", 1.1, 1, True, 20),
    "blocks": RelationLook("attack", "solid", "tee", "attack", 2.2, 5, False, 30),
    "groupBlocks": RelationLook("attack", "dashed", "tee", "attack", 2.2, 1, False, 31, True),
    "unblocks": RelationLook("relief", "dashed", "ring", "relief", 1.8, 1, False, 35),
    "isLike": RelationLook("likeness", "dotted", "none", "like", 1.6, 1, False, 40),
    "answers": RelationLook("answer", "dashed", "arrow", "attack", 1.4, 1, False, 50),
}

_Look = TypeVar("_Look", KindLook, RelationLook)


def _resolve(known: Mapping[str, _Look], term: Kind | Relation, default: _Look) -> _Look:
    for name in (term.id, *term.parents):
        if name in known:
            return known[name]
    return default


def kind_looks(kinds: Iterable[Kind]) -> dict[str, KindLook]:
    """Returns the look of every kind, by its id."""
    return {kind.id: _resolve(KIND_LOOKS, kind, KindLook()) for kind in kinds}


def relation_looks(relations: Iterable[Relation]) -> dict[str, RelationLook]:
    """Returns the look of every relation, by its id; an unknown relation is its own family."""
    return {r.id: _resolve(RELATION_LOOKS, r, RelationLook(family=r.id)) for r in relations}


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
