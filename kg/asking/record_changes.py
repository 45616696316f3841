"""What changes between two sets of records: what is new, what is gone, and which fields have other values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Record, Term
from kg.names import CITATION, REF, SOURCES, TYPE
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with other values.

    Attributes:
        property: The property; `rdf:type` for the kind.
        old: What it has no longer.
        new: What it has now and had not.
        said_by: The source that says so in place of what the statement has, if it is not the statement's own field.
    """

    property: Term
    old: tuple[Term, ...]
    new: tuple[Term, ...]
    said_by: Term | None = None


@dataclass(frozen=True, slots=True)
class CitationChange:
    """A citation that is new or gone, or that says something else.

    Attributes:
        source: What is cited.
        old: The citation as it was; None if it is new.
        new: As it is; None if it is gone.
        fields: What it has otherwise, if it is neither.
        omits: The properties on which the source is said to be silent now.
        tells: Those on which it no longer is.
    """

    source: Term
    old: Record | None
    new: Record | None
    fields: tuple[FieldChange, ...] = ()
    omits: tuple[Term, ...] = ()
    tells: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that both have, but not with the same fields or citations.

    Attributes:
        old: As it was; under another id, if that is made of what has changed.
        new: As it is.
        fields: Its fields with other values.
        citations: Its citations that are not the same.
    """

    old: Record
    new: Record
    fields: tuple[FieldChange, ...]
    citations: tuple[CitationChange, ...]


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """What changes from one set of records to another; things and statements, with their citations inside.

    Attributes:
        added: Only in the second.
        removed: Only in the first.
        changed: In both, but otherwise.
    """

    added: tuple[Record, ...]
    removed: tuple[Record, ...]
    changed: tuple[Changed, ...]


class _Side:
    """One set of records."""

    def __init__(self, records: Iterable[Record], vocabulary: Vocabulary) -> None:
        kinds = vocabulary.by_iri
        self.all = {record.subject: record for record in records}
        self.own = {s: r for s, r in self.all.items() if CITATION not in kinds[r.kind].ancestors}
        inside = [r for r in self.all.values() if r.parent and kinds[r.kind].embedded]
        self._embedded = {record.subject for record in inside}

    def fields(self, record: Record) -> dict[Term, frozenset[Term]]:
        """Its fields without those that hold what is embedded in it."""
        return {
            name: frozenset(values)
            for name, values in record.fields.items()
            if values and name != SOURCES and self._embedded.isdisjoint(values)
        }

    def citations(self, record: Record) -> dict[Term, list[Record]]:
        """Its citations by source."""
        found: dict[Term, list[Record]] = defaultdict(list)
        for term in record.fields.get(SOURCES, ()):
            if (citation := self.all.get(term)) is not None:
                for source in citation.fields.get(REF, ()):
                    found[source].append(citation)
        return found


def record_changes(
    before: Iterable[Record],
    after: Iterable[Record],
    vocabulary: Vocabulary,
    other: Vocabulary,
    with_citations: bool = True,
) -> RecordChanges:
    """Compare two sets of records.

    A statement in the file of a thing has an id that is made of what identifies it. If that is corrected, the statement
    has another id; it is taken for the same if it stands in the file of the same thing and has most fields the same.

    Args:
        before: The first.
        after: The second.
        vocabulary: For the kinds of the first.
        other: For those of the second.
        with_citations: Whether a record has changed that has the same fields and other citations.
    """
    old, new = _Side(before, vocabulary), _Side(after, other)
    removed = {s: r for s, r in old.own.items() if s not in new.own}
    added = {s: r for s, r in new.own.items() if s not in old.own}
    pairs = [(record, new.own[s]) for s, record in old.own.items() if s in new.own]
    for gone, come in list(_renamed(removed.values(), added.values(), old, new)):
        pairs.append((removed.pop(gone.subject), added.pop(come.subject)))
    pairs.sort(key=lambda pair: pair[1].subject)
    changed = (_compared(one, two, old, new, with_citations) for one, two in pairs)
    return RecordChanges(
        tuple(sorted(added.values(), key=lambda r: r.subject)),
        tuple(sorted(removed.values(), key=lambda r: r.subject)),
        tuple(each for each in changed if each is not None),
    )


def _renamed(
    removed: Iterable[Record], added: Iterable[Record], old: _Side, new: _Side
) -> Iterator[tuple[Record, Record]]:
    """What stands in the same thing's file and is nearly the same, the most alike first."""
    come_by_place: dict[tuple[Term | None, Term], list[Record]] = defaultdict(list)
    for record in added:
        come_by_place[record.parent, record.kind].append(record)
    alike: list[tuple[int, list[Term], Record, Record]] = []
    for gone in removed:
        for come in come_by_place[gone.parent, gone.kind] if gone.parent else ():
            one, two = old.fields(gone), new.fields(come)
            same = sum(two.get(name) == values for name, values in one.items())
            if 2 * same > len(one.keys() | two.keys()):
                alike.append((-same, sorted((gone.subject, come.subject)), gone, come))
    taken: set[Term] = set()
    for _, ids, gone, come in sorted(alike, key=lambda item: item[:2]):
        if taken.isdisjoint(ids):
            taken.update(ids)
            yield gone, come


def _compared(one: Record, two: Record, old: _Side, new: _Side, with_citations: bool) -> Changed | None:
    fields = _fields(old.fields(one), new.fields(two))
    before, after = (old.citations(one), new.citations(two)) if with_citations else ({}, {})
    citations = [
        change
        for source in sorted(before.keys() | after.keys())
        for change in _citations(source, before.get(source, []), after.get(source, []))
    ]
    return Changed(one, two, fields, tuple(citations)) if fields or citations else None


def _fields(
    one: Mapping[Term, frozenset[Term]], two: Mapping[Term, frozenset[Term]], said_by: Term | None = None
) -> tuple[FieldChange, ...]:
    found = []
    for name in sorted(one.keys() | two.keys(), key=lambda name: (name != TYPE, name)):
        was, now = one.get(name, frozenset()), two.get(name, frozenset())
        if was != now:
            found.append(FieldChange(name, tuple(sorted(was - now)), tuple(sorted(now - was)), said_by))
    return tuple(found)


def _citations(source: Term, old: Sequence[Record], new: Sequence[Record]) -> Iterator[CitationChange]:
    """What changes among the citations of one source; those that are the same are left out, the others paired."""
    same = {_content(record) for record in old} & {_content(record) for record in new}
    gone = [record for record in old if _content(record) not in same]
    come = [record for record in new if _content(record) not in same]
    for one, two in zip(gone, come, strict=False):
        own = _fields(_values(one.fields), _values(two.fields))
        said = _fields(_values(one.says), _values(two.says), said_by=source)
        omits, tells = tuple(sorted(two.omits - one.omits)), tuple(sorted(one.omits - two.omits))
        yield CitationChange(source, one, two, own + said, omits, tells)
    for record in gone[len(come) :]:
        yield CitationChange(source, record, None)
    for record in come[len(gone) :]:
        yield CitationChange(source, None, record)


def _values(fields: Mapping[Term, Sequence[Term]]) -> dict[Term, frozenset[Term]]:
    return {name: frozenset(values) for name, values in fields.items() if name != REF}


def _content(record: Record) -> tuple[object, ...]:
    return (
        frozenset(_values(record.fields).items()),
        frozenset(_values(record.says).items()),
        record.omits,
    )
