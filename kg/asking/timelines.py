"""Events in order: what began and ended, how exactly that is known, and what is disputed about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.dates import FIRST_DAY, Day, Interval, PartialDate
from kg.model import Record, Term
from kg.names import STATEMENT
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Event:
    """A statement that has a start.

    Attributes:
        statement: The statement.
        start: When, as stated.
        end: When it was over, as stated; None if it is not known to be.
        kind: Its class.
        disputed: Whether a source has something else, or another statement competes with it.
        counts: Whether it is of the best rank.
    """

    statement: Term
    start: PartialDate
    end: PartialDate | None
    kind: Term
    disputed: bool
    counts: bool


def timeline(
    records: Iterable[Record],
    vocabulary: Vocabulary,
    intervals: Mapping[Term, Interval],
    starts: Mapping[Term, PartialDate],
    things: Iterable[frozenset[Term]],
    disputed: Iterable[Term] = (),
) -> list[Event]:
    """The events that mention all of some things, in order.

    Args:
        records: All records.
        vocabulary: For what is a statement.
        intervals: When each statement that counts holds.
        starts: When each statement begins, whether it counts or not.
        things: What an event must mention: one of each set (a thing, or all members of a group).
        disputed: Statements about which sources part.
    """
    wanted = list(things)
    parted = set(disputed)
    found = []
    for record in records:
        start = starts.get(record.subject)
        if start is None or STATEMENT not in vocabulary.by_iri[record.kind].ancestors:
            continue
        mentioned = {value for values in record.fields.values() for value in values}
        if not all(mentioned & one for one in wanted):
            continue
        interval = intervals.get(record.subject)
        found.append(
            Event(
                record.subject,
                start,
                interval.end if interval else None,
                record.kind,
                record.subject in parted,
                interval is not None,
            )
        )
    return sorted(found, key=lambda e: (_order(e.start), e.statement))


def until(events: Iterable[Event], day: Day) -> list[Event]:
    """What may have happened by a day: what had begun, without ends that came later."""
    return [
        replace(event, end=None) if event.end is not None and event.end.earliest > day else event
        for event in events
        if event.start.earliest <= day
    ]


def _order(date: PartialDate) -> tuple[Day, Day]:
    return max(date.earliest, FIRST_DAY), date.latest
