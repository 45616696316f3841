from __future__ import annotations

import pytest

from kg.reasoning.bodies import ANY, meet, negations


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("{ ?a ex:p ?b FILTER EXISTS { ?b ex:q ?c } OPTIONAL { ?a ex:r ?d } }", []),
        ("{ ?a ex:p ?b FILTER NOT EXISTS { ?b ex:q { ?c } } }", ["{ ?b ex:q { ?c } }"]),
        ("{ ?a ex:p ?b MINUS { ?b ex:q ?c } }", ["{ ?b ex:q ?c }"]),
        ("{ ?a ex:p ?b MINUS { ?b ex:q '}' ; ex:r ?c } }", ["{ ?b ex:q '}' ; ex:r ?c }"]),
        ("{ ?a ex:p ?b FILTER (!EXISTS { ?b ex:q ?c }) }", ["{ ?b ex:q ?c }"]),
        ("{ BIND (EXISTS { ?b ex:q ?c } AS ?x) }", ["{ ?b ex:q ?c }"]),
        ("{ ?a ex:p ?b OPTIONAL { ?a ex:r ?d } FILTER (!BOUND(?d)) }", ["{ ?a ex:r ?d }"]),
        ("{ { SELECT ?a { ?a ex:p ?b } } }", []),
        (
            "{ { SELECT ?a (AVG(?b) AS ?c) { ?a ex:p ?b } } }",
            ["{ SELECT ?a (AVG(?b) AS ?c) { ?a ex:p ?b } }"],
        ),
        ("{ { SELECT ?a { ?a ex:p ?b } LIMIT 1 } }", ["{ SELECT ?a { ?a ex:p ?b } LIMIT 1 }"]),
    ],
)
def test_what_must_be_known_in_full(body: str, found: list[str]) -> None:
    assert list(negations(body)) == found


def test_any_predicate_meets_each() -> None:
    assert meet({"<a>", "<b>"}, {"<b>"})
    assert meet({ANY}, {"<b>"})
    assert not meet({"<a>"}, {"<b>"})
    assert not meet({ANY}, set())
