from __future__ import annotations

import pytest

from kg.exporters.html.collect.spans import span
from kg.model import Record
from kg.names import KG, XSD, iri
from kg.vocabulary import Vocabulary

FROM, UNTIL = iri(KG + "from"), iri(KG + "until")
DAY, YEAR = f"^^<{XSD}date>", f"^^<{XSD}gYear>"
BOUNDS = tuple(iri(KG + name) for name in ("startEarliest", "startLatest", "endEarliest", "endLatest"))


def stake(**dates: str) -> Record:
    fields = {iri(KG + name.rstrip("_")): [value] for name, value in dates.items()}
    return Record("<https://example.org/s>", iri(KG + "Stake"), fields, "data/s.yaml", 1 << 16)


def test_what_does_not_count_keeps_the_dates_that_it_states(vocabulary: Vocabulary) -> None:
    found = span(stake(from_=f'"2014"{YEAR}', until=f'"2015-06-01"{DAY}'), vocabulary, None)
    assert (found.start, found.end) == ("2014", "2015-06-01")
    assert (found.start_earliest, found.start_latest) == ("2014-01-01", "2014-12-31")


def test_the_days_that_reasoning_found_come_first(vocabulary: Vocabulary) -> None:
    bounds = dict(zip(BOUNDS, ("2014-01-01", "2014-12-31", "2015-03-01", "2015-03-31"), strict=True))
    found = span(stake(from_=f'"2014"{YEAR}'), vocabulary, bounds)
    assert (found.start, found.end) == ("2014", "2015-03")
    assert (found.end_earliest, found.end_latest) == ("2015-03-01", "2015-03-31")


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2015-03-04", "2015-03-04", "2015-03-04"),
        ("2015-02-01", "2015-02-28", "2015-02"),
        ("2015-01-01", "2015-12-31", "2015"),
        ("2015-01-10", "2015-02-20", "2015-01-10/2015-02-20"),
    ],
)
def test_days_are_told_in_the_shortest_way(
    vocabulary: Vocabulary, earliest: str, latest: str, words: str
) -> None:
    found = span(stake(), vocabulary, {BOUNDS[2]: earliest, BOUNDS[3]: latest})
    assert found.end == words
