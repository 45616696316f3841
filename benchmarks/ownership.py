"""CPU time of the ownership reasoning on a made-up market.

Run as `python -m benchmarks.ownership [STAKES ...]`. The market is drawn with a fixed seed: companies in pyramids
up to eight deep, persons and funds with small stakes, one company in forty that holds part of its own parent,
stakes that are sold, raised and handed over in the course of twenty years, dates of every precision, shares that
are ranges (one in twenty) or unknown (one in thirty), some sums over 100 %, and some statements of control.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random
from typing import TypeVar

from kg.dates import PartialDate, parse_date
from kg.reading.load import no_garbage_collection
from kg.reasoning.control import control_on
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.integrated_sweep import effective_periods
from kg.reasoning.sweep import control_periods
from kg.reasoning.ultimate_sweep import ultimate_periods

T = TypeVar("T")


def market(stakes: int, seed: int = 1) -> tuple[list[Holding], list[ControlClaim]]:
    """Draw about as many holdings as asked, and statements of control."""
    draw = Random(seed)
    holdings: list[Holding] = []
    claims: list[ControlClaim] = []
    depth: dict[str, int] = {}
    parents: list[str] = []
    while len(holdings) < stakes:
        company = f"company-{len(depth)}"
        depth[company] = 0
        founded, free = draw.randint(2000, 2015), 100.0
        if parents and draw.random() < 0.75:
            parent = draw.choice(parents)
            depth[company] = depth[parent] + 1
            free -= (share := draw.choice((51.0, 60.0, 75.0, 100.0, 50.0, 30.0)))
            _stake(draw, holdings, parent, company, share, founded)
            if draw.random() < 0.025:
                _stake(draw, holdings, company, parent, draw.choice((3.0, 8.5)), founded + 1)
            if draw.random() < 0.02:
                claims.append(ControlClaim(f"claim-{company}", parent, company, _date(draw, founded)))
        for _ in range(draw.randint(1, 4)):
            if free > 10.0:
                free -= (share := draw.choice((0.5, 2.25, 5.0, 9.9)))
                _stake(draw, holdings, f"person-{draw.randrange(stakes // 8 + 1)}", company, share, founded)
        if depth[company] < 8:
            parents.append(company)
    return holdings, claims


def _stake(draw: Random, holdings: list[Holding], owner: str, owned: str, share: float, year: int) -> None:
    """Add the statements about one owner's share in one company: it may change hands up to three times."""
    start: PartialDate | None = _date(draw, year)
    while start is not None:
        end = _date(draw, year := year + draw.randint(1, 6)) if draw.random() < 0.4 and year < 2018 else None
        low, high, known = share, share, True
        if draw.random() < 0.05:
            low, high = max(0.0, share - 2), min(100.0, share + 2)
        elif draw.random() < 0.033:
            low, high, known = 0.0, 100.0, False
        holdings.append(
            Holding(f"stake-{len(holdings)}", owner, owned, low, high, known, start=start, end=end)
        )
        start = end if draw.random() < 0.7 else None
        share = min(100.0, share * draw.choice((0.5, 0.8, 0.9, 1.02)))


def _date(draw: Random, year: int) -> PartialDate:
    """A date in a year, of any precision."""
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    shape = draw.choices(
        (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}~"), (70, 15, 10, 5)
    )
    return parse_date(shape[0])


def timed(name: str, run: Callable[[], T]) -> T:
    """Run once, as a build does, with the garbage collector off; report the CPU seconds; pass on the result."""
    with no_garbage_collection():
        start = time.process_time()
        result = run()
        print(f"  {name:<34} {time.process_time() - start:8.3f} s")
    return result


def main() -> None:
    """Measure every size that is asked for."""
    for stakes in [int(size) for size in sys.argv[1:]] or [20_000, 188_000]:
        holdings, claims = market(stakes)
        day = parse_date("2014-11-25").earliest
        print(f"{len(holdings)} stakes, {len({holding.owned for holding in holdings})} companies")
        control = timed("control on one day", lambda: control_on(holdings, claims, day))  # noqa: B023
        counts = [sum(map(len, relation.values())) for relation in (control.certain, control.possible)]
        print(f"    {counts[0]} pairs certain, {counts[1]} possible")
        periods = timed("control over time", lambda: control_periods(holdings, claims))  # noqa: B023
        spans = sum(len(days) for companies in periods.possible.values() for days in companies.values())
        print(f"    {spans} spans")
        timed("ultimate controllers over time", lambda: ultimate_periods(periods))  # noqa: B023
        steps = timed("effective shares over time", lambda: effective_periods(holdings))  # noqa: B023
        print(f"    {sum(len(bands) for owners in steps.values() for bands in owners.values())} steps")


if __name__ == "__main__":
    main()
