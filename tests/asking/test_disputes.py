from __future__ import annotations

import json

import pytest

from kg.asking.differences import conclusions, difference
from kg.asking.disputes import Dispute, agree, competing, disputes, preferring
from kg.dates import parse_date
from kg.exporters import disputes as formats
from kg.model import Record, Term
from kg.names import KG, RANK, STANCE, iri, literal_parts, local_name
from kg.pipeline import Graph, load
from kg.reasoning.labels import describer
from kg.reasoning.sources import independent
from kg.reasoning.status import Asked
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
DATE = iri(KG + "date")


def source(drawn: str = "", more: str = "") -> str:
    found = "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: 2020\n"
    return found + (f"drawsOn: [{drawn}]\n" if drawn else "") + more


def launched(year: int, by: str) -> str:
    return f"kind: Milestone\nsubject: app\nmilestone: launched\ndate: {year}\nsources: [{{ref: {by}}}]\n"


DATA = {
    "data/wire.yaml": source(),
    "data/copy-1.yaml": source("wire"),
    "data/copy-2.yaml": source("copy-1"),
    "data/blog.yaml": source(),
    "data/denier.yaml": source(),
    "data/app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
    "data/other.yaml": "kind: Platform\nname: Other\ncategory: messenger\n",
    "data/block.yaml": """kind: Block
actor: app
target: other
mechanism: link-block
date: 2020-05-04
sources:
  - {ref: wire}
  - {ref: copy-1}
  - {ref: copy-2, omits: [mechanism]}
  - {ref: blog, says: {date: 2020-06, mechanism: api-cut-off}}
  - {ref: denier, stance: disputes}
""",
    "data/founded-2001.yaml": launched(2001, "wire") + "rank: preferred\n",
    "data/founded-2002.yaml": launched(2002, "blog"),
}


@pytest.fixture
def graph(make_project: MakeProject) -> Graph:
    return load(project=make_project(DATA))


def by_field(graph: Graph) -> dict[Term, Dispute]:
    return {d.field: d for d in disputes(graph.records, graph.vocabulary)}


def said(dispute: Dispute) -> list[tuple[list[str], list[str], int, bool]]:
    return [
        (
            [v if v.startswith("<") else literal_parts(v)[0] for v in version.values],
            [local_name(s) for s in version.sources],
            version.independent,
            version.held,
        )
        for version in dispute.versions
    ]


def test_each_version_has_its_sources_and_those_that_copy_count_once(graph: Graph) -> None:
    assert said(by_field(graph)[DATE]) == [
        (["2020-05-04"], ["wire", "copy-1", "copy-2"], 1, True),
        (["2020-06"], ["blog"], 1, False),
    ]


def test_a_source_that_is_silent_on_a_field_does_not_back_its_value(graph: Graph) -> None:
    held, other = by_field(graph)[iri(KG + "mechanism")].versions
    assert [local_name(s) for s in held.sources] == ["wire", "copy-1"]
    assert [local_name(v) for v in other.values] == ["api-cut-off"]


def test_a_source_that_denies_the_whole_stands_against_all_others(graph: Graph) -> None:
    stated, denied = by_field(graph)[STANCE].versions
    assert [local_name(s) for s in stated.sources] == ["wire", "copy-1", "copy-2", "blog"]
    assert stated.independent == 2
    assert (denied.values, [local_name(s) for s in denied.sources]) == ((), ["denier"])


def test_what_was_known_is_told_beside_what_the_curator_holds(make_project: MakeProject) -> None:
    later = DATA["data/wire.yaml"].replace("2020", "2022")
    project = make_project({**DATA, **{f"data/{name}.yaml": later for name in ("wire", "copy-1", "copy-2")}})
    graph = load(project=project, asked=Asked(known_at=parse_date("2021")))
    found = {
        d.field: d
        for d in disputes(graph.records, graph.vocabulary, graph.reading.records)
        if d.statement == iri(ID + "block")
    }
    assert said(found[DATE]) == [(["2020-06"], ["blog"], 1, True)]
    assert [literal_parts(value)[0] for value in found[DATE].curators or ()] == ["2020-05-04"]
    assert STANCE in found
    records = {r.subject: r for r in graph.records}
    describe = describer(graph.records, graph.vocabulary)
    text = formats.as_text(found.values(), [], records, describe)
    assert (
        "    = 2020-06: blog (1 independent)\n    (the curator holds 2020-05-04, which no source that counts has)"
        in text
    )
    row = next(
        r
        for r in json.loads(formats.as_json(found.values(), [], records, describe))["disputes"]
        if r["field"] == "date"
    )
    assert row["curators"] == ["2020-05-04"]
    assert iri(ID + "block") in graph.status.known
    assert iri(ID + "founded-2001") not in graph.status.known


def date(text: str) -> Term:
    return parse_date(text).term


@pytest.mark.parametrize(
    ("one", "other", "is_agreed"),
    [
        ([date("2013-08")], [date("2013-08-09")], True),
        ([date("2013")], [date("2013-08")], True),
        ([date("2013-08")], [date("2013-09-01")], False),
        ([date("2013")], [date("2014")], False),
        (['"5"'], ['"5"'], True),
        (['"5"'], ['"6"'], False),
        (["<urn:a>"], ["<urn:a>", "<urn:b>"], False),
        ([date("2013")], [], False),
        ([date("2013"), date("2014")], [date("2013-08"), date("2014-08")], False),
    ],
)
def test_versions_agree_that_can_both_be_true(one: list[Term], other: list[Term], is_agreed: bool) -> None:
    assert agree(one, other) is is_agreed
    assert agree(other, one) is is_agreed


def test_sources_that_differ_in_exactness_only_do_not_part(make_project: MakeProject) -> None:
    files = {
        f"data/{name}.yaml": f"kind: Source\ntitle: {name}\npublisher: {name}\nsourceType: news\ndate: 2020\n"
        for name in ("day", "month", "other")
    }
    cited = "{ref: day}, {ref: month, says: {date: 2013-08}}"
    act = "kind: Block\nactor: alpha\ntarget: beta\nmechanism: link-block\ndate: 2013-08-09\nsources: "
    things = {
        f"data/{n}.yaml": f"kind: Platform\nname: {n}\ncategory: messenger\n" for n in ("alpha", "beta")
    }
    files |= {
        **things,
        "data/near.yaml": f"{act}[{cited}]\n",
        "data/far.yaml": f"{act.replace('link-block', 'api-cut-off')}[{cited}, {{ref: other, says: {{date: 2014}}}}]\n",
    }
    graph = load(project=make_project(files))
    found = {local_name(d.statement): d for d in disputes(graph.records, graph.vocabulary)}
    assert found["near"].is_of_precision
    assert not found["far"].is_of_precision
    assert [v.agrees for v in found["far"].versions] == [True, True, False]
    text = formats.as_text(
        found.values(), [], {r.subject: r for r in graph.records}, describer(graph.records, graph.vocabulary)
    )
    assert "≈ 2013-08: month" in text
    assert "≠ 2014: other" in text


def test_no_dispute_where_all_agree(graph: Graph) -> None:
    assert {local_name(d.statement) for d in disputes(graph.records, graph.vocabulary)} == {"block"}


@pytest.mark.parametrize(
    ("sources", "drawn", "count"),
    [
        ("a", {}, 1),
        ("ab", {}, 2),
        ("ab", {"b": "a"}, 1),
        ("bc", {"b": "a", "c": "a"}, 1),  # two copies of a story that is not itself cited
        ("bc", {"b": "ax", "c": "a"}, 2),  # one of them has a source of its own besides
        ("abc", {"c": "ab"}, 2),
        ("abc", {"a": "b", "b": "c"}, 1),
        ("", {}, 0),
    ],
)
def test_independent_sources_are_counted_by_where_they_go_back_to(
    sources: str, drawn: dict[str, str], count: int
) -> None:
    assert independent(sources, {s: frozenset(of) for s, of in drawn.items()}) == count


def test_sources_that_draw_on_each_other_are_one(graph: Graph) -> None:
    assert independent("ab", {"a": frozenset("b"), "b": frozenset("a")}) == 1


def test_competing_statements_have_the_best_ranked_first(graph: Graph) -> None:
    (contest,) = competing(graph.records, graph.vocabulary)
    assert [
        (local_name(s), local_name(r or ""), [local_name(x) for x in by]) for s, r, by in contest.statements
    ] == [
        ("founded-2001", "preferred", ["wire"]),
        ("founded-2002", "", ["blog"]),
    ]


def ranks(records: list[Record]) -> dict[str, str]:
    return {local_name(r.subject): local_name(r.fields[RANK][0]) for r in records if RANK in r.fields}


def test_believing_a_source_takes_its_version_and_the_statement_that_it_supports(graph: Graph) -> None:
    found = list(preferring(graph.records, iri(ID + "blog"), graph.vocabulary))
    block = next(r for r in found if r.subject == iri(ID + "block"))
    assert [literal_parts(v)[0] for v in block.fields[DATE]] == ["2020-06"]
    assert ranks(found) == {"founded-2001": "normal", "founded-2002": "preferred"}
    assert ranks(graph.records) == {"founded-2001": "preferred"}


def test_believing_a_source_that_has_nothing_else_changes_nothing(graph: Graph) -> None:
    assert list(preferring(graph.records, iri(ID + "copy-1"), graph.vocabulary)) == graph.records


def test_believing_a_source_that_denies_a_statement_takes_it_away(graph: Graph) -> None:
    found = list(preferring(graph.records, iri(ID + "denier"), graph.vocabulary))
    assert ranks(found)["block"] == "deprecated"


def test_both_forms_tell_the_same(graph: Graph) -> None:
    records = {record.subject: record for record in graph.records}
    describe = describer(graph.records, graph.vocabulary)
    parts = (disputes(graph.records, graph.vocabulary), competing(graph.records, graph.vocabulary))
    text = formats.as_text(*parts, records, describe)
    assert "= 2020-05-04: wire, copy-1, copy-2 (1 independent)" in text
    assert "≠ 2020-06: blog (1 independent)" in text
    assert "≠ denied: denier (1 independent)" in text
    assert "preferred  " in text
    data = json.loads(formats.as_json(*parts, records, describe))
    assert {d["field"]: [v["independent"] for v in d["versions"]] for d in data["disputes"]} == {
        "date": [1, 1],
        "mechanism": [1, 1],
        "stance": [2, 1],
    }
    assert [s["statement"] for s in data["contests"][0]] == ["founded-2001", "founded-2002"]
    assert formats.as_text([], [], records, describe) == ""


def test_a_difference_names_what_appears_and_what_vanishes() -> None:
    one, two, three = (("<a>", "<p>", "<b>"), ("<a>", "<p>", "<c>"), ("<a>", "<p>", "<d>"))
    found = difference([one, two], [three, two])
    assert (found.appear, found.vanish) == ((three,), (one,))


def test_conclusions_are_edges_between_things(tiny: Graph) -> None:
    name = tiny.project.graph("inferred")
    found = conclusions(tiny.store.graphs[name])
    assert (iri(ID + "weibo"), iri(KG + "blocks"), iri(ID + "wechat")) in found
    assert {local_name(p) for _, p, _ in found} == {
        "actingGroup",
        "affectedGroup",
        "blocks",
        "controls",
        "groupBlocks",
        "holdsStakeIn",
        "inForce",
        "inGroup",
        "isLike",
        "offers",
        "operates",
        "owns",
    }
