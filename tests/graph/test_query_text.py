"""What is said of a query's text must never be less than what the engine takes it for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import Store
from kg.graph.query_text import (
    CLASSES_NAMED,
    all_looked_at,
    graphs_named,
    is_narrow,
    looked_at,
    names_predicates,
    prefixes_declared,
    terms_named,
    tokens,
    with_question_marks,
    without_comments,
)
from kg.names import TYPE

PREFIXES = {"ex": "urn:e:", "": "urn:d:", "my-x": "urn:m:"}
HELD = "<urn:g>"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("?s ex:p/ex:q ?o", {"<urn:e:p>", "<urn:e:q>"}),
        ("?s (^ex:p|ex:q)+ ?o", {"<urn:e:p>", "<urn:e:q>"}),
        ("?s :p ?o", {"<urn:d:p>"}),
        ("?s my-x:p ?o", {"<urn:m:p>"}),
        ("?s ex:p.q ?o.", {"<urn:e:p.q>"}),
        ("?s ex:p:q ?o", {"<urn:e:p:q>"}),
        ("?s ex: ?o", {"<urn:e:>"}),
        ("?s ex:_p ?o", {"<urn:e:_p>"}),
        ("?s ex:1p ?o", {"<urn:e:1p>"}),
        ("?s ex:p-q ?o", {"<urn:e:p-q>"}),
        ("?s ex:p%20q ?o", {"<urn:e:p%20q>"}),
        ("?s ex:p\\,q ?o", {"<urn:e:p,q>"}),
        ("?s ex:持有 ?o", {"<urn:e:持有>"}),
        ("?s ex:कंपनी ?o", {"<urn:e:कंपनी>"}),
        ("?s <urn:e:p#q> ?o", {"<urn:e:p#q>"}),
        ("[a ex:C]", {TYPE, "<urn:e:C>"}),
        ("?s a|ex:p ?o", {TYPE, "<urn:e:p>"}),
        ("?s ex:p ?o FILTER(?s<?o) FILTER(?o>?s)", {"<urn:e:p>"}),
        ("?s ex:p 'ex:q', \"a \\\" ex:r\", '''it's ex:t'''", {"<urn:e:p>"}),
        ("?s ex:p ?o.# don't: ex:q\n?o ex:r ?s", {"<urn:e:p>", "<urn:e:r>"}),
        ("?s unknown:p ?o", set()),
    ],
)
def test_every_term_is_named(body: str, named: set[str]) -> None:
    assert terms_named(f"{{ {body} }}", PREFIXES) == named


@pytest.mark.parametrize(
    "body",
    [
        "?s ex:p ?o ; a ex:C ; ex:q 'x', 1, true, [ ex:p ?z ]",
        "?s ex:p/ex:q ?o",
        "?s ex:p ?o FILTER (!(?s = ?o) && !BOUND(?c) && ! fn:is(?s) && ?s != ?o)",
        "?s ex:p 'x ?y z', \"a \\\" ?s ?p ?o\", '''it's ?s ?p ?o'''",
        "?s ex:p ?o . # ?s ?p ?o",
        "?s ex:p ?n FILTER (?n * 2 > 3 && ?n > ?n -1)",
        "{ SELECT ?a ?b ?c (COUNT(?x) AS ?n) WHERE { ?a ex:p ?b } GROUP BY ?a ?b ?c ORDER BY ?a ?b ?c }",
        "VALUES (?a ?b ?c) { (1 2 3) } ?a ex:p ?b",
    ],
)
def test_what_names_its_predicates_is_narrow(body: str) -> None:
    assert is_narrow(f"{{ {body} }}")
    assert names_predicates(f"{{ {body} }}")


@pytest.mark.parametrize(
    "body",
    [
        "?s ?p ?o",
        "ex:s ?p ex:o",
        "<urn:s> ?p <urn:o>",
        "?s ?p 1",
        "?s ?p true",
        "?s ?p -1",
        "?s ?p .5",
        "?s ?p [ a ex:C ]",
        "?s ?p (1 2)",
        "?s $p 'x'",
        "?s ex:p ?o ; ?p ?q",
        "?s ex:p [ ?p ?o ]",
        "[ ex:p ?s ] ?p ?o",
        "?s !ex:p ?o",
        "?s ! ex:p ?o",
        "?s !(ex:p|^ex:q) ?o",
        "?s !( ^ex:q ) ?o",
        "?s !a ?o",
        '?s ex:p "a\\"b" . ?s ?p "c"',
        "?s ex:p '''it's''' . ?s ?p 'c'",
        "{ SELECT ?a ?b ?c { ?a ?b ?c } }",
        "{ SELECT ?a (COUNT(?b) AS ?n) { ?a ex:p ?b } GROUP BY ?a } ?s ?p ?o",
        "VALUES (?a ?b ?c) { (1 2 3) } ?a ?b ?c",
    ],
)
def test_what_does_not_name_its_predicates_is_not_narrow(body: str) -> None:
    assert not names_predicates(f"{{ {body} }}")
    assert not is_narrow(f"{{ {body} }}")


@pytest.mark.parametrize(
    "body",
    [
        "?s ex:p* ?o",
        "?s ex:p? ?o",
        "?s ex:p * ?o",
        "?s (ex:p/ex:q)* ?o",
        "?s a* ?o",
        "GRAPH ?g { ?s ex:p ?o }",
    ],
)
def test_a_path_of_no_length_and_a_graph_hold_more_than_what_is_named(body: str) -> None:
    assert names_predicates(f"{{ {body} }}")
    assert not is_narrow(f"{{ {body} }}")


@pytest.mark.parametrize(
    ("body", "are_named"),
    [
        ("?s a ex:C", True),
        ("?s a ex:C, <urn:e:D> ; ex:p ?o", True),
        (
            "?s ex:p [ a ex:C ] FILTER NOT EXISTS { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ex:D }",
            True,
        ),
        ("?s a ?c", False),
        ("?s a ex:C, ?c", False),
        ("?s a [ ex:p ?o ]", False),
        ("?s a/ex:p ex:C", False),
        ("?s ex:p/a ex:C", False),
        ("ex:C ^a ?s", False),
        ("?s (a|ex:p) ex:C", False),
        ("?s a ex:C . ?t a ?c", False),
        ("?s ?p ex:C VALUES ?p { a }", False),
    ],
)
def test_types_are_looked_at_by_classes_that_are_named(body: str, are_named: bool) -> None:
    text = f"{{ {body} }}"
    found = looked_at(text, PREFIXES)
    assert found - {CLASSES_NAMED} == terms_named(text, PREFIXES)
    assert (CLASSES_NAMED in found) is are_named
    assert CLASSES_NAMED in looked_at(text, PREFIXES, are_classes_named=True)
    assert CLASSES_NAMED not in looked_at("{ ?s ex:p ?o }", PREFIXES)


def test_who_looks_at_all_types_opens_them_for_all() -> None:
    named, all_of_them = frozenset({TYPE, CLASSES_NAMED, "<urn:c>"}), frozenset({TYPE, "<urn:p>"})
    assert all_looked_at([named, {"<urn:p>"}]) == named | {"<urn:p>"}
    assert all_looked_at([named, all_of_them]) == {TYPE, "<urn:c>", "<urn:p>"}
    assert all_looked_at([]) == set()


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("PREFIX a: <urn:a:> prefix : <urn:b:>\nSELECT * {}", {"a": "urn:a:", "": "urn:b:"}),
        ("# PREFIX a: <urn:a:>\nSELECT ?PREFIX {}", {}),
    ],
)
def test_prefixes_are_found_wherever_they_are_declared(text: str, declared: dict[str, str]) -> None:
    assert prefixes_declared(text) == declared


def test_only_comments_are_taken_out() -> None:
    text = "ASK { ?s <urn:a#b> 'a # b', \"c #d\" .# e 'f\n ?t ex:p '''g\n # h''' } # i"
    assert without_comments(text) == "ASK { ?s <urn:a#b> 'a # b', \"c #d\" .\n ?t ex:p '''g\n # h''' } "


def test_only_variables_get_a_question_mark() -> None:
    text = 'ASK { $s ex:p\\$b <urn:$c>, \'$d\', """$e""" ; ex:q?$f, ex:r$ } # $g'
    assert with_question_marks(text) == text.replace("$s", "?s").replace("$f", "?f")


def test_tokens_know_their_places() -> None:
    text = "{ ?a ex:p.q 'x # y'@en ; # z\n ex:r -1.5e3 . }"
    found = tokens(text)
    assert [text[start:end] for _, start, end in found] == [token.text for token in found]
    assert [token.text for token in found] == [
        *("{", "?a", "ex:p.q", "'x # y'", "@en", ";", "ex:r", "-1.5e3", ".", "}"),
    ]


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("ASK { GRAPH <urn:g> { ?s ?p ?o } }", {"<urn:g>"}),
        ("PREFIX a: <urn:a:> ASK { GRAPH <urn:g> { ?s ?p ?o } }", {"<urn:g>"}),
        ("PREFIX ex: <urn:a:> ASK { GRAPH ex:g { ?s ?p ?o } }", None),
        ("BASE <urn:> ASK { GRAPH <g> { ?s ?p ?o } }", None),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", None),
        ("ASK { ?s ex:GRAPH 'GRAPH ?g' } # FROM <urn:g>", set()),
    ],
)
def test_graphs_are_named_or_may_be_any(text: str, graphs: set[str] | None) -> None:
    assert graphs_named(text, PREFIXES) == graphs


PREDICATES = (TYPE, *(f"<urn:{name}>" for name in ("e:p", "e:q", "e:p.q", "e:持有", "d:1p")))
OBJECTS = ("<urn:a>", "<urn:b>", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
STEPS = st.sampled_from(
    ["a", "ex:p", "ex:q", "ex:p.q", "ex:持有", ":1p", "<urn:e:p>", "^ex:p", "!ex:p", "!(ex:q|a)"]
)
SUBJECTS = st.sampled_from(["?s", "?o", "?x", "<urn:a>", "[]", "[ ex:p ?y ]", "[ ?q ?y ]"])


@st.composite
def paths(draw: st.DrawFn) -> str:
    """A variable, a predicate, or some in a row or to choose from, perhaps of no or any length."""
    steps = draw(st.lists(STEPS, min_size=1, max_size=3))
    path = draw(st.sampled_from(["/", "|", " / "])).join(steps)
    return draw(st.sampled_from([path, path, f"({path})*", f"({path})+", f"({path}) ?", "?p", "$p"]))


@st.composite
def triples(draw: st.DrawFn) -> str:
    """Some patterns with one subject."""
    values = st.sampled_from(
        [
            "?o",
            "?x",
            "<urn:b>",
            "<urn:a>, <urn:b>",
            "<urn:b>, ?x",
            "true",
            "-1",
            ".5",
            "'x ?s ?p ?o'",
            "[ ?p true ]",
            "[]",
        ]
    )
    clauses = draw(st.lists(st.tuples(paths(), values), min_size=1, max_size=2))
    return f"{draw(SUBJECTS)} {' ; '.join(' '.join(clause) for clause in clauses)} ."


def bodies() -> st.SearchStrategy[str]:
    """Bodies of queries, with groups within groups."""
    around = [
        "%s %s",
        "{ %s } UNION { %s }",
        "%s OPTIONAL { %s }",
        "%s MINUS { %s }",
        "%s FILTER EXISTS { %s }",
        "%s FILTER (!EXISTS { %s } && ?s != '}')",
        "%s { SELECT ?s ?p ?o { %s } ORDER BY ?s ?p ?o }",
        "%s VALUES (?s ?p ?o) { (UNDEF ex:p UNDEF) } # ?a ?b ?c\n%s",
    ]
    return st.recursive(
        triples(), lambda inner: st.tuples(st.sampled_from(around), inner, inner).map(lambda t: t[0] % t[1:])
    )


@settings(max_examples=100)
@given(bodies())
@example("?s ex:p/ex:q ?o")
@example("?s ?p true")
@example("?s ex:p* ?o")
@example("?s a|ex:持有 ?o . ?o ex:p.q ?x")
def test_a_narrowed_store_answers_as_the_whole_one(body: str) -> None:
    query, about = f"SELECT * {{ {body} }}", looked_at(f"{{ {body} }}", PREFIXES)
    assume(is_narrow(f"{{ {body} }}"))
    whole, narrowed = Store(visible=(HELD,)), Store(visible=(HELD,))
    narrowed.expect(about)
    for store in (whole, narrowed):
        store.add(HELD, [(s, p, o) for s in OBJECTS[:2] for p in PREDICATES for o in OBJECTS])
    try:
        expected = answers(whole, query, None)
    except QueryError:
        reject()  # a name that is bound twice
    assert answers(narrowed, query, about) == expected


def answers(store: Store, query: str, about: frozenset[str] | None) -> Counter[str]:
    """The solutions, without the names of blank nodes."""
    return Counter(map(str, store.query(query, PREFIXES, about=about)))
