"""The founding article in the graph: its forty claims, and the questions that an analyst asks of it.

The answers were worked out by hand from the article and from the better sources; what others enter about other
matters does not touch them.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

import kg
from kg.asking.questions import find_question, with_parameters
from kg.pipeline import Graph
from tests.conftest import ROOT
from tests.founding_claims import CLAIMS

ARTICLE = "wechatmarketing-2014"
BAN_DAY = "2014-11-25"
DOOR = ("taobao-closes-door-to-wechat-2013", "wechat-blocks-taobao-2013")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The shipped data as it is known today."""
    return kg.load(ROOT)


@pytest.fixture(scope="module")
def on_the_day() -> Graph:
    """The shipped data on the day of Weibo's ban."""
    return kg.load(ROOT, as_of=BAN_DAY)


def rows(graph: Graph, sparql: str) -> set[tuple[str, ...]]:
    """The rows of an answer: local names of things and words, the text of literals, "" for what is not bound."""
    found = graph.query(sparql)
    names = [variable.value for variable in found.variables]
    return {tuple(_short(row[name]) for name in names) for row in found}


def _short(term: object) -> str:
    value = str(getattr(term, "value", ""))
    return value.rsplit("/", 1)[-1] if value.startswith("https://w3id.org/walled-gardens/") else value


def answer(graph: Graph, question: str, *parameters: str) -> set[tuple[str, ...]]:
    """The rows of a named question."""
    text = find_question(graph.project.ontology, question).text
    return rows(graph, with_parameters(text, parameters, graph.project.id_base))


def ask(graph: Graph, pattern: str) -> bool:
    """Whether a pattern is in the graph."""
    return bool(graph.query(f"ASK {{ {pattern} }}"))


# ---------------------------------------------------------------- the claims


def test_no_claim_is_left_out() -> None:
    assert list(dict.fromkeys(claim for claim, _, _ in CLAIMS)) == [f"S{n:02}" for n in range(1, 41)]


@pytest.mark.parametrize(
    ("at", "pattern"),
    [pytest.param(at, pattern, id=f"{claim}-{n}") for n, (claim, at, pattern) in enumerate(CLAIMS)],
)
def test_the_article_is_cited_for_its_claim_at_its_section(graph: Graph, at: str, pattern: str) -> None:
    cited = f'?s kg:sources ?c . ?c kg:ref id:{ARTICLE} ; kg:at "{at}" .'
    assert ask(graph, f"{cited} GRAPH source:{ARTICLE} {{ {pattern} }}")


def test_the_article_is_cited_only_at_sections_that_it_has(graph: Graph) -> None:
    places = rows(graph, f"SELECT DISTINCT ?at {{ ?c kg:ref id:{ARTICLE} ; kg:at ?at }}")
    assert {at for (at,) in places} == {at for _, at, _ in CLAIMS}


def test_opinions_are_assessments_by_those_who_hold_them(graph: Graph) -> None:
    holders = rows(
        graph, f"SELECT DISTINCT ?by {{ ?s a kg:Assessment ; kg:by ?by ; kg:citesSource id:{ARTICLE} }}"
    )
    assert holders == {(ARTICLE,), ("social-media-experts",), ("mark-zuckerberg",)}


# ---------------------------------------------------------------- who owns Weibo, WeChat, Taobao, Alimama


STAKES = """SELECT ?owner ?share { ?stake a kg:Stake ; kg:inForce true ; kg:owned id:weibo-corporation ;
  kg:owner ?owner ; kg:share ?share }"""


@pytest.mark.parametrize(
    ("thing", "owner"), [("wechat", "tencent"), ("taobao", "alibaba"), ("alimama", "alibaba")]
)
def test_who_owns_wechat_taobao_and_alimama(graph: Graph, on_the_day: Graph, thing: str, owner: str) -> None:
    for when in (graph, on_the_day):
        assert rows(when, f"SELECT ?who {{ ?who kg:owns id:{thing} }}") == {(owner,)}
        assert owner in {row[0] for row in answer(when, "who-owns", f"thing={thing}")}


def test_who_owned_weibo_on_the_day_of_the_ban(on_the_day: Graph) -> None:
    assert rows(on_the_day, "SELECT ?who { ?who kg:operates id:weibo }") == {("weibo-corporation",)}
    assert rows(on_the_day, STAKES) == {("sina", "56.9"), ("alibaba", "32")}
    assert rows(on_the_day, "SELECT ?who { ?who kg:controls id:weibo }") == {
        ("weibo-corporation",),
        ("sina",),
    }
    assert rows(on_the_day, "SELECT ?who { ?who kg:owns id:weibo-corporation }") == {("sina",)}
    assert {row[0] for row in answer(on_the_day, "who-owns", "thing=weibo")} >= {"weibo-corporation", "sina"}


def test_who_owned_weibo_before_its_listing() -> None:
    before = kg.load(ROOT, as_of="2014-03-31")
    assert rows(before, STAKES) == {("sina", "77.6"), ("alibaba", "18"), ("alibaba", "19.3")}


def test_who_is_behind_weibo_since_sina_went_private(graph: Graph) -> None:
    assert rows(graph, "SELECT ?who { ?who kg:controls id:sina }") == {("new-wave",), ("charles-chao",)}
    assert ("charles-chao",) in rows(graph, "SELECT ?who { ?who kg:controls id:weibo }")


# ---------------------------------------------------------------- who blocked whom


@pytest.mark.parametrize(
    "row",
    [
        ("weibo", "wechat", "qr-ban", "wechat-qr-codes", "leiphone-2014-weibo-wechat", "2014-11-25"),
        ("weibo", "wechat", "qr-ban", "wechat-qr-codes", "tna-2014-weibo-wechat", "2014-11-25"),
        ("weibo", "wechat", "qr-ban", "wechat-qr-codes", ARTICLE, "2014-11-28"),
        ("weibo", "wechat", "content-removal", "wechat-official-accounts", ARTICLE, "2014-11-28"),
        ("weibo", "wechat", "qr-ban", "wechat-qr-codes", "chinatopix-2014-weibo-wechat", ""),
        ("taobao", "wechat", "link-block", "taobao-affiliate-links", ARTICLE, ""),
        ("alimama", "wechat", "commission-denial", "taobao-affiliate-links", ARTICLE, ""),
        ("taobao", "wechat", "referral-block", "taobao-links", "beijingnews-2013-mt", "2013-11-22"),
        ("taobao", "wechat", "qr-ban", "external-qr-codes", "techweb-2013-qr-mt", "2013-08-09"),
        ("alibaba", "wechat", "api-cut-off", "wechat-seller-apps", "nbd-2013-wechat-mt", "2013-07-31"),
        ("wechat", "laiwang", "link-block", "laiwang-links", "beijingnews-2013-mt", "2013-11-01"),
        ("myapp", "alipay", "delisting", "", "beijingnews-2013-mt", "2013-11"),
        ("wechat", "kuaidi", "share-block", "kuaidi-red-packets", "fromgeek-2014-kuaidi", "2014-11-21"),
        ("wechat", "taobao", "link-block", "taobao-links", "reuters-2021-wechat", ""),
    ],
)
def test_who_blocked_whom_through_what_when_by_which_source(graph: Graph, row: tuple[str, ...]) -> None:
    assert row in answer(graph, "who-blocked-whom")


def test_both_versions_of_who_closed_the_door_stand_and_the_reports_of_the_day_prevail(graph: Graph) -> None:
    held, other = DOOR
    assert ask(graph, f"id:{held} kg:actor id:taobao ; kg:alternativeTo id:{other} ; kg:bestRank true")
    assert ask(graph, f"id:{other} kg:actor id:wechat ; kg:alternativeTo id:{held}")
    assert not ask(graph, f"id:{other} kg:bestRank true")
    disputed = f"SELECT ?by {{ id:{other} kg:sources ?c . ?c kg:ref ?by ; kg:stance stance:disputes }}"
    assert rows(graph, disputed) == {("dazhousj-mt",), ("beijingnews-2013-mt",)}


def test_each_side_answered_the_other_as_sources_have_it(graph: Graph) -> None:
    of_2014 = ["weibo-bans-wechat-promotion", "wechat-closes-kuaidi-channel"]
    of_2013 = [
        "myapp-delists-alipay-2013",
        "taobao-closes-door-to-wechat-2013",
        "wechat-blocks-laiwang-2013",
        "alibaba-promotes-laiwang-2013",
    ]
    for acts in (of_2013, of_2014):
        for later, earlier in pairwise(acts):
            assert ask(graph, f"id:{later} kg:answers id:{earlier}")
    doubts = "id:weibo-bans-wechat-promotion kg:respondsTo/kg:sources ?c . ?c kg:stance stance:disputes ; kg:ref ?by"
    assert rows(graph, f"SELECT ?by {{ {doubts} }}") == {("chinatopix-2014-weibo-wechat",)}


def test_which_group_blocked_which_in_november_2014(graph: Graph, on_the_day: Graph) -> None:
    certain = """SELECT ?group ?other ?block {
      ?block a kg:Block ; kg:actingGroup ?group ; kg:affectedGroup ?other ; kg:startEarliest ?s ; kg:startLatest ?l
      FILTER (?s >= "2014-11-01"^^xsd:date && ?l < "2014-12-01"^^xsd:date)
      FILTER (?group IN (id:sina, id:alibaba, id:tencent, id:weibo, id:weibo-corporation)) }"""
    assert rows(graph, certain) == {
        ("sina", "tencent", "weibo-bans-wechat-promotion"),
        ("tencent", "kuaidi", "wechat-closes-kuaidi-channel"),
    }
    named = answer(graph, "group-blocks-in", "from=2014-11-01", "to=2014-11-30")
    assert ("sina", "tencent", "weibo", "wechat", BAN_DAY, "weibo-bans-wechat-promotion") in named
    in_force = rows(on_the_day, "SELECT ?group { ?group kg:groupBlocks id:tencent }")
    assert {("sina",), ("alibaba",)} <= in_force
    assert not {("weibo",), ("weibo-corporation",), ("taobao",)} & in_force


# ---------------------------------------------------------------- what others contradict


def test_what_the_article_says_otherwise_than_the_statement_that_is_held(graph: Graph) -> None:
    said = {
        (held, says, field)
        for _, field, held, source, says in answer(graph, "disputed-values")
        if source == ARTICLE
    }
    assert said == {
        ("2014-11-25", "2014-11-28", "date"),
        ("2014-11-25", "2014-11-28", "announced"),
        ("weibo", "sina", "actor"),
        ("2009-08-14", "2011-04-07", "date"),
        ("2011-01-21", "2011", "date"),
        ("weibo-corporation", "weibo", "owned"),
        ("2014-06-30", "2014-08", "asOf"),
        ("monthly-active-users", "active-users", "metric"),
    }


def test_what_the_article_says_and_better_versions_outrank(graph: Graph) -> None:
    outranked = f"""SELECT ?statement ?better {{ ?statement kg:citesSource id:{ARTICLE} ;
      kg:alternativeTo ?better . ?better kg:rank rank:preferred }}"""
    assert rows(graph, outranked) == {
        ("wechat-offers-moments-since-4-5", "wechat-offers-moments-since-4-0"),
        ("wechat-active-users-2014-08", "wechat-monthly-active-users-2014-06"),
    }


def test_what_the_article_says_and_others_deny(graph: Graph) -> None:
    denied = f"""SELECT DISTINCT ?kind ?by {{ ?s a ?kind ; kg:sources ?a, ?b . ?a kg:ref id:{ARTICLE} .
      ?b kg:ref ?by ; kg:stance stance:disputes . FILTER (?kind IN (kg:Lack, kg:Assessment, kg:Promotion)) }}"""
    assert rows(graph, denied) == {
        ("Lack", "ciw-2014-wechat-ads"),
        ("Lack", "platum-2014-wechat-ads"),
        ("Lack", "stackstreet-2014-wechat-ads"),
        ("Assessment", "techienews-2014-wechat"),
        ("Promotion", "reuters-2014-wechat-abroad"),
    }


# ---------------------------------------------------------------- features, likenesses, numbers


def test_what_wechat_offered_and_since_which_version(graph: Graph, on_the_day: Graph) -> None:
    offered = {row[:3] for row in answer(graph, "offers", "platform=wechat")}
    assert {
        ("internet-messages", "", "2011"),
        ("voice-messages", "2.0", "2011-05-10"),
        ("moments", "4.0", "2012-04"),
        ("moments", "4.5", ""),
        ("video-calls", "4.2", "2012-07-19"),
        ("wechat-red-packets", "", "2014-01"),
    } <= offered
    then = {name for (name,) in rows(on_the_day, "SELECT ?feature { id:wechat kg:offers ?feature }")}
    assert {"moments", "wechat-official-accounts", "wechat-qr-codes", "official-account-advertising"} <= then
    assert "moments-advertising" not in then
    assert rows(
        graph, "SELECT ?v { ?o a kg:Offering ; kg:feature id:moments ; kg:bestRank true ; kg:version ?v }"
    ) == {("4.0",)}


def test_which_is_like_which_by_the_article(graph: Graph) -> None:
    assert {(a, b) for a, b, _, source in answer(graph, "is-like") if source == ARTICLE} == {
        ("weibo", "twitter"),
        ("moments", "facebook"),
        ("moments", "instagram"),
        ("alimama", "google-adsense"),
        ("eachnet", "ebay"),
    }


@pytest.mark.parametrize(
    ("platform", "series"),
    [
        (
            "wechat",
            {
                "2013-03-31": "194000000",
                "2013-06-30": "236000000",
                "2013-09-30": "272000000",
                "2013-12-31": "355000000",
                "2014-03-31": "396000000",
                "2014-06-30": "438000000",
                "2014-09-30": "468000000",
                "2014-12-31": "500000000",
            },
        ),
        ("weibo", {"2013-12": "129100000", "2014-03": "144000000", "2014-11": "150000000"}),
    ],
)
def test_monthly_users_with_their_dates(graph: Graph, platform: str, series: dict[str, str]) -> None:
    found = {
        (row[3], row[1])
        for row in answer(graph, "users-of", f"thing={platform}")
        if row[0] == "monthly-active-users" and row[3] < "2015"
    }
    assert found == set(series.items())


def test_the_two_numbers_of_one_sentence(graph: Graph) -> None:
    said = rows(
        graph,
        f"""SELECT ?value {{ GRAPH source:{ARTICLE} {{ ?s kg:subject id:wechat ; kg:metric metric:active-users ;
          kg:asOf "2014-08"^^xsd:gYearMonth ; kg:scope "China" ; kg:value ?value }} }}""",
    )
    assert said == {("438000000",), ("500000000",)}
    assert ask(graph, "id:wechat-monthly-active-users-2014-06 kg:value 438000000.0 ; kg:rank rank:preferred")
