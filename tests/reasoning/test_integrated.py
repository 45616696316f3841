from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reasoning.holdings import Holding
from kg.reasoning.ownership import Range
from kg.reasoning.rings import components, eliminate
from tests.reasoning.markets import AGENTS, DAY, columns, holding, market
from tests.reasoning.on_a_day import effective_shares

Matrix = dict[tuple[str, str], Fraction]


def exactly(holdings: str) -> dict[str, dict[str, float]]:
    """The effective shares where they are exact."""
    shares = effective_shares(market(holdings), DAY)
    assert all(found.exact for owners in shares.values() for found in owners.values())
    return {
        company: {owner: found.low for owner, found in owners.items()} for company, owners in shares.items()
    }


def passed_on(matrix: Matrix, owner: str, agents: str) -> dict[str, Fraction]:
    """How much of each company ever comes to an owner, by exact elimination over those from which anything does."""
    leading = {owner}
    for _ in agents:
        leading |= {owned for (holder, owned), share in matrix.items() if share and holder in leading}
    unknown = sorted(leading - {owner})
    rows = [
        [Fraction(one == other) - matrix.get((other, one), Fraction(0)) for other in unknown]
        + [matrix.get((owner, one), Fraction(0))]
        for one in unknown
    ]
    for index in range(len(unknown)):
        pivot = next(row for row in range(index, len(unknown)) if rows[row][index])
        rows[index], rows[pivot] = rows[pivot], rows[index]
        rows[index] = [value / rows[index][index] for value in rows[index]]
        for row in range(len(unknown)):
            if row != index and rows[row][index]:
                rows[row] = [a - rows[row][index] * b for a, b in zip(rows[row], rows[index], strict=True)]
    found = {one: rows[index][-1] for index, one in enumerate(unknown)}
    known = {**found, owner: Fraction(1)}
    found[owner] = sum(
        (known.get(k, Fraction(0)) * share for (k, j), share in matrix.items() if j == owner), Fraction(0)
    )
    return found


def test_a_chain_multiplies_and_paths_add_up() -> None:
    shares = exactly("A B 60, B C 50, A C 10, D C 20")
    assert shares["C"] == pytest.approx({"B": 50, "A": 40, "D": 20})
    assert shares["B"] == pytest.approx({"A": 60})


def test_two_companies_that_hold_half_of_each_other() -> None:
    # The example of Elliott, Golub and Jackson, Financial Networks and Contagion (American Economic Review 104, 2014):
    # each of two organisations owns half of the other, the rest is private; the private owners of the first have
    # two thirds of its value and one third of the other's.
    shares = exactly("P A 50, Q B 50, A B 50, B A 50")
    assert {owner: shares["A"][owner] for owner in "PQ"} == pytest.approx({"P": 200 / 3, "Q": 100 / 3})
    assert {owner: shares["B"][owner] for owner in "PQ"} == pytest.approx({"P": 100 / 3, "Q": 200 / 3})


# Worked examples of Allen White, Direct Consolidation (as stored in sergiosaraiva/fc-kb on GitHub), part 2, sections
# 3.2 (several paths), 3.5 (a group of six) and 3.6 (by the inverse of I - D): the "indirect financial percentage".
WHITE = {
    "3.2": ("P C1 80, P C2 60, P C3 40, C1 C4 30, C2 C4 20, C3 C4 20, P C4 10", {"P C4": 54.0}),
    "3.5": (
        "P C1 75, P C2 80, P C3 30, P C4 35, C1 C4 25, C3 C2 7, C2 C5 35, C4 C5 25",
        {"P C1": 75.0, "P C2": 82.1, "P C3": 30.0, "P C4": 53.75, "P C5": 42.1725},
    ),
    "3.6": (
        "P A 80, P B 60, P C 10, A C 40, B A 10, B C 20",
        {"P A": 86.0, "P B": 60.0, "P C": 56.4, "A C": 40.0, "B A": 10.0, "B C": 24.0},
    ),
}


@pytest.mark.parametrize(("holdings", "expected"), WHITE.values(), ids=WHITE)
def test_financial_percentages_of_a_textbook(holdings: str, expected: dict[str, float]) -> None:
    shares = exactly(holdings)
    found = {pair: shares[owned][owner] for pair in expected for owner, owned in [pair.split()]}
    assert found == pytest.approx(expected)


def test_crossed_participations_of_a_textbook() -> None:
    """White, section 3.4: along "nearly all" paths 97.851 % and not 92; along the rest too it is 92 / 0.94."""
    shares = exactly("P C1 80, P C2 60, C1 C2 30, C2 C1 20")
    assert shares["C1"]["P"] == pytest.approx(92 / 0.94)
    assert shares["C1"]["P"] == pytest.approx(97.851, abs=0.03)


def test_a_company_that_holds_part_of_its_parent_does_not_raise_the_parents_share_over_the_whole() -> None:
    """White, section 3.4: counted along all paths it would be 111 %, "which makes obviously no sense"."""
    assert exactly("P C1 100, C1 P 10, P C2 80")["C1"]["P"] == pytest.approx(100)


@given(*[st.integers(0, 99)] * 4)
def test_a_cross_holding_in_closed_form(a: int, b: int, p: int, q: int) -> None:
    # A holds a of B and B holds b of A. With d = 1 - ab, an outsider who holds p of A and q of B has (p + bq) / d of A
    # and (q + ap) / d of B; A has a of B, and ab of itself.
    p, q = min(p, 100 - b), min(q, 100 - a)
    holdings = [holding("A", "B", a), holding("B", "A", b), holding("X", "A", p), holding("X", "B", q)]
    shares = effective_shares(holdings, DAY)
    d = 1 - a * b / 10_000
    zero = Range(0, 0)
    assert shares["A"].get("X", zero).low == pytest.approx((p + b * q / 100) / d)
    assert shares["B"].get("X", zero).low == pytest.approx((q + a * p / 100) / d)
    assert shares["B"].get("A", zero).low == pytest.approx(a)
    assert shares["A"].get("A", zero).low == pytest.approx(a * b / 100)


def test_a_ring_of_three_in_closed_form() -> None:
    # Each of three holds h of the next, and an outsider the rest of the first: (1 - h) / (1 - h^3) of it.
    h = 0.4
    shares = exactly("A B 40, B C 40, C A 40, X A 60")
    whole = (1 - h) / (1 - h**3) * 100
    assert [shares[company]["X"] for company in "ABC"] == pytest.approx([whole, whole * h, whole * h * h])
    assert shares["A"]["A"] == pytest.approx(100 * h**3)


def test_a_ring_that_is_wholly_owned_within_itself_belongs_to_nobody_outside() -> None:
    shares = exactly("A B 100, B A 100, B C 50")
    assert shares["A"] == pytest.approx({"A": 100, "B": 100})
    assert shares["C"] == pytest.approx({"A": 50, "B": 50})


def test_own_shares() -> None:
    assert exactly("A A 20, X A 40") == {"A": pytest.approx({"A": 20, "X": 50})}


def test_an_unknown_share_is_neither_nothing_nor_all() -> None:
    shares = effective_shares(market("A B, B C 50, D B 30"), DAY)
    assert shares["B"]["A"] == Range(0, 70)
    assert shares["C"] == {"B": Range(50, 50), "A": Range(0, 35), "D": Range(15, 15)}


def test_bounds_do_not_give_the_same_part_away_twice() -> None:
    # A could hold all of B or all of C, and B and C could each hold all of D; yet A can hold no more than all of D.
    shares = effective_shares(market("A B, A C, B D, C D, A D 20"), DAY)
    assert shares["D"]["A"] == Range(20, 100)
    halved = effective_shares(market("A B 50, A C 50, B D, C D, A D 20"), DAY)
    assert [*halved["D"]["A"]] == pytest.approx([20, 60])


def test_unknown_shares_in_a_ring() -> None:
    # A and B may hold any part of each other that X leaves: in the end all of it may be X's, or no more than a tenth.
    shares = effective_shares(market("X A 10, A B, B A"), DAY)
    assert (shares["A"]["X"].low, shares["A"]["X"].high) == pytest.approx((10, 100))
    assert (shares["B"]["X"].low, shares["B"]["X"].high) == pytest.approx((0, 100))


def test_a_choice_of_rings_that_lead_nowhere() -> None:
    shares = effective_shares(market("X C 50, A B, B A, C A, C B"), DAY)
    assert (shares["A"]["X"].low, shares["A"]["X"].high) == pytest.approx((0, 50))


def test_sums_over_the_whole_give_bounds() -> None:
    shares = effective_shares(market("A Y 70, B Y 60"), DAY)
    assert shares["Y"] == {"A": Range(40, 70), "B": Range(30, 60)}


def test_sums_that_are_rounded_over_the_whole_are_brought_down_to_it() -> None:
    assert exactly("A Y 50.5, B Y 50")["Y"] == pytest.approx({"A": 5050 / 100.5, "B": 5000 / 100.5})
    shares = effective_shares(market("X A 1, A B 100, B A 100"), DAY)
    assert shares["B"]["X"].low == pytest.approx(100)


@settings(max_examples=400, deadline=None)
@given(columns(exact=True, most=4))
def test_effective_shares_solve_the_linear_system(holdings: list[Holding]) -> None:
    matrix = {(each.owner, each.owned): Fraction(each.low) / 100 for each in holdings}
    shares = effective_shares(holdings, DAY)
    for owner in AGENTS:
        expected = passed_on(matrix, owner, AGENTS)
        for company in AGENTS:
            found = shares.get(company, {}).get(owner, Range(0, 0))
            assert found.low == pytest.approx(100 * float(expected.get(company, 0)), abs=1e-9)
            assert found.high == pytest.approx(found.low, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(columns(exact=True, most=4))
def test_for_outsiders_it_is_the_sum_over_all_paths(holdings: list[Holding]) -> None:
    # Brioschi, Buzzacchi and Colombo (1989): d + dA + dAA + ..., where it converges fast enough to be summed.
    matrix = {(each.owner, each.owned): 0.9 * each.low / 100 for each in holdings}
    matrix |= {("X", each.owned): 0.1 for each in holdings}
    shares = effective_shares([holding(*pair, 100 * share) for pair, share in matrix.items()], DAY)
    direct = {company: matrix.get(("X", company), 0.0) for company in AGENTS}
    step, total = direct, direct
    for _ in range(300):
        step = {j: sum(step[k] * matrix.get((k, j), 0.0) for k in AGENTS) for j in AGENTS}
        total = {j: total[j] + step[j] for j in AGENTS}
    for company, owners in shares.items():
        assert owners["X"].low == pytest.approx(100 * total[company])


def distributions(holdings: list[Holding], step: int) -> Iterator[Matrix]:
    """All distributions on a grid that keep the bounds and give away no more than the whole."""
    choices = [range(int(each.low), int(each.high) + 1, step) for each in holdings]
    for shares in product(*choices):
        sums: Mapping[str, int] = {
            each.owned: sum(s for other, s in zip(holdings, shares, strict=True) if other.owned == each.owned)
            for each in holdings
        }
        if all(total <= 100 for total in sums.values()):
            yield {(h.owner, h.owned): Fraction(s, 100) for h, s in zip(holdings, shares, strict=True)}


@st.composite
def open_columns(draw: st.DrawFn) -> list[Holding]:
    """A few holdings among four, up to three of which are open."""
    holdings = [
        each
        for each in draw(columns(exact=False, most=3, step=50))
        if {each.owner, each.owned} <= set("ABCD")
    ]
    opened = [each for each in holdings if each.low != each.high]
    return [each for each in holdings if each.low == each.high or each in opened[:3]]


@settings(max_examples=150, deadline=None)
@given(open_columns())
def test_bounds_are_the_extremes_of_all_distributions(holdings: list[Holding]) -> None:
    # The extremes are taken at corners of the bounds, all of which lie on the grid.
    found: dict[tuple[str, str], list[Fraction]] = {}
    for matrix in distributions(holdings, step=50):
        for owner in "ABCD":
            expected = passed_on(matrix, owner, "ABCD")
            for company in "ABCD":
                found.setdefault((owner, company), []).append(expected.get(company, Fraction(0)))
    shares = effective_shares(holdings, DAY)
    for (owner, company), values in found.items():
        bounds = shares.get(company, {}).get(owner, Range(0, 0))
        assert bounds.low == pytest.approx(100 * float(min(values)), abs=1e-7)
        assert bounds.high == pytest.approx(100 * float(max(values)), abs=1e-7)


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.lists(st.sampled_from("ABCDEFG"), max_size=3), max_size=6)
)
def test_components_are_mutually_reachable_and_owners_come_first(owners: dict[str, list[str]]) -> None:
    above = {company: set(found) & owners.keys() for company, found in owners.items()}
    for _ in owners:
        above = {c: found | {far for near in found for far in above[near]} for c, found in above.items()}
    rings = components(owners)
    assert sorted(company for ring in rings for company in ring) == sorted(owners)
    at = {company: index for index, ring in enumerate(rings) for company in ring}
    for company in owners:
        for other in owners:
            mutual = company == other or (other in above[company] and company in above[other])
            assert (at[company] == at[other]) == mutual
            assert other not in above[company] or at[other] <= at[company]


def test_a_long_chain_needs_no_recursion() -> None:
    holdings = [holding(f"C{n}", f"C{n + 1}", 100) for n in range(5000)]
    assert effective_shares(holdings[-3:], DAY)["C5000"]["C4997"] == Range(100, 100)
    assert len(components({each.owned: [each.owner] for each in reversed(holdings)})) == 5000


def test_elimination_of_a_closed_ring_has_no_solution() -> None:
    assert eliminate({"A": {"B": 1.0}, "B": {"A": 1.0}}, {"A": {"": 0.0}, "B": {"": 0.0}}) is None
    assert eliminate({"A": {"A": 0.5}}, {"A": {"": 1.0}}) == {"A": {"": 2.0}}
