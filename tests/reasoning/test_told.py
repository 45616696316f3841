"""What a statement comes to when only some of its sources count."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import parse_date
from kg.model import Record, Term
from kg.names import KG, REF, SOURCES, iri, text_of
from kg.pipeline import Graph, load
from kg.reasoning.status import Asked
from kg.reasoning.told import as_told
from kg.vocabulary import Vocabulary
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
STAKE = iri(ID + "stake")
OWNS = (iri(ID + "acme"), iri(KG + "owns"), iri(ID + "beta"))

MakeStake: TypeAlias = Callable[..., Graph]


def source(date: str, more: str = "", kind: str = "news") -> str:
    basics = "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\n"
    return f"{basics}sourceType: {kind}\ndate: {date}\n{more}"


SOURCES_BY_NAME = {
    "a": source("2014"),
    "b": source("2015"),
    "copy": source("2014-02", "drawsOn: b\n"),
    "copy2": source("2014-03", "drawsOn: b\n"),
    "post": source("2013", kind="social-media"),
    "rumour": source("2013-02", kind="social-media"),
    "same": source("2014-06"),
    "same2": source("2014-06"),
    "late": source("2021"),
}
THINGS = {"acme": "kind: Company\nname: Acme\n", "beta": "kind: Company\nname: Beta\n"}


@pytest.fixture
def stake(make_project: MakeProject) -> MakeStake:
    """A stake of 60 % with some citations, as known on a day."""

    def make(*citations: str, known_at: str | None = "2016", fields: str = "share: 60\n") -> Graph:
        text = "".join(f"  - {{{each}}}\n" for each in citations)
        held = f"kind: Stake\nowner: acme\nowned: beta\n{fields}from: 2010\nsources:\n{text}"
        files = {**SOURCES_BY_NAME, **THINGS, "stake": held}
        asked = Asked(known_at=parse_date(known_at) if known_at else None)
        return load(
            asked=asked, project=make_project({f"data/{name}.yaml": body for name, body in files.items()})
        )

    return make


def value(graph: Graph, name: str) -> str | None:
    record = next(r for r in graph.records if r.subject == STAKE)
    values = record.fields.get(iri(KG + name), [])
    return text_of(values[0]) if values else None


def test_a_share_is_what_the_sources_of_then_say(stake: MakeStake) -> None:
    citations = ("ref: a, says: {share: 40}", "ref: late")
    then, now = stake(*citations), stake(*citations, known_at=None)
    assert (value(then, "share"), value(now, "share")) == ("40", "60")
    assert OWNS not in then.derivations
    assert OWNS in now.derivations
    share = f"SELECT ?share {{ <{ID}stake> kg:share ?share }}"
    assert [text_of(str(row[0])) for row in then.query(share)] == ["40"]
    labels = [text_of(str(row[0])) for row in then.query(f"SELECT ?l {{ <{ID}stake> rdfs:label ?l }}")]
    assert all("40" in label for label in labels)


def test_the_curators_value_stands_while_one_source_has_it(stake: MakeStake) -> None:
    graph = stake("ref: a, says: {share: 40}", "ref: b", "ref: post, says: {share: 40}")
    assert value(graph, "share") == "60"


def test_a_source_that_denies_the_whole_bears_nothing_out(stake: MakeStake) -> None:
    graph = stake("ref: a, says: {share: 40}", "ref: b, stance: disputes", "ref: late")
    assert value(graph, "share") == "40"


@pytest.mark.parametrize(
    ("citations", "share"),
    [
        (("ref: a, says: {share: 40}", "ref: b, says: {share: 41}"), "40"),
        (("ref: b, says: {share: 41}", "ref: a, says: {share: 40}"), "40"),
        (
            ("ref: a, says: {share: 40}", "ref: b, says: {share: 41}", "ref: post, says: {share: 41}"),
            "41",
        ),
        (
            ("ref: a, says: {share: 40}", "ref: copy, says: {share: 41}", "ref: copy2, says: {share: 41}"),
            "40",
        ),
        (("ref: b, says: {share: 41}", "ref: post, says: {share: 40}"), "41"),
        (
            (
                "ref: b, says: {share: 41}",
                "ref: post, says: {share: 40}",
                "ref: rumour, says: {share: 40}",
            ),
            "41",
        ),
        (("ref: a, at: p. 1, says: {share: 43}", "ref: a, at: p. 2, says: {share: 42}"), "42"),
    ],
    ids=[
        "first",
        "first, whatever the order",
        "more",
        "one story",
        "not weak",
        "not weak though fewer",
        "same",
    ],
)
def test_of_several_versions_the_strongest_is_taken(
    stake: MakeStake, citations: tuple[str, ...], share: str
) -> None:
    assert value(stake(*citations, "ref: late"), "share") == share


def test_of_two_that_are_as_strong_one_is_believed_in_all_fields(stake: MakeStake) -> None:
    held = "shareMin: 50\nshareMax: 70\n"
    one, other = "says: {shareMin: 20, shareMax: 40}", "says: {shareMin: 30, shareMax: 35}"
    for first, second in ((one, other), (other, one)):
        graph = stake(f"ref: same, {first}", f"ref: same2, {second}", "ref: late", fields=held)
        band = (value(graph, "shareMin"), value(graph, "shareMax"))
        assert band == (("20", "40") if first == one else ("30", "35"))


def test_what_no_source_of_then_tells_is_unknown_but_for_what_makes_the_statement(stake: MakeStake) -> None:
    graph = stake(
        "ref: a, omits: [share, from, owner, until]", "ref: late", fields="share: 60\nuntil: 2020\n"
    )
    assert [value(graph, name) for name in ("share", "until", "from", "owner")] == [
        None,
        None,
        "2010",
        "acme",
    ]
    assert OWNS not in graph.derivations


def test_an_end_that_nobody_tells_stays_where_another_stake_of_the_same_parties_begins(
    make_project: MakeProject,
) -> None:
    first = "kind: Stake\nowner: acme\nowned: beta\nshare: 18\nbasis: fully-diluted\nfrom: 2010\nuntil: 2012-04-17\n"
    files = {
        **SOURCES_BY_NAME,
        **THINGS,
        "first": f"{first}sources: [{{ref: a, omits: [until]}}]\n",
        "second": "kind: Stake\nowner: acme\nowned: beta\nshare: 32\nfrom: 2012-04-17\nsources: [{ref: b}]\n",
    }
    project = make_project({f"data/{name}.yaml": body for name, body in files.items()})
    ends = {}
    for year in ("2014", "2015"):
        graph = load(asked=Asked(known_at=parse_date(year)), project=project)
        ends[year] = graph.status.intervals[iri(ID + "first")].end
    assert ends["2014"] is None
    assert str(ends["2015"]) == "2012-04-17"


def test_what_only_the_sources_of_then_say_is_added(stake: MakeStake) -> None:
    graph = stake("ref: a, says: {until: 2012}", "ref: late")
    assert value(graph, "until") == "2012"
    assert value(stake("ref: a, says: {until: 2012}", "ref: b"), "until") is None


def test_what_the_curator_says_of_the_statement_is_no_matter_of_sources(stake: MakeStake) -> None:
    own = "share: 60\nnote: Mine.\nrank: preferred\nconfidence: low\n"
    graph = stake("ref: a, says: {rank: deprecated}, omits: [note, confidence]", fields=own)
    assert [value(graph, name) for name in ("note", "rank", "confidence")] == ["Mine.", "preferred", "low"]


@pytest.mark.parametrize(("known_at", "is_known"), [("2014-01-01", True), ("2013-12-31", False)])
def test_a_source_counts_from_the_first_day_on_which_it_may_have_been_published(
    stake: MakeStake, known_at: str, is_known: bool
) -> None:
    graph = stake("ref: a", known_at=known_at)
    assert (STAKE in {r.subject for r in graph.records}) is is_known


def test_the_parties_follow_too(stake: MakeStake) -> None:
    graph = stake("ref: a, says: {owner: beta, owned: acme}", "ref: late")
    assert (OWNS[2], OWNS[1], OWNS[0]) in graph.derivations


def test_a_statement_without_a_source_is_not_there_and_nothing_refers_to_it(
    make_project: MakeProject,
) -> None:
    things = dict.fromkeys(("app", "other"), "kind: Platform\nname: App\ncategory: messenger\n")
    block = "kind: Block\nactor: app\ntarget: other\nmechanism: link-block\ndate: 2013\n"
    lift = "kind: Unblock\nactor: app\ntarget: other\ndate: 2014\nreverses: [first, second]\nsources: [{ref: a}]\n"
    files = {
        **SOURCES_BY_NAME,
        **things,
        "first": f"{block}sources: [{{ref: a}}]\n",
        "second": f"{block}sources: [{{ref: late}}]\n",
        "lift": lift,
    }
    project = make_project({f"data/{name}.yaml": body for name, body in files.items()})
    graph = load(asked=Asked(known_at=parse_date("2016")), project=project)
    found = {r.subject: r for r in graph.records}
    assert iri(ID + "second") not in found
    assert found[iri(ID + "lift")].fields[iri(KG + "reverses")] == [iri(ID + "first")]
    assert not any(iri(ID + "second") in triple for triple in graph.store.triples())


def test_citations_of_later_sources_are_not_there(stake: MakeStake) -> None:
    graph = stake("ref: a", "ref: late", "ref: post, stance: disputes")
    record = next(r for r in graph.records if r.subject == STAKE)
    cited = {ref for r in graph.records if r.subject in record.fields[SOURCES] for ref in r.fields[REF]}
    assert cited == {iri(ID + "a"), iri(ID + "post")}
    assert not any(iri(ID + "late") in r.fields.get(REF, ()) for r in graph.records)


def test_a_source_that_is_left_out_is_as_if_it_were_not_there(
    stake: MakeStake, vocabulary: Vocabulary
) -> None:
    graph = stake("ref: a, says: {share: 40}", "ref: late", known_at=None)
    told = as_told(vocabulary, graph.records, without=frozenset({iri(ID + "late")}))
    assert next(r for r in told if r.subject == STAKE).fields[iri(KG + "share")] == [
        '"40"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    ]


@pytest.mark.parametrize("left_out", ["b", "late"])
def test_what_a_source_never_bore_out_does_not_change_when_it_is_left_out(
    stake: MakeStake, vocabulary: Vocabulary, left_out: str
) -> None:
    cited = ("ref: a, says: {share: 40}, omits: [until]", "ref: late, says: {share: 41}, omits: [until]")
    graph = stake(*cited, known_at=None, fields="share: 60\nuntil: 2020\n")
    told = as_told(vocabulary, graph.records, without=frozenset({iri(ID + left_out)}))
    found = next(r for r in told if r.subject == STAKE)
    before = next(r for r in graph.records if r.subject == STAKE)
    assert [found.fields[iri(KG + n)] for n in ("share", "until")] == [
        before.fields[iri(KG + n)] for n in ("share", "until")
    ]


def test_values_keep_their_places(stake: MakeStake) -> None:
    fields = "share: 60\nuntil: 2020\n"
    graph = stake("ref: a, omits: [share]", "ref: late", fields=fields)
    record = next(r for r in graph.records if r.subject == STAKE)
    assert record.mark_of(iri(KG + "until")).line == 5


P, Q = iri(KG + "share"), iri(KG + "until")
VALUES = st.sampled_from(["1", "2"]).map(lambda text: f'"{text}"')


@st.composite
def cited(draw: st.DrawFn) -> list[Record]:
    """A statement with citations of three sources of 2001, 2002 and 2003."""
    sources = [
        Record(f"<urn:{n}>", iri(KG + "Source"), {iri(KG + "date"): [f'"200{n}"^^<{YEAR}>']}, "f", 0)
        for n in (1, 2, 3)
    ]
    citations: list[Record] = []
    for n in draw(st.lists(st.integers(1, 3), min_size=1, max_size=4)):
        says: dict[Term, list[Term]] = {
            name: [draw(VALUES)] for name in draw(st.sets(st.sampled_from([P, Q])))
        }
        omits = frozenset(draw(st.sets(st.sampled_from([P, Q])))) - says.keys()
        name = f"<urn:c{len(citations)}>"
        fields: dict[Term, list[Term]] = {REF: [f"<urn:{n}>"]}
        citations.append(Record(name, iri(KG + "Citation"), fields, "f", 0, "<urn:s>", says, omits))
    held: dict[Term, list[Term]] = {name: [draw(VALUES)] for name in draw(st.sets(st.sampled_from([P, Q])))}
    held[SOURCES] = [c.subject for c in citations]
    return [Record("<urn:s>", iri(KG + "Stake"), held, "f", 0), *citations, *sources]


YEAR = "http://www.w3.org/2001/XMLSchema#gYear"


@settings(max_examples=200, deadline=None)
@given(records=cited(), year=st.integers(2001, 2003))
def test_each_value_is_the_curators_or_a_sources_and_later_ones_change_nothing(
    vocabulary: Vocabulary, records: list[Record], year: int
) -> None:
    known = parse_date(str(year))
    told = {r.subject: r for r in as_told(vocabulary, records, known)}
    counting = [r for r in records if r.parent and int(r.fields[REF][0][5:-1]) + 2000 <= year]
    if not counting:
        assert "<urn:s>" not in told
        return
    for name in (P, Q):
        held, now = records[0].fields.get(name), told["<urn:s>"].fields.get(name)
        said = [c.says[name] for c in counting if name in c.says]
        if any(name not in c.omits and c.says.get(name, held) == held for c in counting):
            assert now == held
        else:
            assert now in said if said else now is None
    earlier = [r for r in records if not r.parent or r in counting]
    again = {r.subject: r for r in as_told(vocabulary, earlier, known)}
    assert all(again["<urn:s>"].fields.get(n) == told["<urn:s>"].fields.get(n) for n in (P, Q))
    assert told.keys() == {r.subject for r in earlier}
