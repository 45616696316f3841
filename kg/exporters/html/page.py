"""The page: template, style, program and data in one file that needs nothing else."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.exporters.html import palette, svg
from kg.exporters.html.assets import asset, modules
from kg.exporters.html.bundle import bundle
from kg.exporters.html.collect import collect
from kg.exporters.html.layout.build import build, build_largest, build_overview
from kg.exporters.html.layout.links import overview
from kg.exporters.html.layout.scene import Scene
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel, View, pick
from kg.exporters.html.packing import lines
from kg.exporters.html.payload import payload, to_json
from kg.exporters.registry import Exportable

if TYPE_CHECKING:
    from jinja2 import Template

MOST_DRAWN = 250
"""Of a view with more things than this, only the largest groups are drawn in detail."""
MOST_AT_ONCE = 45
"""A view with more things than this opens on its groups."""
MOST_ROWS = 5000
"""How many statements the table for readers without JavaScript may have: the latest ones."""
BUILT_IN = ("matrix", "timeline", "table")
"""The views that every page has."""


def page(graph: Exportable, view: str) -> str:
    """Writes the page of a graph.

    Args:
        graph: What it shows.
        view: The view that it opens on; `all` for the one that tells most.
    """
    return pages(graph, [view])[view]


def pages(graph: Exportable, views: Sequence[str]) -> dict[str, str]:
    """Writes the page several times, opening on one view each; what they share is worked out once."""
    site = prepare(collect(graph))
    return {view: write(site, view) for view in views}


@dataclass(frozen=True, slots=True)
class Site:
    """A page but for the view that it opens on.

    Attributes:
        model: What it shows.
        looks: How its kinds and relations look.
        scenes: Its pictures; that of the groups of a view is called `VIEW:groups`.
        packed: Its data: sections by name, each of them packed JSON.
    """

    model: PageModel
    looks: Looks
    scenes: dict[str, Scene]
    packed: str


def prepare(model: PageModel) -> Site:
    """Lays out the pictures of a page and writes its data."""
    from kg.exporters.html.network import OPTIONS, network

    looks = Looks.of(model)
    pictures = [picture for view in model.views for picture in _scenes(model, view, looks)]
    scenes = {name: scene for name, scene, _ in pictures}
    networks = {name: network(model, scene, looks).data() for name, scene in scenes.items()}
    strings = json.loads(asset("strings.json"))
    extra = {
        "networks": networks,
        "options": OPTIONS,
        "strings": strings,
        "tones": list(palette.LIGHT),
        "atOnce": MOST_AT_ONCE,
        "totals": {name: total for name, _, total in pictures},
    }
    data = payload(model, looks, scenes, extra)
    texts = {name: to_json(section) for name, section in data.items()}
    digest = hashlib.sha256("\n".join(texts.values()).encode()).hexdigest()
    origin = {**dataclasses.asdict(model.origin), "build": digest[:8]}
    return Site(model, looks, scenes, lines({**texts, "core": to_json({**data["core"], "origin": origin})}))


def _scenes(model: PageModel, view: View, looks: Looks) -> list[tuple[str, Scene, int]]:
    """Returns the pictures of a view, each with how many things it would show if there were room for all.

    There is one of its groups if it shows many things, and one of its things. Of too many things only those of the
    largest groups are drawn.
    """
    ends = {edge.id: (edge.source, edge.target, *edge.via) for edge in model.edges}
    many = len({end for name in view.edges for end in ends[name]})
    found = []
    if many > MOST_AT_ONCE:
        groups = overview(model, view, looks, len(model.things))
        found.append((f"{view.id}:groups", build_overview(model, view, looks), len(groups.things)))
    if many > MOST_DRAWN:
        return [*found, (view.id, build_largest(model, view, looks), many)]
    drawn = build(model, view, looks)
    return [*found, (view.id, drawn, len(drawn.boxes))]


def write(site: Site, view: str) -> str:
    """Writes a page that opens on a view.

    Args:
        site: What it shows.
        view: The id of one of the model's views, or one of `BUILT_IN`; `all` for the one that tells most.

    Returns:
        A whole HTML document. Equal models give equal bytes.

    Raises:
        QueryError: There is no such view.
    """
    from kg.exporters.html import network

    model = site.model
    known = [*(v.id for v in model.views), *BUILT_IN]
    if view not in ("all", *known):
        raise QueryError(f"there is no view `{view}`", f"there are: {', '.join(['all', *known])}")
    opening = opening_view(model, site.looks) if view == "all" else view
    strings = json.loads(asset("strings.json"))
    language = model.languages[0]
    words = strings.get(language, strings["en"])
    style = "\n".join([palette.css(), network.vis_style(), _tone_rules(), svg.STYLE, asset("page.css")])
    programs = {"vis": network.vis_script(), "page": bundle(modules(), "main.mjs")}
    loader = asset("loader.js")
    latest = sorted(model.statements, key=lambda s: s.span.start_earliest, reverse=True)[:MOST_ROWS]
    return _template(language).render(
        model=model,
        rows=model.statements if len(model.statements) <= MOST_ROWS else latest,
        left=len(model.statements) - len(latest),
        language=language,
        words=words,
        view=opening,
        style=style,
        loader=loader,
        policy=_policy(style, (loader, *programs.values())),
        data=lines(programs) + site.packed,
        pictures=_pictures(site, opening),
        sources={source.id: i for i, source in enumerate(model.sources, 1)},
    )


def opening_view(model: PageModel, looks: Looks) -> str:
    """Returns the view that tells most: the first with attacks, else the first with anything, else the table."""
    hostile = {edge.id for edge in model.edges if looks.relation(edge.relation).family == "attack"}
    for view in model.views:
        if hostile.intersection(view.edges):
            return view.id
    return next((view.id for view in model.views if view.edges), "table")


def _template(language: str) -> Template:
    from jinja2 import Environment

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["say"] = lambda text: pick(text, language)
    return environment.from_string(asset("page.html.j2"))


def _pictures(site: Site, opening: str) -> list[dict[str, Any]]:
    """Returns what a reader without JavaScript sees: the picture that the page opens on, else the first."""
    for view in sorted(site.model.views, key=lambda v: v.id != opening):
        for name in (f"{view.id}:groups", view.id):
            if name in site.scenes and site.scenes[name].boxes:
                drawn = svg.draw(site.model, site.scenes[name], site.looks, themed=True)
                return [{"label": view.label, "svg": drawn}]
    return []


def _tone_rules() -> str:
    """Returns a class for each colour, since the page's policy allows no style attributes."""
    return "".join(
        f".fill-{name}{{fill:var(--{name})}}.stroke-{name}{{stroke:var(--{name})}}" for name in palette.LIGHT
    )


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    """Returns the content security policy: this style and these scripts, and nothing from anywhere."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
