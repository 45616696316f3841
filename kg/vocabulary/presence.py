"""What the shapes of a kind ask of several keys together, where it is only which of them are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Term
from kg.names import SH, TRUE, TYPE, iri, literal_parts, local_name
from kg.vocabulary.kinds import Kind
from kg.vocabulary.lookups import Index, rdf_list
from kg.vocabulary.shacl_model import VIOLATION

_OR, _XONE = iri(SH + "or"), iri(SH + "xone")
_PATH, _MIN, _MAX = iri(SH + "path"), iri(SH + "minCount"), iri(SH + "maxCount")
_TARGET, _SEVERITY, _OFF = iri(SH + "targetClass"), iri(SH + "severity"), iri(SH + "deactivated")


@dataclass(frozen=True, slots=True)
class PresenceRule:
    """At least one of these must be so, or exactly one of them.

    Attributes:
        present: Keys that are there.
        absent: Keys that are not there.
        exactly_one: Whether no more than one may be so.
    """

    present: tuple[str, ...]
    absent: tuple[str, ...]
    exactly_one: bool


def presence_rules(index: Index, kind: Kind) -> Iterator[PresenceRule]:
    """The `sh:or` and `sh:xone` of a kind's node shapes whose members only count values; errors, not warnings.

    Args:
        index: The ontology.
        kind: Whose shapes, with those of its superclasses.
    """
    for said in index.values():
        if kind.ancestors.isdisjoint(said.get(_TARGET, ())) or TRUE in said.get(_OFF, ()):
            continue
        if any(severity != VIOLATION for severity in said.get(_SEVERITY, ())):
            continue
        for relation in (_OR, _XONE):
            for head in said.get(relation, ()):
                members = [_member(index, kind, member) for member in rdf_list(index, head)]
                if None not in members:
                    present = tuple(name for name, there in filter(None, members) if there)
                    absent = tuple(name for name, there in filter(None, members) if not there)
                    yield PresenceRule(present, absent, relation == _XONE)


def _member(index: Index, kind: Kind, member: Term) -> tuple[str, bool] | None:
    """The key, and whether it must be there; None for a shape that says something else."""
    said = index.get(member, {})
    name = local_name(next(iter(said.get(_PATH, ())), "<>"))
    counts = {key: literal_parts(value)[0] for key in (_MIN, _MAX) for value in said.get(key, ())}
    if said.keys() - {_PATH, _MIN, _MAX, TYPE} or name not in kind.fields:
        return None
    if counts == {_MIN: "1"}:
        return name, True
    return (name, False) if counts == {_MAX: "0"} else None
