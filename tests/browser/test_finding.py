from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.exporters.html import palette
from kg.exporters.html.model import Origin, Thing
from tests.browser.conftest import Opener, Visit
from tests.exporters.html.story import story

pytestmark = pytest.mark.browser


def test_the_slider_goes_to_any_day_by_keys_and_steps_through_events(open_page: Opener) -> None:
    page = open_page("#day=2014-11-24").page
    assert "Weibo 微博" not in page.locator("#panel").inner_text()
    page.locator("#day").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#day-text").input_value() == "2014-11-25"
    assert "Weibo 微博 blocks WeChat 微信" in page.locator("#panel").inner_text()
    assert page.locator("#day").get_attribute("aria-valuetext") == "As of 2014-11-25"
    page.get_by_role("button", name="Previous event").click()
    assert page.locator("#day-text").input_value() == "2014-11-01"
    page.keyboard.press("]")
    assert page.locator("#day-text").input_value() == "2014-11-25"
    page.get_by_role("button", name="Latest", exact=True).click()
    assert page.locator("#day-text").input_value() == ""


@pytest.mark.parametrize(
    ("words", "day"),
    [("2014-11-25", "2014-11-25"), ("Nov 2014", "2014-11-30"), ("2014", "2014-12-31"), ("", "")],
)
def test_a_day_can_be_written(open_page: Opener, words: str, day: str) -> None:
    page = open_page("#day=2013-08-01").page
    page.get_by_label("As of").fill(words)
    page.keyboard.press("Enter")
    assert page.get_by_label("As of").input_value() == day
    assert (f"day={day}" in page.url) == bool(day)
    page.get_by_label("As of").fill("soon")
    page.keyboard.press("Enter")
    assert page.get_by_label("As of").input_value() == day
    assert "“soon” is not a day" in page.locator("#toast").inner_text()


def test_play_goes_on_by_itself_and_stops(open_page: Opener) -> None:
    page = open_page("#day=2013-08-01").page
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => document.getElementById('day-text').value !== '2013-08-01'")
    page.get_by_role("button", name="Pause").click()
    stopped = page.locator("#day-text").input_value()
    page.wait_for_timeout(1100)
    assert page.locator("#day-text").input_value() == stopped


def test_what_is_uncertain_on_a_day_says_so(open_page: Opener) -> None:
    page = open_page("#day=2014-11-10").page
    assert "may be in force: the date is not exact" in page.locator("#panel").inner_text()


def test_filters_take_kinds_relations_and_values_away(open_page: Opener) -> None:
    visit = open_page()
    visit.page.get_by_label("Feature").uncheck()
    assert visit.state("() => globalThis.kgPage.graph.scene.hidden.has('wechat-qr-codes')")
    visit.page.locator("#facet-word").select_option("mechanism/link-block")
    assert "Weibo 微博" not in visit.page.locator("#panel").inner_text()
    visit.page.get_by_role("button", name="Reset filters").click()
    assert "Weibo 微博" in visit.page.locator("#panel").inner_text()


def test_focus_draws_a_neighbourhood_of_one_to_three_steps(open_page: Opener) -> None:
    visit = open_page("#sel=thing:weibo")
    visit.page.get_by_role("button", name="Focus").click()
    count = "() => globalThis.kgPage.graph.scene.boxes.length"
    one = visit.state(count)
    visit.page.get_by_role("button", name="2 steps").click()
    assert visit.state(count) > one > 2
    visit.page.get_by_role("button", name="Whole picture").click()
    assert "focus" not in visit.page.url


def test_a_path_joins_two_things(open_page: Opener) -> None:
    visit = open_page("#sel=thing:sina")
    visit.page.get_by_role("button", name="Path to…").click()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("laiwang")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#picture-bar .what").inner_text() == "Sina 新浪 → Laiwang 来往"
    boxes = visit.state("() => globalThis.kgPage.graph.scene.boxes.map(b => b.id)")
    assert boxes == ["sina", "weibo-corporation", "alibaba", "laiwang"]


def test_a_link_brings_back_what_was_chosen(open_page: Opener) -> None:
    first = open_page("#view=owns&sel=thing:weibo-corporation&day=2013-12-31&relations=operates")
    assert "18 %" in first.page.locator("#panel").inner_text()
    assert not first.page.get_by_role("checkbox", name="operates").is_checked()
    url = first.page.url
    first.page.locator("#tab-table").click()
    first.page.go_back()
    assert first.page.url == url
    assert first.page.locator("#tab-owns").get_attribute("aria-selected") == "true"


@pytest.mark.parametrize(
    "fragment",
    ["#view=nowhere", "#sel=thing:nobody", "#day=yesterday", "#focus=x&path=a~b&steps=9", "#%%%=&&&"],
)
def test_a_broken_link_opens_the_page_all_the_same(open_page: Opener, fragment: str) -> None:
    assert open_page(fragment).page.locator("#graph canvas").is_visible()


def download(page: Page, job: str, folder: Path) -> bytes:
    page.locator("#share summary").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-job={job}]").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


def test_pictures_and_facts_can_be_taken_along(open_page: Opener, tmp_path: Path) -> None:
    page = open_page("#day=2014-11-25").page
    assert download(page, "png", tmp_path).startswith(b"\x89PNG")
    svg = download(page, "svg", tmp_path).decode()
    assert "<svg" in svg
    assert "WeChat" in svg
    rows = list(csv.DictReader(io.StringIO(download(page, "csv", tmp_path).decode("utf-8-sig"))))
    ban = [row for row in rows if row["id"] == "weibo-bans-wechat-promotion"]
    assert [row["says"] for row in ban] == ["", "", "date=2014-11-28"]
    assert {row["holds"] for row in ban} == {"yes"}
    assert {row["holds"] for row in rows} == {"yes", "maybe", "no"}
    facts = json.loads(download(page, "json", tmp_path))
    assert {s["id"]: s["holds"] for s in facts["statements"]} == {row["id"]: row["holds"] for row in rows}
    assert (tmp_path / "walled-gardens-facts-2014-11-25.csv").exists()
    assert facts["asOf"] == "2014-11-25"
    assert {source["id"] for source in facts["sources"]} >= {"tna-2014-weibo-wechat"}
    assert (tmp_path / "walled-gardens-blocks-2014-11-25.png").exists()


def copied(visit: Visit, job: str) -> str:
    visit.page.locator("#share summary").click()
    visit.page.locator(f"[data-job={job}]").click()
    visit.page.wait_for_selector("#toast.shown")
    text: str = visit.state("() => navigator.clipboard.readText()")
    return text


CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_a_citation_names_version_licence_and_the_file_but_no_folder(open_page: Opener) -> None:
    origin = Origin("1.2", "https://creativecommons.org/licenses/by-sa/4.0/", "2015-02-02")
    model = replace(story(), origin=origin)
    visit = open_page("#sel=thing:wechat&day=2014-11-25", model=model, permissions=CLIPBOARD)
    said = copied(visit, "citation")
    build = visit.state("() => globalThis.kgPage.book.data.origin.build")
    assert re.fullmatch("[0-9a-f]{8}", build)
    assert said.startswith(
        f"Walled Gardens: WeChat 微信, as of 2014-11-25. Version 1.2, build {build}, facts up to 2015-02-02. "
        "Licence: CC BY-SA 4.0. page0.html#sel=thing:wechat&day=2014-11-25. Accessed 20"
    )
    assert "file:" not in said
    visit.page.locator("#open-help").click()
    about = visit.page.locator("#about")
    assert "Version 1.2" in about.inner_text()
    assert about.locator("a").get_attribute("href") == origin.licence


def test_a_citation_says_nothing_that_is_not_known(open_page: Opener) -> None:
    said = copied(open_page("#lang=zh", permissions=CLIPBOARD), "citation")
    assert re.fullmatch(
        r"《围墙花园》：谁封锁谁，截至 最新已知。构建 [0-9a-f]{8}。blocks\.html#lang=zh。访问日期 [0-9-]{10}。",
        said,
    )


def test_what_is_printed_says_what_it_is_and_is_light(open_page: Opener) -> None:
    visit = open_page("#day=2014-11-25", color_scheme="dark")
    dark = visit.state("() => globalThis.kgPage.graph.colours.paper")
    visit.state("() => dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    assert visit.page.locator("#cited").inner_text().startswith("Walled Gardens: Who blocks whom, as of 2014")
    assert visit.state("() => globalThis.kgPage.graph.colours.paper") == palette.LIGHT["paper"] != dark
    ink = visit.state("() => getComputedStyle(document.body).getPropertyValue('--ink').trim()")
    assert ink == palette.LIGHT["ink"]
    visit.state("() => dispatchEvent(new Event('afterprint'))")
    visit.page.emulate_media(media="screen")
    visit.state("() => globalThis.kgPage.graph.readColours()")
    assert visit.state("() => globalThis.kgPage.graph.colours.paper") == dark


@pytest.mark.parametrize("width", [1280, 360])
def test_hits_of_a_search_are_whole_and_move_nothing(open_page: Opener, width: int) -> None:
    name = "Weibo interface for third parties that post on behalf of others"
    long = Thing("long", "x:long", "Feature", (("en", name),), group="long")
    model = replace(story(), things=(*story().things, long))
    page = open_page(model=model, viewport={"width": width, "height": 800}).page
    if width < 1080:
        page.locator("#open-filters").click()
    page.locator("#search").fill("weibo")
    page.wait_for_timeout(300)
    assert page.locator("#filters").evaluate("e => e.scrollLeft") == 0
    whole = """hits => hits.map(hit => {
        const box = hit.getBoundingClientRect();
        const at = document.elementFromPoint(box.right - 4, box.top + box.height / 2);
        return box.left >= 0 && hit.contains(at) && hit.scrollWidth <= hit.clientWidth + 1;
    })"""
    assert set(page.locator("#hits li").evaluate_all(whole)) == {True}
