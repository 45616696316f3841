"""Who struck back: responses that a source claims, apart from those that merely follow in time.

A *blow* is an action of one group against another. A response is *inferred* if the group that was hit acts against the
group that hit it within so many days. Dates are as vague as they are stated: a lag is a range of days, and a pair of
dates that leaves more room than the window itself says nothing. What is inferred is a coincidence in time and no
claim that one caused the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeAlias

from kg.dates import PartialDate
from kg.model import Record, Term, Triple
from kg.names import DISPUTES, KG, REF, SOURCES, STANCE, iri

_ACTOR, _TARGET, _MECHANISM = (iri(KG + name) for name in ("actor", "target", "mechanism"))
RESPONDS_TO, ACTION, _LINK_BASIS = (iri(KG + name) for name in ("respondsTo", "action", "linkBasis"))
_ACTING, _AFFECTED = iri(KG + "actingGroup"), iri(KG + "affectedGroup")

_Groups: TypeAlias = dict[Term, set[Term]]


@dataclass(frozen=True, slots=True)
class Blow:
    """An action of one group against another.

    Attributes:
        action: The action.
        group: Whose act it is.
        other: At whom it is aimed.
        start: When, as stated.
        actors: Who acted.
        targets: Who was hit.
        mechanisms: By what means.
    """

    action: Term
    group: Term
    other: Term
    start: PartialDate
    actors: frozenset[Term]
    targets: frozenset[Term]
    mechanisms: frozenset[Term]


class Lag(NamedTuple):
    """How many days passed, at least and at most; negative where the order is open."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"{self.least} days" if self.least == self.most else f"{self.least} to {self.most} days"


@dataclass(frozen=True, slots=True)
class Response:
    """An action that answered, or may have answered, another.

    Attributes:
        action: What answered.
        earlier: What it answered.
        lag: The days between; None if one of them has no date.
        certain: Whether it must have come later, and within the window; of a claim, whether it must have come later.
        mechanism: Whether the means are the `same` or `other`, or `unknown` if one names none.
        by: Whether what was hit answered itself (`direct`), another of its group did (`sibling`), whoever acted
            first followed it up (`own side`), or somebody else did.
        claims: Who claims it: sources; none if it is inferred.
        basis: On what the link rests, as the claim states it.
    """

    action: Term
    earlier: Term
    lag: Lag | None
    certain: bool
    mechanism: str
    by: str
    claims: tuple[Term, ...] = ()
    basis: Term | None = None


@dataclass(frozen=True, slots=True)
class Responses:
    """What was found.

    Attributes:
        claimed: The responses that a source claims.
        inferred: Those that follow in time.
        chains: Sequences of three and more in which each answers the one before.
        unanswered: Blows without a response of either sort.
    """

    claimed: tuple[Response, ...]
    inferred: tuple[Response, ...]
    chains: tuple[tuple[Term, ...], ...]
    unanswered: tuple[Blow, ...]


def blows(
    rows: Iterable[Sequence[Term]], records: Mapping[Term, Record], starts: Mapping[Term, PartialDate]
) -> list[Blow]:
    """The blows in order.

    Args:
        rows: Action, acting group and affected group, as the question `blows` finds them.
        records: All records by subject.
        starts: When each statement begins.
    """
    found = [
        Blow(
            action,
            group,
            other,
            starts[action],
            *(frozenset(records[action].fields.get(name, ())) for name in (_ACTOR, _TARGET, _MECHANISM)),
        )
        for action, group, other in rows
        if action in starts
    ]
    return sorted(found, key=lambda b: (b.start.earliest, b.start.latest, b.action, b.group, b.other))


def responses(
    struck: Sequence[Blow],
    records: Mapping[Term, Record],
    starts: Mapping[Term, PartialDate],
    counted: Collection[Term],
    days: int = 90,
    derived: Iterable[Triple] = (),
) -> Responses:
    """The responses among some blows, and those that are claimed of any action.

    Args:
        struck: The blows, in order.
        records: All records by subject.
        starts: When each statement begins.
        counted: The statements that are of the best rank.
        days: The longest lag of an inferred response.
        derived: What was inferred, for the groups behind actions that are no blows.
    """
    acted, hit = _groups(struck, derived)
    said = [
        response
        for subject, record in records.items()
        if subject in counted and RESPONDS_TO in record.fields
        for response in _claimed(record, records, starts, counted, acted, hit)
    ]
    claimed_pairs = {(r.action, r.earlier) for r in said}
    follows = [r for r in _inferred(struck, days) if (r.action, r.earlier) not in claimed_pairs]
    answered = {r.earlier for r in (*said, *follows)}
    alone = {b.action: b for b in reversed(struck) if b.action not in answered}
    order = {b.action: place for place, b in enumerate(struck)}
    return Responses(
        tuple(sorted(said, key=lambda r: _place(r, starts))),
        tuple(sorted(follows, key=lambda r: _place(r, starts))),
        tuple(_chains((*said, *(r for r in follows if r.certain)), starts)),
        tuple(sorted(alone.values(), key=lambda b: order[b.action])),
    )


def lag_between(earlier: PartialDate, later: PartialDate) -> Lag:
    """The days from one date to another."""
    return Lag(later.earliest - earlier.latest, later.latest - earlier.earliest)


def _groups(struck: Iterable[Blow], derived: Iterable[Triple]) -> tuple[_Groups, _Groups]:
    """The groups that did each action, and those at which it was aimed."""
    acted: _Groups = {}
    hit: _Groups = {}
    for blow in struck:
        acted.setdefault(blow.action, set()).add(blow.group)
        hit.setdefault(blow.action, set()).add(blow.other)
    for subject, predicate, group in derived:
        if predicate in (_ACTING, _AFFECTED):
            (acted if predicate == _ACTING else hit).setdefault(subject, set()).add(group)
    return acted, hit


def _claimed(
    record: Record,
    records: Mapping[Term, Record],
    starts: Mapping[Term, PartialDate],
    counted: Collection[Term],
    acted: _Groups,
    hit: _Groups,
) -> Iterable[Response]:
    """The responses that the sources of an action claim for it."""
    for link in record.fields[RESPONDS_TO]:
        if link not in records or link not in counted:
            continue
        fields = records[link].fields
        cited = [records[c] for c in fields.get(SOURCES, ()) if c in records]
        backing = [c for c in cited if DISPUTES not in c.fields.get(STANCE, ())]
        if cited and not backing:
            continue  # nobody claims it
        claims = tuple(dict.fromkeys(s for c in backing for s in c.fields.get(REF, ())))
        for earlier in fields.get(ACTION, ()):
            before = records[earlier].fields if earlier in records else {}
            known = record.subject in starts and earlier in starts
            lag = lag_between(starts[earlier], starts[record.subject]) if known else None
            sibling = not acted.get(record.subject, set()).isdisjoint(hit.get(earlier, ()))
            own = not acted.get(record.subject, set()).isdisjoint(acted.get(earlier, ()))
            itself = not set(before.get(_TARGET, ())).isdisjoint(record.fields.get(_ACTOR, ()))
            yield Response(
                record.subject,
                earlier,
                lag,
                lag is not None and lag.least >= 0,
                _means(before.get(_MECHANISM, ()), record.fields.get(_MECHANISM, ())),
                "direct" if itself else "sibling" if sibling else "own side" if own else "somebody else",
                claims,
                next(iter(fields.get(_LINK_BASIS, ())), None),
            )


def _inferred(struck: Sequence[Blow], days: int) -> Iterable[Response]:
    """The pairs of blows between two groups of which the second may have come within the days after the first."""
    found: dict[tuple[Term, Term], Response] = {}
    pairs = sorted(struck, key=lambda b: sorted((b.group, b.other)))
    for _, between in groupby(pairs, key=lambda b: sorted((b.group, b.other))):
        listed = sorted(between, key=lambda b: (b.start.earliest, b.start.latest))
        for first in listed:
            for second in listed:
                if first.group != second.other or first.action == second.action:
                    continue
                lag = lag_between(first.start, second.start)
                if lag.most <= 0 or lag.least > days or lag.most - lag.least > days:
                    continue
                found[second.action, first.action] = Response(
                    second.action,
                    first.action,
                    lag,
                    lag.least > 0 and lag.most <= days,
                    _means(first.mechanisms, second.mechanisms),
                    "sibling" if first.targets.isdisjoint(second.actors) else "direct",
                )
    return found.values()


def _means(one: Collection[Term], other: Collection[Term]) -> str:
    if not one or not other:
        return "unknown"
    return "other" if set(one).isdisjoint(other) else "same"


def _place(response: Response, starts: Mapping[Term, PartialDate]) -> tuple[int, int, Term, Term]:
    when = starts.get(response.action)
    return (when.earliest, when.latest, response.action, response.earlier) if when else (0, 0, "", "")


def _chains(links: Iterable[Response], starts: Mapping[Term, PartialDate]) -> list[tuple[Term, ...]]:
    """The longest sequences in which each answers the one before: what is claimed, else the last blow before it."""
    triggers: dict[Term, dict[Term, bool]] = {}
    for link in links:
        triggers.setdefault(link.action, {}).setdefault(link.earlier, bool(link.claims))
    chosen: dict[Term, list[Term]] = {}
    for action, earlier in triggers.items():
        stated = [e for e, claimed in earlier.items() if claimed]
        latest = max(earlier, key=lambda e: (starts[e].latest if e in starts else 0, e))
        chosen[action] = sorted(stated) or [latest]
    answered = {e for earlier in chosen.values() for e in earlier}
    found: set[tuple[Term, ...]] = set()
    for last in chosen.keys() - answered:
        waiting: list[tuple[Term, ...]] = [(last,)]
        while waiting:
            chain = waiting.pop()
            before = [e for e in chosen.get(chain[0], ()) if e not in chain]
            waiting += [(e, *chain) for e in before]
            if not before and len(chain) > 2:
                found.add(chain)
    return sorted(found, key=lambda c: (starts[c[0]].earliest if c[0] in starts else 0, c))
