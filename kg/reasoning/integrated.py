"""Effective (integrated) shares: what part of a company is somebody's in the end, along all paths of holdings.

For an owner whom nobody owns it is the integrated ownership of Brioschi, Buzzacchi and Colombo (1989): with the
direct holdings d of the owner and the holdings A among the companies, the row d (I - A)^-1. For a company that
is itself in a ring that row counts its own shares again with every turn, and can exceed 100 %; there the
refinement of Baldone, Brioschi and Paleari (1998) is used, in which no path returns to the owner: with
V = (I - A)^-1 it is V[i][j] / V[i][i], and (V[i][i] - 1) / V[i][i] of itself. The two agree wherever the owner is
not in a ring.

Read backwards, that is the probability that the profit of a company, passed on to its owners in proportion to
their holdings, ever comes to the owner. So it exists whenever the holdings in each company do not exceed 100 %,
and is between 0 and 100 % too; the linear system is only singular where a ring is wholly owned within itself,
and nobody outside then has any part of it.

Where the holdings in a company exceed 100 % by no more than rounding explains, all are brought down in proportion.

Bounds are sharp for holdings that are ranges or unknown: every value between them, and no other, comes from some
distribution that keeps all ranges and gives away no more than 100 % of any company.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.reasoning.rings import Column, Vector, best, eliminate, reach, room

Fractions = dict[str, tuple[float, float]]
"""For each owner of a company, the least and the greatest fraction (0 to 1)."""


def upstream(columns: Mapping[str, Column], companies: Iterable[str]) -> list[str]:
    """The companies of the mapping that are among some companies or hold any part of them, directly or not."""
    found = [company for company in dict.fromkeys(companies) if company in columns]
    seen = set(found)
    for company in found:
        for owner, _, _ in columns[company]:
            if owner in columns and owner not in seen:
                seen.add(owner)
                found.append(owner)
    return found


def normal(column: Column) -> Column:
    """A column of which the least fractions exceed the whole by rounding, brought down to the whole."""
    total = sum(low for _, low, _ in column)
    if total <= 1.0:
        return column
    exact = all(low == high for _, low, high in column)
    return [(owner, low / total, low / total if exact else high) for owner, low, high in column]


def integrate(
    ring: Sequence[str], columns: Mapping[str, Column], above: Mapping[str, Fractions]
) -> dict[str, Fractions]:
    """The effective shares in a ring of companies, or in one that is in none.

    Args:
        ring: The companies.
        columns: Their owners.
        above: The effective shares in the owners that are companies outside the ring.
    """
    if len(ring) == 1 and all(owner != ring[0] for owner, _, _ in columns[ring[0]]):
        return {ring[0]: _passed_on(columns[ring[0]], above)}
    inside = set(ring)
    owners = dict.fromkeys(ring)
    for company in ring:
        for owner, _, _ in columns[company]:
            if owner not in inside:
                owners[owner] = None
                owners.update(dict.fromkeys(above.get(owner, ())))
    bounds = [_solved(ring, columns, above, 0), None]
    if not any(room(columns[company]) for company in ring):
        bounds[1] = _solved(ring, columns, above, 1)
    for index in (0, 1):
        if bounds[index] is None:
            bounds[index] = _reached(ring, columns, above, owners, index)
    least, most = bounds
    assert least is not None
    assert most is not None
    return {
        company: {
            owner: (min(1.0, least[company].get(owner, 0.0)), min(1.0, most[company].get(owner, 0.0)))
            for owner in owners
            if most[company].get(owner, 0.0) > 0.0
        }
        for company in ring
    }


def _passed_on(column: Column, above: Mapping[str, Fractions]) -> Fractions:
    """The effective shares in a company that is in no ring: each owner's, and what is theirs of each owner."""
    least: Vector = {}
    most: Vector = {}
    for owner, low, high in column:
        least[owner] = least.get(owner, 0.0) + low
        most[owner] = most.get(owner, 0.0) + high
        for beyond, (their_low, their_high) in above.get(owner, {}).items():
            if beyond == owner:
                continue  # What the owner has of itself is no path to it: the first one ended there.
            least[beyond] = least.get(beyond, 0.0) + low * their_low
            most[beyond] = most.get(beyond, 0.0) + high * their_high
    if room(column):
        nothing = (0.0, 0.0)
        for target in most:
            most[target] = best(
                column,
                lambda owner: 1.0 if owner == target else above.get(owner, {}).get(target, nothing)[1],  # noqa: B023
            )
    return {owner: (min(1.0, low), min(1.0, most[owner])) for owner, low in least.items()}


def _solved(
    ring: Sequence[str], columns: Mapping[str, Column], above: Mapping[str, Fractions], index: int
) -> dict[str, Vector] | None:
    """The effective shares in a ring by its linear equations, if they have a solution."""
    weights: dict[str, Vector] = {}
    constants: dict[str, Vector] = {}
    inside = set(ring)
    for company in ring:
        row: Vector = {}
        constant: Vector = {company: 1.0}
        for owner, *bounds in columns[company]:
            weight = bounds[index]
            if owner in inside:
                row[owner] = row.get(owner, 0.0) + weight
                continue
            constant[owner] = constant.get(owner, 0.0) + weight
            for beyond, fractions in above.get(owner, {}).items():
                if beyond == owner:
                    continue
                constant[beyond] = constant.get(beyond, 0.0) + weight * fractions[index]
        weights[company], constants[company] = row, constant
    visits = eliminate(weights, constants)
    if visits is None:
        return None
    for company, vector in visits.items():
        for owner in ring:
            if owner in vector and owner != company:
                vector[owner] /= visits[owner][owner]
    for company, vector in visits.items():
        vector[company] = 1.0 - 1.0 / vector[company]
    return visits


def _reached(
    ring: Sequence[str],
    columns: Mapping[str, Column],
    above: Mapping[str, Fractions],
    owners: Iterable[str],
    index: int,
) -> dict[str, Vector]:
    """The effective shares in a ring, owner by owner: for what the linear equations cannot say."""
    found: dict[str, Vector] = {company: {} for company in ring}
    nothing = (0.0, 0.0)
    for target in owners:
        values = reach(
            ring,
            columns,
            target,
            lambda owner: 1.0 if owner == target else above.get(owner, {}).get(target, nothing)[index],  # noqa: B023
            upper=bool(index),
        )
        for company, value in values.items():
            found[company][target] = value
    return found
