from __future__ import annotations

from dataclasses import replace

import pytest

from kg.exporters.html.model import Edge, PageModel, Thing, View
from tests.browser.conftest import Opener
from tests.exporters.html.story import story

pytestmark = pytest.mark.browser


def crowd(groups: int, each: int) -> PageModel:
    """A page of many groups that block each other in a ring and across."""
    things = []
    for g in range(groups):
        for i in range(each):
            name = f"group-{g}" if i == 0 else f"platform-{g}-{i}"
            kind = "Company" if i == 0 else "Platform"
            things.append(
                Thing(name, f"https://example.org/{name}", kind, (("en", name),), group=f"group-{g}")
            )
    edges = []
    for g in range(groups):
        for i in range(1, each):
            source, target = f"platform-{g}-{i}", f"platform-{(g * 7 + i) % groups}-{each - i}"
            if source != target:
                edges.append(Edge(f"blocks.{source}.{target}", "blocks", source, target))
            edges.append(Edge(f"operates.group-{g}.{source}", "operates", f"group-{g}", source))
    ordered = tuple(sorted(edges, key=lambda e: e.id))
    view = View("blocks", (("en", "Who blocks whom"),), (), tuple(e.id for e in ordered))
    return replace(
        story(),
        things=tuple(sorted(things, key=lambda t: t.id)),
        edges=ordered,
        statements=(),
        sources=(),
        views=(view,),
    )


def test_many_things_open_on_groups_and_draw_the_neighbourhood_asked_for(open_page: Opener) -> None:
    model = crowd(300, 8)
    visit = open_page(model=model)
    boxes = "() => globalThis.kgPage.graph.scene.boxes.map(b => b.id)"
    shown = visit.state(boxes)
    assert 0 < len(shown) <= 40
    assert all(name.startswith("group-") for name in shown)
    part = f"the {len(shown)} with most to do with each other, of 300"
    assert part in visit.page.locator("#picture-bar").inner_text()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("platform 123 4")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("button", name="Focus").click()
    near = visit.state(boxes)
    assert near[0] == "platform-123-4"
    assert 1 < len(near) < 30
    visit.page.get_by_role("button", name="Whole picture").click()
    visit.page.get_by_role("button", name="Details").click()
    assert len(visit.state(boxes)) > 40
    for view in ("matrix", "timeline", "table"):
        visit.page.locator(f"#tab-{view}").click()
