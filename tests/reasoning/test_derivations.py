from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, islice, product

import pytest
from hypothesis import given, settings

from kg.reasoning.control import Votes, control_on, votes_on
from kg.reasoning.derivations import Derivation, coalition_votes, derivations
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership import Range
from tests.reasoning.markets import AGENTS, DAY, claim, columns, histories, holding, market

Sets = set[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Proof:
    """A derivation of control with a proof of the control of every company that it goes through."""

    controller: str
    controlled: str
    certain: bool
    derivation: Derivation
    proofs: tuple[Proof, ...]

    @property
    def statements(self) -> frozenset[str]:
        below = (name for proof in self.proofs for name in proof.statements)
        return frozenset({*self.derivation.statements, *below})


def proofs(
    votes: Votes,
    controller: str,
    controlled: str,
    certain: bool = True,
    limit: int = 100,
    without: frozenset[str] = frozenset(),
) -> list[Proof]:
    """Proofs of control that do not use the control of some companies, up to a limit at each step."""

    def found() -> Iterator[Proof]:
        barred = without | {controlled}
        for step in derivations(votes, controller, controlled, certain, without):
            parts = [proofs(votes, controller, other, certain, limit, barred) for other in step.through]
            for chosen in product(*parts):
                yield Proof(controller, controlled, certain, step, chosen)

    return list(islice(found(), limit))


def votes_of(step: Derivation, certain: bool = True) -> float:
    """The percentage of the votes that the holdings come to, at least if certain, else at most."""
    return sum(voter.low if certain else voter.high for voter in step.voters)


def minimal(sets: Iterable[frozenset[str]]) -> Sets:
    found = set(sets)
    return {one for one in found if not any(other < one for other in found)}


def steps(proof: Proof) -> Iterator[Proof]:
    yield proof
    for part in proof.proofs:
        yield from steps(part)


def test_the_holdings_that_add_up_are_named() -> None:
    votes = votes_on(market("A B 60, B Y 30, A Y 25, C Y 10"), [], DAY)
    (found,) = derivations(votes, "A", "Y")
    assert found.statements == ("A-Y", "B-Y")
    assert votes_of(found) == 55
    assert found.through == ("B",)
    (proof,) = proofs(votes, "A", "Y")
    assert proof.statements == {"A-B", "A-Y", "B-Y"}


def test_no_premise_can_be_left_out() -> None:
    votes = votes_on(market("A B 60, B Y 30, A Y 25, A C 60, C Y 26, A D 60, D Y 1"), [], DAY)
    assert [found.statements for found in derivations(votes, "A", "Y")] == [
        ("B-Y", "C-Y"),
        ("A-Y", "B-Y"),
        ("A-Y", "C-Y"),
    ]


def test_a_majority_needs_no_help() -> None:
    votes = votes_on(market("A Y 60, A B 60, B Y 10"), [], DAY)
    assert [found.statements for found in derivations(votes, "A", "Y")] == [("A-Y",)]


def test_statements_of_control_come_first() -> None:
    votes = votes_on(market("A B 60, B Y 60"), [claim("A", "Y"), claim("B", "Y")], DAY)
    assert [found.statements for found in derivations(votes, "A", "Y")] == [("A>Y",), ("B>Y",), ("B-Y",)]


def test_control_of_all_who_share_it() -> None:
    joint = [claim("A", "Y", joint=True), claim("B", "Y", joint=True)]
    votes = votes_on(market("P A 60, P B 60"), joint, DAY)
    (found,) = derivations(votes, "P", "Y")
    assert found.statements == ("A>Y", "B>Y")
    assert found.through == ("A", "B")
    assert [proof.statements for proof in proofs(votes, "P", "Y")] == [{"A>Y", "B>Y", "P-A", "P-B"}]


def test_a_company_is_not_needed_for_its_own_control() -> None:
    votes = votes_on(market("A B 60, B C 60, C B 40"), [], DAY)
    assert [found.statements for found in derivations(votes, "A", "B")] == [("A-B",)]
    assert list(derivations(votes, "A", "A")) == []
    stated = votes_on(market("B C 60, C B 60"), [claim("A", "B")], DAY)
    assert [found.statements for found in derivations(stated, "A", "B")] == [("A>B",)]


def test_possible_control_names_the_unknown_share() -> None:
    votes = votes_on(market("A Y, A Z 30, Y Z 15-25"), [], DAY)
    (found,) = derivations(votes, "A", "Z", certain=False)
    assert votes_of(found, certain=False) == 55
    assert found.statements == ("A-Z", "Y-Z")
    (above,) = derivations(votes, "A", "Y", certain=False)
    assert [(voter.low, voter.high) for voter in above.voters] == [(0, 100)]
    assert list(derivations(votes, "A", "Z")) == []


def test_many_small_holdings_do_not_take_for_ever() -> None:
    holdings = [holding("A", f"C{n}", 60) for n in range(40)] + [
        holding(f"C{n}", "Y", 2.4) for n in range(40)
    ]
    votes = votes_on(holdings, [], DAY)
    found = list(islice(derivations(votes, "A", "Y"), 50))
    assert len(found) == 50
    assert all(len(each.voters) == 21 for each in found)
    assert len(proofs(votes, "A", "Y", limit=3)) == 3


def test_one_great_holding_among_many_small_ones() -> None:
    holdings = [holding("A", "Y", 60)]
    holdings += [holding("A", f"C{n}", 60) for n in range(40)] + [holding(f"C{n}", "Y", 1) for n in range(40)]
    assert len(list(derivations(votes_on(holdings, [], DAY), "A", "Y"))) == 1


@pytest.mark.parametrize(
    ("holdings", "expected"),
    [
        ("A Y 30, B Y 15", Range(30, 30)),
        ("A Y 30, B Y 15, A B 60", Range(45, 45)),
        ("A Y 30, B Y 15, A B", Range(30, 45)),
        ("A Y, B Y 15", Range(0, 85)),
        ("A Y 60, B Y 60", Range(40, 60)),
        ("B Y 15", Range(0, 0)),
        ("A Y 40, Y B 60, B Y 40", Range(40, 40)),
    ],
)
def test_how_far_a_coalition_comes(holdings: str, expected: Range) -> None:
    assert coalition_votes(votes_on(market(holdings), [], DAY), "A", "Y") == expected


@settings(max_examples=200, deadline=None)
@given(columns(exact=True, most=2, step=20))
def test_proofs_are_the_minimal_sets_of_statements(holdings: list[Holding]) -> None:
    holdings = holdings[:7]
    votes = votes_on(holdings, [], DAY)
    winning: dict[tuple[str, str], Sets] = {}
    for chosen in chain.from_iterable(combinations(holdings, size) for size in range(len(holdings) + 1)):
        for controller, companies in control_on(chosen, [], DAY).certain.items():
            for company in companies:
                winning.setdefault((controller, company), set()).add(frozenset(each.id for each in chosen))
    for controller in AGENTS:
        for company in AGENTS:
            found = {proof.statements for proof in proofs(votes, controller, company, limit=10**6)}
            assert minimal(found) == minimal(winning.get((controller, company), set()))


@settings(max_examples=150, deadline=None)
@given(histories(most=7))
def test_proofs_can_be_replayed_and_are_all_there_are(
    history: tuple[list[Holding], list[ControlClaim]],
) -> None:
    holdings, claims = history
    control = control_on(holdings, claims, DAY)
    for certain, relation in ((True, control.certain), (False, control.possible)):
        for controller in AGENTS:
            for company in AGENTS:
                found = proofs(control.votes, controller, company, certain, limit=200)
                assert bool(found) == (company in relation.get(controller, frozenset()))
                for proof in found:
                    for step in steps(proof):
                        replay(step, control.votes.totals.get(step.controlled))
                # What may be grows when somebody else's stated holding goes; what must be does not, unless
                # a contradiction goes with it.
                if certain and not any(column.excess for column in control.votes.columns.values()):
                    steps_found = derivations(control.votes, controller, company)
                    used = {name for one in steps_found for name in one.statements}
                    left = control_on(
                        [each for each in holdings if each.id not in used],
                        [each for each in claims if each.id not in used],
                        DAY,
                    )
                    assert company not in left.certain.get(controller, frozenset())


def replay(proof: Proof, total: float | None) -> None:
    """Check one step of a proof by arithmetic alone."""
    step = proof.derivation
    assert tuple(part.controlled for part in proof.proofs) == step.through
    assert all(part.controller == proof.controller for part in proof.proofs)
    assert {voter.owner for voter in step.voters} <= {proof.controller, *step.through}
    if step.voters:
        assert votes_of(step, proof.certain) > 50
        if not proof.certain and total is not None:
            assert sum(voter.low for voter in step.voters) > total - 50
    else:
        assert step.claims
