from __future__ import annotations

import pytest

from tests.browser.conftest import Opener, Visit
from tests.browser.test_scale import crowd

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
