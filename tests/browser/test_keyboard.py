from __future__ import annotations

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser


def test_every_box_is_reached_by_next_and_each_is_told(open_page: Opener) -> None:
    visit = open_page()
    visit.page.locator("#graph").focus()
    seen = set()
    count = visit.state("() => globalThis.kgPage.graph.scene.boxes.length")
    for _ in range(count):
        visit.page.keyboard.press("n")
        seen.add(visit.page.locator("#live").inner_text().split(".")[0])
    assert len(seen) == count
    assert any(words.startswith("WeChat 微信 · Platform") for words in seen)
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#panel .panel-head").count() == 1
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#panel .panel-head").count() == 0


@pytest.mark.parametrize(("view", "there"), [("blocks", "graph"), ("table", "main")])
def test_the_way_past_the_controls_leads_to_the_picture_and_keeps_the_day(
    open_page: Opener, view: str, there: str
) -> None:
    visit = open_page(f"#view={view}&day=2014-11-25")
    visit.page.locator(".skip").focus()
    visit.page.keyboard.press("Enter")
    assert visit.state("() => document.activeElement.id") == there
    assert visit.page.locator("#day-text").input_value() == "2014-11-25"


def test_arrows_move_between_boxes_and_plus_and_minus_zoom(open_page: Opener) -> None:
    visit = open_page("#view=owns")
    visit.page.locator("#graph").focus()
    visit.page.keyboard.press("n")
    visit.page.keyboard.press("ArrowDown")
    below = visit.page.locator("#live").inner_text()
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.locator("#live").inner_text() != below
    scale = visit.state("() => globalThis.kgPage.graph.network.getScale()")
    visit.page.keyboard.press("+")
    visit.page.wait_for_function(f"() => globalThis.kgPage.graph.network.getScale() > {scale * 1.1}")


def test_tabs_follow_the_arrows(open_page: Opener) -> None:
    page = open_page("#view=owns").page
    page.locator("#tab-owns").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.id") == "tab-blocks"
    assert page.locator("#tab-blocks").get_attribute("aria-selected") == "true"


def test_single_keys_can_be_switched_off(open_page: Opener) -> None:
    page = open_page().page
    page.keyboard.press("3")
    assert page.locator("#matrix").is_visible()
    page.keyboard.press("?")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.get_by_role("button", name="Close").last.click()
    page.keyboard.press("5")
    assert page.locator("#matrix").is_visible()


def test_events_of_the_timeline_are_one_stop_and_arrows_go_on(open_page: Opener) -> None:
    page = open_page("#view=timeline").page
    assert page.locator(".timeline .event[tabindex='0']").count() == 1
    page.locator(".timeline .event[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#panel .panel-head").count() == 1


def test_the_focus_stays_on_a_cell_that_was_chosen(open_page: Opener) -> None:
    page = open_page("#view=matrix").page
    cell = page.get_by_role("button", name="Sina → Tencent: 1 action")
    cell.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')").startswith(
        "Sina → Tencent"
    )


@pytest.mark.parametrize(
    "options",
    [
        {"forced_colors": "active"},
        {"reduced_motion": "reduce"},
        {"has_touch": True, "viewport": {"width": 360, "height": 740}},
    ],
    ids=["forced colours", "reduced motion", "touch"],
)
def test_the_page_works_as_the_reader_needs_it(open_page: Opener, options: dict[str, object]) -> None:
    page = open_page("#sel=thing:wechat", **options).page
    assert "WeChat 微信" in page.locator("#panel").inner_text()
    page.locator("#zoom-in").click()


def test_in_print_the_picture_and_the_details_stay(open_page: Opener) -> None:
    page = open_page("#sel=thing:wechat").page
    page.emulate_media(media="print")
    assert page.locator("#graph").is_visible()
    assert page.locator("#panel").is_visible()
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#tabs").is_visible()
