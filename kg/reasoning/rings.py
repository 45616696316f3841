"""Companies that own each other in a ring: finding the rings, and solving their linear equations.

A ring is a strongly connected component of the graph of holdings. Rings are small even in registers of millions
of companies, so that elimination, whose cost grows with the cube of a ring's size, is not what takes the time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

Column: TypeAlias = Sequence[tuple[str, float, float]]
"""The owners of one company with the least and the greatest fraction that each may hold (0 to 1)."""

Vector: TypeAlias = dict[str, float]

TOLERANCE = 1e-12
"""Fractions that differ by less than this are taken as equal."""

_ROUNDS = 1000


def components(owners: Mapping[str, Collection[str]]) -> list[list[str]]:
    """The strongly connected components of the companies, owners before what they own.

    The algorithm is that of Tarjan (1972), without recursion.

    Args:
        owners: For each company, its owners; owners that are not companies of the mapping are left out.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    inside: set[str] = set()
    found: list[list[str]] = []
    for root in owners:
        if root in order:
            continue
        path = [(root, iter(owners[root]))]
        order[root] = lowest[root] = len(order)
        waiting.append(root)
        inside.add(root)
        while path:
            company, rest = path[-1]
            for owner in rest:
                if owner not in owners:
                    continue
                if owner not in order:
                    order[owner] = lowest[owner] = len(order)
                    waiting.append(owner)
                    inside.add(owner)
                    path.append((owner, iter(owners[owner])))
                    break
                if owner in inside:
                    lowest[company] = min(lowest[company], order[owner])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[company])
                if lowest[company] == order[company]:
                    at = waiting.index(company) if waiting[-1] != company else len(waiting) - 1
                    found.append(waiting[at:])
                    inside.difference_update(found[-1])
                    del waiting[at:]
    return found


def eliminate(weights: Mapping[str, Vector], constants: Mapping[str, Vector]) -> dict[str, Vector] | None:
    """Solve x[j] = constants[j] + sum over k of weights[j][k] * x[k], for vectors x[j].

    There is one solution if from every company some part is held outside the ring, however far along it; then
    the powers of the weights sum to the inverse of (I - weights), and elimination needs no pivoting.

    Args:
        weights: For each unknown, the others that it depends on.
        constants: For each unknown, what is known.

    Returns:
        The solution, or None if a part of the ring is wholly owned within itself.
    """
    rows = {unknown: dict(row) for unknown, row in weights.items()}
    known = {unknown: dict(constants[unknown]) for unknown in rows}
    users: dict[str, set[str]] = {unknown: set() for unknown in rows}
    for unknown, row in rows.items():
        for other in row:
            users[other].add(unknown)
    for unknown, row in rows.items():
        leaves = 1.0 - row.pop(unknown, 0.0)
        users[unknown].discard(unknown)
        if leaves <= 0.0:
            return None
        if leaves != 1.0:
            rows[unknown] = row = {other: weight / leaves for other, weight in row.items()}
            known[unknown] = {key: value / leaves for key, value in known[unknown].items()}
        for user in users[unknown]:
            weight = rows[user].pop(unknown)
            _add(rows[user], row, weight)
            _add(known[user], known[unknown], weight)
            for other in row:
                users[other].add(user)
        for other in row:
            users[other].discard(unknown)
    for unknown in reversed(list(rows)):
        for other, weight in rows[unknown].items():
            _add(known[unknown], known[other], weight)
    return known


def reach(
    ring: Sequence[str],
    columns: Mapping[str, Column],
    target: str,
    beyond: Callable[[str], float],
    upper: bool,
) -> Vector:
    """How much of each company of a ring comes to an owner at last, at least or at most.

    Read backwards, from a company to its owners, the holdings are a Markov chain whose probabilities are
    intervals, and what is asked is the least or greatest probability of ever coming to the target (Givan, Leach
    and Dean 2000, bounded-parameter Markov decision processes). The least comes from the least fractions. The
    greatest is found by policy iteration: distribute what is open of each company among its owners, best first;
    solve the linear equations; distribute again, until nothing improves. It ends after finitely many rounds.

    Args:
        ring: The companies.
        columns: Their owners.
        target: The owner, inside the ring or outside.
        beyond: For an owner outside the ring, how much of it is the target's (1 for the target itself).
        upper: Whether to find the greatest or the least.

    Returns:
        For each company, the fraction; for the target itself, what it holds of itself through the ring.
    """
    values: Vector = {company: 0.0 for company in ring if company != target}

    def worth(owner: str) -> float:
        if owner == target:
            return 1.0
        return values[owner] if owner in values else beyond(owner)

    if not upper:
        values = _valued({c: _least(columns[c]) for c in values}, target, beyond, if_closed=0.0)
    else:
        policy = {company: _distributed(columns[company], worth) for company in values}
        for _ in range(_ROUNDS):
            values = _valued(policy, target, beyond, if_closed=1.0)
            better = {company: _distributed(columns[company], worth) for company in values}
            improved = [c for c in values if _total(better[c], worth) > values[c] + TOLERANCE]
            if not improved:
                break
            policy.update((company, better[company]) for company in improved)
        else:
            values = dict.fromkeys(values, 1.0)
    if target in ring:
        own = columns[target]
        values[target] = _total(_distributed(own, worth) if upper else _least(own), worth)
    return values


def room(column: Column) -> bool:
    """Whether the greatest fractions of all owners of a company cannot hold at once."""
    return sum(high for _, _, high in column) > 1.0 + TOLERANCE and any(
        low != high for _, low, high in column
    )


def best(column: Column, worth: Callable[[str], float]) -> float:
    """The most that the owners of a company can be worth, if no more than the whole is distributed."""
    return _total(_distributed(column, worth), worth)


def _least(column: Column) -> list[tuple[str, float]]:
    """The least fractions."""
    return [(owner, low) for owner, low, _ in column]


def _distributed(column: Column, worth: Callable[[str], float]) -> list[tuple[str, float]]:
    """What is open of a company given to the owners who are worth most."""
    spare = 1.0 - sum(low for _, low, _ in column)
    given: list[tuple[str, float]] = []
    for owner, low, high in sorted(column, key=lambda entry: -worth(entry[0])):
        more = max(0.0, min(high - low, spare))
        spare -= more
        given.append((owner, low + more))
    return given


def _total(given: Iterable[tuple[str, float]], worth: Callable[[str], float]) -> float:
    """What some fractions are worth."""
    return min(1.0, sum(fraction * worth(owner) for owner, fraction in given))


def _valued(
    policy: Mapping[str, Sequence[tuple[str, float]]],
    target: str,
    beyond: Callable[[str], float],
    if_closed: float,
) -> Vector:
    """The fractions that come to the target under one distribution.

    A ring of which less comes to the target than a float can tell from nothing is given the safe value.
    """
    rows: dict[str, Vector] = {}
    known: dict[str, Vector] = {}
    for company, given in policy.items():
        row: Vector = {}
        constant = 0.0
        for owner, fraction in given:
            if owner in policy:
                row[owner] = row.get(owner, 0.0) + fraction
            else:
                constant += fraction * (1.0 if owner == target else beyond(owner))
        rows[company], known[company] = row, {"": constant}
    leading = _leading(rows, known)
    solved = eliminate(
        {c: {k: w for k, w in rows[c].items() if k in leading} for c in leading},
        {c: known[c] for c in leading},
    )
    if solved is None:
        return {company: if_closed if company in leading else 0.0 for company in policy}
    return {company: min(1.0, solved[company][""]) if company in solved else 0.0 for company in policy}


def _leading(rows: Mapping[str, Vector], known: Mapping[str, Vector]) -> set[str]:
    """The companies from which something comes to the target at all."""
    users: dict[str, list[str]] = {}
    for company, row in rows.items():
        for owner, weight in row.items():
            if weight > 0.0:
                users.setdefault(owner, []).append(company)
    found = {company for company, vector in known.items() if vector[""] > 0.0}
    waiting = list(found)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return found


def _add(vector: Vector, more: Mapping[str, float], factor: float) -> None:
    """Add a multiple of one vector to another."""
    for key, value in more.items():
        vector[key] = vector.get(key, 0.0) + factor * value
