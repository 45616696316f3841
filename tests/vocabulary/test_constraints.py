"""Each constraint on a property `:p`: what passes, what does not, and what a curator is told."""

from __future__ import annotations

import pytest

from kg.vocabulary.shacl_model import sh
from tests.vocabulary.turtle import check, ex

CASES = {
    "sh:datatype xsd:integer": (
        ["1", "'007'^^xsd:integer"],
        {
            "1.0": "`p` must be a whole number, not `1.0`",
            "'x'^^xsd:integer": "`p` must be a whole number, not `x`",
            ":a": "`p` must be a whole number, not `a`",
        },
    ),
    "sh:datatype xsd:string": (
        ["'a'", "''", "'a \\\"quoted\\\" word'"],
        {
            "'a'@en": "`p` must be text without a language, not `a`",
            "1": "`p` must be text without a language, not `1`",
        },
    ),
    "sh:datatype rdf:langString": (["'a'@en"], {"'a'": "`p` must be text in a language, not `a`"}),
    "sh:datatype :own": (["'a'^^:own"], {"'a'": "`p` must be a value of type `own`, not `a`"}),
    "sh:datatype xsd:date": (
        ["'2016-02-29'^^xsd:date"],
        {"'2015-02-29'^^xsd:date": "`p` must be a day (such as 2014-11-25), not `2015-02-29`"},
    ),
    "sh:class :Agent": (
        [":firm", ":agent"],
        {
            ":thing": "`p` must be an `Agent`, not `thing`",
            "'firm'": "`p` must be an `Agent`, not `firm`",
            "[]": "`p` must be an `Agent`, not a node without a name",
        },
    ),
    "sh:nodeKind sh:IRI": ([":a"], {"'a'": "`p` must be a thing with a name, not `a`"}),
    "sh:nodeKind sh:BlankNodeOrLiteral": (
        ["[]", "1"],
        {":a": "`p` must be a node without a name or a plain value, not `a`"},
    ),
    "sh:in ( :a 'b' 3 )": (
        [":a", "'b'", "3"],
        {
            "'a'": "`p` must be one of `a`, `b` and `3`, not `a`",
            "3.0": "`p` must be one of `a`, `b` and `3`, not `3.0`",
        },
    ),
    "sh:minInclusive 0": (
        ["0", "0.0", "1e3"],
        {"-0.1": "`p` must be `0` or more, not `-0.1`", "'5'": "`p` must be `0` or more, not `5`"},
    ),
    "sh:minExclusive 0": (["1"], {"0": "`p` must be more than `0`, not `0`"}),
    "sh:maxInclusive 100": (["100", "99.99"], {"100.01": "`p` must be `100` or less, not `100.01`"}),
    "sh:maxExclusive '2015'^^xsd:gYear": (
        ["'2014'^^xsd:gYear"],
        {
            "'2015'^^xsd:gYear": "`p` must be less than `2015`, not `2015`",
            "'2014-01-01'^^xsd:date": "`p` must be less than `2015`, not `2014-01-01`",
        },
    ),
    "sh:minLength 2": (
        ["'日本'", ":a"],
        {"'本'": "`p` must be at least 2 characters long, not `本`", "[]": "`p` must be"},
    ),
    "sh:maxLength 1": (
        ["''", "'本'"],
        {"'ab'": "`p` must be at most 1 character long, not `ab`", "[]": "`p` must be"},
    ),
    "sh:pattern '^Q[0-9]+$'": (
        ["'Q1'", "'Q12'@en"],
        {"'q1'": "`p` must be of the form `^Q[0-9]+$`, not `q1`", "[]": "`p` must be of the form"},
    ),
    "sh:pattern '^q' ; sh:flags 'i'": (["'Q'"], {"'x'": "`p` must be of the form `^q`, not `x`"}),
    "sh:languageIn ( 'en' 'zh' )": (
        ["'a'@en", "'a'@EN-gb", "'a'@zh-Hans"],
        {
            "'a'@english": "`p` must be text in `en` or `zh`, not `a`",
            "'a'": "`p` must be",
            ":a": "`p` must be",
        },
    ),
    "sh:languageIn ( '*' )": (["'a'@fr"], {"'a'": "`p` must be"}),
    "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] )": (
        ["'2014'^^xsd:gYear"],
        {"'14'^^xsd:gYear": "`p` must be a day (such as 2014-11-25) or a year (such as 2014), not `14`"},
    ),
    "sh:and ( [ sh:minInclusive 1 ] [ sh:maxInclusive 2 ] )": (
        ["1", "2"],
        {"3": "`p` must be `1` or more and `2` or less, not `3`"},
    ),
    "sh:xone ( [ sh:minInclusive 1 ] [ sh:maxInclusive 2 ] )": (
        ["0", "3"],
        {"1": "`p` must be exactly one of these: `1` or more or `2` or less, not `1`"},
    ),
    "sh:not [ sh:class :Agent ]": ([":thing", "1"], {":firm": "`p`: `firm` must not be an `Agent`"}),
    "sh:node :Small": (
        ["1"],
        {
            "7": "`p`: `7` must be `5` or less",
            "'x'": "`p`: `x` must be a whole number; `x` must be `5` or less",
        },
    ),
    "sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]": (
        [":full"],
        {":thing": "`p`: `q` is missing", "1": "`p`: `q` is missing"},
    ),
    "sh:node [ sh:datatype xsd:date ; sh:message 'Write a date.' ]": ([], {"1": "`p`: Write a date."}),
    "sh:property [ sh:path :q ; sh:minCount 1 ]": ([":full"], {":thing": "`q` is missing"}),
}
DATA = ":firm a :Firm . :agent a :Agent . :thing a :Thing . :full :q 1 . "
SHAPES = """:Firm rdfs:subClassOf :Agent .
:Small a sh:NodeShape ; sh:datatype xsd:integer ; sh:maxInclusive 5 .
:Shape a sh:NodeShape ; sh:targetClass :Focus ; sh:property [ sh:path :p ; %s ] ."""


@pytest.mark.parametrize(
    ("constraint", "value"), [(key, value) for key, (good, _) in CASES.items() for value in good]
)
def test_passes(constraint: str, value: str) -> None:
    assert check(SHAPES % constraint, DATA + f":focus a :Focus ; :p {value} .") == []


@pytest.mark.parametrize(
    ("constraint", "value", "message"),
    [(key, value, message) for key, (_, bad) in CASES.items() for value, message in bad.items()],
)
def test_fails_and_says_why(constraint: str, value: str, message: str) -> None:
    results = check(SHAPES % constraint, DATA + f":focus a :Focus ; :p {value} .")
    assert [result.message.startswith(message) for result in results] == [True]
    assert results[0].message == results[0].detail


SETS = {
    "sh:minCount 1": ([":p 1", ":p 1, 2"], {":q 1": "`p` is missing"}),
    "sh:minCount 2": ([":p 1, 2"], {":p 1": "`p` needs 2 values and has 1", ":q 1": "`p` is missing"}),
    "sh:maxCount 1": ([":p 1", ":q 1, 2"], {":p 1, 2": "`p` takes at most 1 value and has 2"}),
    "sh:maxCount 0": ([":q 1"], {":p 1": "`p` must not be given here"}),
    "sh:uniqueLang true": (
        [":p 'a'@en, 'b'@zh, 'c', 'd', 1, :x"],
        {":p 'a'@en, 'b'@en, 'c'@en": "`p` has more than one text in `en`"},
    ),
    "sh:uniqueLang false": ([":p 'a'@en, 'b'@en"], {}),
    "sh:hasValue :a": ([":p :a, :b"], {":p :b": "`p` must include `a`", ":q :a": "`p` must include `a`"}),
    "sh:equals :q": (
        [":p 1 ; :q 1", ":r 1"],
        {
            ":p 1": "`p` and `q` must be the same, but `1` is in `p` and not in `q`",
            ":q 1": "`p` and `q` must be the same, but `1` is in `q` and not in `p`",
        },
    ),
    "sh:disjoint :q": ([":p 1 ; :q 2"], {":p 1, 2 ; :q 2": "`p` and `q` must differ, but both have `2`"}),
    "sh:lessThan :q": (
        [":p 1 ; :q 2", ":p 1", ":q 1"],
        {
            ":p 2 ; :q 2": "`p` (`2`) must be less than `q` (`2`)",
            ":p 1 ; :q 'a'": "`p` (`1`) must be less than `q` (`a`) (they cannot be compared)",
        },
    ),
    "sh:lessThanOrEquals :q": ([":p 2 ; :q 2.0"], {":p 3 ; :q 2": "`p` (`3`) must be at most `q` (`2`)"}),
    "sh:qualifiedValueShape [ sh:class :Agent ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1": (
        [":p :firm", ":p :firm, 1"],
        {
            ":p 1": "`p` needs at least 1 of these: an `Agent`; it has 0",
            ":q 1": "`p` needs at least 1 of these: an `Agent`; it has 0",
            ":p :firm, :agent": "`p` takes at most 1 of these: an `Agent`; it has 2",
        },
    ),
}


@pytest.mark.parametrize(
    ("constraint", "said"), [(key, said) for key, (good, _) in SETS.items() for said in good]
)
def test_set_passes(constraint: str, said: str) -> None:
    assert check(SHAPES % constraint, DATA + f":focus a :Focus ; {said} .") == []


@pytest.mark.parametrize(
    ("constraint", "said", "message"),
    [(key, said, message) for key, (_, bad) in SETS.items() for said, message in bad.items()],
)
def test_set_fails_and_says_why(constraint: str, said: str, message: str) -> None:
    results = check(SHAPES % constraint, DATA + f":focus a :Focus ; {said} .")
    assert [result.message for result in results] == [message]


def test_an_inverse_path_looks_at_what_points_here() -> None:
    inverse = SHAPES % "sh:minCount 0" + ":Other a sh:NodeShape ; sh:targetClass :Focus ; sh:property "
    results = check(
        inverse + "[ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ; sh:class :Agent ] .",
        (":a a :Focus . :b a :Focus . :c :p :b . :c a :Thing . :d a :Focus . :e :p :d . :e a :Firm ."),
    )
    assert [(result.focus, result.path, result.value, result.message) for result in results] == [
        (ex("a"), f"^{ex('p')}", None, "what has it as `p` is missing"),
        (ex("b"), f"^{ex('p')}", ex("c"), "what has it as `p` must be an `Agent`, not `c`"),
    ]


def test_closed_names_each_value_of_a_property_that_does_not_belong() -> None:
    shape = (
        ":S a sh:NodeShape ; sh:targetClass :Focus ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; "
    )
    results = check(shape + "sh:property [ sh:path :p ] .", ":focus a :Focus ; :p 1 ; :q 2, 3 .")
    assert [(result.path, result.value and result.value[:3], result.message) for result in results] == [
        (ex("q"), '"2"', "`q` is not a property that belongs here"),
        (ex("q"), '"3"', "`q` is not a property that belongs here"),
    ]
    assert {result.component for result in results} == {sh("ClosedConstraintComponent")}


@pytest.mark.parametrize(
    ("constraint", "message"),
    [
        ("sh:hasValue :other", "this must be `other`"),
        ("sh:class :Agent", "`focus` must be an `Agent`"),
        ("sh:equals :p", "this and `p` must be the same, but `focus` is in this and not in `p`"),
        ("sh:disjoint :self", "this and `self` must differ, but both have `focus`"),
        (
            "sh:or ( [ sh:path :p ; sh:minCount 1 ] [ sh:path :q ; sh:class :Agent ; sh:minCount 1 ] )",
            "`focus` must be something with `p` or something with `q` and whose `q` is an `Agent`",
        ),
        (
            "sh:not [ sh:path :self ; sh:maxCount 1 ]",
            "`focus` must not be something with at most 1 value of `self`",
        ),
        ("sh:nodeKind sh:Literal", "`focus` must be a plain value"),
    ],
)
def test_a_node_shape_judges_the_node_itself(constraint: str, message: str) -> None:
    shape = f":S a sh:NodeShape ; sh:targetClass :Focus ; {constraint} ."
    results = check(shape, ":focus a :Focus ; :self :focus .")
    assert [(result.focus, result.path, result.message) for result in results] == [
        (ex("focus"), None, message)
    ]


def test_long_values_and_long_lists_are_cut() -> None:
    constraint = f"sh:in ( {' '.join(f':v{number}' for number in range(40))} )"
    (result,) = check(SHAPES % constraint, f":focus a :Focus ; :p '{'long ' * 100}' .")
    assert len(result.message) < 250
    assert "`v11` and so on" in result.message
