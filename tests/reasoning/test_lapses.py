"""What ends when something that it needs has ceased."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import PartialDate, parse_date
from kg.model import Record, Term
from kg.names import KG, iri, local_name
from kg.pipeline import Graph, reason
from kg.reading.load import load as read
from kg.reasoning.lapses import ceased
from kg.reasoning.status import Asked
from kg.vocabulary import Vocabulary
from tests.conftest import MakeProject

MakeGraph: TypeAlias = Callable[..., Graph]
FILES = {
    "paper.yaml": "kind: Source\ntitle: Paper\npublisher: P\nsourceType: news\ndate: 2013\n",
    "late.yaml": "kind: Source\ntitle: Late\npublisher: P\nsourceType: news\ndate: 2021-06\n",
    "acme.yaml": "kind: Company\nname: Acme\n",
    "app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
    "rival.yaml": "kind: Platform\nname: Rival\ncategory: messenger\n",
    "other.yaml": "kind: Platform\nname: Other\ncategory: messenger\n",
    "codes.yaml": "kind: Feature\nname: Codes\n",
}


@pytest.fixture
def graph(make_project: MakeProject, vocabulary: Vocabulary) -> MakeGraph:
    def make(*files: dict[str, str], as_of: str = "", known_at: str = "") -> Graph:
        named = {f"data/{n}": t for more in (FILES, *files) for n, t in more.items()}
        project = make_project(named)
        reading = read(project, vocabulary)
        assert reading.findings == [], [f"{f.mark} {f.message} {f.hint}" for f in reading.findings]
        asked = Asked(parse_date(as_of) if as_of else None, parse_date(known_at) if known_at else None)
        return reason(project, vocabulary, reading, asked)

    return make


def block(more: str = "", target: str = "rival", date: str = "2013-05") -> dict[str, str]:
    text = f"kind: Block\nactor: app\ntarget: {target}\nmechanism: link-block\ndate: {date}\n"
    return {"block.yaml": f"{text}{more}sources: [{{ref: paper}}]\n"}


def turn(
    milestone: str, date: str, of: str = "rival", more: str = "", source: str = "paper"
) -> dict[str, str]:
    text = f"kind: Milestone\nsubject: {of}\nmilestone: {milestone}\ndate: {date}\n"
    return {f"{of}-{milestone}-{date}.yaml".replace("~", ""): f"{text}{more}sources: [{{ref: {source}}}]\n"}


def found(graph: Graph, query: str) -> set[str]:
    return {local_name(str(row[0])) for row in graph.query(query)}


def end(graph: Graph, name: str = "block") -> str:
    held = graph.status.intervals[iri(f"{graph.project.id_base}{name}")]
    return held.end.text if held.end else ""


def edges(graph: Graph) -> set[tuple[str, str]]:
    rows = graph.query("SELECT ?a ?b { ?a kg:blocks ?b }")
    return {(local_name(str(one)), local_name(str(other))) for one, other in rows}


@pytest.mark.parametrize("gone", ["app", "rival", "codes"])
@pytest.mark.parametrize("how", ["closed", "merged"])
def test_a_block_ends_when_its_actor_target_or_feature_ceases(graph: MakeGraph, gone: str, how: str) -> None:
    files = (block("affects: codes\n"), turn(how, "2016-10", gone))
    assert end(graph(*files)) == "2016-10"
    assert edges(graph(*files)) == set()
    assert edges(graph(*files, as_of="2016-09-30")) == {("app", "rival")}
    assert edges(graph(*files, as_of="2016-10-30")) == {("app", "rival")}
    assert edges(graph(*files, as_of="2016-10-31")) == set()


def test_on_days_that_the_closing_leaves_open_it_may_be_in_force(graph: MakeGraph) -> None:
    files = (block(), turn("closed", "2016-10"))
    asked = "SELECT ?c { id:block kg:certainty ?c }"
    assert found(graph(*files, as_of="2016-09-30"), asked) == {"certain"}
    assert found(graph(*files, as_of="2016-10-02"), asked) == {"possible"}


def test_the_proof_names_the_milestone(graph: MakeGraph) -> None:
    made = graph(block(), turn("closed", "2016-10"))
    edge = (iri(made.project.id_base + "block"), iri(KG + "lapsesWith"))
    [(triple, ways)] = [(t, list(w)) for t, w in made.derivations.items() if t[:2] == edge]
    assert local_name(triple[2]) == "rival-closed-2016-10"
    assert [{local_name(str(p)) for p in way.premises} for way in ways] == [{"block", "rival-closed-2016-10"}]


def test_what_ended_before_did_not_lapse(graph: MakeGraph) -> None:
    made = graph(block("until: 2014\n"), turn("closed", "2016-10"))
    assert end(made) == "2014"
    assert found(made, "SELECT ?m { id:block kg:lapsesWith ?m }") == set()


def test_an_end_that_is_stated_later_cannot_be(graph: MakeGraph) -> None:
    assert end(graph(block("until: 2018\n"), turn("closed", "2016-10"))) == "2016-10"


def test_a_stated_end_that_fits_the_closing_stands(graph: MakeGraph) -> None:
    assert end(graph(block("until: 2016-10-17\n"), turn("closed", "2016-10"))) == "2016-10-17"


def test_of_several_targets_the_last_one_ends_it_and_each_its_own_edge(graph: MakeGraph) -> None:
    files = (block(target="[rival, other]"), turn("closed", "2016-10"), turn("closed", "2018", "other"))
    assert end(graph(*files[:2])) == ""
    assert edges(graph(*files[:2])) == {("app", "other")}
    assert end(graph(*files)) == "2018"
    assert edges(graph(*files, as_of="2016-10-02")) == {("app", "rival"), ("app", "other")}
    assert edges(graph(*files, as_of="2017")) == {("app", "other")}
    assert edges(graph(*files)) == set()


@pytest.mark.parametrize(
    ("how", "when", "over"),
    [
        ("relaunched", "2018", False),
        ("relaunched", "2016", False),  # a relaunch comes after
        ("relaunched", "2015", True),
        ("launched", "2018", False),
        ("released", "2016-11", False),
        ("launched", "2016", True),  # the first launch, of the same year
        ("closure-announced", "2018", True),
    ],
)
def test_what_opened_again_has_not_ceased(graph: MakeGraph, how: str, when: str, over: bool) -> None:
    files = (block(), turn("closed", "2016-10"), turn(how, when))
    assert end(graph(*files)) == ("2016-10" if over else "")
    assert edges(graph(*files)) == (set() if over else {("app", "rival")})


def test_the_closing_that_lasts_counts(graph: MakeGraph) -> None:
    files = (turn("closed", "2014"), turn("relaunched", "2015"), turn("closed", "2019"))
    more = {"rival-closed-2019.yaml": files[2]["rival-closed-2019.yaml"] + "version: second\n"}
    assert end(graph(block(), *files[:2], more)) == "2019"


def test_a_closing_that_is_not_held_ends_nothing(graph: MakeGraph) -> None:
    made = graph(block(), turn("closed", "2016-10", more="rank: deprecated\n"))
    assert end(made) == ""


def test_what_was_not_known_yet_ends_nothing(graph: MakeGraph) -> None:
    files = (block(), turn("closed", "2016-10", source="late"))
    assert edges(graph(*files, known_at="2020")) == {("app", "rival")}
    assert edges(graph(*files, known_at="2022")) == set()


def test_what_begins_after_the_closing_is_left_as_it_stands(graph: MakeGraph) -> None:
    assert end(graph(block(date="2018"), turn("closed", "2016-10"))) == ""


def test_what_begins_on_the_day_of_the_closing_is_left_as_it_stands(graph: MakeGraph) -> None:
    # A buyer may take a platform down on the day of the purchase.
    assert end(graph(block(date="2016-10-17"), turn("closed", "2016-10-17"))) == ""


def test_a_stated_end_that_begins_before_the_closing_is_over_stands(graph: MakeGraph) -> None:
    # An end in 2016 may have been before October.
    assert end(graph(block("until: 2016\n"), turn("closed", "2016-10"))) == "2016"


def test_who_ran_a_closed_platform_runs_it_no_more(graph: MakeGraph) -> None:
    run = {
        "run.yaml": "kind: Operation\noperator: acme\nplatform: rival\nfrom: 2010\nsources: [{ref: paper}]\n"
    }
    files = (run, turn("closed", "2016-10"))
    assert found(graph(*files), "SELECT ?p { id:acme kg:operates ?p }") == set()
    assert found(graph(*files, as_of="2015"), "SELECT ?p { id:acme kg:operates ?p }") == {"rival"}
    assert found(graph(*files, as_of="2015"), "SELECT ?g { id:rival kg:inGroup ?g }") == {"acme"}
    assert found(graph(*files), "SELECT ?g { id:rival kg:inGroup ?g }") == {"rival"}


def test_a_deed_is_not_undone(graph: MakeGraph) -> None:
    suit = "kind: Litigation\nactor: acme\ntarget: rival\ndate: 2013\nsources: [{ref: paper}]\n"
    assert end(graph({"suit.yaml": suit}, turn("closed", "2016-10")), "suit") == ""


DAYS = st.dates(datetime.date(2010, 1, 1), datetime.date(2020, 12, 31)).map(str)
TURNS = st.lists(
    st.tuples(st.sampled_from(["closed", "relaunched", "launched", "founded"]), DAYS), max_size=6
)


@given(TURNS)
def test_on_exact_days_it_has_ceased_if_the_last_turn_is_an_end(
    vocabulary: Vocabulary, turns: list[tuple[str, str]]
) -> None:
    statements: dict[Term, Record] = {}
    starts: dict[Term, PartialDate] = {}
    for number, (how, day) in enumerate(turns):
        name = f"<urn:{number}>"
        fields: dict[Term, list[Term]] = {
            iri(KG + "subject"): ["<urn:thing>"],
            iri(KG + "milestone"): [iri(f"{KG}milestone-type/{how}")],
        }
        statements[name] = Record(name, iri(KG + "Milestone"), fields, "f", 0)
        starts[name] = parse_date(day)
    # Of one day, a launch comes before a closing, and a relaunch after it.
    order = {"founded": 0, "launched": 0, "closed": 1, "relaunched": 2}
    in_time = sorted((day, order[how]) for how, day in turns)
    begun = max((turn for turn in in_time if turn[1] != order["closed"]), default=("", 0))
    ends = [day for day, how in in_time if how == order["closed"] and (day, how) > begun]
    gone = ceased(statements, starts, vocabulary)
    assert [end.date.text for end in gone.values()] == ends[:1]
