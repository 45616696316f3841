"""Pages of models, and what is read back from them."""

from __future__ import annotations

import base64
import json
import re
import zlib

from kg.exporters.html.assets import asset
from kg.exporters.html.model import PageModel
from kg.exporters.html.page import prepare, write


def render(model: PageModel, view: str) -> str:
    """The page of a model, opened on a view."""
    return write(prepare(model), view)


def unpack(letters: str) -> str:
    """The text that was packed."""
    return zlib.decompress(base64.b64decode(letters)).decode()


def read_lines(text: str) -> dict[str, str]:
    """The texts by name; the reverse of `kg.exporters.html.packing.lines`."""
    pairs = (line.split("\t") for line in text.splitlines())
    return {name: unpack(letters) for name, letters in pairs}


def at_once() -> set[str]:
    """The sections that the loader unpacks before the page's program runs."""
    found = re.search(r"begun: new Map\((\[[^\]]*\])", asset("loader.js"))
    assert found
    return set(json.loads(found[1]))
