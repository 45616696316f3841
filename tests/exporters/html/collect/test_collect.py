from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.exporters.html.collect import collect
from kg.exporters.html.model import Edge, PageModel, Statement, Step
from kg.exporters.html.page import prepare
from kg.pipeline import Graph, load
from kg.project import Project, program_version
from tests.exporters.html.pages import read_lines


@pytest.fixture(scope="module")
def model(tiny: Graph) -> PageModel:
    return collect(tiny)


def edge(model: PageModel, relation: str, source: str, target: str) -> Edge:
    return next(e for e in model.edges if (e.relation, e.source, e.target) == (relation, source, target))


def statement(model: PageModel, kind: str, part: str = "") -> Statement:
    return next(s for s in model.statements if s.kind == kind and part in s.id)


def test_things_have_names_kind_category_group_and_place(model: PageModel) -> None:
    wechat = next(thing for thing in model.things if thing.id == "wechat")
    assert wechat.name == (("en", "WeChat"), ("zh", "微信"))
    assert wechat.aliases == (("en", "Weixin"),)
    assert (wechat.kind, wechat.category, wechat.group) == ("Platform", "Category/messenger", "tencent")
    assert wechat.iri == "https://w3id.org/walled-gardens/id/wechat"
    assert (wechat.file, wechat.line) == ("data/platforms/wechat.yaml", 1)


def test_sources_are_no_things(model: PageModel) -> None:
    assert {source.id for source in model.sources} == {"agency", "blog", "filing"}
    assert not {"agency", "blog", "filing"} & {thing.id for thing in model.things}
    blog = next(source for source in model.sources if source.id == "blog")
    assert (blog.publisher, blog.date, blog.weak) == ("A blog", "2014-11-28", True)


def test_a_statement_keeps_what_each_source_says(model: PageModel) -> None:
    ban = statement(model, "Block")
    assert ban.span.start == ban.span.start_earliest == "2014-11-25"
    assert [field.name for field in ban.fields] == ["actor", "target", "affects", "mechanism", "date"]
    assert ban.fields[3].values[0].ref == "Mechanism/content-removal"
    agency, blog = ban.citations
    assert (agency.source, agency.at, agency.says) == ("agency", "par. 1", ())
    assert [(f.name, f.values[0].text) for f in blog.says] == [("date", (("en", "2014-11-28"),))]
    assert ban.gist[0][1].startswith("Weibo removes")


def test_names_of_fields_and_concepts_are_told_once(model: PageModel) -> None:
    assert {name.id for name in model.fields} >= {"actor", "date", "share"}
    messenger = next(c for c in model.concepts if c.id == "Category/messenger")
    assert dict(messenger.label)["zh"]
    assert any(kind.id == "Category" for kind in model.kinds)


def test_edges_of_the_views_are_there_at_all_times(model: PageModel) -> None:
    shares = [e for e in model.edges if (e.source, e.target) == ("sina", "weibo-corporation") and e.label]
    assert sorted((e.label[0][1], e.span.start, e.span.end) for e in shares) == [
        ("56.9 %", "2014-04-17", ""),
        ("77.6 %", "2013-04-29", "2014-04-17"),
    ]
    assert {view.id for view in model.views} == {"owns", "blocks"}
    assert dict(model.views[0].label)["zh"]


def test_a_block_strikes_features_is_disputed_and_is_summed_up_for_the_groups(model: PageModel) -> None:
    ban = edge(model, "blocks", "weibo", "wechat")
    assert ban.via == ("wechat-qr-codes",)
    assert ban.disputed
    assert ban.certain
    assert edge(model, "groupBlocks", "sina", "tencent").statements == ban.statements


def test_a_proof_leads_from_the_rule_to_the_statement(model: PageModel) -> None:
    ban = edge(model, "blocks", "weibo", "wechat")
    assert ban.proof == (Step("blocks", ("weibo-bans-wechat-promotion",)),)
    rule = next(r for r in model.rules if r.id == "blocks")
    assert dict(rule.label)["en"] == "A block in force"


def test_what_no_view_shows_is_there_as_it_was_inferred(model: PageModel) -> None:
    assert edge(model, "isLike", "weibo", "twitter").statements
    assert edge(model, "offers", "wechat", "moments").statements
    assert not [e for e in model.edges if e.relation == "inGroup"]


def test_the_page_opens_on_the_day_asked_for(tiny: Graph) -> None:
    from kg.dates import parse_date
    from kg.reasoning.status import Asked

    graph = load(project=tiny.project, asked=Asked(as_of=parse_date("2013-12-31")))
    assert collect(graph).as_of == "2013-12-31"


def test_a_kind_and_a_relation_of_the_ontology_alone_reach_the_page(
    make_project: Callable[[dict[str, str]], Project], tiny: Graph
) -> None:
    files = {
        f"ontology/{path.relative_to(tiny.project.ontology)}": path.read_text(encoding="utf-8")
        for path in tiny.project.ontology.rglob("*")
        if path.suffix in (".ttl", ".rq")
    }
    files["ontology/gadget.ttl"] = """
@prefix kg: <https://w3id.org/walled-gardens/ontology/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:Gadget a owl:Class ; rdfs:subClassOf kg:Platform ; rdfs:label "gadget"@en, "器具"@zh ;
    skos:definition "A device."@en .
"""
    files["data/things/phone.yaml"] = "kind: Gadget\nname: {en: Phone, zh: 手机}\ncategory: messenger\n"
    packed = prepare(collect(load(project=make_project(files)))).packed
    assert '"Gadget",["gadget","器具"]' in read_lines(packed)["core"]


def test_a_rule_is_called_what_its_header_says_in_all_languages(
    make_project: Callable[[dict[str, str]], Project], tiny: Graph
) -> None:
    files = {
        f"ontology/{path.relative_to(tiny.project.ontology)}": path.read_text(encoding="utf-8")
        for path in tiny.project.ontology.rglob("*")
        if path.suffix in (".ttl", ".rq")
    }
    rule = files["ontology/rules/operates.rq"]
    files["ontology/rules/operates.rq"] = "# name zh: 运营\n" + rule
    files["data/a.yaml"] = "kind: Company\nname: {en: A}\n"
    files["data/b.yaml"] = (
        "kind: Platform\nname: {en: B}\ncategory: messenger\n"
        "statements:\n  - {kind: Operation, operator: a, unsourced: {en: x}}\n"
    )
    found = collect(load(project=make_project(files)))
    named = next(rule for rule in found.rules if rule.id == "operates")
    assert dict(named.label)["zh"] == "运营"
    assert dict(named.label)["en"] == dict(_header(rule))["name"]


def _header(text: str) -> list[tuple[str, str]]:
    lines = [line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# ")]
    return [(pair[0], pair[1]) for pair in lines if len(pair) == 2]


def test_the_page_knows_its_version_licence_and_how_far_it_reaches(tiny: Graph, tmp_path: Path) -> None:
    origin = collect(tiny).origin
    assert origin.version == program_version()
    assert origin.latest == max(s.span.start_earliest for s in collect(tiny).statements)
    assert origin.licence == ""
    words = "Free under CC0:\n<https://creativecommons.org/publicdomain/zero/1.0/>\nhttps://example.org/"
    (tmp_path / "LICENSE").write_text(words, encoding="utf-8")
    licensed = replace(tiny, project=replace(tiny.project, data=tmp_path))
    assert collect(licensed).origin.licence == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_the_page_says_how_much_it_tells_of(model: PageModel) -> None:
    said = dict(model.note)
    assert said["en"].startswith(f"{len(model.things)} things, {len(model.statements)} statements, ")
    assert f"{len(model.sources)} 个来源" in said["zh"]
