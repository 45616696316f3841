from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

SCREENS = {
    "desktop": {"width": 1440, "height": 900},
    "phone": {"width": 360, "height": 740},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def complaints(page: Any) -> list[str]:
    response = Axe().run(page, options=RULES).response
    return [
        f"{v['id']}: {json.dumps([n['html'][:120] for n in v['nodes']][:3])}" for v in response["violations"]
    ]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(open_page: Opener, screen: str, scheme: str) -> None:
    page = open_page(viewport=SCREENS[screen], color_scheme=scheme).page
    for view in ("owns", "blocks", "matrix", "timeline", "table"):
        page.locator(f"#tab-{view}").click()
        assert complaints(page) == [], view


@pytest.mark.parametrize(
    "sel",
    [
        "thing:wechat",
        "statement:weibo-bans-wechat-promotion",
        "pair:alibaba~tencent",
        "between:attack~alibaba~tencent",
        "",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_details(open_page: Opener, sel: str, scheme: str) -> None:
    page = open_page(f"#sel={sel}&day=2014-11-25", color_scheme=scheme).page
    page.evaluate("() => document.querySelectorAll('#panel details').forEach(part => { part.open = true; })")
    assert complaints(page) == []
    page.locator("#open-help").click()
    assert complaints(page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_makes_the_page_wider_than_its_window(open_page: Opener, screen: str) -> None:
    visit = open_page(viewport=SCREENS[screen])
    for view in ("owns", "blocks", "matrix", "timeline", "table"):
        visit.page.locator(f"#tab-{view}").click()
        assert visit.state("() => document.documentElement.scrollWidth <= innerWidth"), view
