"""What has ceased, and what therefore cannot last: nobody blocks on a platform that is closed.

The ontology says which milestones end a thing (`kg:ceases`) and which begin it (`kg:begins`, `kg:resumes`), and which
fields a statement cannot do without (`kg:lapsesWithout`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.dates import Day, PartialDate
from kg.model import Record, Term
from kg.names import KG, iri
from kg.vocabulary import Vocabulary

_CEASES, _BEGINS, _RESUMES = (iri(KG + name) for name in ("ceases", "begins", "resumes"))
_MILESTONE, _SUBJECT = iri(KG + "milestone"), iri(KG + "subject")


@dataclass(frozen=True, slots=True)
class Ceasing:
    """With what, and when, something ceased.

    Attributes:
        milestone: The statement that says so.
        date: When.
    """

    milestone: Term
    date: PartialDate


def ceased(
    statements: Mapping[Term, Record], starts: Mapping[Term, PartialDate], vocabulary: Vocabulary
) -> dict[Term, Ceasing]:
    """What has ceased for good, with the first milestone after which it did not begin again.

    Args:
        statements: Those that count.
        starts: When each begins.
        vocabulary: What the types of milestones mean.
    """
    turns: dict[Term, tuple[list[Ceasing], list[PartialDate], list[PartialDate]]] = {}
    types = [vocabulary.marked(turn) for turn in (_CEASES, _BEGINS, _RESUMES)]
    for name, record in statements.items():
        if (told := record.fields.get(_MILESTONE)) and name in starts:
            for thing in record.fields.get(_SUBJECT, ()):
                ends, begins, resumes = turns.setdefault(thing, ([], [], []))
                if not types[0].isdisjoint(told):
                    ends.append(Ceasing(name, starts[name]))
                elif not types[1].isdisjoint(told):
                    begins.append(starts[name])
                elif not types[2].isdisjoint(told):
                    resumes.append(starts[name])
    found: dict[Term, Ceasing] = {}
    for thing, (ends, begins, resumes) in turns.items():
        last = [end for end in ends if not _is_back(end.date, begins, resumes)]
        if last:
            found[thing] = min(last, key=_order)
    return found


def lapses(
    statements: Mapping[Term, Record],
    starts: Mapping[Term, PartialDate],
    gone: Mapping[Term, Ceasing],
    vocabulary: Vocabulary,
) -> Iterator[tuple[Term, Ceasing]]:
    """Which statements cannot last, and with what each ends.

    Args:
        statements: Those that count.
        starts: When each begins.
        gone: What has ceased.
        vocabulary: What a statement cannot do without.
    """
    if not gone:
        return
    needs = {kind.iri: kind.lapses_without for kind in vocabulary.kinds.values() if kind.lapses_without}
    for name, record in statements.items():
        ends = [
            max((gone[value] for value in values), key=_order)  # of several, the last to cease
            for role in needs.get(record.kind, ())
            if (values := record.fields.get(role)) and all(value in gone for value in values)
        ]
        start = starts.get(name)  # what begins only after that is a mistake, but it begins
        ends = [end for end in ends if start is None or start.earliest < end.date.latest]
        if ends:
            yield name, min(ends, key=_order)


def _is_back(end: PartialDate, begins: Iterable[PartialDate], resumes: Iterable[PartialDate]) -> bool:
    """Whether something began after it had ceased, or resumed, which may not have been before."""
    return any(day.earliest > end.latest for day in begins) or any(
        day.latest >= end.earliest for day in resumes
    )


def _order(end: Ceasing) -> tuple[Day, Day, Term]:
    return end.date.earliest, end.date.latest, end.milestone
