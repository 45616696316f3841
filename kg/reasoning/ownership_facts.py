"""Records of stakes, control and operation -> what the ownership reasoning works on.

Here, and in the step that uses it, code names terms of the ontology; nowhere else.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from kg.dates import Interval
from kg.model import Record, Term
from kg.names import KG, iri, literal_parts
from kg.reasoning.holdings import ControlClaim, Holding
from kg.vocabulary import Vocabulary


def _kg(name: str) -> Term:
    return iri(KG + name)


_STAKE, _CONTROL, _OPERATION = _kg("Stake"), _kg("Control"), _kg("Operation")
_OWNER, _OWNED = _kg("owner"), _kg("owned")
_CONTROLLER, _CONTROLLED, _MEANS = _kg("controller"), _kg("controlled"), _kg("means")
_OPERATOR, _PLATFORM = _kg("operator"), _kg("platform")
_FROM, _AS_OF = _kg("from"), _kg("asOf")
_JOINT = _kg("control-means/joint-control")
_SHARES = tuple(_kg(name) for name in ("share", "shareMin", "shareMax"))
_VOTES = tuple(_kg(name) for name in ("votingShare", "votingShareMin", "votingShareMax"))


def ownership_facts(
    vocabulary: Vocabulary, statements: Mapping[Term, tuple[Record, Interval]]
) -> tuple[list[Holding], list[ControlClaim]]:
    """The holdings and the statements of control among some statements.

    Args:
        vocabulary: For the kinds above a record's own.
        statements: Those that count, by id, each with when it holds.
    """
    holdings: list[Holding] = []
    claims: list[ControlClaim] = []
    for subject, (record, interval) in statements.items():
        lineage = vocabulary.by_iri[record.kind].ancestors
        fields = record.fields
        if _STAKE in lineage:
            holdings += _holdings(subject, fields, interval)
        elif _CONTROL in lineage:
            joint = _JOINT in fields.get(_MEANS, ())
            claims += _claims(subject, fields.get(_CONTROLLER), fields.get(_CONTROLLED), interval, joint)
        elif _OPERATION in lineage:
            claims += _claims(subject, fields.get(_OPERATOR), fields.get(_PLATFORM), interval, False)
    return holdings, claims


def with_open_starts(claims: Iterable[ControlClaim], reported: Container[Term]) -> list[ControlClaim]:
    """The claims, where those that are only reported as of a day hold before it too.

    A share says nothing of the time before it was reported, but who runs a platform, or controls a company by
    contract, has mostly done so before; unless the statements name another who did.

    Args:
        claims: All statements of control and operation.
        reported: The ids of those that are reported as of a day and have no start.
    """
    controllers: dict[Term, set[Term]] = {}
    for claim in claims:
        controllers.setdefault(claim.controlled, set()).add(claim.controller)
    return [
        replace(claim, start=None)
        if claim.id in reported and len(controllers[claim.controlled]) == 1
        else claim
        for claim in claims
    ]


def reported_only(records: Iterable[Record]) -> set[Term]:
    """The ids of statements that say as of when they hold, but not from when."""
    return {r.subject for r in records if _AS_OF in r.fields and _FROM not in r.fields}


def _holdings(subject: Term, fields: Mapping[Term, list[Term]], interval: Interval) -> list[Holding]:
    share, votes = _bounds(fields, _SHARES), _bounds(fields, _VOTES)
    low, high = share or (0.0, 100.0)
    return [
        Holding(
            id=subject,
            owner=owner,
            owned=owned,
            low=low,
            high=high,
            known=share is not None,
            votes_low=votes[0] if votes else None,
            votes_high=votes[1] if votes else None,
            start=interval.start,
            end=interval.end,
        )
        for owner in fields.get(_OWNER, ())
        for owned in fields.get(_OWNED, ())
    ]


def _bounds(fields: Mapping[Term, list[Term]], names: tuple[Term, ...]) -> tuple[float, float] | None:
    """The least and the greatest percentage; None if unknown, or if the shapes refuse it, as they may have done."""
    exact, least, most = (_number(fields.get(name)) for name in names)
    if exact is None and least is None and most is None:
        return None
    low = exact if exact is not None else least or 0.0
    high = exact if exact is not None else 100.0 if most is None else most
    return (low, high) if 0 <= low <= high <= 100 else None


def _number(values: list[Term] | None) -> float | None:
    return float(literal_parts(values[0])[0]) if values else None


def _claims(
    subject: Term, controllers: list[Term] | None, things: list[Term] | None, interval: Interval, joint: bool
) -> list[ControlClaim]:
    return [
        ControlClaim(subject, controller, thing, interval.start, interval.end, joint)
        for controller in controllers or ()
        for thing in things or ()
    ]
