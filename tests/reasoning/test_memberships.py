from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.dates import END_OF_DAYS, FIRST_DAY, Day, Interval, from_term, iso_day, parse_date
from kg.errors import OntologyError
from kg.model import Record, Term
from kg.names import KG, iri, local_name
from kg.pipeline import Graph, load, reason
from kg.project import Project, find
from kg.reading.load import load as read
from kg.reasoning.control import control_on
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership_facts import ownership_facts
from kg.reasoning.spans import ALWAYS, Span, overlaid
from kg.reasoning.status import Asked
from kg.reasoning.sweep import control_periods
from kg.vocabulary import load as read_vocabulary
from tests.conftest import TINY, MakeProject
from tests.reasoning.on_a_day import relation_on

ID = "https://w3id.org/walled-gardens/id/"
IN_GROUP, CONTROLS = iri(KG + "inGroup"), iri(KG + "controls")

DATA = {
    "data/wire.yaml": "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: 2023\n",
    **{f"data/{name}.yaml": f"kind: Company\nname: {name}\n" for name in ("alpha", "beta", "gamma")},
    "data/crowd.yaml": "kind: Collective\nname: Crowd\n",
    "data/app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
}


def statement(kind: str, **fields: object) -> str:
    lines = (f"{key.rstrip('_')}: {value}\n" for key, value in fields.items())
    return f"kind: {kind}\n{''.join(lines)}sources: [{{ref: wire}}]\n"


def made(make_project: MakeProject, as_of: str | None = None, **statements: str) -> Graph:
    files = {f"data/{name.replace('_', '-')}.yaml": text for name, text in statements.items()}
    asked = Asked(as_of=parse_date(as_of) if as_of else None)
    return load(asked=asked, project=make_project({**DATA, **files}))


def memberships(graph: Graph) -> Iterator[tuple[str, str, Span, str]]:
    """Member, group, days and certainty of each."""
    rows = graph.query(
        "SELECT * { ?m a kg:Membership ; kg:member ?member ; kg:group ?group ; kg:certainty ?certainty ."
        " OPTIONAL { ?m kg:startEarliest ?start } OPTIONAL { ?m kg:endEarliest ?end } }"
    )
    for row in rows:
        start = FIRST_DAY if row["start"] is None else from_term(str(row["start"])).earliest
        end = END_OF_DAYS if row["end"] is None else from_term(str(row["end"])).earliest
        found = (local_name(str(row[name])) for name in ("member", "group", "certainty"))
        member, group, certainty = found
        yield member, group, (start, end), certainty


def groups_of(graph: Graph, member: str) -> list[tuple[str, str, str, str]]:
    found = [m for m in memberships(graph) if m[0] == member]
    return [(g, iso_day(s[0]), iso_day(s[1]), c) for _, g, s, c in sorted(found, key=lambda m: m[2])]


def test_a_thing_is_in_the_group_of_its_highest_controller_while_it_was_controlled(
    make_project: MakeProject,
) -> None:
    graph = made(
        make_project,
        a=statement("Stake", owner="alpha", owned="beta", share=60, from_="2010-03-01", until="2015-06-01"),
        b=statement("Operation", operator="beta", platform="app"),
    )
    assert groups_of(graph, "app") == [
        ("beta", "..", "2010-03-01", "certain"),
        ("alpha", "2010-03-01", "2015-06-01", "certain"),
        ("beta", "2015-06-01", "..", "certain"),
    ]


def test_vague_dates_are_certain_only_within(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        a=statement("Stake", owner="alpha", owned="beta", share=60, from_="2010", until="2015"),
    )
    certain = [g for g in groups_of(graph, "beta") if g[0] == "alpha" and g[3] == "certain"]
    assert certain == [("alpha", "2010-12-31", "2015-01-01", "certain")]


def test_who_is_reported_later_may_have_been_it_before(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        a=statement("Operation", operator="alpha", platform="app", asOf="2014-05-01"),
    )
    assert groups_of(graph, "app") == [
        ("alpha", "..", "2014-05-01", "possible"),
        ("alpha", "2014-05-01", "..", "certain"),
    ]


def test_a_reported_share_says_nothing_of_the_time_before(make_project: MakeProject) -> None:
    graph = made(make_project, a=statement("Stake", owner="alpha", owned="beta", share=60, asOf="2014-05-01"))
    assert groups_of(graph, "beta") == [
        ("beta", "..", "2014-05-01", "certain"),
        ("alpha", "2014-05-01", "..", "certain"),
    ]


def test_a_crowd_of_holders_is_the_head_of_no_group(make_project: MakeProject) -> None:
    graph = made(make_project, a=statement("Stake", owner="crowd", owned="beta", share=90, from_="2010"))
    assert groups_of(graph, "beta") == [("beta", "..", "..", "certain")]


def test_an_unknown_share_neither_makes_nor_dissolves_a_group(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        a=statement("Stake", owner="alpha", owned="beta", share=60),
        b=statement("Stake", owner="gamma", owned="alpha"),
    )
    assert groups_of(graph, "beta") == [("alpha", "..", "..", "certain")]


def test_a_membership_knows_all_statements_that_it_rests_on_in_its_time(make_project: MakeProject) -> None:
    graph = made(
        make_project,
        early=statement(
            "Stake", owner="alpha", owned="beta", share=80, from_="2010-01-01", until="2015-01-01"
        ),
        late=statement("Stake", owner="alpha", owned="beta", share=60, from_="2015-01-01"),
        before=statement(
            "Stake", owner="alpha", owned="beta", share=10, from_="2005-01-01", until="2010-01-01"
        ),
    )
    rows = graph.query("SELECT ?s { ?m kg:group id:alpha ; kg:member id:beta ; prov:wasDerivedFrom ?s }")
    assert sorted(local_name(str(row[0])) for row in rows) == ["early", "late"]


def test_control_on_the_asked_day_is_an_edge_with_its_statements(make_project: MakeProject) -> None:
    statements = {
        "a": statement("Stake", owner="alpha", owned="beta", share=60, until="2015"),
        "b": statement("Operation", operator="beta", platform="app"),
    }
    edge = (iri(ID + "alpha"), CONTROLS, iri(ID + "app"))
    through = (iri(ID + "alpha"), CONTROLS, iri(ID + "beta"))
    then = made(make_project, as_of="2014-12-31", **statements)
    (derivation,) = then.derivations[edge]
    assert derivation.premises == {iri(ID + "b"), through}
    assert edge not in made(make_project, as_of="2015-01-01", **statements).derivations


def days_of(graph: Graph) -> list[Day]:
    """Every day on which something about ownership may change, and the day before it."""
    holdings, claims = ownership_facts(graph.vocabulary, counted(graph))
    statements: list[Holding | ControlClaim] = [*holdings, *claims]
    days = {
        day
        for one in statements
        for date in (one.start, one.end)
        if date
        for day in (date.earliest - 1, date.earliest, date.latest, date.latest + 1)
    }
    return sorted(day for day in days if FIRST_DAY < day < END_OF_DAYS)


def counted(graph: Graph) -> dict[Term, tuple[Record, Interval]]:
    by_subject = {r.subject: r for r in graph.records}
    return {s: (by_subject[s], interval) for s, interval in graph.status.intervals.items()}


def test_at_every_date_of_the_shipped_data_the_periods_are_what_the_day_says(shipped: Graph) -> None:
    holdings, claims = ownership_facts(shipped.vocabulary, counted(shipped))
    crowds = {r.subject for r in shipped.records if local_name(r.kind) == "Collective"}
    periods = control_periods(holdings, claims, crowds)
    days = days_of(shipped)
    assert len(days) > 100
    for day in days:
        control = control_on(holdings, claims, day, crowds)
        assert relation_on(periods.certain, day) == control.certain, iso_day(day)
        assert relation_on(periods.possible, day) == control.possible, iso_day(day)


def test_every_thing_of_the_shipped_data_is_in_a_group_on_every_day(shipped: Graph) -> None:
    spans: dict[str, list[Span]] = {}
    for member, _, span, _ in memberships(shipped):
        assert span[0] < span[1]
        spans.setdefault(member, []).append(span)
    assert len(spans) > 100
    for member, own in spans.items():
        assert overlaid((span,) for span in own) == ALWAYS, member


@pytest.mark.parametrize(
    "date",
    [
        "2004-02-29",
        "2009-08-14",
        "2013-04-28",
        "2013-04-29",
        "2014-11-25",
        "2018-07-01",
        "2022-10-27",
        "2025-06-01",
    ],
)
def test_the_group_as_of_a_day_is_that_of_the_interval(shipped: Graph, date: str) -> None:
    asked = Asked(as_of=parse_date(date))
    then = reason(shipped.project, shipped.vocabulary, shipped.reading, asked)
    day = parse_date(date).earliest
    by_interval = {(m, g) for m, g, span, _ in memberships(shipped) if span[0] <= day < span[1]}
    by_day = {(local_name(s), local_name(o)) for s, p, o in then.derivations if p == IN_GROUP}
    assert by_interval == by_day


# What a rule of an own ontology may do with memberships.

RULE = "# name: Own\n# meaning: Own.\n# premises: ?m\n# example: Own.\n"
PRELUDE = "PREFIX prov: <http://www.w3.org/ns/prov#>\n"


def with_rule(folder: Path, construct: str) -> Project:
    """A project with a group, and with a rule of its own."""
    shutil.rmtree(folder / "data")
    shutil.copytree(TINY / "data", folder / "data")
    (folder / "ontology" / "rules" / "own.rq").write_text(f"{RULE}{PRELUDE}{construct}", encoding="utf-8")
    return find(folder)


@pytest.mark.parametrize("body", ["?m prov:wasDerivedFrom ?s", "?m a kg:Membership ; prov:wasDerivedFrom ?s"])
def test_a_rule_on_what_memberships_rest_on_finds_them_on_demand(folder: Path, body: str) -> None:
    project = with_rule(folder, f"CONSTRUCT {{ ?m kg:isLike ?s }} WHERE {{ {body} }}")
    vocabulary = read_vocabulary(project.ontology)
    reading = read(project, vocabulary)
    wanted = frozenset({iri(KG + "isLike")})
    found = [
        {t for t in reason(project, vocabulary, reading, Asked(), False, terms).derivations if t[1] in wanted}
        for terms in (None, wanted)
    ]
    assert found[0] == found[1] != set()


def test_a_rule_that_ends_statements_by_memberships_is_refused(folder: Path) -> None:
    """Memberships hang on when statements end."""
    construct = (
        "CONSTRUCT { ?b kg:endedBy ?m } WHERE { ?m a kg:Membership ; prov:wasDerivedFrom ?s . ?b a kg:Block }"
    )
    with pytest.raises(OntologyError, match=r"status negates .*endedBy"):
        load(project=with_rule(folder, construct))
