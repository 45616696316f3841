from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from kg.dates import parse_date
from kg.model import Record, Term
from kg.names import KG, iri, local_name
from kg.pipeline import Graph, reason
from kg.reading.load import load as read
from kg.reasoning.status import Asked, best_ranked
from kg.vocabulary import Vocabulary
from tests.conftest import MakeProject

MakeGraph: TypeAlias = Callable[..., Graph]

SOURCES = {
    "old.yaml": "kind: Source\ntitle: Old\npublisher: P\nsourceType: news\ndate: 2013\n",
    "new.yaml": "kind: Source\ntitle: New\npublisher: P\nsourceType: news\ndate: 2020-06\n",
}
THINGS = {
    "acme.yaml": "kind: Company\nname: Acme\n",
    "beta.yaml": "kind: Company\nname: Beta\n",
    "app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
    "rival.yaml": "kind: Platform\nname: Rival\ncategory: messenger\n",
}


@pytest.fixture
def graph(make_project: MakeProject, vocabulary: Vocabulary) -> MakeGraph:
    def make(files: dict[str, str], as_of: str = "", known_at: str = "") -> Graph:
        project = make_project({f"data/{n}": t for n, t in {**SOURCES, **THINGS, **files}.items()})
        reading = read(project, vocabulary)
        assert reading.findings == [], [f"{f.mark} {f.message} {f.hint}" for f in reading.findings]
        asked = Asked(parse_date(as_of) if as_of else None, parse_date(known_at) if known_at else None)
        return reason(project, vocabulary, reading, asked)

    return make


def stake(name: str, more: str, source: str = "old") -> dict[str, str]:
    text = f"kind: Stake\nowner: acme\nowned: beta\n{more}sources: [{{ref: {source}}}]\n"
    return {f"{name}.yaml": text}


def in_force(graph: Graph) -> set[str]:
    rows = graph.query("SELECT ?s { ?s kg:inForce true ; a kg:Statement }")
    return {local_name(str(row[0])) for row in rows}


def certainty(graph: Graph) -> dict[str, str]:
    rows = graph.query("SELECT ?s ?c { ?s kg:certainty ?c ; a kg:Statement }")
    return {local_name(str(row[0])): local_name(str(row[1])) for row in rows}


def test_without_a_day_what_is_not_over_counts(graph: MakeGraph) -> None:
    files = stake("a", "share: 10\nfrom: 2014\nuntil: 2016\n") | stake("b", "share: 20\nfrom: 2018\n")
    assert in_force(graph(files)) == {"b"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2013-12-31", {}),
        ("2014-01-01", {"a": "possible"}),
        ("2015-01-01", {"a": "certain"}),
        ("2016-05-01", {"a": "possible"}),
        ("2017-01-01", {}),
    ],
)
def test_a_day_is_judged_by_what_the_dates_can_mean(
    graph: MakeGraph, day: str, expected: dict[str, str]
) -> None:
    files = stake("a", "share: 10\nfrom: 2014\nuntil: 2016\n")
    assert certainty(graph(files, as_of=day)) == expected


def test_in_a_year_counts_what_may_have_held_on_some_day_of_it(graph: MakeGraph) -> None:
    files = stake("a", "share: 10\nfrom: 2014-05-01\nuntil: 2014-07-01\n")
    assert certainty(graph(files, as_of="2014")) == {"a": "possible"}
    assert certainty(graph(files, as_of="2014-06")) == {"a": "certain"}
    assert certainty(graph(files, as_of="2014-07")) == {}
    assert certainty(graph(files, as_of="2013")) == {}


def test_a_later_stake_replaces_the_earlier(graph: MakeGraph) -> None:
    files = stake("a", "share: 10\nfrom: 2014-03-01\n") | stake("b", "share: 20\nfrom: 2018-03-01\n")
    assert in_force(graph(files)) == {"b"}
    assert in_force(graph(files, as_of="2016-01-01")) == {"a"}


def test_the_better_rank_counts_and_deprecated_never_does(graph: MakeGraph) -> None:
    files = (
        stake("a", "share: 10\nfrom: 2014\nrank: preferred\n")
        | stake("b", "share: 11\nfrom: 2014\n")
        | stake("c", "share: 12\nfrom: 2015\nrank: deprecated\n")
    )
    assert in_force(graph(files)) == {"a"}


def test_alternatives_are_one_matter_whatever_their_kind(graph: MakeGraph) -> None:
    block = (
        "kind: Block\nactor: {}\ntarget: {}\nmechanism: link-block\ndate: 2014\n{}sources: [{{ref: old}}]\n"
    )
    files = {
        "one.yaml": block.format("app", "rival", "rank: preferred\n"),
        "other.yaml": block.format("rival", "app", "alternativeTo: one\n"),
    }
    assert in_force(graph(files)) == {"one"}


def test_a_reversal_ends_a_block_unless_it_is_partial(graph: MakeGraph) -> None:
    block = (
        "kind: Block\nactor: app\ntarget: rival\nmechanism: link-block\ndate: 2014\nsources: [{ref: old}]\n"
    )
    lift = "kind: Unblock\nactor: app\ntarget: rival\ndate: 2016-05-01\nreverses: block\n{}sources: [{{ref: old}}]\n"
    whole = {"block.yaml": block, "lift.yaml": lift.format("")}
    partly = {"block.yaml": block, "lift.yaml": lift.format("extent: partial\n")}
    assert "block" not in in_force(graph(whole))
    assert "block" in in_force(graph(whole, as_of="2016-04-30"))
    assert "block" not in in_force(graph(whole, as_of="2016-05-01"))
    assert "block" in in_force(graph(partly))


def test_what_was_known_then(graph: MakeGraph) -> None:
    files = stake("a", "share: 10\nfrom: 2012\n") | stake(
        "b", "share: 11\nfrom: 2012\nrank: preferred\n", source="new"
    )
    assert in_force(graph(files)) == {"b"}
    assert in_force(graph(files, known_at="2014")) == {"a"}
    assert in_force(graph(files, known_at="2012")) == set()


def test_best_rank_is_by_the_matter(vocabulary: Vocabulary) -> None:
    def milestone(name: str, day: str, rank: str) -> Record:
        fields: dict[Term, list[Term]] = {
            iri(KG + "subject"): ["<urn:app>"],
            iri(KG + "milestone"): ["<urn:launched>"],
            iri(KG + "date"): [day],
        }
        if rank:
            fields[iri(KG + "rank")] = [iri(f"{KG}rank/{rank}")]
        return Record(f"<urn:{name}>", iri(KG + "Milestone"), fields, "f", 0)

    records = [
        milestone("a", '"2009"', "preferred"),
        milestone("b", '"2011"', ""),
        milestone("c", '"2010"', ""),
    ]
    found = best_ranked({r.subject: r for r in records}, vocabulary.by_iri)
    assert set(found) == {"<urn:a>"}
