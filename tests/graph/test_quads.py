from __future__ import annotations

from kg.names import KG, iri
from kg.pipeline import Graph, load
from tests.conftest import MakeProject

BAN = "<https://w3id.org/walled-gardens/id/weibo-bans-wechat-promotion>"
DATE = iri(KG + "date")


def version(graph: Graph, source: str) -> dict[str, str]:
    triples = graph.store.graphs[graph.project.graph(f"source/{source}")]
    return {p: o for s, p, o in triples if s == BAN}


def test_each_source_has_its_own_version_in_its_own_graph(tiny: Graph) -> None:
    day = "^^<http://www.w3.org/2001/XMLSchema#date>"
    assert version(tiny, "agency")[DATE] == f'"2014-11-25"{day}'
    assert version(tiny, "blog")[DATE] == f'"2014-11-28"{day}'


def test_a_version_holds_the_world_and_not_the_curation(tiny: Graph) -> None:
    predicates = version(tiny, "blog").keys()
    assert iri(KG + "actor") in predicates
    assert predicates.isdisjoint(iri(KG + name) for name in ("sources", "rank", "note", "gist"))


def test_plain_queries_see_what_is_held_and_named_graphs_what_is_said(tiny: Graph) -> None:
    plain = [str(row[0]) for row in tiny.query("SELECT ?d { id:weibo-bans-wechat-promotion kg:date ?d }")]
    said = [
        str(row[0])
        for row in tiny.query("SELECT ?d { GRAPH source:blog { id:weibo-bans-wechat-promotion kg:date ?d } }")
    ]
    assert [d[1:11] for d in plain] == ["2014-11-25"]
    assert [d[1:11] for d in said] == ["2014-11-28"]


def test_the_ontology_is_asked_by_its_graph(tiny: Graph) -> None:
    assert not tiny.query("ASK { kg:Company a owl:Class }")
    assert tiny.query("ASK { GRAPH graph:ontology { kg:Company a owl:Class } }")


def test_an_omitted_field_is_not_put_into_the_sources_mouth(tiny: Graph) -> None:
    assert iri(KG + "mechanism") in version(tiny, "agency")
    assert iri(KG + "statedReason") not in version(tiny, "blog")


SOURCE = "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n"
PLATFORM = "kind: Platform\nname: P\ncategory: messenger\n"
BLOCK = "kind: Block\nactor: {}\ntarget: {}\nmechanism: link-block\ndate: 2014\n"


def said(make_project: MakeProject, citations: str) -> dict[str, set[tuple[str, str]]]:
    """What each source says of an act that answers another, by source: properties and values, by their names."""
    graph = load(
        project=make_project(
            {
                **{f"data/{name}.yaml": SOURCE for name in ("one", "two", "three")},
                **{f"data/{name}.yaml": PLATFORM for name in ("app", "site")},
                "data/first.yaml": BLOCK.format("app", "site") + "sources: [{ref: one}]\n",
                "data/second.yaml": BLOCK.format("site", "app") + citations,
            }
        )
    )
    return {
        name.rsplit("/", 1)[1][:-1]: {
            (p.rsplit("/", 1)[1][:-1], o.rsplit("/", 1)[-1][:-1]) for s, p, o in triples if "/second" in s
        }
        for name, triples in graph.store.graphs.items()
        if "/source/" in name
    }


def test_what_a_source_denies_is_not_put_into_its_mouth(make_project: MakeProject) -> None:
    found = said(
        make_project, "sources: [{ref: one}, {ref: two, stance: disputes, says: {mechanism: demotion}}]\n"
    )
    assert ("target", "app") in found["one"]
    assert found["two"] == {("mechanism", "demotion")}
    assert found.keys() == {"one", "two"}
    assert "two" not in said(make_project, "sources: [{ref: one}, {ref: two, stance: disputes}]\n")


def test_that_an_act_answers_another_is_said_by_the_sources_of_that_only(make_project: MakeProject) -> None:
    found = said(
        make_project,
        "sources: [{ref: one}, {ref: two}]\n"
        "respondsTo:\n  - action: first\n    sources: [{ref: two}, {ref: three}, {ref: one, stance: disputes}]\n",
    )
    assert {p for p, _ in found["one"]}.isdisjoint({"respondsTo", "action"})
    assert ("action", "first") in found["two"] & found["three"]
    assert "respondsTo" in {p for p, _ in found["two"]} & {p for p, _ in found["three"]}
    assert ("target", "app") not in found["three"]
