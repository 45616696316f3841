from __future__ import annotations

from dataclasses import replace

import pytest

from kg.exporters.html.model import PageModel
from tests.browser.conftest import Opener
from tests.exporters.html.pages import at_once
from tests.exporters.html.story import story
from tests.exporters.html.test_page import hostile

pytestmark = pytest.mark.browser


def test_the_first_screen_tells_the_story(open_page: Opener) -> None:
    page = open_page().page
    assert page.locator("h1").inner_text() == "Walled Gardens"
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "Who blocks whom"
    assert "Weibo 微博 blocks WeChat 微信" in page.locator("#panel").inner_text()
    assert page.locator("#graph canvas").bounding_box()


def test_a_click_on_a_box_shows_its_statements_and_sources(open_page: Opener) -> None:
    visit = open_page("#sel=thing:wechat")
    text = visit.page.locator("#panel").inner_text()
    for words in ("WeChat 微信", "Weixin", "Weibo 微博", "438 million", "The Next Web", "par. 1"):
        assert words in text


def test_a_block_shows_both_dates_and_who_says_which(open_page: Opener) -> None:
    visit = open_page("#sel=statement:weibo-bans-wechat-promotion")
    text = visit.page.locator("#panel").inner_text()
    assert "2014-11-25" in text
    assert "says otherwise: date 2014-11-28" in text
    assert "wechatmarketing.com.sg" in text
    assert "data/actions/weibo-bans-wechat-promotion.yaml:1" in text
    link = visit.page.locator("#panel a").first
    assert (link.get_attribute("href") or "").startswith("https://")
    assert "noopener" in (link.get_attribute("rel") or "")


def test_search_finds_by_alias_and_in_chinese(open_page: Opener) -> None:
    page = open_page().page
    for query, name in (("weixin", "WeChat"), ("微博", "Weibo"), ("TENGXUN", "Tencent")):
        page.keyboard.press("/")
        page.keyboard.type(query)
        assert name in page.locator("#hits li").first.inner_text()
        page.keyboard.press("Enter")
        assert name in page.locator("#panel h2").inner_text()


def test_hostile_words_are_inert_in_every_view(open_page: Opener) -> None:
    model = hostile(story())
    visit = open_page(model=model)
    visit.page.evaluate("() => { globalThis.alert = () => { throw new Error('ran'); }; }")
    for view in ("owns", "blocks", "matrix", "timeline", "table"):
        visit.page.locator(f"#tab-{view}").click()
        visit.settle()
    for sel in ("thing:wechat", "statement:weibo-bans-wechat-promotion"):
        visit.page.evaluate("sel => { location.hash = `sel=${encodeURIComponent(sel)}` }", sel)
        visit.page.wait_for_selector("#panel .panel-head")
    assert visit.page.locator("#panel a[href^=javascript]").count() == 0
    assert visit.page.locator("img").count() == 0
    assert "<img src=x" in visit.page.locator("#panel").inner_text()
    assert visit.page.locator("script").count() == 4


def test_without_scripts_the_facts_are_there(open_page: Opener) -> None:
    page = open_page(java_script_enabled=False).page
    assert page.locator(".still svg").count() == 1
    assert page.locator(".still tbody tr").count() == len(story().statements)
    assert page.locator("#graph").is_hidden()


def test_without_attacks_the_panel_tells_what_began_last(open_page: Opener) -> None:
    model = story()
    quiet = tuple(e for e in model.edges if e.relation not in ("blocks", "groupBlocks"))
    kept = {e.id for e in quiet}
    views = tuple(replace(v, edges=tuple(name for name in v.edges if name in kept)) for v in model.views)
    page = open_page(model=replace(model, edges=quiet, views=views), view="all").page
    assert page.locator("#panel article").count() == 12
    page.locator("#panel article button").first.click()
    assert page.locator("#panel .panel-head").count() == 1


def test_a_page_of_nothing_says_so(open_page: Opener) -> None:
    page = open_page(model=PageModel((("en", "Empty"),)), view="all").page
    assert "There are no statements here yet." in page.locator("#panel").inner_text()


def test_the_first_screen_unpacks_no_details(open_page: Opener) -> None:
    visit = open_page()
    assert set(visit.state("() => globalThis.kgPage.early")) == at_once()
