"""Why edges hold: for each the rules that gave it, with the statements and edges that they started from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.exporters.html.collect.words import short, text_of_map
from kg.exporters.html.model import Edge, Rule, Step, Text
from kg.exporters.registry import Exportable
from kg.graph.query_header import read_header
from kg.model import Term, Triple
from kg.names import is_iri
from kg.reasoning.rules import Derivation

_Ends = tuple[str, ...]

_CODED = {
    "control": Rule(
        "control",
        (("en", "Control"), ("zh", "控制")),
        (
            (
                "en",
                "Whoever holds more than half of the votes, alone or with what it controls, or is stated to control.",
            ),
            ("zh", "单独或连同其所控制者持有过半数表决权，或被声明为控制者。"),
        ),
    )
}
"""What steps of reasoning without a file are called."""


def proved(graph: Exportable, edges: Sequence[Edge], rules: Mapping[_Ends, str]) -> list[Edge]:
    """Returns edges with their proofs; what was inferred in no way has none.

    An edge that rests on a statement shows the ways that start from it. A premise is a statement's id or an edge's
    id, or the ends and the relation of an edge that the page does not have.

    Args:
        graph: A graph that has been reasoned over.
        edges: Edges of all times.
        rules: By which rule an edge follows on other days than the asked one, by its ends and statements.
    """
    ways: dict[_Ends, list[Derivation]] = {
        tuple(map(short, triple)): list(found)
        for triple, found in graph.derivations.items()
        if is_iri(triple[2])
    }
    known: dict[_Ends, str] = {}
    for edge in edges:
        known.setdefault((edge.source, edge.relation, edge.target), edge.id)
    done = []
    for edge in edges:
        steps = [
            Step(way.rule, tuple(sorted(_premise(p, known) for p in way.premises)))
            for way in sorted(ways.get((edge.source, edge.relation, edge.target), ()), key=lambda w: w.rule)
            if _starts_from(way, edge)
        ]
        rule = rules.get((edge.source, edge.relation, edge.target, *edge.statements))
        if not steps and rule:
            steps = [Step(rule, edge.statements)]
        done.append(replace(edge, proof=tuple(dict.fromkeys(steps))) if steps else edge)
    return done


def _starts_from(way: Derivation, edge: Edge) -> bool:
    named = {short(p) for p in way.premises if isinstance(p, str)}
    return not edge.statements or not named or not named.isdisjoint(edge.statements)


def _premise(premise: Term | Triple, known: dict[_Ends, str]) -> str:
    if isinstance(premise, str):
        return short(premise)
    ends = tuple(map(short, premise))
    return known.get(ends, " ".join(ends))


def rules_of(graph: Exportable, edges: Iterable[Edge]) -> tuple[Rule, ...]:
    """Returns the rules that the proofs of edges name; those of the program itself have no file and only a name."""
    used: dict[str, None] = defaultdict(None)
    for edge in edges:
        used.update(dict.fromkeys(step.rule for step in edge.proof))
    rules = []
    for name in sorted(used):
        file = graph.project.ontology / "rules" / f"{name}.rq"
        if not file.is_file():
            rules.append(_CODED.get(name) or Rule(name, (("en", name),)))
            continue
        entries = read_header(file).entries
        rules.append(Rule(name, _said(entries, "name") or (("en", name),), _said(entries, "meaning")))
    return tuple(rules)


def _said(entries: Mapping[str, str], key: str) -> Text:
    """An entry of a header in all its languages: `name` is English, `name zh` Chinese."""
    found = {"en": entries.get(key, "")}
    found |= {k.removeprefix(f"{key} "): words for k, words in entries.items() if k.startswith(f"{key} ")}
    return text_of_map({language: words for language, words in found.items() if words})
