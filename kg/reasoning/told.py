"""What statements come to when only some of the sources count: those of then, or all but one.

One rule holds for all fields. The curator's value stands as long as one of the sources that are left has it. If none
has, the value is what they say; if they say different things, what the strongest of them say:

1. a version that some source has which is not weak, before one that only weak sources have;
2. the version of more sources, where those that go back to one another count once;
3. the version that was published first;
4. that of the source whose id comes first, so that the choice is always the same, and one source's in all fields.

If they say nothing of it, it is not known and left out. Only what a statement cannot be without stays as the curator
has it: what its kind requires, what identifies it, and its beginning, of which that is the best there is; and its
end, if another statement on the same parties that is known begins on that very date, since that tells of the end.

Where sources are left out and no day is asked for, only what they bore out is decided anew: a value that they never had
(the curator's own, or other sources') does not hang on them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.dates import END_OF_DAYS, PartialDate
from kg.model import Record, Term, pack
from kg.names import CITATION, DISPUTES, REF, SOURCES, STANCE, STATEMENT, TYPE, iri_text
from kg.reasoning.sources import cited_by, drawn_on, independent, published_by, weak_sources
from kg.vocabulary import Kind, Vocabulary

Values = tuple[Term, ...]
"""What a field has, sorted."""

Parties = tuple[Term | Values, ...]
"""The kind of a statement, and what it cannot be without to be the statement that it is."""


@dataclass(frozen=True, slots=True)
class _Left:
    """The sources that are left, and what is known of them.

    Attributes:
        records: All records, by subject.
        sources: Those that count.
        draws_on: What each draws on.
        weak: Those of a weak type.
        begun: What begins on which date, of what they tell: the parties of a statement, and the date.
    """

    records: Mapping[Term, Record]
    sources: frozenset[Term]
    draws_on: Mapping[Term, frozenset[Term]]
    weak: frozenset[Term]
    begun: frozenset[tuple[Parties, Term]]

    def strength(self, version: tuple[Values, Sequence[Term]]) -> tuple[bool, int, int, str, Values]:
        """How strong a version is with the sources that have it: the least is the strongest."""
        values, sources = version
        days = (published_by(self.records[s]) for s in sources if s in self.records)
        first = min((day for day in days if day is not None), default=END_OF_DAYS)
        is_weak = all(s in self.weak for s in sources)
        name = min(map(iri_text, sources), default="")
        return is_weak, -independent(sources, self.draws_on), first, name, values


def as_told(
    vocabulary: Vocabulary,
    records: Sequence[Record],
    known_at: PartialDate | None = None,
    without: frozenset[Term] = frozenset(),
) -> list[Record]:
    """The records as the sources that are left have them.

    Args:
        vocabulary: What their kinds require.
        records: All records.
        known_at: By when a source must have been published; None for any time.
        without: Sources that are left out.

    Returns:
        The records in their order. A statement that a source is left for has only the citations of those, and the
        values that they have. One that has none is not there, and nothing refers to it.
    """
    if known_at is None and not without:
        return list(records)
    by_subject = {record.subject: record for record in records}
    sources = frozenset(cited_by(records, known_at.latest if known_at else None, without))
    kept = supporting(vocabulary, records, sources)
    starts = vocabulary.with_role("start")
    told = (by_subject[subject] for subject in kept)
    left = _Left(
        by_subject,
        sources,
        drawn_on(records),
        frozenset(weak_sources(records, vocabulary)),
        frozenset(
            (_parties(vocabulary, r), day) for r in told for name in starts for day in r.fields.get(name, ())
        ),
    )
    unknown = {r.subject for r in records if vocabulary.by_iri[r.kind].statement} - kept.keys()
    dropped = unknown | {r.subject for r in records if r.parent in unknown and r.subject not in kept}
    changed: dict[Term, Record] = {}
    for subject, backers in kept.items():
        statement = left.records[subject]
        cited = statement.fields.get(SOURCES, [])
        gone = {c for c in cited if c in left.records and not _counts(left.records[c], left.sources)}
        dropped |= gone
        lost = None if known_at else [left.records[c] for c in cited if c in gone]
        fields = _fields(vocabulary, statement, backers, left, lost)
        if gone:
            fields[SOURCES] = [c for c in cited if c not in gone]
        if fields != statement.fields:
            changed[subject] = _with_fields(statement, fields)
    known = (changed.get(record.subject, record) for record in records if record.subject not in dropped)
    return [_without(record, unknown) for record in known]


def supporting(
    vocabulary: Vocabulary, records: Iterable[Record], sources: frozenset[Term]
) -> dict[Term, list[Record]]:
    """For each statement that some of the sources support, their citations."""
    found: dict[Term, list[Record]] = {}
    citing = {k.iri for k in vocabulary.kinds.values() if CITATION in k.ancestors}
    for record in records:
        if record.kind not in citing or DISPUTES in record.fields.get(STANCE, ()):
            continue
        if record.parent and _counts(record, sources):
            found.setdefault(record.parent, []).append(record)
    return found


def _counts(citation: Record, sources: frozenset[Term]) -> bool:
    return any(source in sources for source in citation.fields.get(REF, ()))


def _fields(
    vocabulary: Vocabulary,
    statement: Record,
    citations: Sequence[Record],
    left: _Left,
    lost: Sequence[Record] | None,
) -> dict[Term, list[Term]]:
    """The fields of a statement as its remaining sources have them.

    Args:
        vocabulary: What its kind requires.
        statement: As the curator has it.
        citations: Those of the sources that are left.
        left: All that is left.
        lost: The citations that are left out, where only what they bore out is in question; None if all is.
    """
    kind, curatorial = vocabulary.by_iri[statement.kind], _curatorial(vocabulary)
    ends, parties = vocabulary.with_role("end"), _parties(vocabulary, statement)
    fields = dict(statement.fields)
    for name in [*fields, *sorted({said for c in citations for said in c.says} - fields.keys())]:
        if name in curatorial:
            continue
        held = tuple(sorted(statement.fields.get(name, ())))
        if lost is not None and not any(_bears_out(citation, name, held) for citation in lost):
            continue
        versions: dict[Values, list[Term]] = {}
        for citation in citations:
            if name not in citation.omits:
                values = tuple(sorted(citation.says[name])) if name in citation.says else held
                versions.setdefault(values, []).extend(citation.fields.get(REF, ()))
        if held in versions:
            continue
        if versions:
            values, _ = min(versions.items(), key=left.strength)
            fields[name] = list(values)
        elif held and not _needed(kind, name) and not (name in ends and (parties, held[0]) in left.begun):
            del fields[name]
    return fields


def _bears_out(citation: Record, name: Term, held: Values) -> bool:
    """Whether a source has the curator's value of a field."""
    if name in citation.omits or DISPUTES in citation.fields.get(STANCE, ()):
        return False
    return tuple(sorted(citation.says.get(name, held))) == held


def _parties(vocabulary: Vocabulary, statement: Record) -> Parties:
    fields = vocabulary.by_iri[statement.kind].fields.values()
    needed = sorted(f.iri for f in fields if f.identifying and f.least)
    return (statement.kind, *(tuple(sorted(statement.fields.get(name, ()))) for name in needed))


def _curatorial(vocabulary: Vocabulary) -> frozenset[Term]:
    """What is about a statement and not about the world: its rank, its note, its citations."""
    kind = vocabulary.by_iri.get(STATEMENT)
    return frozenset({TYPE, SOURCES, *(f.iri for f in kind.fields.values())} if kind else {TYPE, SOURCES})


def _needed(kind: Kind, name: Term) -> bool:
    """Whether a statement of a kind keeps a field of which nobody tells."""
    found = next((f for f in kind.fields.values() if f.iri == name), None)
    return found is None or bool(found.least or found.identifying or found.embedded or found.role == "start")


def _without(record: Record, unknown: Set[Term]) -> Record:
    """A record without its references to statements that are not known."""
    if all(unknown.isdisjoint(values) for values in record.fields.values()):
        return record
    fields = {name: [v for v in values if v not in unknown] for name, values in record.fields.items()}
    return _with_fields(record, {name: values for name, values in fields.items() if values})


def _with_fields(record: Record, fields: dict[Term, list[Term]]) -> Record:
    """A record with other values; those that it had keep their places in the file."""
    marks = [record.mark_of(name, value) for name, values in fields.items() for value in values]
    return replace(record, fields=fields, places=array("Q", [pack(m.line, m.column) for m in marks]))
