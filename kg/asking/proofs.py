"""Why an inferred edge holds: every derivation as a tree, down to the statements, their lines and their sources."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from typing import TypeAlias

from kg.model import Record, Term, Triple
from kg.names import KG, PROV, REF, STANCE, TRUE, iri, is_iri, literal_parts
from kg.reasoning.controls import CONTROLS, MOST_WAYS
from kg.reasoning.memberships import GROUP, MEMBER
from kg.reasoning.rules import Derivation
from kg.reasoning.status import IN_FORCE

_DERIVED_FROM = iri(PROV + "wasDerivedFrom")
_AT, _TITLE, _PUBLISHER, _DATE = (iri(KG + name) for name in ("at", "title", "publisher", "date"))
_SOURCES, _IN_GROUP = iri(KG + "sources"), iri(KG + "inGroup")
_START, _END = iri(KG + "startEarliest"), iri(KG + "endLatest")
_SEARCHED = 4096
"""How many trees are looked at, unless all are wanted, to find the smallest ones."""
_BELOW = 64
"""How many proofs of each premise go into them then."""

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


@dataclass(frozen=True, slots=True)
class _Described:
    """What is looked up about minted nodes and statements, gathered in one pass over the derivations.

    Attributes:
        members: The member of each membership.
        groups: Its group.
        because: The statements that made it so at any time.
        starts: The first day on which each statement may hold.
        ends: The first on which it certainly no longer does.
    """

    members: dict[Term, Term] = field(default_factory=dict)
    groups: dict[Term, Term] = field(default_factory=dict)
    because: dict[Term, list[Term]] = field(default_factory=dict)
    starts: dict[Term, Term] = field(default_factory=dict)
    ends: dict[Term, Term] = field(default_factory=dict)


def _described(derivations: Derivations) -> _Described:
    found = _Described()
    single = {MEMBER: found.members, GROUP: found.groups, _START: found.starts, _END: found.ends}
    for subject, predicate, value in derivations:
        if predicate in single:
            single[predicate][subject] = value
        elif predicate == _DERIVED_FROM:
            found.because.setdefault(subject, []).append(value)
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for proofs came to.

    Attributes:
        proofs: As many as were wanted, those from the fewest statements first.
        total: How many different ones were seen.
        stopped: Whether the search stopped before it had seen all, so that there may be more and smaller ones.
        cut: The edges of control in them of which the graph keeps only some of the ways in which they follow.
    """

    proofs: list[Proof]
    total: int
    stopped: bool
    cut: tuple[Triple, ...]


@dataclass(slots=True)
class _Search:
    """What a search for proofs looks at, how many proofs of a premise it takes, and whether it left any out."""

    derivations: Derivations
    about: _Described
    reported: Container[Term]
    below: int | None
    stopped: bool = False
    cut: set[Triple] = field(default_factory=set)

    def trees(self, edge: Triple, above: frozenset[Triple]) -> Iterator[Proof]:
        """All trees in which no edge is needed for its own proof."""
        if edge in above:
            return
        inside = above | {edge}
        ways = sorted(self.derivations.get(edge, ()), key=_order)
        if edge[1] == CONTROLS and len(ways) >= MOST_WAYS:
            self.cut.add(edge)
        for derivation in ways:
            choices: list[list[Term | Proof]] = []
            for premise in sorted(derivation.premises, key=str):
                if isinstance(premise, tuple):
                    choices.append([*self._some(self.trees(premise, inside), self.below)])
                elif premise in self.about.members:
                    choices.append([self._membership(premise, derivation)])
                else:
                    choices.append([premise])
            for chosen in product(*choices):
                yield Proof(edge, derivation.rule, chosen)

    def _some(self, trees: Iterator[Proof], most: int | None) -> list[Proof]:
        """As many trees as are taken; notes if there are more."""
        found = list(islice(trees, most))
        if most is not None and next(trees, None) is not None:
            self.stopped = True
        return found

    def search(self, edge: Triple, most: int | None) -> list[Proof]:
        """Different proofs of an edge, the smallest first."""
        unique = {_shape(proof): proof for proof in self._some(self.trees(edge, frozenset()), most)}
        return sorted(unique.values(), key=lambda p: (len(p.statements), p.size, _shape(p)))

    def _membership(self, node: Term, derivation: Derivation) -> Proof:
        """A membership stands for the statements that made it so when it was used."""
        days = [self.about.starts[p] for p in derivation.premises if p != node and p in self.about.starts]
        because = self.about.because.get(node, ())
        statements = tuple(s for s in because if self._holds(s, min(days) if days else None))
        edge = (self.about.members[node], _IN_GROUP, self.about.groups[node])
        return Proof(edge, "control", statements)

    def _holds(self, statement: Term, day: Term | None) -> bool:
        """Whether a statement may hold on a day or did until then, or on the day that was asked for.

        What ended on the day itself counts, since a deal is aimed at the group that it ends.
        """
        if day is None:
            return statement in self.reported or (statement, IN_FORCE, TRUE) in self.derivations
        begun = statement in self.reported or self.about.starts.get(statement, day) <= day
        return begun and (statement not in self.about.ends or day <= self.about.ends[statement])


def find_proofs(
    derivations: Derivations, edge: Triple, most: int = 10, reported: Container[Term] = ()
) -> Found:
    """The proofs of an edge, with whether they are all there are; none if the edge was not inferred.

    There can be exponentially many, so that the search stops after some thousands, unless all are wanted: then it
    goes on to the end, however long that takes. What bounds it even so is that of the ways to control something,
    which are as many as there are minimal majorities of its votes, the graph keeps the first `MOST_WAYS`.

    Args:
        derivations: Of all inferred triples.
        edge: What is to be proved.
        most: How many are wanted at most; 0 for all.
        reported: Statements without a start, which may hold before the day as of which they are reported.
    """
    search = _Search(derivations, _described(derivations), reported, _BELOW if most else None)
    found = search.search(edge, max(_SEARCHED, most) if most else None)
    return Found(found[:most] if most else found, len(found), search.stopped, tuple(sorted(search.cut)))


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
        stance: How it stands to the statement, if that is stated; it supports it if not.
    """

    source: Term
    title: str
    publisher: str
    date: str
    at: str
    stance: Term | None = None


def evidence(records: Mapping[Term, Record], statement: Term) -> list[Evidence]:
    """The citations of a statement, in the order of the YAML."""
    found = []
    for citation in records[statement].fields.get(_SOURCES, ()) if statement in records else ():
        fields = records[citation].fields
        for ref in fields.get(REF, ()):
            source = records[ref].fields if ref in records else {}
            title, publisher, date = (_text(source.get(name)) for name in (_TITLE, _PUBLISHER, _DATE))
            stance = next(iter(fields.get(STANCE, ())), None)
            found.append(Evidence(ref, title, publisher, date, _text(fields.get(_AT)), stance))
    return found


def _text(values: Iterable[Term] | None) -> str:
    return next((literal_parts(v)[0] for v in values or () if not is_iri(v)), "")
