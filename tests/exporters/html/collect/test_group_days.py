"""Attacks between groups over time, on the page and in what is exported of a day."""

from __future__ import annotations

import pytest

from kg.dates import parse_date
from kg.exporters.html.collect import collect
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


def test_a_block_counts_for_each_group_while_it_has_the_actor_and_for_each_target_while_it_is_there(
    graph: Graph,
) -> None:
    spans = {
        (edge.relation, edge.source, edge.target): (edge.span.start, edge.span.end)
        for edge in collect(graph).edges
        if edge.relation in ("blocks", "groupBlocks")
    }
    assert spans == {
        ("blocks", "app", "one"): ("2013", "2017-01"),
        ("blocks", "app", "two"): ("2013", ""),
        ("groupBlocks", "seller", "one"): ("2013", "2015-03-01"),
        ("groupBlocks", "seller", "two"): ("2013", "2015-03-01"),
        ("groupBlocks", "buyer", "one"): ("2015-03-01", "2017-01"),
        ("groupBlocks", "buyer", "two"): ("2015-03-01", ""),
    }


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2014", {("seller", "one"), ("seller", "two")}),
        ("2016", {("buyer", "one"), ("buyer", "two")}),
        ("2018", {("buyer", "two")}),
    ],
)
def test_what_is_exported_of_a_day_has_the_groups_of_that_day(
    graph: Graph, day: str, found: set[tuple[str, str]]
) -> None:
    view = load(project=graph.project, asked=Asked(parse_date(day))).networkx("blocks")
    assert {(edge["sourceGroup"], target) for _, target, edge in view.edges(data=True)} == found


def test_what_a_target_had_closed_before_is_left_as_it_stands(make_project: MakeProject) -> None:
    late = FILES["block.yaml"].replace("date: 2013", "date: 2019")
    files = {f"data/{name}": text for name, text in {**FILES, "block.yaml": late}.items()}
    edges = collect(load(project=make_project(files))).edges
    spans = {e.target: (e.span.start, e.span.end) for e in edges if e.relation == "blocks"}
    assert spans == {"one": ("2019", ""), "two": ("2019", "")}


def test_of_what_nothing_ended_the_page_says_when_it_was_last_reported(graph: Graph) -> None:
    told = {statement.id: statement.reported for statement in collect(graph).statements}
    assert {name: day for name, day in told.items() if day} == {"block": "2013"}
