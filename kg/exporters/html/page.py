"""The page: template, style, program and data in one file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from kg.exporters.html import palette, svg
from kg.exporters.html.assets import asset, modules
from kg.exporters.html.bundle import bundle
from kg.exporters.html.collect import collect
from kg.exporters.html.layout.build import build
from kg.exporters.html.layout.scene import Scene
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel, Text, pick
from kg.exporters.html.payload import payload, to_json
from kg.exporters.registry import Exportable


def page(graph: Exportable, view: str) -> str:
    """Writes the page of a graph.

    Args:
        graph: What it shows.
        view: The view that it opens on; `all` for the one that tells most.
    """
    return pages(graph, [view])[view]


def pages(graph: Exportable, views: Sequence[str]) -> dict[str, str]:
    """Writes the page several times, opening on one view each; what they share is worked out once."""
    model = collect(graph)
    opening = {view: opening_view(model) if view == "all" else view for view in views}
    rendered = render_all(model, sorted(set(opening.values())))
    return {view: rendered[first] for view, first in opening.items()}


def opening_view(model: PageModel) -> str:
    """Returns the view that tells most: the first with attacks, else the first, else the table."""
    looks = Looks.of(model)
    hostile = {edge.id for edge in model.edges if looks.relation(edge.relation).family == "attack"}
    for view in model.views:
        if hostile.intersection(view.edges):
            return view.id
    return model.views[0].id if model.views else "table"


def render(model: PageModel, view: str) -> str:
    """Writes the page.

    Args:
        model: What it shows.
        view: The view that it opens on: the id of one of the model's views, or `matrix`, `timeline` or `table`.

    Returns:
        A whole HTML document. Equal models give equal bytes.
    """
    return render_all(model, [view])[view]


def render_all(model: PageModel, views: Sequence[str]) -> dict[str, str]:
    """Writes the page once for each view that it may open on; see `render`."""
    from jinja2 import Environment

    from kg.exporters.html import network

    looks = Looks.of(model)
    scenes = {v.id: build(model, v, looks) for v in model.views}
    networks = {name: network.network(model, scene, looks).data() for name, scene in scenes.items()}
    strings = json.loads(asset("strings.json"))
    data = payload(
        model,
        looks,
        scenes,
        {"view": "", "networks": networks, "strings": strings, "tones": list(palette.LIGHT)},
    )
    style = "\n".join([palette.css(), network.vis_style(), _tone_rules(), svg.STYLE, asset("page.css")])
    scripts = (network.vis_script(), bundle(modules(), "main.mjs"))
    language = model.languages[0]
    words = strings.get(language, strings["en"])
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["say"] = lambda text: _say(text, language)
    template = environment.from_string(asset("page.html.j2"))
    shared = {
        "model": model,
        "language": language,
        "words": words,
        "style": style,
        "scripts": scripts,
        "policy": _policy(style, scripts),
        "pictures": _pictures(model, scenes, looks),
        "names": {thing.id: pick(thing.name, language) for thing in model.things},
        "sources": {source.id: source for source in model.sources},
    }
    return {view: template.render(shared, data=to_json({**data, "view": view})) for view in views}


def _say(text: Text, language: str) -> str:
    return pick(text, language)


def _pictures(model: PageModel, scenes: dict[str, Scene], looks: Looks) -> list[dict[str, Any]]:
    return [
        {"label": v.label, "svg": svg.draw(model, scenes[v.id], looks, themed=True)}
        for v in model.views
        if scenes[v.id].boxes
    ]


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
