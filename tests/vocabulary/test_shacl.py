"""Targets, the refusal of what is not known, what a class is told to be, and what a validation may be asked."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.model import Severity
from kg.names import TYPE
from kg.vocabulary.shacl_model import sh
from tests.vocabulary.turtle import check, ex, nodes, shapes

NEEDS_P = "sh:property [ sh:path :p ; sh:minCount 1 ]"
HIERARCHY = ":Firm rdfs:subClassOf :Agent . :Agent rdfs:subClassOf :Thing . "


@pytest.mark.parametrize(
    ("target", "data", "focus"),
    [
        ("sh:targetClass :Agent", ":a a :Agent . :b a :Firm . :c a :Thing .", ["a", "b"]),
        ("sh:targetClass :Agent", ":a a :Firm, :Agent .", ["a"]),
        ("sh:targetClass :Agent ; sh:targetClass :Firm", ":a a :Firm .", ["a"]),
        ("sh:targetNode :a, :nowhere", ":a :q 1 . :b :q 1 .", ["a", "nowhere"]),
        ("sh:targetSubjectsOf :q", ":a :q 1 . :b :r :a .", ["a"]),
        ("sh:targetObjectsOf :r", ":a :q 1 . :b :r :a .", ["a"]),
        ("sh:targetObjectsOf :r ; sh:targetClass :Agent", ":a a :Agent ; :r :a .", ["a"]),
        ("a rdfs:Class", ":a a :S .", ["a"]),
        ("a owl:Class", ":a a :S .", ["a"]),
        ("sh:name 'no target'", ":a a :S .", []),
        ("sh:targetClass :Agent ; sh:deactivated true", ":a a :Agent .", []),
    ],
)
def test_finds_the_focus_nodes(target: str, data: str, focus: list[str]) -> None:
    results = check(HIERARCHY + f":S a sh:NodeShape ; {target} ; {NEEDS_P} .", data)
    assert [result.focus for result in results] == [ex(name) for name in focus]


def test_a_property_shape_may_have_a_target_itself() -> None:
    results = check(":S sh:targetClass :Firm ; sh:path :p ; sh:minCount 1 .", ":a a :Firm .")
    assert [(result.focus, result.path, result.source_shape) for result in results] == [
        (ex("a"), ex("p"), ex("S"))
    ]


def test_shapes_that_share_a_property_shape_report_it_once() -> None:
    text = HIERARCHY + ":P sh:path :p ; sh:minCount 1 . "
    text += ":A a sh:NodeShape ; sh:targetClass :Agent ; sh:property :P . "
    text += ":F a sh:NodeShape ; sh:targetClass :Firm ; sh:property :P ."
    assert len(check(text, ":a a :Firm .")) == 1


def test_a_result_says_component_shape_severity_and_message() -> None:
    text = """:S a sh:NodeShape ; sh:targetClass :Firm ; sh:property :S-p .
    :S-p sh:path :p ; sh:datatype xsd:gYear ; sh:severity sh:Warning ;
        sh:message "写年份"@zh, "Write a year."@en ."""
    (result,) = check(text, ":a a :Firm ; :p 'x' .")
    assert result.component == sh("DatatypeConstraintComponent")
    assert (result.source_shape, result.value) == (ex("S-p"), '"x"')
    assert (result.severity, result.level) == (sh("Warning"), Severity.WARNING)
    assert result.message == "Write a year."
    assert result.detail == "`p` must be a year (such as 2014), not `x`"


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        ("", Severity.ERROR),
        ("sh:severity sh:Violation ;", Severity.ERROR),
        ("sh:severity sh:Info ;", Severity.INFO),
        ("sh:severity :Own ;", Severity.ERROR),
    ],
)
def test_severities_are_levels(severity: str, level: Severity) -> None:
    (result,) = check(f":S a sh:NodeShape ; {severity} sh:targetClass :Firm ; sh:class :X .", ":a a :Firm .")
    assert result.level == level


@pytest.mark.parametrize(
    ("messages", "wanted"),
    [("'b'@de, 'a'", "a"), ("'b'@de, 'a'@fr", "b"), ("'x', 'y'@en", "y")],
)
def test_takes_the_message_a_curator_reads(messages: str, wanted: str) -> None:
    (result,) = check(
        f":S a sh:NodeShape ; sh:message {messages} ; sh:targetClass :Firm ; sh:class :X .", ":a a :Firm ."
    )
    assert result.message == wanted


REFUSED = {
    "sh:sparql [ sh:select 'SELECT $this {}' ]": "sh:sparql is not supported",
    "sh:js [ ]": "sh:js is not supported",
    "sh:rule [ ]": "sh:rule is not supported",
    "sh:target [ ]": "sh:target is not supported",
    "sh:minCuont 1": "sh:minCuont is not supported",
    "sh:property [ sh:path ( :p :q ) ]": "a shape within <https://example.test/S>: its sh:path",
    "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ]": "its sh:path is not one predicate",
    "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ]": "its sh:path is not one predicate",
    "sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ]": "its sh:path is not one predicate",
    "sh:property [ sh:path 'p' ]": "its sh:path is not one predicate",
    "sh:property [ sh:path :p, :q ]": "sh:path stands 2 times",
    "sh:property [ sh:minCount 1 ]": "sh:minCount needs a property shape",
    "sh:property [ sh:class :A ]": "it stands as a value of sh:property and has no sh:path",
    "sh:property :missing": "refers to <https://example.test/missing>, which is no shape here",
    "sh:node :missing": "refers to <https://example.test/missing>, which is no shape here",
    "sh:node [ sh:path :p ]": "sh:node needs a node shape",
    "sh:node 'text'": 'refers to "text", which is no shape here',
    "sh:node :S": "it refers to itself",
    "sh:or ( [ sh:property [ sh:path :p ; sh:node :S ] ] )": "the shape <https://example.test/S>: it refers to itself",
    "sh:or :missing": "not a well-formed RDF list",
    "sh:in 'a'": "not a well-formed RDF list",
    "sh:maxCount 1": "sh:maxCount needs a property shape",
    "sh:uniqueLang true": "sh:uniqueLang needs a property shape",
    "sh:lessThan :p": "sh:lessThan needs a property shape",
    "sh:property [ sh:path :p ; sh:minCount -1 ]": "must be a whole number of 0 or more",
    "sh:property [ sh:path :p ; sh:minCount '1' ]": "must be a whole number of 0 or more",
    "sh:property [ sh:path :p ; sh:maxCount 1, 2 ]": "sh:maxCount stands 2 times",
    "sh:property [ sh:path :p ; sh:lessThan 'q' ]": "must be an IRI",
    "sh:property [ sh:path :p ; sh:uniqueLang 1 ]": "sh:uniqueLang must be true or false",
    "sh:datatype 'text'": "must be an IRI",
    "sh:datatype xsd:date, xsd:gYear": "sh:datatype stands 2 times",
    "sh:class 'Agent'": "must be an IRI",
    "sh:nodeKind sh:Iri": "`Iri` is no node kind",
    "sh:minInclusive :a": "`a` has no order",
    "sh:minInclusive '2015-02-29'^^xsd:date": "`2015-02-29` has no order",
    "sh:maxLength 'x'": "must be a whole number",
    "sh:pattern '('": "it is no regular expression",
    "sh:pattern 'a' ; sh:flags 'k'": "the flag `k` is not known",
    "sh:pattern :a": "must be a text",
    "sh:flags 'i'": "sh:flags stands without sh:pattern",
    "sh:languageIn ( :en )": "must be a text",
    "sh:closed 'yes'": "sh:closed must be true or false",
    "sh:ignoredProperties ( :p )": "sh:ignoredProperties stands without sh:closed",
    "sh:deactivated 1": "sh:deactivated must be true or false",
    "sh:severity 'bad'": "must be an IRI",
    "sh:message :m": "must be a text",
    "sh:message 1": "must be a text",
    "sh:targetClass 'Firm'": "must be an IRI",
    "sh:qualifiedMinCount 1": "sh:qualifiedMinCount stands without sh:qualifiedValueShape",
    "sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMinCount 1": "needs a property shape",
    "sh:property [ sh:path :p ; sh:qualifiedValueShape [ ] ]": "needs a sh:qualifiedMinCount",
}


@pytest.mark.parametrize(("construct", "reason"), REFUSED.items(), ids=list(REFUSED))
def test_refuses_and_names_shape_and_construct(construct: str, reason: str) -> None:
    with pytest.raises(OntologyError) as caught:
        shapes(f":S a sh:NodeShape ; {construct} .")
    assert "<https://example.test/S>" in caught.value.message
    assert reason in caught.value.message


def test_refuses_a_property_shape_without_a_path() -> None:
    with pytest.raises(OntologyError, match="a property shape needs a sh:path"):
        shapes(":S a sh:PropertyShape ; sh:minCount 1 .")


def test_passes_over_what_only_describes() -> None:
    text = """:S a sh:NodeShape ; sh:targetClass :Firm ; rdfs:label "firms" ; :note 1 ; sh:property [ sh:path :p ;
        sh:name "p" ; sh:description "the p" ; sh:order 1 ; sh:group :g ; sh:defaultValue 1 ; sh:minCount 1 ] .
    : sh:declare [ sh:prefix "x" ; sh:namespace "https://example.test/"^^xsd:anyURI ] .
    [] a sh:ValidationReport ; sh:conforms true ."""
    assert len(check(text, ":a a :Firm .")) == 1


def test_the_background_says_what_nodes_are_and_is_not_validated() -> None:
    compiled = shapes(
        ":S a sh:NodeShape ; sh:targetClass :Word, :Firm  . :word a :Word . :S sh:property [ sh:path :p ; "
        "sh:class :Word ; sh:minCount 1 ] ."
    )
    data = nodes(":a a :Firm ; :p :word .")
    assert list(compiled.validate(data, compiled.graph.nodes)) == []
    assert [result.value for result in compiled.validate(data)] == [ex("word")]


def test_a_node_in_data_and_background_is_both() -> None:
    compiled = shapes(
        HIERARCHY + ":S a sh:NodeShape ; sh:targetClass :Use ; sh:property [ sh:path :p ; sh:node :T ] ."
        ":T a sh:NodeShape ; sh:class :Agent ; sh:property [ sh:path :q ; sh:minCount 2 ; sh:maxCount 2 ] ."
    )
    data = nodes(":use a :Use ; :p :b . :b :q 1, 2 .")
    background = nodes(":b a :Firm ; :q 1 .")
    assert list(compiled.validate(data, background)) == []
    assert len(list(compiled.validate(data))) == 1


def test_checks_only_the_nodes_asked_for() -> None:
    compiled = shapes(
        f":S a sh:NodeShape ; sh:targetClass :Firm ; {NEEDS_P} . "
        f":T a sh:NodeShape ; sh:targetSubjectsOf :r ; {NEEDS_P} ."
    )
    data = nodes(":a a :Firm . :b a :Firm . :c a :Firm . :d :r :a . :e :r :a .")
    results = compiled.validate(data, only=[ex("c"), ex("b"), ex("d"), ex("gone"), ex("c")])
    assert [result.focus for result in results] == [ex("c"), ex("b"), ex("d")]


def test_an_empty_sequence_of_values_is_a_missing_value() -> None:
    compiled = shapes(f":S a sh:NodeShape ; sh:targetClass :Firm ; {NEEDS_P} .")
    ((node, said),) = nodes(":a a :Firm .").items()
    assert len(list(compiled.validate({node: {**said, ex("p"): ()}}))) == 1


@pytest.mark.parametrize(
    ("constraint", "data"),
    [
        ("sh:minCount 2", ":a a :Firm ; :p 1, 2 . :b a :Firm ; :p 1 ."),
        ("sh:disjoint :q", ":a a :Firm ; :p 1 . :b a :Firm ; :p 1 ; :q 1 ."),
        ("sh:lessThan :q", ":a a :Firm ; :p 1 . :b a :Firm ; :p 1 ; :q 1 ."),
        ("sh:maxCount 1", ":a a :Firm ; :p 1 . :c a :Firm ; :p 2 . :b a :Firm ; :p 1, 2 ."),
        (
            "sh:uniqueLang true",
            ":a a :Firm ; :p 'x'@en . :c a :Firm ; :p 'y'@en . :b a :Firm ; :p 'x'@en, 'y'@en .",
        ),
    ],
)
def test_a_value_that_passed_elsewhere_is_still_counted_and_compared(constraint: str, data: str) -> None:
    results = check(
        f":S a sh:NodeShape ; sh:targetClass :Firm ; sh:property [ sh:path :p ; {constraint} ] .", data
    )
    assert [result.focus for result in results] == [ex("b")]


def test_each_set_of_classes_has_its_own_checks() -> None:
    text = ":S a sh:NodeShape ; sh:targetClass :Shop ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    results = check(text, ":a a :Firm . :b a :Firm, :Shop . :c a :Firm, :Desk . :d a :Firm, :Shop .")
    assert [result.focus for result in results] == [ex("b"), ex("d")]


def test_repeated_values_count_once() -> None:
    compiled = shapes(
        ":S a sh:NodeShape ; sh:targetClass :Firm ; sh:property [ sh:path :p ; sh:maxCount 1 ; sh:class :Word ] ."
    )
    data = {ex("a"): {TYPE: [ex("Firm")], ex("p"): ['"x"', '"x"']}}
    assert [result.component for result in compiled.validate(data)] == [sh("ClassConstraintComponent")]


ONE_OF_TWO = """:S a sh:NodeShape ; sh:targetClass :Firm ;
    sh:xone ( [ sh:path :p ; sh:minCount 1 ] [ sh:path :q ; sh:minCount 1 ] ) ;
    sh:not [ sh:path :r ; sh:minCount 2 ] ."""


def test_what_only_counts_is_judged_by_the_numbers_of_values() -> None:
    data = ":a a :Firm ; :p 1 . :b a :Firm ; :p 2 . :c a :Firm ; :p 1 ; :q 1 . :d a :Firm . "
    data += ":e a :Firm ; :q 1 ; :r 1 . :f a :Firm ; :q 1 ; :r 1, 2 . :g a :Firm ; :q 2 ; :r 3 . "
    data += ":h a :Firm ; :p 1 ; :q 2 ."
    assert [result.focus for result in check(ONE_OF_TWO, data)] == [ex(name) for name in "cdfh"]


def test_what_only_counts_counts_a_repeated_value_once() -> None:
    firm = {TYPE: [ex("Firm")], ex("p"): ['"x"']}
    data = {ex("a"): {**firm, ex("r"): ['"x"', '"x"']}, ex("b"): {**firm, ex("r"): ['"x"', '"y"']}}
    assert [result.focus for result in shapes(ONE_OF_TWO).validate(data)] == [ex("b")]


def test_what_only_counts_counts_what_the_background_says() -> None:
    data = nodes(":a a :Firm ; :p 1 . :b a :Firm ; :p 1 .")
    results = shapes(ONE_OF_TWO).validate(data, nodes(":b :q 1 ."))
    assert [result.focus for result in results] == [ex("b")]


def test_what_counts_and_looks_at_values_is_judged_for_each_node() -> None:
    text = ":S a sh:NodeShape ; sh:targetClass :Firm ; sh:or ( [ sh:path :p ; sh:minCount 1 ; sh:in (1) ] ) ."
    results = check(text, ":a a :Firm ; :p 1 . :b a :Firm ; :p 2 . :c a :Firm ; :p 1 .")
    assert [result.focus for result in results] == [ex("b")]


def test_single_values_are_judged_without_asking_for_all() -> None:
    text = """:S a sh:NodeShape ; sh:targetClass :Firm ; sh:property :S-p, [ sh:path :q ; sh:minCount 1 ] ;
        sh:xone ( [ sh:path :p ; sh:minCount 3 ] [ sh:path :q ; sh:minCount 1 ] ) .
    :S-p sh:path :p ; sh:maxCount 1 ; sh:class :Word ; sh:hasValue :c ."""
    data = nodes(":x a :Firm ; :p :a, :b . :y a :Firm ; :p :a . :z a :Desk ; :p :b .")
    results = list(shapes(text).judge_values(data, nodes(":a a :Word .")))
    assert [(result.focus, result.value) for result in results] == [(ex("x"), ex("b"))]
    assert results[0].component == sh("ClassConstraintComponent")
    assert results[0].source_shape == ex("S-p")
