"""Why an inferred edge holds: every derivation as a tree, down to the statements, their lines and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from typing import TypeAlias

from kg.model import Record, Term, Triple
from kg.names import KG, PROV, REF, iri, is_iri, literal_parts
from kg.reasoning.rules import Derivation

_DERIVED_FROM = iri(PROV + "wasDerivedFrom")
_AT, _TITLE, _PUBLISHER, _DATE = (iri(KG + name) for name in ("at", "title", "publisher", "date"))
_SOURCES = iri(KG + "sources")
_SEARCHED = 4096
"""How many trees are looked at, at most, to find the smallest ones."""

Derivations: TypeAlias = Mapping[Triple, Iterable[Derivation]]


@dataclass(frozen=True)
class Proof:
    """One way to derive an edge.

    Attributes:
        conclusion: The edge.
        rule: What it follows by.
        premises: Statements, and edges with a proof of each.
    """

    conclusion: Triple
    rule: str
    premises: tuple[Term | Proof, ...]

    @cached_property
    def statements(self) -> frozenset[Term]:
        """All statements at the leaves."""
        found: set[Term] = set()
        for premise in self.premises:
            found |= {premise} if isinstance(premise, str) else premise.statements
        return frozenset(found)

    @cached_property
    def size(self) -> int:
        """The number of steps in the tree."""
        return 1 + sum(p.size for p in self.premises if not isinstance(p, str))


def proofs(derivations: Derivations, edge: Triple, most: int = 10) -> list[Proof]:
    """The proofs of an edge, those from the fewest statements first.

    Args:
        derivations: Of all inferred triples.
        edge: What is to be proved.
        most: How many are wanted at most.

    Returns:
        None if the edge was not inferred.
    """
    found = list(islice(_trees(derivations, edge, frozenset()), _SEARCHED))
    unique = {(proof.rule, proof.statements, _shape(proof)): proof for proof in found}
    return sorted(unique.values(), key=lambda p: (len(p.statements), p.size, _shape(p)))[:most]


def _trees(derivations: Derivations, edge: Triple, above: frozenset[Triple]) -> Iterator[Proof]:
    """All trees in which no edge is needed for its own proof."""
    if edge in above:
        return
    inside = above | {edge}
    for derivation in sorted(derivations.get(edge, ()), key=_order):
        choices: list[list[Term | Proof]] = []
        for premise in sorted(derivation.premises, key=str):
            if isinstance(premise, tuple):
                choices.append(list(islice(_trees(derivations, premise, inside), 64)))
            else:
                choices.append([*_minted(derivations, premise)] or [premise])
        for chosen in product(*choices):
            yield Proof(edge, derivation.rule, chosen)


def _minted(derivations: Derivations, node: Term) -> Iterator[Term | Proof]:
    """A node that the program minted (a membership) stands for what it was derived from."""
    if "/membership/" not in node:
        return
    about = {p: o for s, p, o in _describing(derivations, node)}
    statements = tuple(sorted(o for _, p, o in _describing(derivations, node) if p == _DERIVED_FROM))
    member, group = about.get(iri(KG + "member"), node), about.get(iri(KG + "group"), node)
    yield Proof((member, iri(KG + "inGroup"), group), "control", statements)


def _describing(derivations: Derivations, node: Term) -> Iterator[Triple]:
    yield from (triple for triple in derivations if triple[0] == node)


def _order(derivation: Derivation) -> tuple[int, str, str]:
    return len(derivation.premises), derivation.rule, str(sorted(map(str, derivation.premises)))


def _shape(proof: Proof) -> str:
    inner = sorted(p if isinstance(p, str) else _shape(p) for p in proof.premises)
    return f"{proof.rule}({','.join(inner)})"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on.

    Attributes:
        source: The source's id as a term.
        title: As the record has it.
        publisher: Who published it.
        date: When, as stated, or "".
        at: Where in it, or "".
    """

    source: Term
    title: str
    publisher: str
    date: str
    at: str


def evidence(records: Mapping[Term, Record], statement: Term) -> list[Evidence]:
    """The citations of a statement, in the order of the YAML."""
    found = []
    for citation in records[statement].fields.get(_SOURCES, ()) if statement in records else ():
        fields = records[citation].fields
        for ref in fields.get(REF, ()):
            source = records[ref].fields if ref in records else {}
            title, publisher, date = (_text(source.get(name)) for name in (_TITLE, _PUBLISHER, _DATE))
            found.append(Evidence(ref, title, publisher, date, _text(fields.get(_AT))))
    return found


def _text(values: Iterable[Term] | None) -> str:
    return next((literal_parts(v)[0] for v in values or () if not is_iri(v)), "")
