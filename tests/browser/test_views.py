from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from kg.exporters.html.model import Belonging, Span
from tests.browser.conftest import Opener, Visit
from tests.exporters.html.story import story

pytestmark = pytest.mark.browser


def centre_of(visit: Visit, thing: str) -> dict[str, float]:
    """Where a box of the picture is on the screen."""
    place: dict[str, float] = visit.state(
        f"""() => {{
            const holder = document.getElementById("graph").getBoundingClientRect();
            const {{network, scene}} = globalThis.kgPage.graph;
            const {{rect}} = scene.box.get("{thing}");
            const at = network.canvasToDOM({{x: rect.x + rect.w / 2, y: rect.y + rect.h / 2}});
            return {{x: at.x + holder.x, y: at.y + holder.y}};
        }}"""
    )
    return place


def heading(page: Page) -> str:
    return page.locator("#panel h2").first.inner_text()


def test_a_click_on_a_box_selects_it_and_a_click_beside_it_nothing(open_page: Opener) -> None:
    visit = open_page()
    at = centre_of(visit, "wechat")
    visit.page.mouse.click(at["x"], at["y"])
    assert heading(visit.page) == "WeChat 微信"
    visit.page.mouse.click(at["x"] + 2, visit.page.locator("#graph").bounding_box()["y"] + 4)  # type: ignore[index]
    assert heading(visit.page) == "Walled Gardens"


def test_a_click_on_a_line_shows_what_it_rests_on(open_page: Opener) -> None:
    visit = open_page()
    at = visit.state(
        """() => {
            const {graph} = globalThis.kgPage;
            const line = graph.scene.lines.find(l => l.source === "weibo" && l.target === "wechat-qr-codes");
            const [a, b] = line.points;
            const holder = document.getElementById("graph").getBoundingClientRect();
            const at = graph.network.canvasToDOM({x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2});
            return {x: at.x + holder.x, y: at.y + holder.y};
        }"""
    )
    visit.page.mouse.move(at["x"], at["y"])
    assert "Weibo blocks WeChat" in visit.page.locator("#tip").inner_text()
    visit.page.mouse.click(at["x"], at["y"])
    assert heading(visit.page) == "Weibo 微博 blocks WeChat 微信"
    assert "Pattaya Mail" in visit.page.locator("#panel").inner_text()


def test_views_are_one_click_apart(open_page: Opener) -> None:
    page = open_page().page
    for view, shown in (
        ("owns", "#picture"),
        ("matrix", "#matrix"),
        ("timeline", "#timeline"),
        ("table", "#table"),
    ):
        page.locator(f"#tab-{view}").click()
        assert page.locator(shown).is_visible()
        assert page.locator("#main > section:visible").count() == 1


def test_a_cell_of_the_matrix_opens_its_actions(open_page: Opener) -> None:
    page = open_page("#view=matrix").page
    cell = page.get_by_role("button", name="Sina → Tencent: 1 action")
    cell.click()
    assert "Weibo bans accounts that promote WeChat" in page.locator("#panel").inner_text()
    page.get_by_role("button", name="One by one").click()
    assert page.get_by_role("button", name="Weibo → WeChat: 1 action").is_visible()


def test_the_timeline_shows_actions_intervals_and_answers(open_page: Opener) -> None:
    page = open_page("#view=timeline").page
    assert page.locator(".timeline .event").count() == 7
    assert page.locator(".scroller .arc").count() == 3
    assert page.locator(".timeline .event .open").count() == 6
    page.get_by_role("button", name="2014-11-25: Weibo bans").click()
    assert "Pattaya Mail" in page.locator("#panel").inner_text()


def test_the_axis_of_the_timeline_is_even_labelled_and_stays_in_sight(open_page: Opener) -> None:
    page = open_page("#view=timeline&day=2014-11-25", viewport={"width": 1280, "height": 420}).page
    years = page.locator(".timeline.axis .year")
    assert {"2013", "2014", "2015"} <= set(years.all_text_contents())
    places = years.evaluate_all("all => all.map(t => Number(t.getAttribute('x')))")
    steps = [b - a for a, b in pairwise(places)]
    assert max(steps) - min(steps) < 0.05 * max(steps)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    assert "Apr" in years.all_text_contents()
    inside = "box => [box.getBoundingClientRect().top, box.getBoundingClientRect().left]"
    before = page.locator(".timeline.axis").evaluate(inside)[0]
    page.locator("#timeline .scroller").evaluate("box => box.scrollTo(box.scrollWidth / 2, 60)")
    assert page.locator(".timeline.axis").evaluate(inside)[0] == before
    page.wait_for_function(
        "() => document.querySelector('.timeline .lane-name').getBoundingClientRect().left >= "
        "document.querySelector('#timeline .scroller').getBoundingClientRect().left"
    )


def test_the_timeline_shows_which_dates_are_not_exact(open_page: Opener) -> None:
    model = story()
    taobao = next(s for s in model.statements if s.id == "taobao-bans-qr-codes")
    year = Span("2013", "", "2013-01-01", "2013-12-31")
    model = replace(
        model,
        edges=tuple(replace(e, span=year) if taobao.id in e.statements else e for e in model.edges),
        statements=tuple(replace(s, span=year) if s is taobao else s for s in model.statements),
    )
    page = open_page("#view=timeline", model=model).page
    event = page.get_by_role("button", name="2013 (only the year is known)")
    assert event.locator(".tee.unsure").count() == 1
    assert event.locator(".range").count() == 1
    assert page.get_by_role("button", name="2014-11-25: Weibo bans").locator(".range").count() == 0
    assert "date not exact" in page.locator(".timeline-key").inner_text()


def test_the_table_sorts_filters_and_shows_only_what_can_be_seen(open_page: Opener) -> None:
    page = open_page("#view=table").page
    total = len(story().statements)
    assert page.locator("#table .count").inner_text() == f"{total} of {total} statements"
    first = page.locator("#table tbody tr:not(.gap) td.when").first
    assert first.inner_text() == "2015-02-02"
    page.get_by_role("button", name="When").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("When")
    page.get_by_role("searchbox", name="Filter the rows").fill("微信 weibo bans")
    assert page.locator("#table .count").inner_text().startswith("0 of")
    page.get_by_role("searchbox", name="Filter the rows").fill("weibo bans")
    assert page.locator("#table .count").inner_text().startswith("1 of")
    page.locator("#table tbody .ref").click()
    assert heading(page) == "Weibo bans accounts that promote WeChat"


def test_a_card_tells_then_and_now(open_page: Opener) -> None:
    page = open_page("#sel=thing:weibo-corporation").page
    text = page.locator("#panel").inner_text()
    assert "32 %, 2014-04-17" in text
    assert "18 %, 2013-04-29 to 2014-04-17" in text
    assert page.locator("#panel li.edge.no").count() == 2


def test_a_card_in_the_past_tells_of_that_day(open_page: Opener) -> None:
    groups = (
        Belonging("sina", end="2014-04-17"),
        Belonging("weibo-corporation", start="2014-04-17", end="2015"),
        Belonging("alibaba", start="2015", certain=False),
    )
    model = replace(
        story(),
        things=tuple(replace(t, groups=groups) if t.id == "weibo" else t for t in story().things),
    )
    page = open_page("#sel=thing:weibo&day=2013-06-01", model=model).page
    lines = page.locator("#panel .fields div div div")
    assert lines.all_inner_texts()[0] == "Sina 新浪 until 2014-04-17"
    assert lines.nth(1).get_attribute("class") == "past"
    assert "As of 2013-06-01" in page.locator("#panel").inner_text()
    banned = page.locator("#panel li.edge.attack").first
    assert "not yet" in banned.inner_text()
    page.get_by_role("button", name="Latest", exact=True).click()
    assert lines.all_inner_texts()[0] == "Alibaba 阿里巴巴 2015 · ? uncertain"
    assert "not yet" not in banned.inner_text()


def test_the_page_speaks_chinese(open_page: Opener) -> None:
    page = open_page().page
    page.get_by_role("button", name="中文").click()
    assert page.locator("html").get_attribute("lang") == "zh"
    assert page.locator("h1").inner_text() == "围墙花园"
    assert page.locator("#tab-matrix").inner_text() == "矩阵"
    page.keyboard.press("/")
    page.keyboard.type("wechat")
    assert page.locator("#hits li").first.inner_text().startswith("微信")


def test_a_kind_that_nobody_designed_is_drawn_all_the_same(open_page: Opener) -> None:
    from kg.exporters.html.model import Kind, Relation

    model = story()
    model = replace(
        model,
        kinds=(*model.kinds, Kind("Gadget", (("en", "gadget"),), ("Thing",))),
        relations=(*model.relations, Relation("admires", (("en", "admires"),))),
        things=tuple(replace(t, kind="Gadget") if t.id == "qq" else t for t in model.things),
        edges=tuple(replace(e, relation="admires") if e.relation == "isLike" else e for e in model.edges),
    )
    page = open_page(model=model).page
    assert "gadget" in page.locator("#legend").inner_text()
    assert "admires" in page.locator("#legend").inner_text()


def test_a_card_shows_numbers_and_where_sources_disagree(open_page: Opener) -> None:
    page = open_page("#sel=thing:wechat").page
    assert "monthly active users" in page.locator("#panel .figures").inner_text()
    assert "438" in page.locator("#panel .figures").inner_text()
    page.locator("#panel .disputes summary").click()
    page.get_by_role("button", name="Weibo bans accounts that promote WeChat").first.click()
    assert "says otherwise" in page.locator("#panel").inner_text()


def test_a_thing_that_is_selected_lights_all_its_lines(open_page: Opener) -> None:
    visit = open_page("#view=owns&sel=thing:weibo-corporation")
    lines = visit.state("() => [...globalThis.kgPage.graph.lit.lines].sort()")
    assert lines == [
        "ownership:alibaba:weibo-corporation",
        "ownership:sina:weibo-corporation",
        "ownership:weibo-corporation:weibo",
    ]


PHONE = {"width": 360, "height": 740}


def test_on_a_phone_the_tab_of_the_view_is_in_sight_and_names_can_be_read(open_page: Opener) -> None:
    visit = open_page("#view=table", viewport=PHONE)
    tab = visit.page.locator("#tab-table").bounding_box()
    assert tab
    assert tab["x"] + tab["width"] <= 360
    assert visit.state("() => document.querySelector('#table .scroller').scrollWidth <= 360")
    assert open_page("#focus=wechat&steps=3", viewport=PHONE).state(
        "() => globalThis.kgPage.graph.network.getScale() >= 0.6"
    )


def test_a_card_tells_who_owned_a_thing_on_the_day_up_to_the_top(open_page: Opener) -> None:
    page = open_page("#sel=thing:weibo&day=2014-11-25").page
    owners = page.locator("#panel section.who-owned > ul.owners")
    assert owners.locator("> li > .ref").first.inner_text() == "Weibo Corporation 微博公司"
    above = owners.locator("ul.owners li").all_inner_texts()
    assert any(words.startswith("Alibaba 阿里巴巴 32 %") for words in above)
    assert any(words.startswith("Sina 新浪") for words in above)
    page.get_by_label("As of").fill("2013-12-31")
    page.keyboard.press("Enter")
    assert "18 %" in owners.inner_text()
    assert "32 %" not in owners.inner_text()
    owners.locator("button.evidence").first.click()
    assert page.locator("#panel .citation").count() > 0


def test_a_block_tells_who_owned_both_sides(open_page: Opener) -> None:
    page = open_page("#view=matrix&day=2014-11-25").page
    page.get_by_role("button", name="Sina → Tencent: 1 action").click()
    assert "Sina 新浪 → Tencent 腾讯" in heading(page)
    page.get_by_text("Who owned them on this day").click()
    told = page.locator("details.who-owned")
    told.locator(".owned").first.wait_for()  # it is told when it is opened
    assert told.locator(".owned").all_inner_texts() == ["Weibo 微博", "WeChat 微信"]
    assert "32 %" in told.inner_text()


def test_the_first_screen_explains_its_signs(open_page: Opener) -> None:
    page = open_page().page
    page.get_by_text("How to read it").click()
    assert "sources disagree" in page.locator("#panel .howto").inner_text()


def test_the_table_of_a_day_shows_what_counts_on_it_until_told_otherwise(open_page: Opener) -> None:
    page = open_page("#view=table&day=2013-12-31").page
    only = page.get_by_label("Only what counts on this day")
    assert only.is_checked()
    assert "not yet" not in page.locator("#table tbody").inner_text()
    only.uncheck()
    assert page.locator("#table .count").inner_text().startswith(f"{len(story().statements)} of")
    page.get_by_role("button", name="Latest", exact=True).click()
    assert not only.is_checked()
