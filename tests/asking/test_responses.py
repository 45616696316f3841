from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.first_moves import FirstMove, first_moves
from kg.asking.questions import find_question
from kg.asking.responses import Blow, Responses, blows, lag_between, responses
from kg.dates import PartialDate, parse_date
from kg.names import iri, local_name
from kg.pipeline import Graph, load
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
HEAD = {
    "data/wire.yaml": "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: 2023\n",
    "data/blog.yaml": "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: blog\ndate: 2023\n",
    "data/red.yaml": "kind: Company\nname: Red\n",
    "data/blue.yaml": "kind: Company\nname: Blue\n",
    "data/grey.yaml": "kind: Company\nname: Grey\n",
    **{
        f"data/{owner}-{n}.yaml": f"kind: Platform\nname: {owner} {n}\ncategory: messenger\nstatements:\n"
        f"  - {{kind: Operation, operator: {owner}, sources: [{{ref: wire}}]}}\n"
        for owner in ("red", "blue", "grey")
        for n in (1, 2)
    },
}


def blow(actor: str, target: str, date: str, mechanism: str = "link-block", more: str = "") -> str:
    head = f"kind: Block\nactor: {actor}\ntarget: {target}\nmechanism: {mechanism}\ndate: {date}\n"
    return f"{head}sources: [{{ref: wire}}]\n{more}"


def answers(earlier: str, source: str = "blog") -> str:
    return f"respondsTo:\n  - {{action: {earlier}, linkBasis: reported, sources: [{{ref: {source}}}]}}\n"


def made(make_project: MakeProject, **actions: str) -> Graph:
    files = {f"data/{name.replace('_', '-')}.yaml": text for name, text in actions.items()}
    return load(project=make_project({**HEAD, **files}))


def struck(graph: Graph) -> list[Blow]:
    question = find_question(graph.project.ontology, "blows").text
    rows = [tuple(map(str, row)) for row in graph.query(question)]
    return blows(rows, {r.subject: r for r in graph.records}, graph.status.starts)


def found(graph: Graph, days: int = 90) -> Responses:
    records = {r.subject: r for r in graph.records}
    return responses(
        struck(graph), records, graph.status.starts, graph.status.intervals, days, graph.derivations
    )


def pairs(result: Responses) -> list[tuple[str, str, str, bool]]:
    return [(local_name(r.action), local_name(r.earlier), str(r.lag), r.certain) for r in result.inferred]


def test_who_was_hit_and_hits_back_in_time_responds(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-01"),
        two=blow("blue-1", "red-1", "2020-01-31"),
        late=blow("blue-1", "red-1", "2020-06-01"),
        same_side=blow("red-2", "blue-2", "2020-01-15"),
        third=blow("grey-1", "red-1", "2020-01-20"),
    )
    assert pairs(found(graph)) == [
        ("two", "one", "30 days", True),
        ("two", "same-side", "16 days", True),
    ]
    assert set(pairs(found(graph, days=20))) == {("two", "same-side", "16 days", True)}
    assert [local_name(b.action) for b in found(graph).unanswered] == ["third", "two", "late"]


def test_the_window_is_closed_at_its_last_day_and_open_on_the_same_day(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-01"),
        same=blow("blue-1", "red-1", "2020-01-01"),
        last=blow("blue-2", "red-1", "2020-03-31"),
        after=blow("blue-2", "red-2", "2020-04-01"),
    )
    assert ("last", "one", "90 days", True) in pairs(found(graph))
    assert not [p for p in pairs(found(graph)) if p[0] in ("after", "same")]


def test_a_vague_date_makes_a_vague_lag_and_one_vaguer_than_the_window_says_nothing(
    make_project: MakeProject,
) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-15"),
        month=blow("blue-1", "red-1", "2020-01"),
        year=blow("blue-2", "red-1", "2020"),
        next_month=blow("blue-2", "red-2", "2020-02"),
    )
    assert pairs(found(graph)) == [
        ("one", "month", "-16 to 14 days", False),
        ("month", "one", "-14 to 16 days", False),
        ("next-month", "one", "17 to 45 days", True),
    ] or pairs(found(graph)) == [
        ("month", "one", "-14 to 16 days", False),
        ("one", "month", "-16 to 14 days", False),
        ("next-month", "one", "17 to 45 days", True),
    ]


@pytest.mark.parametrize(
    ("actor", "mechanism", "by", "means"),
    [
        ("blue-1", "link-block", "direct", "same"),
        ("blue-2", "link-block", "sibling", "same"),
        ("blue", "api-cut-off", "sibling", "other"),
    ],
)
def test_means_and_who_of_the_group_answers(
    make_project: MakeProject, actor: str, mechanism: str, by: str, means: str
) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-01"),
        two=blow(actor, "red-2", "2020-01-31", mechanism),
    )
    (response,) = found(graph).inferred
    assert (response.by, response.mechanism) == (by, means)


def test_what_a_source_claims_is_apart_and_not_inferred_again(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-01"),
        two=blow("blue-2", "red-1", "2020-01-31", more=answers("one")),
    )
    result = found(graph)
    assert result.inferred == ()
    (claim,) = result.claimed
    assert [local_name(s) for s in claim.claims] == ["blog"]
    assert (str(claim.lag), claim.by, claim.certain) == ("30 days", "sibling", True)
    assert claim.basis is not None
    assert local_name(claim.basis) == "reported"


def test_a_claim_needs_neither_window_nor_opposite_groups(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2010-01-01"),
        two=blow("grey-1", "red-1", "2020", more=answers("one")),
    )
    (claim,) = found(graph).claimed
    assert (claim.by, claim.certain) == ("somebody else", True)


def test_what_is_no_blow_has_a_group_behind_it_too(make_project: MakeProject) -> None:
    launch = "kind: Launch\nactor: blue-2\ntarget: red-1\nlaunches: blue-2\ndate: 2020-02-01\nsources: [{ref: wire}]\n"
    graph = made(make_project, one=blow("red-1", "blue-1", "2020-01-01"), two=launch + answers("one"))
    (claim,) = found(graph).claimed
    assert claim.by == "sibling"


def test_following_up_an_act_of_ones_own_side_is_told_apart(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-01"),
        two=blow("red-2", "grey-1", "2020-01-31", more=answers("one")),
    )
    (claim,) = found(graph).claimed
    assert claim.by == "own side"


def test_chains_go_from_blow_to_blow_by_the_claim_or_the_last_before(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        a=blow("red-1", "blue-1", "2020-01-01"),
        b=blow("blue-1", "red-1", "2020-01-10"),
        c=blow("red-2", "blue-1", "2020-01-20"),
        d=blow("blue-1", "red-1", "2020-01-30", more=answers("a")),
    )
    assert [[local_name(t) for t in chain] for chain in found(graph).chains] == [["a", "b", "c"]]
    (other,) = found(graph).claimed
    assert local_name(other.earlier) == "a"


def test_claims_in_a_ring_end(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        a=blow("red-1", "blue-1", "2020", more=answers("c")),
        b=blow("blue-1", "red-1", "2020", more=answers("a")),
        c=blow("red-2", "blue-1", "2020", more=answers("b")),
        d=blow("blue-1", "red-2", "2020", more=answers("c")),
    )
    assert all(len(chain) == len(set(chain)) for chain in found(graph).chains)


@given(st.dates(), st.dates())
def test_between_two_days_the_lag_is_their_difference(one: object, other: object) -> None:
    first, second = parse_date(str(one)), parse_date(str(other))
    assert lag_between(first, second) == (second.earliest - first.earliest,) * 2


def verdicts(graph: Graph) -> dict[str, tuple[list[str], list[str]]]:
    records = {r.subject: r for r in graph.records}
    moves: list[FirstMove] = first_moves(struck(graph), records, graph.vocabulary)
    return {
        local_name(m.source) if m.source else "": (
            [local_name(t) for t in m.first],
            [local_name(t) for t in m.sides],
        )
        for m in moves
    }


def test_who_moved_first_hangs_on_whose_dates_are_believed(make_project: MakeProject) -> None:
    cited = "  - {ref: blog, says: {date: 2019-12}}\n"
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020-01-01").replace(
            "sources: [{ref: wire}]\n", "sources:\n  - {ref: wire}\n"
        )
        + "  - {ref: blog}\n",
        two=blow("blue-1", "red-1", "2020-01-31").replace(
            "sources: [{ref: wire}]\n", "sources:\n  - {ref: wire}\n"
        )
        + cited,
    )
    both = ["blue", "red"]
    assert verdicts(graph) == {"": (["red"], both), "wire": (["red"], both), "blog": (["blue"], both)}


def test_a_source_with_one_side_or_no_date_decides_nothing(make_project: MakeProject) -> None:
    sources = "sources:\n  - {ref: blog, omits: [date]}\n  - {ref: wire}\n"
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020").replace("sources: [{ref: wire}]\n", sources),
        two=blow("blue-1", "red-1", "2020-01-31").replace("wire", "blog"),
    )
    assert verdicts(graph) == {
        "": (["blue", "red"], ["blue", "red"]),  # within the year the order is open
        "blog": (["blue"], ["blue"]),
        "wire": (["red"], ["red"]),
    }


def test_what_a_source_calls_an_answer_was_not_the_first_move(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        one=blow("red-1", "blue-1", "2020"),
        two=blow("blue-1", "red-1", "2020", more=answers("one", "wire")),
    )
    assert verdicts(graph)["wire"][0] == ["red"]
    assert verdicts(graph)[""][0] == ["blue", "red"]


def test_undated_actions_are_no_blows() -> None:
    starts: dict[str, PartialDate] = {}
    assert blows([(iri(ID + "x"), iri(ID + "a"), iri(ID + "b"))], {}, starts) == []


def test_who_disputes_a_response_does_not_claim_it(make_project: MakeProject) -> None:
    def claims(*citations: str) -> list[tuple[str, ...]]:
        link = f"respondsTo:\n  - {{action: one, sources: [{', '.join(citations)}]}}\n"
        graph = made(
            make_project,
            one=blow("red-1", "blue-1", "2014-01-01"),
            two=blow("blue-1", "red-1", "2014-01-09", more=link),
        )
        return [tuple(map(local_name, r.claims)) for r in found(graph).claimed]

    assert claims("{ref: blog}", "{ref: wire, stance: disputes}") == [("blog",)]
    assert claims("{ref: wire, stance: disputes}") == []
