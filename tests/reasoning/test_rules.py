from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.graph import Store
from kg.graph.query_header import Header, read_header
from kg.model import Term, Triple
from kg.names import KG, TRUE, TYPE, iri
from kg.reasoning.rules import Derivation, compile_rule, read_rules
from kg.vocabulary import Vocabulary
from tests.conftest import ROOT

G = "<urn:g>"
RULES = sorted((ROOT / "ontology" / "rules").glob("*.rq"))
EX = {"ex": "urn:ex:"}


def header(text: str) -> Header:
    entries = dict(re.findall(r"(?m)^# (\w+): (.*)$", text))
    return Header("test.rq", entries, text)


def store(*triples: tuple[str, str, str]) -> Store:
    found = Store(visible=(G,))
    found.add(G, triples)
    return found


def test_a_rule_gives_edges_with_their_premises() -> None:
    rule = compile_rule(
        header(
            "# premises: ?s (?a ex:knows ?b)\nCONSTRUCT { ?a ex:p ?b ; a ex:C } WHERE { ?s ex:from ?a ; ex:to ?b }"
        ),
        EX,
    )
    found = set(
        rule.run(store(("<urn:s>", "<urn:ex:from>", "<urn:a>"), ("<urn:s>", "<urn:ex:to>", "<urn:b>")))
    )
    because: frozenset[Term | Triple] = frozenset({"<urn:s>", ("<urn:a>", "<urn:ex:knows>", "<urn:b>")})
    assert found == {
        Derivation(("<urn:a>", "<urn:ex:p>", "<urn:b>"), "test", because),
        Derivation(("<urn:a>", TYPE, "<urn:ex:C>"), "test", because),
    }
    assert rule.writes == {"<urn:ex:p>", TYPE}
    assert rule.reads == {"<urn:ex:from>", "<urn:ex:to>"}


def test_a_dollar_begins_the_same_variable_as_a_question_mark() -> None:
    text = (
        "# premises: ?s ($a ex:knows ?b)\nCONSTRUCT {{ ?a ex:p $b ; ex:q ?made }} WHERE {{"
        " {s} ex:from $a {{ $s ex:to ?b }} UNION {{ ?s ex:via {b} }} ?s ex:sum '$b of ?a'"
        " BIND (IRI(CONCAT('urn:', STR({b}))) AS $made) }} GROUP BY $s ?a {b} $made"
    )
    one, other = (compile_rule(header(text.format(s=s, b=b)), EX) for s, b in (("?s", "?b"), ("$s", "$b")))
    assert other.select == one.select
    assert "'$b of ?a'" in other.body
    assert (other.head, other.premises) == (one.head, one.premises)
    assert other.invents


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# premises: ?s\nSELECT ?s WHERE { ?s ?p ?o }", "a rule is `CONSTRUCT"),
        ("CONSTRUCT { ?s ex:p ?o } WHERE { ?s ?p ?o }", "premises"),
        ("# premises: ?s\nCONSTRUCT { ?s ex:p 'x' } WHERE { ?s ?p ?o }", "IRIs and variables only"),
        ("# premises: ?s\nCONSTRUCT { ?s no:p ?o } WHERE { ?s ?p ?o }", "`no:` is not declared"),
        ("# premises: ?s\nCONSTRUCT { ?x ex:p ?o } WHERE { ?s ?p ?o }", "?x does not occur"),
        ("# premises: ?y\nCONSTRUCT { ?s ex:p ?o } WHERE { ?s ?p ?o }", "?y does not occur"),
        ("# premises: ?s\nCONSTRUCT { ?s ex:p } WHERE { ?s ?p ?o }", "not made of triples"),
    ],
)
def test_a_malformed_rule_is_an_error(text: str, message: str) -> None:
    with pytest.raises(OntologyError, match=re.escape(message)):
        compile_rule(header(text), EX)


def test_what_stands_in_a_negation_is_known() -> None:
    rule = compile_rule(
        header(
            "# premises: ?s\nCONSTRUCT { ?s ex:p ?o } WHERE { ?s ex:q ?o FILTER NOT EXISTS { ?o ex:r ?s } }"
        ),
        EX,
    )
    assert rule.negated == {"<urn:ex:r>"}


@pytest.mark.parametrize("file", RULES, ids=lambda f: f.stem)
def test_every_rule_says_what_it_means(file: Path, vocabulary: Vocabulary) -> None:
    found = read_header(file)
    for key in ("name", "meaning", "premises", "example"):
        assert found.entries.get(key), f"{file.name} lacks {key}"
    compile_rule(found, vocabulary.prefixes)


def test_all_rules_are_read(vocabulary: Vocabulary) -> None:
    assert [r.name for r in read_rules(ROOT / "ontology", vocabulary.prefixes)] == [f.stem for f in RULES]


@pytest.mark.parametrize(
    ("body", "is_narrow"),
    [
        ("?a kg:owner ?b", True),
        ("?a kg:owner ?b ; kg:owned ?c . ?c a kg:Company FILTER (?b != ?c && !bound(?d))", True),
        ("?a kg:owner ?b . { SELECT ?b (SUM(?x) AS ?y) { ?b kg:share ?x } GROUP BY ?b }", True),
        ("[] kg:owner ?b . ?s kg:target kg:x", True),
        ("?a ?p ?b", False),
        ("?a kg:owner ?b ; ?p ?c", False),
        ("kg:x ?p kg:y", False),
        ("?a kg:owner [ ?p 1 ]", False),
        ("[ kg:owner ?a ] ?p 'x'", False),
        ("?a $p ?b", False),
        ("?a kg:owner/kg:owned ?b", True),
        ("?a kg:owner* ?b", False),
        ("?a (kg:owner|kg:owned)? ?b", False),
        ("?a !kg:owner ?b", False),
        ("?a !(kg:owner|kg:owned) ?b", False),
        ("GRAPH ?g { ?a kg:owner ?b }", False),
    ],
)
def test_only_a_rule_whose_predicates_are_all_named_sees_no_more_than_those(
    body: str, is_narrow: bool
) -> None:
    text = f"# premises: ?a\nCONSTRUCT {{ ?a kg:x ?b }} WHERE {{ ?a kg:z ?b . {body} }}"
    assert compile_rule(Header("r.rq", {"premises": "?a"}, text), {}).is_narrow is is_narrow


def test_the_shipped_rules_need_no_more_than_they_name(vocabulary: Vocabulary) -> None:
    assert all(rule.is_narrow for rule in read_rules(ROOT / "ontology", vocabulary.prefixes))


def test_what_is_true_or_not_there_is_looked_up_whatever_it_is_called() -> None:
    text = "CONSTRUCT { ?s ex:p ?o } WHERE { ?s a ex:C ; kg:inForce true ; ex:q ?o }"
    rule = compile_rule(Header("test.rq", {"premises": "?s"}, text), EX)
    held, other = "<urn:held>", "<urn:other>"
    triples = [(s, p, o) for s in (held, other) for p, o in ((TYPE, "<urn:ex:C>"), ("<urn:ex:q>", "<urn:o>"))]
    found = list(rule.run(store(*triples, (held, iri(KG + "inForce"), TRUE))))
    assert [derivation.conclusion for derivation in found] == [(held, "<urn:ex:p>", "<urn:o>")]
    elsewhere = compile_rule(Header("test.rq", {"premises": "?s"}, text), {**EX, "kg": "urn:kg:"})
    no = '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    assert not list(elsewhere.run(store(*triples, (held, "<urn:kg:inForce>", no))))
