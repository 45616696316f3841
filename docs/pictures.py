"""Draws the pictures of the documents from the built pages: `make pictures`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent
BUILD = DOCS.parent / "build"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PICTURES = {
    "blocks.png": "blocks.html",
    "owns.png": "owns.html",
    "matrix.png": "index.html#view=matrix",
    "focus.png": "index.html#focus=wechat&sel=thing:wechat",
    "timeline.png": "index.html#view=timeline",
}


def main() -> None:
    """Open each page, wait until it is drawn, and take its picture."""
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium found: `make chromium` installs it where it can")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        for name, address in PICTURES.items():
            page.goto("about:blank")
            page.goto(f"{BUILD.as_uri()}/{address}")
            page.wait_for_timeout(1500)
            page.screenshot(path=DOCS / name)
            print(DOCS / name)
        chromium.close()


if __name__ == "__main__":
    main()
