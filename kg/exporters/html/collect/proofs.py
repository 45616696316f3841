"""Why an edge holds, in words: each rule with what it follows from, down to the line in the YAML."""

from __future__ import annotations

from kg.exporters.html.collect.facts import Facts
from kg.exporters.registry import Exportable
from kg.names import is_iri, local_name
from kg.reasoning.rules import Derivation, read_header

_DEEPEST = 6


class Proofs:
    """Proofs of edges; edges that were inferred in no way have none."""

    def __init__(self, graph: Exportable, facts: Facts) -> None:
        self._ways: dict[tuple[str, ...], list[Derivation]] = {
            tuple(map(local_name, triple)): list(ways)
            for triple, ways in graph.derivations.items()
            if is_iri(triple[2])
        }
        self._facts = facts
        self._meaning = {
            file.stem: read_header(file).entries.get("meaning", file.stem)
            for file in sorted(graph.project.ontology.glob("rules/*.rq"))
        }

    def of(self, source: str, relation: str, target: str) -> str:
        """Returns the proof of an edge, a line for each step, what it follows from indented below."""
        return "\n".join(self._lines((source, relation, target), 0, frozenset()))

    def _lines(
        self, edge: tuple[str, str, str], depth: int, above: frozenset[tuple[str, str, str]]
    ) -> list[str]:
        if edge in above or depth > _DEEPEST:
            return []
        lines = []
        for way in sorted(self._ways.get(edge, ()), key=lambda w: w.rule):
            pad = "  " * depth
            lines.append(f"{pad}{' '.join(edge)}")
            lines.append(f"{pad}  {way.rule}: {self._meaning.get(way.rule, way.rule)}")
            for premise in sorted(way.premises, key=str):
                if isinstance(premise, str):
                    lines += self._statement(local_name(premise), depth + 1)
                else:
                    step = (local_name(premise[0]), local_name(premise[1]), local_name(premise[2]))
                    lines += self._lines(step, depth + 1, above | {edge})
        return lines

    def _statement(self, name: str, depth: int) -> list[str]:
        record = self._facts.by_id.get(name)
        where = f"  {self._facts.file_of(record)}:{record.mark.line}" if record else ""
        return [f"{'  ' * depth}{name}{where}"]
