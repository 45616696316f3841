"""Attacks between groups over time, on the page and in what is exported of a day."""

from __future__ import annotations

import pytest

from kg.dates import parse_date
from kg.exporters.html.collect import collect
from kg.exporters.html.model import Step
from kg.pipeline import Graph, load
from kg.reasoning.status import Asked
from tests.conftest import MakeProject

CITED = "sources: [{ref: paper}]\n"
FILES = {
    "paper.yaml": "kind: Source\ntitle: Paper\npublisher: P\nsourceType: news\ndate: 2013\n",
    **{f"{name}.yaml": f"kind: Company\nname: {name}\n" for name in ("seller", "buyer", "maker")},
    **{
        f"{name}.yaml": f"kind: Platform\nname: {name}\ncategory: messenger\n"
        for name in ("app", "one", "two")
    },
    "maker-runs.yaml": f"kind: Operation\noperator: maker\nplatform: app\n{CITED}",
    "seller-has.yaml": f"kind: Stake\nowner: seller\nowned: maker\nshare: 100\nuntil: 2015-03-01\n{CITED}",
    "buyer-has.yaml": f"kind: Stake\nowner: buyer\nowned: maker\nshare: 100\nfrom: 2015-03-01\n{CITED}",
    "block.yaml": f"kind: Block\nactor: app\ntarget: [one, two]\nmechanism: link-block\ndate: 2013\n{CITED}",
    "end.yaml": f"kind: Milestone\nsubject: one\nmilestone: closed\ndate: 2017-01\n{CITED}",
}


@pytest.fixture
def graph(make_project: MakeProject) -> Graph:
    return load(project=make_project({f"data/{name}": text for name, text in FILES.items()}))


def test_a_block_counts_for_the_group_of_its_day_and_for_each_target_while_it_is_there(graph: Graph) -> None:
    spans = {
        (edge.relation, edge.source, edge.target): (edge.span.start, edge.span.end)
        for edge in collect(graph).edges
        if edge.relation in ("blocks", "groupBlocks")
    }
    assert spans == {
        ("blocks", "app", "one"): ("2013", "2017-01"),
        ("blocks", "app", "two"): ("2013", ""),
        ("groupBlocks", "seller", "one"): ("2013", "2017-01"),
        ("groupBlocks", "seller", "two"): ("2013", ""),
    }


@pytest.mark.parametrize("closing", ["one", "two"])
def test_two_groups_block_as_long_as_anything_of_the_one_blocks_anything_of_the_other(
    make_project: MakeProject, closing: str
) -> None:
    runs = {
        f"rival-runs-{name}.yaml": f"kind: Operation\noperator: buyer\nplatform: {name}\n{CITED}"
        for name in ("one", "two")
    }
    files = {**FILES, **runs, "end.yaml": FILES["end.yaml"].replace("subject: one", f"subject: {closing}")}
    edges = collect(load(project=make_project({f"data/{name}": text for name, text in files.items()}))).edges
    spans = {(e.source, e.target): (e.span.start, e.span.end) for e in edges if e.relation == "groupBlocks"}
    assert spans == {("seller", "buyer"): ("2013", "")}


def test_what_is_over_between_groups_is_proved_too(make_project: MakeProject) -> None:
    over = FILES["block.yaml"].replace("date: 2013\n", "date: 2013\nuntil: 2014\n")
    files = {
        f"data/{name}": text for name, text in {**FILES, "block.yaml": over}.items() if name != "end.yaml"
    }
    edges = collect(load(project=make_project(files))).edges
    proofs = {e.target: e.proof for e in edges if e.relation == "groupBlocks"}
    assert proofs == dict.fromkeys(("one", "two"), (Step("group-blocks", ("block",)),))


def test_a_target_that_changed_hands_has_the_group_of_the_day_of_the_act(make_project: MakeProject) -> None:
    turned = FILES["block.yaml"].replace("actor: app", "actor: one").replace("[one, two]", "[app, two]")
    late = turned.replace("date: 2013", "date: 2016")
    files = {
        f"data/{name}": text for name, text in {**FILES, "block.yaml": turned, "late.yaml": late}.items()
    }
    edges = collect(load(project=make_project(files))).edges
    found = {(e.source, e.target, e.statements) for e in edges if e.relation == "groupBlocks"}
    assert found == {
        ("one", "seller", ("block",)),
        ("one", "two", ("block",)),
        ("one", "buyer", ("late",)),
        ("one", "two", ("late",)),
    }


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2014", {("seller", "one", "one"), ("seller", "two", "two")}),
        ("2016", {("seller", "one", "one"), ("seller", "two", "two")}),
        ("2018", {("seller", "two", "two")}),
    ],
)
def test_what_is_exported_of_a_day_has_the_groups_of_the_day_of_the_act(
    graph: Graph, day: str, found: set[tuple[str, str, str]]
) -> None:
    view = load(project=graph.project, asked=Asked(parse_date(day))).networkx("blocks")
    edges = view.edges(data=True)
    assert {(edge["sourceGroup"], target, edge["targetGroup"]) for _, target, edge in edges} == found
    assert len(edges) == len(found)


def test_of_several_each_pair_is_exported_with_its_own_groups(make_project: MakeProject) -> None:
    runs = f"kind: Operation\noperator: seller\nplatform: two\n{CITED}"
    both = FILES["block.yaml"].replace("actor: app", "actor: [app, two]").replace("[one, two]", "[one, acme]")
    more = {"seller-runs.yaml": runs, "acme.yaml": "kind: Company\nname: Acme\n", "block.yaml": both}
    stays = FILES["block.yaml"].replace("date: 2013", "date: 2016")
    files = {f"data/{name}": text for name, text in {**FILES, **more, "late.yaml": stays}.items()}
    edges = load(project=make_project(files)).networkx("blocks").edges(data=True)
    assert sorted((e["statement"], s, e["sourceGroup"], t, e["targetGroup"]) for s, t, e in edges) == [
        ("block", "app", "seller", "acme", "acme"),
        ("block", "two", "seller", "acme", "acme"),
        ("late", "app", "buyer", "two", "seller"),
    ]


def test_what_a_target_had_closed_before_is_left_as_it_stands(make_project: MakeProject) -> None:
    late = FILES["block.yaml"].replace("date: 2013", "date: 2019")
    files = {f"data/{name}": text for name, text in {**FILES, "block.yaml": late}.items()}
    edges = collect(load(project=make_project(files))).edges
    spans = {e.target: (e.span.start, e.span.end) for e in edges if e.relation == "blocks"}
    assert spans == {"one": ("2019", ""), "two": ("2019", "")}


def test_of_what_nothing_ended_the_page_says_when_it_was_last_reported(graph: Graph) -> None:
    told = {statement.id: statement.reported for statement in collect(graph).statements}
    assert {name: day for name, day in told.items() if day} == {"block": "2013"}
