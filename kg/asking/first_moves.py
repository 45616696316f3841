"""Who moved first in a dispute, under each source's dating of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.asking.responses import ACTION, RESPONDS_TO, Blow
from kg.dates import DateError, PartialDate, from_term
from kg.model import Record, Term
from kg.names import DISPUTES, REF, SOURCES, STANCE
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FirstMove:
    """Who moved first by one account.

    Attributes:
        source: Whose account; None for the curator's.
        moves: The blows that it dates, with its dates, in order.
        first: The groups that may have moved first: one if the dates, or what it calls an answer, decide it.
        sides: The groups whose blows it dates; of one side alone it cannot say who was first.
    """

    source: Term | None
    moves: tuple[tuple[Blow, PartialDate], ...]
    first: tuple[Term, ...]
    sides: tuple[Term, ...]


def first_moves(
    struck: Sequence[Blow], records: Mapping[Term, Record], vocabulary: Vocabulary
) -> list[FirstMove]:
    """Who moved first among some blows, by the curator's dates and by those of each source that dates one.

    Args:
        struck: The blows between two sides.
        records: All records by subject.
        vocabulary: For which fields say when something began.
    """
    starts = vocabulary.with_role("start")
    answers = _answers(records)
    by_source: dict[Term, list[tuple[Blow, PartialDate]]] = {}
    for blow in struck:
        for source, date in _dated(records[blow.action], records, starts).items():
            by_source.setdefault(source, []).append((blow, date))
    accounts: list[tuple[Term | None, list[tuple[Blow, PartialDate]]]] = [
        (None, [(blow, blow.start) for blow in struck])
    ]
    accounts += sorted(by_source.items())
    return [_judged(source, moves, answers.get(source or "", {})) for source, moves in accounts]


def _answers(records: Mapping[Term, Record]) -> dict[Term, dict[Term, set[Term]]]:
    """For each source, what each action answered as it tells it."""
    found: dict[Term, dict[Term, set[Term]]] = {}
    for subject, record in records.items():
        for link in (records[r] for r in record.fields.get(RESPONDS_TO, ()) if r in records):
            for citation in (records[c] for c in link.fields.get(SOURCES, ()) if c in records):
                if DISPUTES not in citation.fields.get(STANCE, ()):
                    for source in citation.fields.get(REF, ()):
                        own = found.setdefault(source, {}).setdefault(subject, set())
                        own.update(link.fields.get(ACTION, ()))
    return found


def _judged(
    source: Term | None, moves: Iterable[tuple[Blow, PartialDate]], answers: Mapping[Term, set[Term]]
) -> FirstMove:
    ordered = sorted(moves, key=lambda m: (m[1].earliest, m[1].latest, m[0].action))
    surely_by = min((date.latest for _, date in ordered), default=0)
    told = {blow.action for blow, _ in ordered}
    first = dict.fromkeys(
        blow.group
        for blow, date in ordered
        # What a source calls an answer to another was not the first move, however vague its dates.
        if date.earliest <= surely_by and answers.get(blow.action, set()).isdisjoint(told)
    )
    sides = dict.fromkeys(blow.group for blow, _ in ordered)
    return FirstMove(source, tuple(ordered), tuple(sorted(first)), tuple(sorted(sides)))


def _dated(
    record: Record, records: Mapping[Term, Record], starts: frozenset[Term]
) -> dict[Term, PartialDate]:
    """The date that each source has for the beginning of a statement; the earliest, if it has several."""
    found: dict[Term, PartialDate] = {}
    for citation in (records[c] for c in record.fields.get(SOURCES, ()) if c in records):
        if DISPUTES in citation.fields.get(STANCE, ()):
            continue
        fields = {**record.fields, **citation.says}
        for name in sorted(starts - citation.omits):
            for value in fields.get(name, ()):
                try:
                    date = from_term(value)
                except DateError:
                    continue
                for source in citation.fields.get(REF, ()):
                    if source not in found or date.earliest < found[source].earliest:
                        found[source] = date
    return found
