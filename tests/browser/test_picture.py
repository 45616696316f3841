from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.exporters.html.model import Belonging, Edge, PageModel, Span, Thing
from tests.browser.conftest import Opener, Visit
from tests.browser.test_scale import crowd
from tests.browser.test_strikes import WRITTEN
from tests.exporters.html.story import story

pytestmark = pytest.mark.browser

COVERED = """() => {
    const {graph} = globalThis.kgPage;
    const holder = document.getElementById("graph").getBoundingClientRect();
    const covers = [...document.querySelectorAll(".camera, #picture-bar > *")].map(e => e.getBoundingClientRect());
    const found = graph.scene.boxes.filter(({rect}) => {
        const a = graph.network.canvasToDOM({x: rect.x, y: rect.y});
        const b = graph.network.canvasToDOM({x: rect.x + rect.w, y: rect.y + rect.h});
        const inside = a.x >= 0 && a.y >= 0 && b.x <= holder.width && b.y <= holder.height;
        const [left, right] = [a.x + holder.x, b.x + holder.x];
        const [top, bottom] = [a.y + holder.y, b.y + holder.y];
        return !inside || covers.some(c => left < c.right && right > c.left && top < c.bottom && bottom > c.top);
    });
    return found.map(box => box.id);
}"""


def covered(visit: Visit) -> list[str]:
    """The boxes that a button lies upon, or that are not wholly on the screen."""
    names: list[str] = visit.state(COVERED)
    return names


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_no_button_covers_the_picture(open_page: Opener, size: tuple[int, int]) -> None:
    viewport = {"width": size[0], "height": size[1]}
    visit = open_page(model=crowd(300, 8), viewport=viewport)
    assert covered(visit) == []
    for fragment in ("#view=owns", "#view=blocks", "#view=owns&focus=wechat-qr-codes"):
        assert covered(open_page(fragment, viewport=viewport)) == [], fragment


LINE_AT = """(ends) => {
    const {graph} = globalThis.kgPage;
    const line = graph.scene.lines.find(l => ends.includes(l.source) && ends.includes(l.target));
    const holder = document.getElementById("graph").getBoundingClientRect();
    const longest = line.points.slice(1).map((b, i) => [line.points[i], b]);
    const size = ([a, b]) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
    const [a, b] = longest.sort((p, q) => size(q) - size(p))[0];
    const at = graph.network.canvasToDOM({x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2});
    return {x: at.x + holder.x, y: at.y + holder.y};
}"""
BETWEEN = """(ends) => globalThis.kgPage.graph.scene.lines
    .filter(l => l.family === "attack" && ends.includes(l.source) && ends.includes(l.target)).length"""


def rivals() -> PageModel:
    """The story, with so many more things that it opens on groups."""
    model = story()
    platforms = [
        Thing(f"platform-{i}", f"x:{i}", "Platform", (("en", f"Platform {i}"),), group="alibaba")
        for i in range(50)
    ]
    edges = [Edge(f"blocks.{t.id}", "blocks", t.id, "wechat", statements=()) for t in platforms]
    views = tuple(
        replace(v, edges=(*v.edges, *(e.id for e in edges))) if v.id == "blocks" else v for v in model.views
    )
    return replace(
        model,
        things=tuple(sorted((*model.things, *platforms), key=lambda t: t.id)),
        edges=tuple(sorted((*model.edges, *edges), key=lambda e: e.id)),
        views=views,
    )


def test_who_blocks_each_other_shares_a_line_that_opens_all_its_parts(open_page: Opener) -> None:
    visit = open_page(model=rivals())
    assert visit.page.evaluate(BETWEEN, ["alibaba", "tencent"]) == 1
    at = visit.page.evaluate(LINE_AT, ["alibaba", "tencent"])
    visit.page.mouse.click(at["x"], at["y"])
    panel = visit.page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Alibaba 阿里巴巴 ⇄ Tencent 腾讯"
    assert panel.locator("h3.part").all_inner_texts() == ["ALIBABA → TENCENT", "TENCENT → ALIBABA"]
    assert panel.locator("article").count() >= 4
    assert "Taobao gives sellers one month" in panel.inner_text()
    url = visit.page.url
    again = open_page(url[url.index("#") :], model=rivals())
    assert again.page.locator("#panel h2").inner_text() == "Alibaba 阿里巴巴 ⇄ Tencent 腾讯"
    assert again.state("() => globalThis.kgPage.graph.lit.lines.size") == 1


def test_a_neighbourhood_shows_what_is_struck_on_either_side(open_page: Opener) -> None:
    model = story()
    block = next(e for e in model.edges if e.source == "weibo" and e.target == "wechat")
    back = replace(block, id="zz", source="wechat", target="weibo", via=("alipay-red-envelopes",))
    model = replace(model, edges=(*model.edges, back))
    visit = open_page("#focus=weibo", model=model)
    assert visit.page.evaluate(BETWEEN, ["weibo", "wechat"]) == 1
    chips = visit.state(
        """() => globalThis.kgPage.graph.scene.lines.find(l => l.back.length).chips.map(c => c && [c.x, c.x + c.w])"""
    )
    assert all(chips)
    assert chips[0][1] < chips[1][0] or chips[1][1] < chips[0][0]


def test_frames_are_those_of_the_groups_of_the_day(open_page: Opener) -> None:
    sold = (Belonging("alibaba", end="2014-06-01"), Belonging("sina", start="2014-06-01"))
    model = replace(
        story(),
        things=tuple(
            replace(t, group="sina", groups=sold) if t.id in ("weibo", "weibo-corporation") else t
            for t in story().things
        ),
    )
    frames = "() => globalThis.kgPage.graph.scene.frames.map(f => [f.id, f.kind, f.named])"
    visit = open_page("#view=blocks&day=2014-11-25", model=model)
    assert ["sina", "frame", False] in visit.state(frames)
    assert ["alibaba", "frame", True] not in visit.state(frames)
    visit.page.get_by_label("As of").fill("2013-12-31")
    visit.page.keyboard.press("Enter")
    assert ["alibaba", "frame", True] in visit.state(frames)
    assert "Group: Alibaba" in visit.state("() => globalThis.kgPage.graph.describe('weibo')")
    assert "Group: Tencent" in visit.state("() => globalThis.kgPage.graph.describe('wechat-qr-codes')")


def test_a_crowded_neighbourhood_is_that_of_the_day(open_page: Opener) -> None:
    model = rivals()
    early = Span("2013", "2014", "2013-01-01", "2013-01-01", "2014-01-01", "2014-01-01")
    model = replace(
        model,
        edges=tuple(replace(e, span=early) if e.source.startswith("platform-") else e for e in model.edges),
    )
    count = "() => globalThis.kgPage.graph.scene.boxes.length"
    visit = open_page("#focus=wechat&day=2013-06-01", model=model)
    assert visit.state(count) > 45
    visit.page.get_by_label("As of").fill("2014-11-25")
    visit.page.keyboard.press("Enter")
    assert 4 < visit.state(count) < 20
    visit.page.get_by_label("As of").fill("2013-06-01")
    visit.page.keyboard.press("Enter")
    assert visit.state(count) > 45


def test_an_empty_picture_says_so(open_page: Opener) -> None:
    visit = open_page("#day=1990-01-01")
    said = visit.page.locator("#nothing-drawn")
    assert said.inner_text() == "Nothing is known to hold between these on this day, with these filters."
    visit.page.get_by_role("button", name="Latest", exact=True).click()
    assert not said.is_visible()
    visit.page.get_by_label("blocks", exact=False).first.uncheck()
    for name in ("owns", "controls", "operates", "holds a stake in", "offers"):
        box = visit.page.get_by_role("checkbox", name=name)
        if box.count():
            box.first.uncheck()
    assert said.is_visible()


def test_a_chip_that_is_too_long_still_says_how_many_more_there_are(open_page: Opener) -> None:
    model = story()
    long = (("en", "Accounts that post on behalf of many others every day"),)
    model = replace(
        model, things=tuple(replace(t, name=long) if t.id == "wechat-qr-codes" else t for t in model.things)
    )
    words = open_page("#focus=weibo", model=model).state(WRITTEN)
    assert any(w.startswith("Accounts") and w.endswith("… +1") for w in words)


def test_of_a_line_that_stands_for_many_only_some_are_told_at_the_pointer(open_page: Opener) -> None:
    said = open_page(model=rivals()).state("() => globalThis.kgPage.graph.describe('attack:alibaba:tencent')")
    lines = said.splitlines()
    assert len(lines) == 7
    assert re.fullmatch(r"and \d+ more", lines[-1])
