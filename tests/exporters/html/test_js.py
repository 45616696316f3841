"""The page's modules, tested where they compute, by node's own test runner."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.dates import parse_date
from kg.exporters.html.collect import collect
from kg.exporters.html.model import PageModel
from kg.exporters.html.page import prepare
from kg.names import is_iri, local_name
from kg.pipeline import Graph, load
from kg.project import Project
from kg.reasoning.status import Asked
from tests.exporters.html.pages import read_lines
from tests.exporters.html.story import story

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    NODE is None, reason="node is not installed; the browser tests run the same code"
)
HERE = Path(__file__).parent


def data_of(model: PageModel, folder: Path) -> Path:
    path = folder / "data.json"
    packed = prepare(model).packed
    path.write_text(json.dumps({"packed": packed, "texts": read_lines(packed)}), encoding="utf-8")
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


RECORDS = """
import { readFileSync } from "node:fs";
import { Archive } from "%s";
import { Book } from "%s";
const {texts} = JSON.parse(readFileSync(process.argv[2], "utf8"));
const book = new Book(new Archive(new Map(), new Map(Object.entries(texts))));
const views = book.views.map((view) => view.edges);
console.log(JSON.stringify([book.things, book.edges, book.statements, book.sources, views]));
"""


def plain(record: Any) -> Any:
    """A record as JSON has it; a step's premises are a list there, and so is every pair of a text."""
    return json.loads(json.dumps(dataclasses.asdict(record)))


@pytest.mark.parametrize("which", ["story", "tiny"])
def test_the_page_reads_every_record_as_it_was(which: str, tiny: Graph, tmp_path: Path) -> None:
    model = story() if which == "story" else collect(tiny)
    read = run(RECORDS, ("archive.mjs", "book.mjs"), model, tmp_path)
    for found, records in zip(
        read, (model.things, model.edges, model.statements, model.sources), strict=False
    ):
        assert found == [plain(record) for record in records]
    assert read[4] == [sorted(view.edges) for view in model.views]


IN_FORCE = """
import { readFileSync } from "node:fs";
import { Archive } from "%s";
import { Book } from "%s";
import { makeFilter } from "%s";
const {texts} = JSON.parse(readFileSync(process.argv[2], "utf8"));
const book = new Book(new Archive(new Map(), new Map(Object.entries(texts))));
const none = {kinds: [], relations: [], category: "", word: "", region: "", confidence: "", year: ""};
const answers = {};
for (const day of ["", ...book.days]) {
  const filter = makeFilter(book, {...none, day});
  for (const view of book.views) {
    const edges = view.edges.map((id) => book.edge.get(id)).filter((edge) => filter.edge(edge) !== "no");
    const plain = edges.filter((edge) => !book.look(edge.relation).rollup);
    answers[`${day} ${view.id}`] = [...new Set(plain.map((e) => `${e.source} ${e.relation} ${e.target}`))].sort();
  }
  const held = book.edges.filter((edge) => filter.edge(edge) !== "no");
  answers[`${day} edges`] = [...new Set(held.map((e) => `${e.source} ${e.relation} ${e.target}`))].sort();
  const groups = (thing) => book.groupsOn(thing, day).map(({group}) => `${thing.id} inGroup ${group}`);
  answers[`${day} groups`] = book.things.flatMap(groups).sort();
}
console.log(JSON.stringify(answers));
"""


def in_force(model: PageModel, folder: Path) -> dict[str, list[str]]:
    """What the page's program counts on each day on which something changes, by day and view."""
    answers: dict[str, list[str]] = run(IN_FORCE, ("archive.mjs", "book.mjs", "filter.mjs"), model, folder)
    return answers


def run(text: str, modules: tuple[str, ...], model: PageModel, folder: Path) -> Any:
    """What a script prints of a page's data; the `%s` in it stand for the modules."""
    assets = HERE.parents[2] / "kg" / "exporters" / "html" / "assets"
    script = folder / "script.mjs"
    script.write_text(text % tuple((assets / name).as_uri() for name in modules))
    assert NODE
    command = [NODE, str(script), str(data_of(model, folder))]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


class Answered:
    """What the command line answers on a day."""

    def __init__(self, project: Project, day: str) -> None:
        self.graph = load(project=project, asked=Asked(as_of=parse_date(day)) if day else Asked())

    def view(self, view: str) -> list[str]:
        edges: Any = self.graph.networkx(view).edges(data="relation")
        return sorted({f"{source} {relation} {target}" for source, target, relation in edges})

    def inferred(self, model: PageModel) -> set[str]:
        """The inferred edges between two things, or two statements, that the page has."""
        things = {thing.id for thing in model.things}
        statements = {statement.id for statement in model.statements}
        found = set()
        for subject, predicate, value in self.graph.derivations:
            if is_iri(value):
                a, relation, b = map(local_name, (subject, predicate, value))
                if (a != b or relation == "inGroup") and ({a, b} <= things or {a, b} <= statements):
                    found.add(f"{a} {relation} {b}")
        return found


def differences(answered: Answered, page: dict[str, list[str]], day: str, model: PageModel) -> list[str]:
    """Where the page tells of a day what the command line does not, or the other way round."""
    inferred = answered.inferred(model)
    shown = {view: answered.view(view) for view in ("owns", "blocks")}
    of_views = {edge.split(" ")[1] for view in model.views for edge in map(says(model), view.edges)}
    apart = [f"{day} {view}" for view in shown if page[f"{day} {view}"] != shown[view]]

    def of(edges: Iterable[str], *relations: str) -> set[str]:
        return {edge for edge in edges if edge.split(" ")[1] in relations}

    others = {relation.id for relation in model.relations} - of_views - {"controls"}
    apart += sorted(of(page[f"{day} edges"], *others) ^ of(inferred, *others))
    control = of(page[f"{day} edges"], "controls")
    apart += sorted(control - of([*inferred, *shown["owns"]], "controls"))
    # What runs or owns a thing controls it: the page does not say so twice.
    pairs = {
        (e.split(" ")[0], e.split(" ")[2]) for e in of(page[f"{day} edges"], "controls", "owns", "operates")
    }
    apart += sorted(e for e in of(inferred, "controls") if (e.split(" ")[0], e.split(" ")[2]) not in pairs)
    apart += sorted(set(page[f"{day} groups"]) ^ of(inferred, "inGroup"))
    return apart


def says(model: PageModel) -> Callable[[str], str]:
    by_id = {edge.id: f"{edge.source} {edge.relation} {edge.target}" for edge in model.edges}
    return by_id.__getitem__


def test_on_every_day_of_an_event_the_page_shows_what_the_command_line_answers(
    tiny: Graph, tmp_path: Path
) -> None:
    model = collect(tiny)
    page = in_force(model, tmp_path)
    days = sorted({key.split(" ")[0] for key in page})
    assert len(days) > 3
    for day in days:
        assert differences(Answered(tiny.project, day), page, day, model) == [], day


def test_the_same_holds_for_days_of_the_shipped_record(shipped: Graph, tmp_path: Path) -> None:
    model = collect(shipped)
    page = in_force(model, tmp_path)
    days = sorted({key.split(" ")[0] for key in page})
    for day in ("", *days[1 :: len(days) // 6]):
        assert differences(Answered(shipped.project, day), page, day, model) == [], day


def test_the_page_follows_on_every_day_what_a_graph_of_another_day_knows(tiny: Graph, tmp_path: Path) -> None:
    early = load(project=tiny.project, asked=Asked(as_of=parse_date("2013-12-31")))
    page = in_force(collect(early), tmp_path)
    assert page == in_force(collect(tiny), tmp_path)


@pytest.fixture(scope="module")
def shipped() -> Graph:
    return load(HERE.parents[2])
