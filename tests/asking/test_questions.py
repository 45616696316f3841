from __future__ import annotations

import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from kg.asking.questions import find_question, questions, with_parameters
from kg.errors import QueryError
from kg.graph.query_header import read_header
from kg.pipeline import Graph, load
from tests.conftest import ROOT, MakeProject

ONTOLOGY = ROOT / "ontology"
FILES = sorted((ONTOLOGY / "queries").glob("*.rq"))
BASE = "https://w3id.org/walled-gardens/id/"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_question_says_what_it_means_and_its_example_runs(file: Path, tiny: Graph) -> None:
    header = read_header(file)
    for key in ("name", "meaning", "example"):
        assert header.entries.get(key), f"{file.name} lacks {key}"
    words = shlex.split(header.entries["example"])
    assert words[:3] == ["kg", "query", file.stem]
    given = [word for flag, word in pairwise(words) if flag == "-p"]
    assert [g.split("=")[0] for g in given] == header.entries.get("parameters", "").split()
    answer = tiny.query(with_parameters(header.text, given, BASE))
    assert list(answer.variables)
    list(answer)


def test_questions_are_listed_by_name_and_a_misspelt_one_is_guessed() -> None:
    assert list(questions(ONTOLOGY)) == [file.stem for file in FILES]
    assert find_question(ONTOLOGY, "who-owns").entries["parameters"] == "thing"
    with pytest.raises(QueryError, match="there is no question `who-own`") as caught:
        find_question(ONTOLOGY, "who-own")
    assert "who-owns" in caught.value.hint


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("weibo", f"<{BASE}weibo>"),
        ("2014-11-25", '"2014-11-25"'),
        ("2014-11~", '"2014-11~"'),
        ("12", "12"),
        ("-1.5", "-1.5"),
        ('"weibo"', '"weibo"'),
        ("Two words", '"Two words"'),
        ('a" } DROP ALL', '"a\\" } DROP ALL"'),
    ],
)
def test_a_value_is_an_id_a_date_a_number_or_a_text(value: str, term: str) -> None:
    assert with_parameters("SELECT * { ?s ?p $x }", [f"x={value}"], BASE) == f"SELECT * {{ ?s ?p {term} }}"


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        ("SELECT * { ?s ?p $x }", ["x"], "`x` is not a parameter"),
        ("SELECT * { ?s ?p $x }", ["y=1"], "the query has no \\$y"),
        ("# parameters: x\nSELECT * { ?s ?p $x }", [], "needs a value for \\$x"),
        ("# not $y\nSELECT * { ?s ?p ?o }", ["y=1"], "the query has no \\$y"),
    ],
)
def test_a_parameter_that_is_wrong_or_missing_is_said(text: str, given: list[str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        with_parameters(text, given, BASE)


def test_a_group_that_shuts_out_its_own_is_told_apart(tiny: Graph) -> None:
    assert list(tiny.query(find_question(ONTOLOGY, "own-side-blocks").text)) == []
    (blow,) = tiny.query(find_question(ONTOLOGY, "blows").text)
    assert [str(term).rsplit("/", 1)[-1] for term in blow] == [
        "weibo-bans-wechat-promotion>",
        "sina>",
        "tencent>",
    ]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2014-11-25", "2014-11-25", 1),
        ("2014-11", "2014-11", 1),
        ("2014", "2014", 1),
        ("2014~", "2014~", 1),
        ("2014-11-26", "2014-12", 0),
        ("2013", "2014-10", 0),
        ("2013", "2014-11-24", 0),
    ],
)
def test_a_period_is_given_by_days_months_or_years(tiny: Graph, first: str, last: str, count: int) -> None:
    text = find_question(ONTOLOGY, "group-blocks-in").text
    asked = with_parameters(text, [f"from={first}", f"to={last}"], BASE)
    assert len(list(tiny.query(asked))) == count


def test_a_question_names_no_source_for_what_it_disputes(make_project: MakeProject) -> None:
    source = "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n"
    sources = "sources: [{ref: one}, {ref: two, stance: disputes}]"
    statements = (
        "{kind: Operation, operator: acme, %s}",
        "{kind: Offering, feature: codes, %s}",
        "{kind: Figure, metric: users, value: 5, unit: people, %s}",
        "{kind: Likeness, like: site, %s}",
    )
    lines = "".join(f"  - {text % sources}\n" for text in statements)
    graph = load(
        project=make_project(
            {
                "data/one.yaml": source,
                "data/two.yaml": source,
                "data/acme.yaml": "kind: Company\nname: Acme\n",
                "data/codes.yaml": "kind: Feature\nname: Codes\n",
                "data/site.yaml": "kind: Platform\nname: Site\ncategory: messenger\n",
                "data/app.yaml": f"kind: Platform\nname: App\ncategory: messenger\nstatements:\n{lines}",
                "data/block.yaml": "kind: Block\nactor: app\ntarget: site\nmechanism: link-block\ndate: 2014\n"
                + sources,
            }
        )
    )
    for name in ("who-owns", "offers", "users-of", "is-like", "who-blocked-whom"):
        header = find_question(ONTOLOGY, name)
        given = [f"{key}=app" for key in header.entries.get("parameters", "").split()]
        rows = graph.query(with_parameters(header.text, given, BASE))
        assert {str(row["source"]) for row in rows if row["source"] is not None} == {f"<{BASE}one>"}, name


def test_of_several_actors_each_has_the_group_of_its_own_on_the_day(make_project: MakeProject) -> None:
    stake = "kind: Stake\nowner: {}\nowned: {}\nshare: 100\n{}sources: [{{ref: one}}]\n"
    graph = load(
        project=make_project(
            {
                "data/one.yaml": "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n",
                **{f"data/{name}.yaml": f"kind: Company\nname: {name}\n" for name in ("red", "blue")},
                **{
                    f"data/{name}.yaml": f"kind: Platform\nname: {name}\ncategory: messenger\n"
                    for name in ("app", "moved", "site")
                },
                "data/a.yaml": stake.format("red", "app", "from: 2010-01-01\n"),
                "data/b.yaml": stake.format("red", "moved", "from: 2010-01-01\nuntil: 2012-01-01\n"),
                "data/c.yaml": stake.format("blue", "moved", "from: 2012-01-01\n"),
                "data/d.yaml": stake.format("red", "site", "from: 2010-01-01\nuntil: 2011-01-01\n"),
                "data/block.yaml": "kind: Block\nactor: [app, moved]\ntarget: site\nmechanism: link-block\n"
                "date: 2014-05-01\nsources: [{ref: one}]\n",
                "data/own.yaml": "kind: Block\nactor: [app, moved]\ntarget: [site, app]\nmechanism: link-block\n"
                "date: 2013-05-01\nsources: [{ref: one}]\n",
            }
        )
    )
    text = with_parameters(find_question(ONTOLOGY, "group-blocks-in").text, ["from=2014", "to=2014"], BASE)
    found = {
        tuple(str(row[name])[len(BASE) + 1 : -1] for name in ("actor", "group")) for row in graph.query(text)
    }
    assert found == {("app", "red"), ("moved", "blue")}
    own = graph.query(find_question(ONTOLOGY, "own-side-blocks").text)
    assert {(str(row["actor"]), str(row["target"])) for row in own} == {(f"<{BASE}app>", f"<{BASE}app>")}


def test_blocks_in_force_are_told_with_the_groups_of_the_day_of_the_act(make_project: MakeProject) -> None:
    stake = "kind: Stake\nowner: {}\nowned: {}\nshare: 100\n{}sources: [{{ref: one}}]\n"
    block = "kind: Block\nactor: {}\ntarget: {}\nmechanism: link-block\n{}sources: [{{ref: one}}]\n"
    graph = load(
        project=make_project(
            {
                "data/one.yaml": "kind: Source\ntitle: T\npublisher: P\nsourceType: news\ndate: 2013\n",
                **{f"data/{name}.yaml": f"kind: Company\nname: {name}\n" for name in ("red", "blue")},
                **{
                    f"data/{name}.yaml": f"kind: Platform\nname: {name}\ncategory: messenger\n"
                    for name in ("app", "moved", "site", "gone")
                },
                "data/a.yaml": stake.format("red", "moved", "until: 2012-01-01\n"),
                "data/b.yaml": stake.format("blue", "moved", "from: 2012-01-01\n"),
                "data/end.yaml": "kind: Milestone\nsubject: gone\nmilestone: closed\ndate: 2013\n"
                "sources: [{ref: one}]\n",
                "data/early.yaml": block.format("[app, moved]", "[site, gone]", "date: 2011-05-01\n"),
                "data/late.yaml": block.format("app", "moved", "date: 2012-05-01\n"),
                "data/undated.yaml": block.format("site", "moved", ""),
                "data/over.yaml": block.format("site", "app", "date: 2011\nuntil: 2012\n"),
            }
        )
    )
    rows = graph.query(find_question(ONTOLOGY, "blocks-in-force").text)
    columns = ("block", "actor", "group", "target", "other")
    found = [tuple(str(row[name] or "").split("/")[-1].rstrip(">") for name in columns) for row in rows]
    assert sorted(found) == [
        ("early", "app", "app", "site", "site"),
        ("early", "moved", "red", "site", "site"),
        ("late", "app", "app", "moved", "blue"),
        ("undated", "site", "", "moved", ""),
    ]
