from __future__ import annotations

import pytest

from kg.asking.ownership import Tenure, entangled, on_day, ownership, shares_behind
from kg.dates import iso_day, parse_date
from kg.names import iri, local_name
from kg.pipeline import Graph, load
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
HEAD = {
    "data/wire.yaml": "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: 2023\n",
    **{f"data/{name}.yaml": f"kind: Company\nname: {name}\n" for name in ("alpha", "beta", "gamma", "delta")},
    "data/crowd.yaml": "kind: Collective\nname: Crowd\n",
    "data/app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
}


def stake(owner: str, owned: str, more: str) -> str:
    return f"kind: Stake\nowner: {owner}\nowned: {owned}\n{more}sources: [{{ref: wire}}]\n"


def control(controller: str, controlled: str, means: str, more: str = "") -> str:
    head = f"kind: Control\ncontroller: {controller}\ncontrolled: {controlled}\nmeans: {means}\n"
    return f"{head}{more}sources: [{{ref: wire}}]\n"


def of(make_project: MakeProject, thing: str, day: str = "", **statements: str) -> list[str]:
    files = {f"data/{name.replace('_', '-')}.yaml": text for name, text in statements.items()}
    graph: Graph = load(project=make_project({**HEAD, **files}))
    found = ownership(iri(ID + thing), graph.records, graph.vocabulary, graph.status.intervals, graph.store)
    if day:
        date = parse_date(day)
        found = on_day(found, date.earliest, date.latest)
    return [told(t) for t in found]


def told(tenure: Tenure) -> str:
    share = "" if tenure.low is None else f" {tenure.low:g}-{tenure.high:g}"
    doubt = "" if tenure.certain else " ?"
    who = "+".join(map(local_name, tenure.who)) or "nobody"
    return f"{tenure.relation}: {who}{share} {iso_day(tenure.first)}/{iso_day(tenure.after)}{doubt}"


CHAIN = {
    "a": stake("alpha", "beta", "share: 60\nfrom: 2010-01-01\n"),
    "b": stake("beta", "gamma", "shareMin: 50.5\nshareMax: 60\nuntil: 2015-01-01\n"),
    "c": stake("delta", "gamma", "share: 20\nuntil: 2015-01-01\n"),
}


def test_shares_direct_undisclosed_and_effective_with_control_group_and_days(
    make_project: MakeProject,
) -> None:
    assert of(make_project, "gamma", **CHAIN) == [
        "direct share: beta 50.5-60 ../2015-01-01",
        "direct share: delta 20-20 ../2015-01-01",
        "undisclosed share: nobody 20-29.5 ../2015-01-01",
        "effective share: beta 50.5-60 ../2015-01-01",
        "effective share: delta 20-20 ../2015-01-01",
        "effective share: alpha 30.3-36 2010-01-01/2015-01-01",
        "controls: beta ../2015-01-01",
        "controls: alpha 2010-01-01/2015-01-01",
        "ultimate controller: beta ../2010-01-01",
        "ultimate controller: alpha 2010-01-01/2015-01-01",
        "group: beta ../2010-01-01",
        "group: alpha 2010-01-01/2015-01-01",
        "group: gamma 2015-01-01/..",
    ]


def test_as_of_a_day_only_what_held_then(make_project: MakeProject) -> None:
    after = of(make_project, "gamma", "2015-01-01", **CHAIN)
    assert after == ["group: gamma 2015-01-01/.."]
    before = of(make_project, "gamma", "2009", **CHAIN)
    assert "ultimate controller: beta ../2010-01-01" in before
    assert not [line for line in before if "alpha" in line]


def test_an_unknown_share_is_neither_nothing_nor_all(make_project: MakeProject) -> None:
    found = of(make_project, "beta", a=stake("alpha", "beta", ""))
    assert "direct share: alpha 0-100 ../.." in found  # that it is held is certain
    assert "undisclosed share: nobody 0-100 ../.. ?" in found
    assert "controls: alpha ../.. ?" in found
    assert "group: beta ../.." in found


def test_a_share_of_unknown_size_is_certain_on_the_days_on_which_it_must_be_held(
    make_project: MakeProject,
) -> None:
    found = of(
        make_project,
        "beta",
        a=stake("alpha", "beta", "from: 2010\n"),
        b=stake("delta", "beta", "shareMax: 5\n"),
    )
    assert [line for line in found if line.startswith("direct")] == [
        "direct share: delta 0-5 ../.. ?",
        "direct share: alpha 0-100 2010-01-01/2010-12-31 ?",
        "direct share: alpha 0-100 2010-12-31/..",
    ]


def test_a_crowd_holds_but_does_not_control(make_project: MakeProject) -> None:
    found = of(make_project, "beta", a=stake("crowd", "beta", "share: 100\n"))
    assert found == [
        "direct share: crowd 100-100 ../..",
        "effective share: crowd 100-100 ../..",
        "group: beta ../..",
    ]


@pytest.mark.parametrize("stated", [True, False])
def test_joint_control_is_stated_or_follows_from_halves(make_project: MakeProject, stated: bool) -> None:
    statements = (
        {name: control(name, "gamma", "joint-control") for name in ("alpha", "beta")}
        if stated
        else {name: stake(name, "gamma", "share: 50\n") for name in ("alpha", "beta")}
    )
    found = of(make_project, "gamma", **{f"{name}_s": text for name, text in statements.items()})
    assert "controls jointly: alpha+beta ../.." in found
    assert not [line for line in found if line.startswith(("controls: ", "ultimate"))]


def test_cross_holdings_add_to_the_effective_share(make_project: MakeProject) -> None:
    found = of(
        make_project,
        "beta",
        a=stake("alpha", "beta", "share: 50\n"),
        b=stake("gamma", "beta", "share: 50\n"),
        c=stake("beta", "gamma", "share: 50\n"),
        d=stake("alpha", "gamma", "share: 50\n"),
    )
    # Brioschi, Buzzacchi and Colombo: alpha's share y = 0.5 + 0.5 z and z = 0.5 + 0.5 y give 1.
    assert [line for line in found if line.startswith("effective share: alpha")] == [
        "effective share: alpha 100-100 ../.."
    ]


def test_who_runs_a_platform_is_stated_and_controls_it(make_project: MakeProject) -> None:
    text = "kind: Operation\noperator: alpha\nplatform: app\nfrom: 2010\nsources: [{ref: wire}]\n"
    assert of(make_project, "app", a=text) == [
        "stated: alpha 2010-01-01/2010-12-31 ?",
        "stated: alpha 2010-12-31/..",
        "controls: alpha 2010-01-01/2010-12-31 ?",
        "controls: alpha 2010-12-31/..",
        "ultimate controller: alpha 2010-01-01/2010-12-31 ?",
        "ultimate controller: alpha 2010-12-31/..",
        "group: app ../2010-12-31",
        "group: alpha 2010-12-31/..",
    ]


def test_where_too_many_companies_own_each_other_effective_shares_are_left_out_and_that_is_said(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = {
        "a": stake("alpha", "beta", "share: 30\n"),
        "b": stake("beta", "alpha", "share: 30\n"),
        "c": stake("beta", "gamma", "share: 30\n"),
        "d": stake("delta", "alpha", "share: 30\n"),
    }
    graph = load(project=make_project({**HEAD, **{f"data/{name}.yaml": text for name, text in ring.items()}}))

    def relations(thing: str) -> set[str]:
        found = ownership(
            iri(ID + thing), graph.records, graph.vocabulary, graph.status.intervals, graph.store
        )
        return {tenure.relation for tenure in found}

    def size(thing: str) -> int:
        return entangled(iri(ID + thing), graph.records, graph.vocabulary, graph.status.intervals)

    assert "effective share" in relations("gamma")
    assert size("gamma") == 0
    monkeypatch.setattr("kg.reasoning.integrated_sweep.MOST_IN_RING", 1)
    assert relations("gamma") >= {"direct share", "undisclosed share"}
    assert "effective share" not in relations("gamma")
    assert (size("gamma"), size("delta")) == (2, 0)


def test_the_shares_in_what_runs_a_thing_are_those_of_the_days_on_which_it_ran_it(
    make_project: MakeProject,
) -> None:
    run = "kind: Operation\noperator: {}\nplatform: app\n{}sources: [{{ref: wire}}]\n"
    statements = {
        "a": run.format("alpha", "from: 2010-01-01\nuntil: 2012-01-01\n"),
        "b": run.format("beta", "from: 2012-01-01\n"),
        "c": stake("gamma", "alpha", "share: 30\nfrom: 2011-01-01\n"),
        "d": stake("delta", "beta", "share: 100\nuntil: 2013-01-01\n"),
        "e": stake("gamma", "beta", "share: 100\nuntil: 2011-01-01\n"),
        "f": stake("delta", "app", "share: 10\nuntil: 2011-06-01\n"),
    }
    files = {f"data/{name}.yaml": text for name, text in statements.items()}
    graph = load(project=make_project({**HEAD, **files}))

    def behind(name: str) -> list[str]:
        thing = iri(ID + name)
        facts = (graph.records, graph.vocabulary, graph.status.intervals)
        found = ownership(thing, *facts, graph.store)
        return [f"{local_name(t.of or '')} {told(t)}" for t in shares_behind(thing, found, *facts)]

    assert behind("app") == [
        "alpha direct share: gamma 30-30 2011-06-01/2012-01-01",
        "alpha undisclosed share: nobody 70-70 2011-06-01/2012-01-01",
        "beta direct share: delta 100-100 2012-01-01/2013-01-01",
    ]
    assert behind("alpha") == behind("gamma") == []
