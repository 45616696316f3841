"""The picture as a pyvis network: pyvis holds nodes, edges and options; the page draws and writes itself.

Stock pyvis would load styles from the network, lay out by a running simulation and put labels into HTML unescaped;
none of its templates is used here, only its model and the copy of vis-network inside its wheel. To import this
module is to import pyvis, which takes a while: do it where a page is written.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from pyvis.network import Network

from kg.exporters.html.layout.scene import Scene
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel, pick

_HEADS = {"arrow": "arrow", "open": "vee", "tee": "bar", "dot": "circle", "ring": "circle"}
_DASHES: dict[str, bool | list[int]] = {"solid": False, "dashed": [7, 5], "dotted": [2, 4]}
_VIS = ("lib", "vis-9.1.2")

_PLACED = ("id", "x", "y", "widthConstraint", "heightConstraint")
_JOINED = ("id", "from", "to")

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 1000000,
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom", "chosen": False, "physics": False},
    "edges": {"smooth": {"enabled": False}, "chosen": False, "physics": False, "hidden": True},
}
"""Options of vis-network: everything stands where the layout put it, and the page answers the keyboard."""


class PageNetwork(Network):  # type: ignore[misc]
    """A pyvis network in which nothing moves: directed, with the page's options, and filled from a picture."""

    def __init__(self) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.options = OPTIONS

    def data(self) -> dict[str, Any]:
        """Returns nodes and edges in the form that vis-network takes: their places and ends.

        How they look the page takes from the looks of their kinds, so that it can change with the theme and the day.
        """
        return {
            "nodes": [{key: node[key] for key in _PLACED} for node in self.nodes],
            "edges": [{key: edge[key] for key in _JOINED} for edge in self.edges],
        }


def network(model: PageModel, scene: Scene, looks: Looks) -> PageNetwork:
    """Returns the network of a picture.

    Nodes stand at the centres of their boxes; edges carry head, dash and width but are hidden, because the page
    draws them along the streets of the layout and vis-network would draw them through the boxes.
    """
    things = {thing.id: thing for thing in model.things}
    relation_of = {edge.id: looks.relation(edge.relation) for edge in model.edges}
    drawn = PageNetwork()
    for box in scene.boxes:
        thing = things[box.id]
        drawn.add_node(
            box.id,
            label=pick(thing.name, model.languages[0]) or thing.id,
            shape="custom",
            x=box.rect.cx,
            y=box.rect.cy,
            widthConstraint=box.rect.w,
            heightConstraint=box.rect.h,
            group=looks.kind(thing.kind).tone,
        )
    for line in scene.lines:
        look = max((relation_of[edge] for edge in line.edges), key=lambda item: item.strength)
        drawn.add_edge(
            line.source,
            line.target,
            id=line.id,
            hidden=True,
            arrows={"to": {"enabled": look.head in _HEADS, "type": _HEADS.get(look.head, "arrow")}},
            dashes=_DASHES[look.line],
            width=look.width,
        )
    return drawn


@cache
def vis_script() -> str:
    """Returns the text of vis-network, from pyvis's own wheel, without the pointer to a file that is not there."""
    text = files("pyvis").joinpath(*_VIS, "vis-network.min.js").read_text(encoding="utf-8")
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "").strip()


@cache
def vis_style() -> str:
    """Returns the rules of vis-network's style sheet that the page can meet.

    The sheet is 220 kB of pictures for buttons that the page does not show; only rules without pictures that
    concern the canvas, its frame or its tooltip are kept.
    """
    text = files("pyvis").joinpath(*_VIS, "vis-network.css").read_text(encoding="utf-8")
    rules = [rule.strip() + "}" for rule in text.split("}") if rule.strip()]
    kept = (".vis-overlay", ".vis-active", "div.vis-tooltip")
    return "\n".join(rule for rule in rules if rule.startswith(kept) and "url(" not in rule)
