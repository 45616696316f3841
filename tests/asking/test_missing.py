from __future__ import annotations

import pytest

from kg.asking.missing import missing, missing_control
from kg.dates import parse_date
from kg.graph.query_header import Header
from kg.model import Term, Triple
from kg.names import KG, iri, local_name
from kg.pipeline import Graph, load
from kg.reasoning.controls import control_as_asked
from kg.reasoning.rules import compile_rule
from kg.reasoning.status import Asked
from tests.conftest import TINY

ID = "https://w3id.org/walled-gardens/id/"


def edge(subject: str, predicate: str, target: str) -> Triple:
    return iri(ID + subject), iri(KG + predicate), iri(ID + target)


def lacking(graph: Graph, *parts: str) -> str:
    subject, predicate, target = parts
    expected = edge(subject, predicate, target)
    return missing(
        graph.rules,
        graph.store,
        expected,
        graph.vocabulary,
        graph.prefixes,
        lambda term: f"{local_name(term)}?",
    )


def test_what_leads_to_one_end_only_does_not_come_near(tiny: Graph) -> None:
    assert lacking(tiny, "weibo", "blocks", "twitter").splitlines() == [
        "by the rule blocks (A block in force):",
        "  nothing comes near; the rule asks for all of this at once:",
        "    ?block a kg:Block",
        "    ?block kg:inForce true",
        "    ?block kg:actor id:weibo  (only id:weibo-bans-wechat-promotion has it)",
        "    ?block kg:target id:twitter  (nothing has it)",
    ]


def test_that_it_holds_the_other_way_round_is_told(tiny: Graph) -> None:
    told = lacking(tiny, "wechat", "blocks", "weibo").splitlines()
    assert told[-1] == "the other way round it holds: id:weibo kg:blocks id:wechat"
    assert not [line for line in told if "lacks" in line]


def test_nothing_comes_near_an_edge_from_a_thing_to_itself_that_names_it_once(tiny: Graph) -> None:
    assert "lacks" not in lacking(tiny, "weibo", "blocks", "weibo")


def test_what_is_missing_before_the_act_is_that_it_is_in_force() -> None:
    graph = load(TINY, asked=Asked(as_of=parse_date("2014-11-24")))
    told = lacking(graph, "weibo", "blocks", "wechat")
    assert told.splitlines()[1:] == [
        "  lacks id:weibo-bans-wechat-promotion kg:inForce true (weibo-bans-wechat-promotion?)"
    ]
    above = lacking(graph, "sina", "groupBlocks", "tencent")
    assert "  lacks id:weibo-bans-wechat-promotion kg:inForce true" in above


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (("weibo", "answers", "wechat"), "kg:answers leads from kg:Action, and id:weibo is none"),
        (("weibo", "name", "wechat"), "kg:name is written in the YAML, and not inferred"),
    ],
)
def test_what_no_rule_could_lead_to_is_said_to_be_so(tiny: Graph, parts: tuple[str, ...], why: str) -> None:
    assert lacking(tiny, *parts) == f"no rule could lead there: {why}\n"


def test_a_head_with_other_things_in_it_infers_no_such_edge(tiny: Graph) -> None:
    def told(head: str, edge: Triple) -> str:
        text = f"CONSTRUCT {{ {head} }} WHERE {{ ?a a kg:Platform ; a ?b }}"
        each = compile_rule(Header("r.rq", {"premises": "?a", "name": "R"}, text), tiny.prefixes)
        return missing([each], tiny.store, edge, tiny.vocabulary, tiny.prefixes)

    edge = (iri(ID + "weibo"), "<urn:ex:p>", iri(ID + "wechat"))
    assert "by the rule r" in told("?a <urn:ex:p> id:wechat", edge)
    assert "no rule could lead there" in told("?a <urn:ex:p> id:weibo", edge)
    assert "no rule could lead there" in told("?a <urn:ex:p> ?a . ?b <urn:ex:q> ?a", edge)
    assert "no rule could lead there" in told("?a <urn:ex:q> id:wechat", edge)


def test_where_all_patterns_are_there_a_filter_is_not_met(tiny: Graph) -> None:
    told = lacking(tiny, "alibaba", "owns", "weibo-corporation")
    assert "by the rule owns-majority" in told
    assert "  all patterns are there, with ?stake id:stake-weibo-corporation-" in told
    assert told.splitlines()[2:5] == [
        "  but not all that the rule asks for beside them:",
        "    { ?stake kg:share ?share } UNION { ?stake kg:shareMin ?share }",
        "    FILTER (?share > 50)",
    ]


def test_each_rule_that_could_give_the_edge_is_told(tiny: Graph) -> None:
    told = lacking(tiny, "tencent", "owns", "weibo")
    assert [line for line in told.splitlines() if line.startswith("by")] == [
        "by the rule owns-majority (A direct majority owns):",
        "by the rule owns-operated (The operator owns the platform):",
    ]


def test_what_only_the_program_infers_is_said_to_be_so(tiny: Graph) -> None:
    assert "no rule infers kg:controls" in lacking(tiny, "tencent", "controls", "weibo")


def test_for_control_the_votes_are_told_and_who_has_it(tiny: Graph) -> None:
    control = control_as_asked(tiny.vocabulary, tiny.records, tiny.status)
    told = missing_control(control, iri(ID + "alibaba"), iri(ID + "weibo-corporation"), local_name)
    assert told.splitlines()[1:] == [
        "  alibaba and what it controls have 32 % of the votes in weibo-corporation",
        "  sina controls it",
    ]


def test_no_more_ways_are_told_than_can_be_read(tiny: Graph) -> None:
    found: list[Term] = lacking(tiny, "twitter", "groupBlocks", "sina").splitlines()
    assert len(found) <= 8
