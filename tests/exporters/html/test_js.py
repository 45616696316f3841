"""The page's modules, tested where they compute, by node's own test runner."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest

from kg.dates import parse_date
from kg.exporters.html.collect import collect
from kg.exporters.html.model import PageModel
from kg.exporters.html.page import prepare
from kg.pipeline import Graph, load
from kg.project import Project
from kg.reasoning.status import Asked
from tests.exporters.html.story import story

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    NODE is None, reason="node is not installed; the browser tests run the same code"
)
HERE = Path(__file__).parent


def data_of(model: PageModel, folder: Path) -> Path:
    site = prepare(model)
    text = zlib.decompress(base64.b64decode(site.data)).decode() if site.packed else site.data
    path = folder / "data.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("suite", sorted(HERE.glob("js/*.test.mjs")), ids=lambda p: p.stem)
def test_suite(suite: Path, tmp_path: Path) -> None:
    env = {**os.environ, "STORY": str(data_of(story(), tmp_path))}
    assert NODE
    done = subprocess.run([NODE, "--test", str(suite)], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(
    shutil.which("tsc") is None, reason="TypeScript's compiler, which reads the JSDoc types, is not here"
)
def test_the_types_in_the_comments_hold() -> None:
    command = ["tsc", "--project", str(HERE / "js" / "jsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


IN_FORCE = """
import { readFileSync } from "node:fs";
import { Book } from "%s";
import { makeFilter } from "%s";
const book = new Book(JSON.parse(readFileSync(process.argv[2], "utf8")));
const none = {kinds: [], relations: [], category: "", word: "", region: "", confidence: "", year: ""};
const answers = {};
for (const day of ["", ...book.days]) {
  const filter = makeFilter(book, {...none, day});
  for (const view of book.views) {
    const edges = view.edges.map((id) => book.edge.get(id)).filter((edge) => filter.edge(edge) !== "no");
    const plain = edges.filter((edge) => !book.look(edge.relation).rollup);
    answers[`${day} ${view.id}`] = [...new Set(plain.map((e) => `${e.source} ${e.relation} ${e.target}`))].sort();
  }
}
console.log(JSON.stringify(answers));
"""


def in_force(model: PageModel, folder: Path) -> dict[str, list[str]]:
    """What the page's program counts on each day on which something changes, by day and view."""
    assets = HERE.parents[2] / "kg" / "exporters" / "html" / "assets"
    script = folder / "in_force.mjs"
    script.write_text(IN_FORCE % ((assets / "book.mjs").as_uri(), (assets / "filter.mjs").as_uri()))
    assert NODE
    command = [NODE, str(script), str(data_of(model, folder))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers: dict[str, list[str]] = json.loads(done.stdout)
    return answers


def answered(project: Project, day: str, view: str) -> list[str]:
    asked = Asked(as_of=parse_date(day)) if day else Asked()
    edges: Any = load(project=project, asked=asked).networkx(view).edges(data="relation")
    return sorted({f"{source} {relation} {target}" for source, target, relation in edges})


def test_on_every_day_of_an_event_the_page_shows_what_the_command_line_answers(
    tiny: Graph, tmp_path: Path
) -> None:
    page = in_force(collect(tiny), tmp_path)
    days = sorted({key.split(" ")[0] for key in page})
    assert len(days) > 3
    for day in days:
        for view in ("owns", "blocks"):
            assert page[f"{day} {view}"] == answered(tiny.project, day, view), (day, view)


def test_the_same_holds_for_days_of_the_shipped_record(shipped: Graph, tmp_path: Path) -> None:
    page = in_force(collect(shipped), tmp_path)
    days = sorted({key.split(" ")[0] for key in page})
    for day in ("", *days[1 :: len(days) // 4]):
        assert page[f"{day} blocks"] == answered(shipped.project, day, "blocks"), day
        assert page[f"{day} owns"] == answered(shipped.project, day, "owns"), day


@pytest.fixture(scope="module")
def shipped() -> Graph:
    return load(HERE.parents[2])
