from __future__ import annotations

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

CHIPS = """() => {
    const {scene} = globalThis.kgPage.graph;
    return scene.lines.filter(line => line.chips.some(Boolean)).map(line => [line.source, line.target]);
}"""
WRITTEN = """() => {
    const words = [];
    const {graph} = globalThis.kgPage;
    const pen = document.createElement("canvas").getContext("2d");
    const write = pen.fillText.bind(pen);
    pen.fillText = (text, ...rest) => (words.push(text), write(text, ...rest));
    graph.paint(pen);
    return words;
}"""


def test_a_neighbourhood_shows_at_which_features_attacks_strike(open_page: Opener) -> None:
    visit = open_page("#focus=weibo")
    assert ["weibo", "wechat"] in visit.state(CHIPS)
    assert "QR codes +1" in visit.state(WRITTEN)
    off = open_page("#focus=weibo&day=2014-11-24")
    assert not any(words.endswith("+1") for words in off.state(WRITTEN))


def test_words_tell_what_is_struck(open_page: Opener) -> None:
    page = open_page("#sel=thing:weibo").page
    assert "strikes QR codes, Official accounts" in page.locator("#panel li.edge.attack").first.inner_text()
    assert "strikes QR codes, Official accounts" in open_page().page.locator("#panel").inner_text()
