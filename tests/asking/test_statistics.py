from __future__ import annotations

import pytest

from kg.asking.statistics import Statistics, statistics
from kg.exporters.build import counts
from kg.names import STATEMENT, TYPE, iri
from kg.pipeline import Graph, load
from tests.conftest import MakeProject

SOURCE = """\
kind: Source
title: {en: A report}
publisher: A paper
sourceType: news
read: whole
date: 2014
"""
BLOCK = """\
kind: Block
actor: weibo
target: wechat
mechanism: content-removal
date: 2014-11-25
sources:
  - ref: one
  - ref: two
"""


@pytest.fixture
def graph(make_project: MakeProject) -> Graph:
    """Two platforms, a block of two sources, and another that one source calls the answer to it."""
    answer = BLOCK.replace("actor: weibo\ntarget: wechat", "actor: wechat\ntarget: weibo")
    return load(
        project=make_project(
            {
                "data/one.yaml": SOURCE,
                "data/two.yaml": SOURCE,
                "data/weibo.yaml": "kind: Platform\nname: Weibo\ncategory: microblog\ncountry: CN\n",
                "data/wechat.yaml": "kind: Platform\nname: WeChat\ncategory: messenger\n",
                "data/block.yaml": BLOCK,
                "data/answer.yaml": f"{answer}respondsTo:\n  - action: block\n    sources:\n      - ref: one\n",
            }
        )
    )


def counted(graph: Graph) -> Statistics:
    return statistics(graph.records, graph.vocabulary, graph.status.starts, {})


def test_a_response_is_a_statement_with_sources_of_its_own(graph: Graph) -> None:
    found = counted(graph)
    assert found.statements == {"Block": 2, "Response": 1}
    assert found.sources == {"1": 1, "2": 2}
    assert (found.single, found.weak, found.unsourced) == (1, 0, 0)


def test_what_counts_as_a_statement_is_what_the_graph_has_as_one(graph: Graph) -> None:
    in_graph = sum(p == TYPE and o == STATEMENT for _, p, o in graph.store.triples())
    assert in_graph == sum(counted(graph).statements.values()) == counts(graph)["statements"]


def test_a_source_that_only_denies_is_cited_too(make_project: MakeProject, graph: Graph) -> None:
    denied = BLOCK.replace("ref: two", "{ref: two, stance: disputes}")
    other = load(project=make_project({"data/block.yaml": denied, "data/answer.yaml": denied}))
    found = counts(other)
    assert (found["citedSources"], found["sourceGraphs"]) == (2, 1)
    assert counts(graph)["citedSources"] == counts(graph)["sourceGraphs"] == 2


def test_years_means_and_countries_are_those_of_the_acts(graph: Graph) -> None:
    found = counted(graph)
    assert found.years == {"2014": 2}
    assert found.mechanisms == {"content-removal": 2}
    assert found.countries == {"CN": 2}
    grouped = statistics(
        graph.records,
        graph.vocabulary,
        graph.status.starts,
        {iri(graph.project.id_base + "wechat"): iri(graph.project.id_base + "weibo")},
    )
    assert grouped.countries == {"CN": 2}


def test_a_source_of_a_weak_kind_does_not_carry_alone(make_project: MakeProject) -> None:
    weak = SOURCE.replace("news", "blog")
    found = counted(
        load(
            project=make_project(
                {
                    "data/one.yaml": weak,
                    "data/two.yaml": weak + "drawsOn: one\n",
                    "data/weibo.yaml": "kind: Platform\nname: Weibo\ncategory: microblog\n",
                    "data/wechat.yaml": "kind: Platform\nname: WeChat\ncategory: messenger\n",
                    "data/block.yaml": BLOCK,
                }
            )
        )
    )
    assert (found.single, found.weak, found.sources) == (1, 1, {"1": 1})


def test_a_statement_does_not_rest_on_a_source_that_disputes_it(
    make_project: MakeProject, graph: Graph
) -> None:
    denied = BLOCK.replace("ref: two", "{ref: two, stance: disputes}")
    found = counted(load(project=make_project({"data/block.yaml": denied, "data/answer.yaml": denied})))
    assert counted(graph).sources == {"1": 1, "2": 2}
    assert (found.sources, found.single) == ({"1": 2}, 2)
