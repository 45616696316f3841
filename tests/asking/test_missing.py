from __future__ import annotations

import pytest

from kg.asking.missing import missing, missing_control, patterns_of
from kg.dates import parse_date
from kg.model import Term, Triple
from kg.names import KG, iri, local_name
from kg.pipeline import Graph, load
from kg.reasoning.controls import control_as_asked
from kg.reasoning.rules import Header, Rule, compile_rule
from kg.reasoning.status import Asked
from tests.conftest import TINY

ID = "https://w3id.org/walled-gardens/id/"
EX = {"ex": "urn:ex:"}


def edge(subject: str, predicate: str, target: str) -> Triple:
    return iri(ID + subject), iri(KG + predicate), iri(ID + target)


def lacking(graph: Graph, *parts: str) -> str:
    subject, predicate, target = parts
    return missing(graph.rules, graph.store, edge(subject, predicate, target), graph.prefixes)


def rule(body: str) -> Rule:
    text = f"CONSTRUCT {{ ?a ex:p ?b }} WHERE {{ {body} }}"
    return compile_rule(Header("r.rq", {"premises": "?a", "name": "R"}, text), EX)


@pytest.mark.parametrize(
    "body",
    [
        "?a ex:q ?b FILTER (STR(?a) > STR(?b))",
        "?a ex:q ?b . OPTIONAL { ?a ex:r ?c } FILTER (!BOUND(?c) || (?c > 3 && (1 = 1)))",
        "?a ex:q ?b MINUS { ?a ex:r ?b . FILTER NOT EXISTS { ?b ex:s ?a } }",
        "?a ex:q ?b FILTER NOT EXISTS { ?b ex:s ?a } BIND (STR(?b) AS ?c)",
        "{ ?a ex:r ?b } UNION { ?a ex:s ?b } ?a ex:q ?b",
    ],
)
def test_the_plain_patterns_of_a_rule(body: str) -> None:
    assert patterns_of(rule(body)) == [("?a", "<urn:ex:q>", "?b")]


def test_the_patterns_of_all_shipped_rules_are_found(tiny: Graph) -> None:
    for each in tiny.rules:
        found = patterns_of(each)
        assert found, each.name
        variables = {term for triple in found for term in triple if term.startswith("?")}
        assert {t for triple in each.head for t in triple if t.startswith("?")} <= variables, each.name


def test_what_is_missing_for_a_block_is_its_target(tiny: Graph) -> None:
    told = lacking(tiny, "weibo", "blocks", "twitter")
    assert "by the rule blocks (A block in force):" in told
    assert "lacks id:weibo-bans-wechat-promotion kg:target id:twitter" in told


def test_what_is_missing_before_the_act_is_that_it_is_in_force() -> None:
    graph = load(TINY, asked=Asked(as_of=parse_date("2014-11-24")))
    told = lacking(graph, "weibo", "blocks", "wechat")
    assert told.splitlines()[1:] == ["  lacks id:weibo-bans-wechat-promotion kg:inForce true"]


def test_where_all_patterns_are_there_a_filter_is_not_met(tiny: Graph) -> None:
    told = lacking(tiny, "alibaba", "owns", "weibo-corporation")
    assert "by the rule owns-majority" in told
    assert "all patterns are there" in told
    assert "but a filter or a negation of the rule is not met" in told


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
