from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx
import pytest

from kg.asking.questions import find_question, with_parameters
from kg.errors import QueryError
from kg.exporters.networks import _value, edge_list, graphml, network
from kg.names import XSD, iri, literal, local_name
from kg.pipeline import Graph, load
from tests.conftest import MakeProject


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


def test_of_several_targets_each_has_its_own_group_and_a_block_of_several_means_is_one_edge(
    make_project: MakeProject,
) -> None:
    files = {"s": "kind: Source\ntitle: T\npublisher: P\nsourceType: news\ndate: 2014\n"}
    for name in ("one", "two", "three"):
        files[f"{name}-inc"] = f"kind: Company\nname: {name}\n"
        runs = f"statements:\n  - kind: Operation\n    operator: {name}-inc\n    sources: [{{ref: s}}]\n"
        files[name] = f"kind: Platform\nname: {name}\ncategory: messenger\n{runs}"
    files["block"] = (
        "kind: Block\nactor: one\ntarget: [two, three]\nmechanism: [link-block, qr-ban]\n"
        "date: 2014-11\nsources: [{ref: s}]\n"
    )
    project = make_project({f"data/{name}.yaml": text for name, text in files.items()})
    graph = load(project=project)
    edges = [(s, t, d) for s, t, d in graph.networkx("blocks").edges(data=True)]
    assert sorted((s, t, d["sourceGroup"], d["targetGroup"]) for s, t, d in edges) == [
        ("one", "three", "one-inc", "three-inc"),
        ("one", "two", "one-inc", "two-inc"),
    ]
    assert {d["mechanism"] for _, _, d in edges} == {"link-block qr-ban"}
    question = find_question(graph.project.ontology, "group-blocks-in").text
    asked = with_parameters(question, ["from=2014-11-01", "to=2014-11-30"], graph.project.id_base)
    found = sorted(
        (local_name(str(row["group"])), local_name(str(row["other"])), local_name(str(row["target"])))
        for row in graph.query(asked)
    )
    assert found == [("one-inc", "three-inc", "three"), ("one-inc", "two-inc", "two")]


def test_only_a_list_of_iris_is_shortened_and_no_address() -> None:
    address = literal("https://example.org/press/release", iri(XSD + "anyURI"))
    assert _value(address) == "https://example.org/press/release"
    assert _value(literal("https://example.org/id/b https://example.org/id/a")) == "a b"
    assert _value("<https://example.org/id/b>") == "b"
    assert _value(literal("2014-11", iri(XSD + "gYearMonth"))) == "2014-11"


def test_a_column_may_have_any_name(tiny: Graph, tmp_path: Path) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views" / "mine.rq").write_text(
        "SELECT ?source ?relation ?target ?key ?weight { ?source kg:operates ?target "
        "BIND (kg:operates AS ?relation) BIND (STR(1) AS ?key) BIND (2 AS ?weight) }"
    )
    graph = network(tiny.store, tiny.vocabulary, tmp_path, "mine", tiny.prefixes)
    assert {(d["key"], d["weight"]) for _, _, d in graph.edges(data=True)} == {("1", "2")}
    assert "key" in edge_list(graph).splitlines()[0]
    assert "tencent" in graphml(graph)
