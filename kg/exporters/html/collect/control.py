"""Who certainly controlled what and when, as far as no single statement of a view says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.dates import END_OF_DAYS, FIRST_DAY, Interval, iso_day
from kg.exporters.html.collect.times import Timed
from kg.exporters.html.collect.words import short
from kg.exporters.html.model import Span
from kg.exporters.registry import Exportable
from kg.model import Term
from kg.names import KG, iri
from kg.reasoning.controls import CONTROLS
from kg.reasoning.holdings import ControlClaim, Holding
from kg.reasoning.ownership_facts import ownership_facts
from kg.reasoning.spans import Span as Days
from kg.reasoning.spans import Spans
from kg.reasoning.sweep import certain_control

STEP = "control"
"""The step of reasoning that says who controls what on the asked day."""
_COLLECTIVE = iri(KG + "Collective")


def control_over_time(graph: Exportable) -> Iterator[Timed]:
    """Returns the times of certain control, each with the statements by which it came about."""
    by_subject = {record.subject: record for record in graph.status.records}
    counted = {name: (by_subject[name], interval) for name, interval in graph.status.intervals.items()}
    holdings, claims = ownership_facts(graph.vocabulary, counted)
    kinds = graph.vocabulary.by_iri
    crowds = frozenset(s for s, record in by_subject.items() if _COLLECTIVE in kinds[record.kind].ancestors)
    into: dict[Term, list[tuple[Term, Holding | ControlClaim]]] = defaultdict(list)
    for holding in holdings:
        into[holding.owned].append((holding.owner, holding))
    for claim in claims:
        into[claim.controlled].append((claim.controller, claim))
    for head, things in certain_control(holdings, claims, crowds).items():
        beneath = {**things, head: ((FIRST_DAY, END_OF_DAYS),)}
        for thing, spans in sorted(things.items()):
            for days in spans:
                rests = {
                    short(part.id)
                    for owner, part in into[thing]
                    if owner in beneath
                    and _meet(Interval(part.start, part.end).possible, days, beneath[owner])
                }
                yield Timed((head, CONTROLS, thing), STEP, tuple(sorted(rests)), _span(days))


def _meet(one: Days, other: Days, spans: Spans) -> bool:
    """Tells whether two times and some of several have a day in common."""
    first, after = max(one[0], other[0]), min(one[1], other[1])
    return any(max(first, begin) < min(after, cease) for begin, cease in spans)


def _span(days: Days) -> Span:
    start = iso_day(days[0]) if days[0] > FIRST_DAY else ""
    end = iso_day(days[1]) if days[1] < END_OF_DAYS else ""
    return Span(start, end, start, start, end, end)
