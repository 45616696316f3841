from __future__ import annotations

import csv
import io

import networkx
import pytest

from kg.errors import QueryError
from kg.exporters.networks import edge_list, graphml
from kg.pipeline import Graph


def test_a_view_is_a_network(tiny: Graph) -> None:
    graph = tiny.networkx("owns")
    edges = {(s, d["relation"], t) for s, t, d in graph.edges(data=True)}
    assert edges == {
        ("sina", "owns", "weibo-corporation"),
        ("alibaba", "holdsStakeIn", "weibo-corporation"),
        ("weibo-corporation", "operates", "weibo"),
        ("tencent", "operates", "wechat"),
    }
    assert graph.nodes["wechat"] == {"label": "WeChat", "label_zh": "微信", "kind": "Platform"}
    assert graph.edges["sina", "weibo-corporation", 0]["share"] == "56.9"


def test_all_views_together(tiny: Graph) -> None:
    relations = {d["relation"] for _, _, d in tiny.networkx().edges(data=True)}
    assert {"blocks", "holdsStakeIn"} <= relations


def test_an_unknown_view_names_the_known(tiny: Graph) -> None:
    with pytest.raises(QueryError) as caught:
        tiny.networkx("wons")
    assert "owns" in caught.value.hint


def test_graphml_comes_back(tiny: Graph) -> None:
    graph = tiny.networkx("blocks")
    text = graphml(graph)
    back = networkx.parse_graphml(text, force_multigraph=True)
    assert sorted(back.nodes(data=True)) == sorted(graph.nodes(data=True))
    assert [d for _, _, d in back.edges(data=True)] == [d for _, _, d in graph.edges(data=True)]
    assert graphml(graph) == text


def test_csv_has_a_line_for_each_edge(tiny: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(edge_list(tiny.networkx("blocks")))))
    assert [(r["source"], r["relation"], r["target"], r["since"]) for r in rows] == [
        ("weibo", "blocks", "wechat", "2014-11-25")
    ]


def test_several_things_in_one_column_go_by_their_ids_too(tiny: Graph) -> None:
    (edge,) = [d for _, _, d in tiny.networkx("blocks").edges(data=True)]
    assert edge["via"] == "wechat-qr-codes"
