from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.exporters.html.model import Origin, PageModel, Step
from tests.exporters.html.pages import read_lines, render
from tests.exporters.html.story import story

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`${alert(1)}"


@pytest.fixture(scope="module")
def page() -> str:
    return render(story(), "blocks")


def test_equal_models_give_equal_bytes_with_any_hash_seed(page: str, tmp_path: Path) -> None:
    code = (
        "import sys; from tests.exporters.html.story import story; from tests.exporters.html.pages import render; "
        "sys.stdout.buffer.write(render(story(), 'blocks').encode())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Shanghai"}
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env, cwd=root)
    assert done.stdout == page.encode()


def test_the_policy_allows_these_scripts_and_nothing_else(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    bodies = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(bodies) == 1
    packed = re.search(r'<script type="text/plain" id="data">(.*?)</script>', page, re.DOTALL)
    assert packed
    programs = [text for name, text in read_lines(packed[1]).items() if name in ("vis", "page")]
    assert len(programs) == 2
    assert rules.count("sha256") == 4
    for body in [*bodies, *programs, *re.findall(r"<style>(.*?)</style>", page, re.DOTALL)]:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules


def test_no_handler_and_no_style_stands_in_the_markup(page: str) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"\son\w+\s*=", markup)
    assert not re.search(r"\sstyle\s*=", markup)


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"<(link|img|iframe|object|embed)[^>]+(src|href)=\"?https?:", markup)
    assert "url(http" not in markup
    assert "@import" not in markup


class _Tags(HTMLParser):
    """Collects the tags of a document and the attributes of each."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.seen


def test_hostile_words_are_escaped_wherever_they_stand() -> None:
    page = render(hostile(story()), "owns")
    found = tags(page)
    assert [attrs.get("type") for tag, attrs in found if tag == "script"] == ["text/plain", None]
    assert not [tag for tag, _ in found if tag == "img"]
    assert not [1 for _, attrs in found if (attrs.get("href") or "").startswith("javascript")]
    assert not [1 for _, attrs in found for name in attrs if name.startswith("on")]


def hostile(model: PageModel) -> PageModel:
    bad = (("en", HOSTILE), ("zh", HOSTILE))
    return replace(
        model,
        title=bad,
        note=bad,
        things=tuple(
            replace(
                thing,
                name=bad,
                aliases=bad,
                wikidata=HOSTILE,
                website="javascript:alert(1)",
                region=HOSTILE,
                file=HOSTILE,
            )
            for thing in model.things
        ),
        statements=tuple(replace(s, label=bad, gist=bad, note=bad, file=HOSTILE) for s in model.statements),
        sources=tuple(
            replace(s, title=bad, publisher=HOSTILE, url="javascript:alert(1)", date=HOSTILE, kind=bad)
            for s in model.sources
        ),
        kinds=tuple(replace(k, label=bad) for k in model.kinds),
        relations=tuple(replace(r, label=bad, inverse=bad) for r in model.relations),
        rules=tuple(replace(r, label=bad, note=bad) for r in model.rules),
        concepts=tuple(replace(c, label=bad) for c in model.concepts),
        edges=tuple(replace(e, label=bad, proof=(Step(HOSTILE, (HOSTILE,)),)) for e in model.edges),
        views=tuple(replace(v, label=bad, note=bad) for v in model.views),
        origin=Origin(HOSTILE, f"https://example.org/{HOSTILE}", HOSTILE),
    )


def test_without_scripts_there_are_pictures_and_a_table(page: str) -> None:
    still = re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert still
    assert still[1].count("<svg") == 1
    assert still[1].count("<tr>") == 1 + len(story().statements)
    assert "Weibo bans accounts that promote WeChat" in still[1]


def test_the_page_is_small(page: str) -> None:
    assert len(page.encode()) < 1_500_000


def test_an_empty_model_makes_a_page() -> None:
    assert ">Empty</h1>" in render(PageModel((("en", "Empty"),)), "table")


def test_a_page_without_attacks_opens_on_the_first_view_that_shows_anything() -> None:
    model = story()
    blocks, owns = (next(v for v in model.views if v.id == name) for name in ("blocks", "owns"))
    quiet = replace(model, views=(replace(blocks, edges=()), owns))
    assert 'data-view="owns"' in render(quiet, "all")
    assert 'data-view="blocks"' in render(model, "all")
    assert 'data-view="table"' in render(replace(model, views=(replace(blocks, edges=()),)), "all")


def test_an_unknown_view_names_the_known() -> None:
    with pytest.raises(QueryError) as caught:
        render(story(), "wons")
    assert caught.value.hint == "there are: all, owns, blocks, matrix, timeline, table"
