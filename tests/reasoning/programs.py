"""Rules evaluated by brute force, to judge the engine's evaluation by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.graph import Store
from kg.graph.query_header import Header
from kg.model import Term, Triple
from kg.reasoning.rules import Derivation, Rule, compile_rule

G, INFERRED = "<urn:g>", "<urn:i>"
EX = {"ex": "urn:ex:"}

Atom: TypeAlias = Triple
"""A pattern: variables begin with `?`."""


@dataclass(frozen=True)
class Clause:
    """A rule as brute force takes it: a head that follows from atoms, and from the lack of others."""

    name: str
    head: Atom
    body: tuple[Atom, ...]
    negated: tuple[Atom, ...] = ()

    @property
    def rule(self) -> Rule:
        """The same as a compiled rule, of which all atoms are premises."""
        body = " . ".join(written(atom) for atom in self.body)
        nots = " ".join(f"FILTER NOT EXISTS {{ {written(atom)} }}" for atom in self.negated)
        premises = " ".join(f"({written(atom)})" for atom in self.body)
        return rule(self.name, written(self.head), f"{body} {nots}", premises)


def rule(name: str, head: str, body: str, premises: str) -> Rule:
    """Compile a rule from its parts."""
    text = f"CONSTRUCT {{ {head} }} WHERE {{ {body} }}"
    return compile_rule(Header(f"{name}.rq", {"premises": premises}, text), EX)


def written(atom: Atom) -> str:
    """An atom as SPARQL has it."""
    return " ".join(atom)


def stored(triples: Iterable[Triple]) -> Store:
    """A store with some asserted triples."""
    store = Store(visible=(G, INFERRED))
    store.add(G, sorted(triples))
    return store


def naive(strata: Sequence[Sequence[Clause]], facts: Iterable[Triple]) -> dict[Triple, set[Derivation]]:
    """All derivations: every clause of a stratum evaluated over everything, until nothing changes."""
    known = set(facts)
    found: dict[Triple, set[Derivation]] = {}
    for clauses in strata:
        grew = True
        while grew:
            grew = False
            for clause in clauses:
                for bound in list(_matches(clause.body, known, {})):
                    if any(True for _ in _matches_any(clause.negated, known, bound)):
                        continue
                    conclusion = _filled(clause.head, bound)
                    premises: frozenset[Term | Triple] = frozenset(_filled(a, bound) for a in clause.body)
                    ways = found.setdefault(conclusion, set())
                    way = Derivation(conclusion, clause.name, premises)
                    if way not in ways:
                        ways.add(way)
                        known.add(conclusion)
                        grew = True
    return found


def _matches_any(atoms: Iterable[Atom], known: set[Triple], bound: Mapping[str, Term]) -> Iterator[object]:
    for atom in atoms:
        yield from _matches((atom,), known, bound)


def _matches(
    body: Sequence[Atom], known: set[Triple], bound: Mapping[str, Term]
) -> Iterator[Mapping[str, Term]]:
    if not body:
        yield bound
        return
    for triple in known:
        now = dict(bound)
        if all(
            now.setdefault(wanted, term) == term if wanted[0] == "?" else _iri(wanted) == term
            for wanted, term in zip(body[0], triple, strict=True)
        ):
            yield from _matches(body[1:], known, now)


def _filled(atom: Atom, bound: Mapping[str, Term]) -> Triple:
    s, p, o = (bound[term] if term[0] == "?" else _iri(term) for term in atom)
    return s, p, o


def _iri(name: str) -> Term:
    return f"<urn:ex:{name.removeprefix('ex:')}>"
