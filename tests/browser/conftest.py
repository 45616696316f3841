from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from kg.exporters.html.model import PageModel
from tests.exporters.html.pages import render
from tests.exporters.html.story import story

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail("no Chromium found: `make test` installs it, or put `chromium` on the PATH")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "blocks.html"
    path.write_text(render(story(), "blocks"), encoding="utf-8")
    return path


@dataclass
class Visit:
    """A page that is open, and whatever it said or asked for."""

    page: Page
    noise: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def state(self, script: str) -> Any:
        return self.page.evaluate(script)

    def settle(self) -> None:
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )


Opener = Callable[..., Visit]


@pytest.fixture
def open_page(browser: Browser, story_file: Path, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page, the story's unless told otherwise; the test fails if the page complains or asks the network."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_(
        fragment: str = "", *, model: PageModel | None = None, view: str = "blocks", **options: Any
    ) -> Visit:
        path = story_file
        if model is not None:
            path = tmp_path / f"page{len(visits)}.html"
            path.write_text(render(model, view), encoding="utf-8")
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        visit = Visit(context.new_page())
        visits.append(visit)
        visit.page.on("console", lambda message: visit.noise.append(message.text))
        visit.page.on("pageerror", lambda error: visit.noise.append(str(error)))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.goto(f"{path.as_uri()}{fragment}")
        if options.get("java_script_enabled", True):
            visit.page.wait_for_selector("html[data-ready]", state="attached")
            visit.settle()
        return visit

    yield open_
    for context in contexts:
        context.close()
    for visit in visits:
        assert visit.noise == []
        assert [url for url in visit.requests if not url.startswith(("file:", "data:", "blob:"))] == []
