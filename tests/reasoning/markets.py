"""Small markets for the ownership tests: short ways to write holdings, and strategies that draw them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from kg.dates import Day, PartialDate, parse_date
from kg.reasoning.holdings import ControlClaim, Holding

DAY = parse_date("2014-11-25").earliest
AGENTS = "ABCDE"


def holding(
    owner: str,
    owned: str,
    low: float | None = None,
    high: float | None = None,
    start: str = "",
    end: str = "",
    part: str = "",
) -> Holding:
    """A holding: exact if only one share is given, unknown if none is."""
    return Holding(
        id=f"{owner}-{owned}{part}{start and '-from-'}{start}",
        owner=owner,
        owned=owned,
        low=0.0 if low is None else low,
        high=100.0 if low is None else (low if high is None else high),
        known=low is not None,
        start=dated(start),
        end=dated(end),
        part=part,
    )


def claim(
    controller: str, controlled: str, start: str = "", end: str = "", joint: bool = False
) -> ControlClaim:
    """A statement of control."""
    return ControlClaim(
        f"{controller}>{controlled}{start}", controller, controlled, dated(start), dated(end), joint
    )


def dated(text: str) -> PartialDate | None:
    """A date, or none for an empty text."""
    return parse_date(text) if text else None


def market(text: str) -> list[Holding]:
    """Holdings written as `A B 60` (exact), `A B 40-55` (a range) or `A B` (unknown), separated by commas."""
    found = []
    for entry in text.split(","):
        owner, owned, *share = entry.split()
        bounds = [float(bound) for bound in "".join(share).split("-") if bound]
        low, high = (bounds[0], bounds[-1]) if bounds else (None, None)
        found.append(holding(owner, owned, low, high))
    return found


def day(text: str) -> Day:
    """A day."""
    return parse_date(text).earliest


@st.composite
def columns(draw: st.DrawFn, exact: bool, most: int = 3, step: int = 10) -> list[Holding]:
    """Holdings among a few agents, at most one for a pair, of which the least shares never exceed 100 %."""
    found = []
    for owned in AGENTS:
        left = 100
        for owner in draw(st.lists(st.sampled_from(AGENTS), max_size=most, unique=True)):
            low = draw(st.integers(0, left // step)) * step
            left -= low
            high = low if exact or draw(st.booleans()) else draw(st.integers(low // step, 100 // step)) * step
            if high:
                found.append(holding(owner, owned, float(low), float(high)))
    return found


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Dates of any precision within a few years, few enough to meet."""
    days = st.dates(date(2013, 11, 1), date(2015, 3, 1)).map(date.isoformat)
    cut = st.builds(
        lambda text, length, mark: text[:length] + mark,
        days,
        st.sampled_from([4, 7, 10]),
        st.sampled_from(["", "", "~"]),
    )
    return cut.map(parse_date) | st.sampled_from(["2014", "2014-06", "2014-06-15"]).map(parse_date)


@st.composite
def histories(draw: st.DrawFn, most: int = 9) -> tuple[list[Holding], list[ControlClaim]]:
    """Holdings and claims of any time, contradictory ones among them."""
    agents = st.sampled_from(AGENTS[:4])
    shares = st.sampled_from([0.0, 10.0, 25.0, 30.0, 49.0, 50.0, 51.0, 60.0, 75.0, 100.0])
    some = st.none() | partial_dates()
    holdings = []
    for index in range(draw(st.integers(0, most))):
        low, high = sorted(draw(st.tuples(shares, shares)))
        if draw(st.booleans()):
            low = high
        start, end = draw(some), draw(some)
        part = draw(st.sampled_from(["", "", "", "B shares"]))
        holdings.append(
            Holding(f"h{index}", draw(agents), draw(agents), low, high, start=start, end=end, part=part)
        )
    claims = [
        ControlClaim(f"c{index}", draw(agents), draw(agents), draw(some), draw(some), draw(st.booleans()))
        for index in range(draw(st.integers(0, 3)))
    ]
    return holdings, claims


def telling_days(statements: Sequence[Holding | ControlClaim]) -> list[Day]:
    """The days on which something can change, and those before and after."""
    found = {DAY}
    for statement in statements:
        for each in (statement.start, statement.end):
            if each is not None:
                found |= {edge + by for edge in (each.earliest, each.latest) for by in (-1, 0, 1)}
    return sorted(found)
