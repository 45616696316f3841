from __future__ import annotations

import pytest

from kg.names import TYPE
from kg.reasoning.patterns import NotUnderstood, read_patterns

EX = {"ex": "urn:ex:"}
P, Q = "<urn:ex:p>", "<urn:ex:q>"


@pytest.mark.parametrize(
    ("body", "triples"),
    [
        ("?a ex:p ?b", [("?a", P, "?b")]),
        ("?a a ex:p ; ex:p ?b , ex:q .", [("?a", TYPE, P), ("?a", P, "?b"), ("?a", P, Q)]),
        ("$a ex:p 'x'@en . ?a ex:q \"1\"^^ex:t", [("?a", P, ""), ("?a", Q, "")]),
        ("?a ex:p 5. ?a ex:q -1.5 , true", [("?a", P, ""), ("?a", Q, ""), ("?a", Q, "")]),
        ("?a <urn:ex:p> '}' . ?a ?p ?b", [("?a", P, ""), ("?a", "?p", "?b")]),
        ("?a ex:p [ ex:q ?b ]", [("?a", P, "")]),
        ("[ ex:q ?b ] ex:p ?a", [("", P, "?a")]),
        ("?a ex:p/ex:q ?b ; ex:q ?c", [("?a", Q, "?c")]),
        ("?a (ex:p|^ex:q)+ ?b . FILTER (?a < 3 && ?b > 2) ?b ex:q ?c", [("?b", Q, "?c")]),
        ("BIND (1 AS ?b) VALUES (?x ?y) { (1 2) } VALUES ?z { 3 } ?a ex:p ?b", [("?a", P, "?b")]),
        ("FILTER ex:f(?a, (2)) FILTER NOT EXISTS { ?a ex:q ?b } ?a ex:p ?b", [("?a", P, "?b")]),
        (
            "OPTIONAL { ?a ex:q ?b } MINUS { ?a ex:q ?c } GRAPH ?g { ?a ex:q ?d } ?a ex:p ?b",
            [("?a", P, "?b")],
        ),
        (
            "{ ?a ex:p ?b } UNION { { ?b ex:q ?a } UNION { SELECT ?a { ?a ex:p 1 } } }",
            [("?a", P, "?b"), ("?b", Q, "?a")],
        ),
    ],
)
def test_the_patterns_that_can_be_narrowed(body: str, triples: list[tuple[str, str, str]]) -> None:
    assert [pattern.triple for pattern in read_patterns(f"{{ {body} }}", EX).patterns] == triples


def test_what_is_left_out_for_a_branch_is_the_other_branches() -> None:
    body = "{ ?x ex:q 1 { ?a ex:p ?b } UNION { ?b ex:q ?a } UNION { ?c ex:p ?d } }"
    middle = read_patterns(body, EX).patterns[2]
    left = "".join(body[first:last] for first, last in middle.cuts)
    assert left == "{ ?a ex:p ?b } UNION  UNION { ?c ex:p ?d }"


def test_what_cannot_be_narrowed_is_kept_as_text() -> None:
    body = "{ ?a ex:p/ex:q ?b OPTIONAL { ?b ex:p ?c } FILTER EXISTS { ?a ex:q 1 } FILTER (?a > 1) }"
    assert read_patterns(body, EX).others == (
        "ex:p/ex:q",
        "OPTIONAL { ?b ex:p ?c }",
        "FILTER EXISTS { ?a ex:q 1 }",
    )


@pytest.mark.parametrize(
    "body",
    [
        "{ _:x ex:p ?a }",
        "{ ?a no:p ?b }",
        "{ ?a ex:p ?b",
        "{ ?a ex:p ( 1 ] }",
        "{ ?a ex:p ?b } }",
        "{ FILTER }",
        "?a",
    ],
)
def test_what_is_not_understood_is_said_to_be_so(body: str) -> None:
    with pytest.raises(NotUnderstood):
        read_patterns(body, EX)
