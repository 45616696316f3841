from __future__ import annotations

import json
import re

import pytest
import rdflib

from kg.asking.differences import conclusions
from kg.asking.proofs import Proof, evidence, find_proofs
from kg.exporters.proofs import as_json, as_mermaid, as_text, as_turtle, left_out
from kg.model import Term, Triple
from kg.names import KG, iri, local_name
from kg.pipeline import Graph, load
from kg.reasoning.controls import MOST_WAYS
from kg.reasoning.labels import describer
from kg.reasoning.ownership_facts import reported_only
from kg.reasoning.rules import Derivation
from kg.reasoning.status import Asked
from tests.asking.replay import holds, with_statements, without_statements
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
A, B, C = (
    ("<urn:a>", "<urn:p>", "<urn:b>"),
    ("<urn:b>", "<urn:p>", "<urn:c>"),
    ("<urn:c>", "<urn:p>", "<urn:a>"),
)

CIRCLE = {
    "data/source.yaml": "kind: Source\ntitle: A filing\npublisher: P\nsourceType: filing\ntitleBasis: descriptive\n"
    "date: 2019\n",
    **{f"data/{name}.yaml": f"kind: Company\nname: {name}\n" for name in ("alpha", "beta", "gamma", "delta")},
    "data/app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
    "data/other.yaml": "kind: Platform\nname: Other\ncategory: messenger\n",
}


def stake(owner: str, owned: str, share: float, more: str = "") -> str:
    return f"kind: Stake\nowner: {owner}\nowned: {owned}\nshare: {share}\n{more}sources: [{{ref: source}}]\n"


def operation(operator: str, platform: str, more: str = "") -> str:
    return f"kind: Operation\noperator: {operator}\nplatform: {platform}\n{more}sources: [{{ref: source}}]\n"


def block(more: str) -> str:
    return (
        f"kind: Block\nactor: app\ntarget: other\nmechanism: link-block\n{more}sources: [{{ref: source}}]\n"
    )


@pytest.fixture
def circle(make_project: MakeProject) -> Graph:
    """Alpha holds gamma directly and, with what beta holds, again; beta and gamma hold each other."""
    return load(
        project=make_project(
            {
                **CIRCLE,
                "data/a-b.yaml": stake("alpha", "beta", 60),
                "data/a-c.yaml": stake("alpha", "gamma", 40),
                "data/b-c.yaml": stake("beta", "gamma", 60),
                "data/c-b.yaml": stake("gamma", "beta", 40),
                "data/c-runs-app.yaml": operation("gamma", "app"),
                "data/d-runs-other.yaml": operation("delta", "other"),
                "data/block.yaml": block("date: 2020-05\n"),
            }
        )
    )


def edges_of(graph: Graph, every: int = 1) -> list[Triple]:
    return sorted(edge for edge in conclusions(graph.derivations))[::every]


def proved(graph: Graph, edge: Triple, most: int = 10) -> list[Proof]:
    return find_proofs(graph.derivations, edge, most, reported_only(graph.records)).proofs


def replayed(graph: Graph, edges: list[Triple], most: int) -> None:
    for edge in edges:
        found = proved(graph, edge, most)
        assert found, edge
        for proof in found:
            assert holds(with_statements(graph, proof.statements), edge), (edge, proof.statements)


def all_premises(graph: Graph, edge: Triple) -> set[Term]:
    return {s for proof in proved(graph, edge, 100_000) for s in proof.statements}


def test_every_proof_replays(tiny: Graph, circle: Graph) -> None:
    for graph in (tiny, circle):
        edges = edges_of(graph)
        assert edges
        replayed(graph, edges, 1000)


def test_proofs_of_the_shipped_data_replay(shipped: Graph) -> None:
    edges = edges_of(shipped)
    by_predicate: dict[Term, list[Triple]] = {}
    for edge in edges:
        by_predicate.setdefault(edge[1], []).append(edge)
    assert {iri(KG + name) for name in ("blocks", "groupBlocks", "controls", "owns")} <= by_predicate.keys()
    for listed in by_predicate.values():
        replayed(shipped, listed[:: max(1, len(listed) // 6)], 2)


def test_without_all_premises_the_edge_is_gone(tiny: Graph, circle: Graph) -> None:
    for graph in (tiny, circle):
        for edge in edges_of(graph):
            premises = all_premises(graph, edge)
            if premises:
                assert not holds(without_statements(graph, premises), edge), edge
            else:
                assert edge[0] == edge[2]  # in its own group, since nobody controls it


def test_without_one_of_the_premises_of_the_only_proof_the_edge_is_gone(circle: Graph) -> None:
    edge = (iri(ID + "alpha"), iri(KG + "groupBlocks"), iri(ID + "delta"))
    (proof, *others) = proved(circle, edge)
    assert not others
    for premise in (iri(ID + "block"), iri(ID + "c-runs-app"), iri(ID + "d-runs-other"), iri(ID + "b-c")):
        assert premise in proof.statements
        assert not holds(without_statements(circle, {premise}), edge)


def test_a_ring_does_not_prove_itself() -> None:
    derivations = {
        A: [Derivation(A, "round", frozenset({C})), Derivation(A, "said", frozenset({"<urn:s>"}))],
        B: [Derivation(B, "round", frozenset({A}))],
        C: [Derivation(C, "round", frozenset({B}))],
    }
    (only,) = find_proofs(derivations, A).proofs
    assert (only.rule, only.statements, only.size) == ("said", frozenset({"<urn:s>"}), 1)
    (longest,) = find_proofs(derivations, C).proofs
    assert longest.size == 3


def test_what_only_a_ring_supports_has_no_proof() -> None:
    derivations = {A: [Derivation(A, "r", frozenset({B}))], B: [Derivation(B, "r", frozenset({A}))]}
    assert find_proofs(derivations, A).proofs == []


def test_the_proof_from_the_fewest_statements_comes_first_and_no_more_than_asked() -> None:
    many: list[frozenset[Term | Triple]] = [
        frozenset({"<urn:1>", "<urn:2>"}),
        frozenset({"<urn:3>"}),
        frozenset({B}),
    ]
    derivations = {
        A: [Derivation(A, "r", premises) for premises in many],
        B: [Derivation(B, "q", frozenset({f"<urn:{n}>" for n in range(4, 7)}))],
    }
    assert [len(p.statements) for p in find_proofs(derivations, A).proofs] == [1, 2, 3]
    assert [len(p.statements) for p in find_proofs(derivations, A, most=2).proofs] == [1, 2]


def test_every_combination_of_proofs_of_the_premises_is_a_proof() -> None:
    derivations = {
        A: [Derivation(A, "both", frozenset({B, C}))],
        B: [Derivation(B, "r", frozenset({f"<urn:b{n}>"})) for n in range(3)],
        C: [Derivation(C, "r", frozenset({f"<urn:c{n}>"})) for n in range(2)],
    }
    assert len({p.statements for p in find_proofs(derivations, A).proofs}) == 6


def test_a_membership_rests_on_what_held_on_the_day_of_the_act(make_project: MakeProject) -> None:
    graph = load(
        project=make_project(
            {
                **CIRCLE,
                "data/early.yaml": stake("alpha", "beta", 80, "from: 2018\nuntil: 2019-06-01\n"),
                "data/late.yaml": stake("alpha", "beta", 55, "from: 2019-06-01\n"),
                "data/b-runs-app.yaml": operation("beta", "app"),
                "data/block.yaml": block("date: 2020-05-04\n"),
            }
        )
    )
    edge = (iri(ID + "block"), iri(KG + "actingGroup"), iri(ID + "alpha"))
    (proof,) = proved(graph, edge)
    assert proof.statements == {iri(ID + name) for name in ("block", "b-runs-app", "late")}
    assert holds(with_statements(graph, proof.statements), edge)


def test_who_is_reported_to_run_a_platform_later_is_a_premise_before(make_project: MakeProject) -> None:
    graph = load(
        asked=Asked(),
        project=make_project(
            {
                **CIRCLE,
                "data/b-runs-app.yaml": operation("beta", "app", "asOf: 2022\n"),
                "data/block.yaml": block("date: 2020-05-04\n"),
            }
        ),
    )
    edge = (iri(ID + "block"), iri(KG + "actingGroup"), iri(ID + "beta"))
    (proof,) = proved(graph, edge)
    assert proof.statements == {iri(ID + "block"), iri(ID + "b-runs-app")}


def test_evidence_names_source_publisher_date_and_place(tiny: Graph) -> None:
    records = {record.subject: record for record in tiny.records}
    first, second = evidence(records, iri(ID + "weibo-bans-wechat-promotion"))
    assert (first.publisher, first.date, first.at) == ("A news agency", "2014-11-27", "par. 1")
    assert second.title == "A blog's article"
    assert evidence(records, iri(ID + "nothing")) == []


def test_all_forms_can_be_read(circle: Graph) -> None:
    edge = (iri(ID + "alpha"), iri(KG + "groupBlocks"), iri(ID + "delta"))
    found = proved(circle, edge)
    records = {record.subject: record for record in circle.records}
    describe = describer(circle.records, circle.vocabulary)
    (tree,) = json.loads(as_json(found, records, describe))
    assert tree["edge"] == {"subject": "alpha", "predicate": "groupBlocks", "object": "delta"}
    leaves = [p for p in tree["premises"] if "statement" in p]
    assert [(p["statement"], p["line"]) for p in leaves] == [("block", 1)]
    assert leaves[0]["file"].endswith("data/block.yaml")
    assert leaves[0]["sources"][0]["publisher"] == "P"
    text = as_text(found, records, describe)
    assert text.startswith("1. alpha groupBlocks delta\n")
    assert text.count("data/block.yaml:1:1") == 1  # what is shown above is not told again
    assert "(as above)" in text
    turtle = rdflib.Graph().parse(
        data=as_turtle(found, circle.project.base, circle.prefixes), format="turtle"
    )
    prov = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    assert (None, prov, rdflib.URIRef(ID + "block")) in turtle
    subject, predicate, target = (rdflib.URIRef(term[1:-1]) for term in edge)
    assert (subject, predicate, target) in turtle


def test_mermaid_is_a_flowchart_of_known_nodes(circle: Graph) -> None:
    edge = (iri(ID + "alpha"), iri(KG + "groupBlocks"), iri(ID + "delta"))
    lines = as_mermaid(proved(circle, edge), lambda term: f'a "name" <{len(term)}>').splitlines()
    assert lines[0] == "flowchart BT"
    node = re.compile(r'  (n\d+)(?:\(\["[^"<>]*"\]\)|\{\{"[^"<>]*"\}\}|\["[^"<>]*"\])')
    declared = {match[1] for line in lines[1:] if (match := node.fullmatch(line))}
    arrows = [match.groups() for line in lines[1:] if (match := re.fullmatch(r"  (n\d+) --> (n\d+)", line))]
    assert len(declared) + len(arrows) == len(lines) - 1
    assert len(arrows) == len(set(arrows)) > 5
    assert {end for arrow in arrows for end in arrow} == declared


def layered(layers: int, ways: int) -> dict[Triple, list[Derivation]]:
    """A chain of edges, each of which follows in several ways from the one before it."""
    edges = [(f"<urn:{n}>", "<urn:p>", f"<urn:{n + 1}>") for n in range(layers)]
    return {
        edge: [
            Derivation(edge, "r", frozenset({f"<urn:s{n}.{way}>", *edges[:n][-1:]})) for way in range(ways)
        ]
        for n, edge in enumerate(edges)
    }


def test_a_search_that_stops_says_so_and_one_for_all_does_not_stop() -> None:
    derivations = layered(8, 3)
    top = list(derivations)[-1]
    some = find_proofs(derivations, top, 10)
    assert (len(some.proofs), some.stopped) == (10, True)
    assert some.total < 3**8
    assert "the search stopped after" in left_out(some)
    every = find_proofs(derivations, top, 0)
    assert (len(every.proofs), every.total, every.stopped) == (3**8, 3**8, False)
    assert len({proof.statements for proof in every.proofs}) == 3**8
    assert left_out(every) == ""


def test_what_is_not_shown_is_counted() -> None:
    derivations = layered(2, 3)
    found = find_proofs(derivations, list(derivations)[-1], 4)
    assert (found.stopped, found.cut) == (False, ())
    assert left_out(found) == "4 of 9 derivations shown; --max 0 shows all"


def test_the_ways_to_control_that_are_not_kept_are_told_of(make_project: MakeProject) -> None:
    names = [f"h{n}" for n in range(9)]
    files = {
        **CIRCLE,
        **{f"data/{name}.yaml": f"kind: Company\nname: {name}\n" for name in names},
        **{f"data/a-{name}.yaml": stake("alpha", name, 100) for name in names},
        **{f"data/{name}-b.yaml": stake(name, "beta", 11) for name in names},
    }
    graph = load(project=make_project(files))
    edge = (iri(ID + "alpha"), iri(KG + "controls"), iri(ID + "beta"))  # by any five of nine: 126 ways
    found = find_proofs(graph.derivations, edge, 0)
    assert (found.total, found.stopped, found.cut) == (MOST_WAYS, False, (edge,))
    assert f"`alpha controls beta` the graph keeps the first {MOST_WAYS}" in left_out(found)


def test_a_source_that_disputes_a_statement_is_marked(make_project: MakeProject) -> None:
    source = "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n"
    platform = "kind: Platform\nname: App\ncategory: messenger\n"
    block = "kind: Block\nactor: app\ntarget: site\nmechanism: link-block\ndate: 2014\n"
    graph = load(
        project=make_project(
            {
                "data/one.yaml": source,
                "data/two.yaml": source,
                "data/app.yaml": platform,
                "data/site.yaml": platform,
                "data/ban.yaml": f"{block}sources: [{{ref: one}}, {{ref: two, at: p. 2, stance: disputes}}]\n",
            }
        )
    )
    records = {r.subject: r for r in graph.records}
    edge = (iri(ID + "app"), iri(KG + "blocks"), iri(ID + "site"))
    found = find_proofs(graph.derivations, edge).proofs
    assert as_text(found, records, local_name).splitlines()[-2:] == [
        "       P: T",
        "       P: T (p. 2) [disputes]",
    ]
    (leaf,) = json.loads(as_json(found, records, local_name))[0]["premises"]
    assert [each["stance"] for each in leaf["sources"]] == ["supports", "disputes"]


def test_only_a_group_follows_from_that_nobody_controlled_it() -> None:
    alone = Proof(("<urn:a>", iri(KG + "inGroup"), "<urn:a>"), "control", ())
    other = Proof(("<urn:a>", "<urn:p>", "<urn:b>"), "mine", ())
    told = [as_text([proof], {}, str).splitlines()[1].strip() for proof in (alone, other)]
    assert told == ["by the rule control, since nobody is known to have controlled it", "by the rule mine"]
