"""Proofs as text, JSON, Mermaid and Turtle (PROV-O)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kg.asking.proofs import Found, Proof, evidence
from kg.exporters.turtle import write_turtle
from kg.model import Record, Term, Triple
from kg.names import KG, iri, local_name
from kg.reasoning.controls import MOST_WAYS
from kg.reasoning.inferences import inference_triples
from kg.reasoning.rules import Derivation

_IN_GROUP = iri(KG + "inGroup")

Describe = Callable[[Term], str]
"""What a person calls a term."""


def as_text(proofs: Iterable[Proof], records: Mapping[Term, Record], describe: Describe) -> str:
    """Each proof as an indented tree, down to file, line, source and place in it."""
    lines: list[str] = []
    for number, proof in enumerate(proofs, 1):
        tree = _tree(proof, records, describe, "   ", set())
        lines += [f"{number}. {_edge(proof.conclusion)}", *tree, ""]
    return "\n".join(lines)


def left_out(found: Found) -> str:
    """What of the proofs is not shown, in words; "" if nothing is."""
    shown = len(found.proofs)
    parts = []
    if found.stopped:
        parts.append(
            f"{shown} derivations shown; the search stopped after {found.total}, so there may be more, and smaller "
            "ones: --max 0 looks at all, however long it takes"
        )
    elif found.total > shown:
        parts.append(f"{shown} of {found.total} derivations shown; --max 0 shows all")
    parts += [
        f"of the ways to derive `{_edge(edge)}` the graph keeps the first {MOST_WAYS}, since there can be very many"
        for edge in found.cut
    ]
    return "\n".join(parts)


def _edge(triple: Triple) -> str:
    return " ".join(local_name(term) for term in triple)


def _tree(
    proof: Proof, records: Mapping[Term, Record], describe: Describe, indent: str, shown: set[Term]
) -> Iterator[str]:
    alone = ", since nobody is known to have controlled it" if proof.conclusion[1] == _IN_GROUP else ""
    yield f"{indent}by the rule {proof.rule}{', from' if proof.premises else alone}"
    for premise in proof.premises:
        if isinstance(premise, str):
            if premise in shown:
                yield f"{indent}- {describe(premise)} (as above)"
                continue
            shown.add(premise)
            mark = records[premise].mark if premise in records else ""
            yield f"{indent}- {describe(premise)}"
            yield f"{indent}    {mark}"
            for found in evidence(records, premise):
                when = f", {found.date}" if found.date else ""
                where = f" ({found.at})" if found.at else ""
                stance = f" [{local_name(found.stance)}]" if found.stance else ""
                yield f"{indent}    {found.publisher}{when}: {found.title}{where}{stance}"
        else:
            yield f"{indent}- {_edge(premise.conclusion)}"
            yield from _tree(premise, records, describe, indent + "  ", shown)


def as_json(proofs: Iterable[Proof], records: Mapping[Term, Record], describe: Describe) -> str:
    """The proofs as a JSON array of trees."""
    return json.dumps([_data(p, records, describe) for p in proofs], indent=2, ensure_ascii=False) + "\n"


def _data(premise: Term | Proof, records: Mapping[Term, Record], describe: Describe) -> dict[str, Any]:
    if not isinstance(premise, str):
        return {
            "edge": dict(
                zip(("subject", "predicate", "object"), map(local_name, premise.conclusion), strict=True)
            ),
            "rule": premise.rule,
            "premises": [_data(p, records, describe) for p in premise.premises],
        }
    mark = records[premise].mark if premise in records else None
    return {
        "statement": local_name(premise),
        "label": describe(premise),
        "file": mark.file if mark else "",
        "line": mark.line if mark else 0,
        "sources": [
            {
                "id": local_name(e.source),
                "title": e.title,
                "publisher": e.publisher,
                "date": e.date,
                "at": e.at,
                "stance": local_name(e.stance) if e.stance else "supports",
            }
            for e in evidence(records, premise)
        ],
    }


def as_mermaid(proofs: Iterable[Proof], describe: Describe) -> str:
    """The proofs as one Mermaid flowchart, from statements up to the edge."""
    nodes: dict[str, str] = {}
    lines: list[str] = []

    def node(key: str, text: str, shape: str) -> str:
        if key not in nodes:
            nodes[key] = f"n{len(nodes)}"
            safe = text.replace('"', "'").replace("<", "‹").replace(">", "›")
            left, right = {"edge": ('(["', '"])'), "rule": ('{{"', '"}}'), "leaf": ('["', '"]')}[shape]
            lines.append(f"  {nodes[key]}{left}{safe}{right}")
        return nodes[key]

    def draw(proof: Proof) -> str:
        top = node(str(proof.conclusion), _edge(proof.conclusion), "edge")
        rule = node(f"{proof.conclusion}{proof.rule}{sorted(proof.statements)}", proof.rule, "rule")
        link(rule, top)
        for premise in proof.premises:
            below = node(premise, describe(premise), "leaf") if isinstance(premise, str) else draw(premise)
            link(below, rule)
        return top

    def link(source: str, target: str) -> None:
        line = f"  {source} --> {target}"
        if line not in lines:
            lines.append(line)

    for proof in proofs:
        draw(proof)
    return "\n".join(["flowchart BT", *lines]) + "\n"


def as_turtle(proofs: Iterable[Proof], base: str, prefixes: Mapping[str, str]) -> str:
    """The proofs as inference nodes with PROV, as they stand in the graph."""
    derived: dict[Triple, list[Derivation]] = {}

    def collect(proof: Proof) -> None:
        premises: set[Term | Triple] = set()
        for premise in proof.premises:
            if isinstance(premise, str):
                premises.add(premise)
            else:
                premises.add(premise.conclusion)
                collect(premise)
        way = Derivation(proof.conclusion, proof.rule, frozenset(premises))
        ways = derived.setdefault(proof.conclusion, [])
        if way not in ways:
            ways.append(way)

    for proof in proofs:
        collect(proof)
    edges = list(derived)
    return write_turtle([*edges, *inference_triples(derived, base)], prefixes)
