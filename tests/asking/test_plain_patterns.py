from __future__ import annotations

import pytest

from kg.asking.plain_patterns import conditions, plain_patterns
from kg.graph.query_header import Header
from kg.model import Triple
from kg.names import TYPE
from kg.pipeline import Graph
from kg.reasoning.rules import Rule, compile_rule

EX = {"ex": "urn:ex:"}
Q, R = "<urn:ex:q>", "<urn:ex:r>"


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
        "VALUES ?a { ex:x ex:y } ?a ex:q ?b",
        "VALUES (?a ?c) { (ex:x 1) (ex:y UNDEF) } ?a ex:q ?b ; .",
        "GRAPH ?g { ?a ex:r ?b } ?a ex:q ?b",
        "?a ex:q ?b { SELECT ?b { ?b ex:r ?a } LIMIT 3 }",
        "FILTER regex(STR(?a), 'x') FILTER (?a IN (ex:x, ex:y)) . ?a ex:q ?b",
        "?a ex:q ?b ; ex:r [ ex:s ?c ; ex:t ?d ] . ( ?a ) ex:s ?c",
    ],
)
def test_the_plain_patterns_of_a_rule(body: str) -> None:
    assert plain_patterns(rule(body)) == [("?a", Q, "?b")]


@pytest.mark.parametrize(
    ("body", "patterns"),
    [
        ("?a ex:q ?b, ?c ; a ex:C", [("?a", Q, "?b"), ("?a", Q, "?c"), ("?a", TYPE, "<urn:ex:C>")]),
        ("?a ex:q/ex:r* ?b", [("?a", f"{Q}/{R}*", "?b")]),
        ("?a !(ex:q|^ex:r) ?b", [("?a", f"!({Q}|^{R})", "?b")]),
        ("?a ?p ?b", [("?a", "?p", "?b")]),
        ("?a ex:q ?b, 3.5", [("?a", Q, "?b"), ("?a", Q, "3.5")]),
        (
            "?a ex:q 'x'@en, \"y\" . ?b ex:r '1'^^ex:t",
            [("?a", Q, "'x'@en"), ("?a", Q, '"y"'), ("?b", R, "'1'^^<urn:ex:t>")],
        ),
    ],
)
def test_lists_paths_and_literals(body: str, patterns: list[Triple]) -> None:
    assert plain_patterns(rule(body + " FILTER (?a != ?b)")) == patterns


def test_the_patterns_of_all_shipped_rules_are_found(tiny: Graph) -> None:
    assert all(plain_patterns(each) for each in tiny.rules)


def test_what_is_asked_for_beside_them_is_told_as_it_is_written() -> None:
    body = """?a ex:q ?b  FILTER ( ?a !=
        ?b ) { ?a ex:r 1 } UNION { ?a ex:s 2 } UNION {} OPTIONAL { ?a ex:t ?c } BIND (1 AS ?d)
        MINUS { ?a ex:u ?b } FILTER NOT EXISTS { ?b ex:v ?a FILTER (1 = 1) } VALUES ?b { ex:x }"""
    assert conditions(rule(body)) == [
        "FILTER ( ?a != ?b )",
        "{ ?a ex:r 1 } UNION { ?a ex:s 2 } UNION {}",
        "MINUS { ?a ex:u ?b }",
        "FILTER NOT EXISTS { ?b ex:v ?a FILTER (1 = 1) }",
    ]
    assert conditions(rule("?a ex:q ?b ; ex:r [ ex:s ?c ] . FILTER regex(STR(?a), 'x')")) == [
        "FILTER regex(STR(?a), 'x')"
    ]
