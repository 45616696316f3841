"""Records -> triples: what the curator holds, and in a graph of its own what each source says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from kg.model import Record, Term, Triple
from kg.names import CITATION, DISPUTES, REF, SOURCES, STANCE, STATEMENT, TYPE
from kg.vocabulary import Vocabulary


def asserted(records: Iterable[Record]) -> Iterator[Triple]:
    """What the curator holds, one triple for each value, in the order of the records."""
    for record in records:
        subject = record.subject
        for predicate, values in record.fields.items():
            for value in values:
                yield subject, predicate, value


def claims(vocabulary: Vocabulary, records: Iterable[Record]) -> Iterator[tuple[Term, list[Triple]]]:
    """What each source says of the statements that cite it.

    A source is taken to say what the statement says, apart from what its citation `omits`, and with the values
    that it `says` in place of the curator's. Fields that are about the statement and not about the world
    (rank, note, citations) are left out. A source that disputes the whole says no more than what it `says`; and what
    stands as a statement of its own inside another is said by its own sources.

    Yields:
        A source and its version of one statement; a source comes as often as it is cited.
    """
    records = list(records)
    statement_kind = vocabulary.by_iri.get(STATEMENT)
    curatorial = {f.iri for f in statement_kind.fields.values()} if statement_kind else {SOURCES}
    citation_kinds = {k.iri for k in vocabulary.kinds.values() if CITATION in k.ancestors}
    statements = {r.subject: r for r in records if r.kind not in citation_kinds}
    embedded = {k.iri for k in vocabulary.kinds.values() if k.embedded}
    inside = {
        s: statements[r.parent]
        for s, r in statements.items()
        if r.kind in embedded and r.parent in statements
    }
    for record in records:
        statement = statements.get(record.parent or "") if record.kind in citation_kinds else None
        if statement is None:
            continue
        version = list(version_of(statement, record, curatorial, inside))
        for source in record.fields.get(REF, ()) if version else ():
            yield source, version


def version_of(
    statement: Record, citation: Record, curatorial: Collection[Term], inside: Mapping[Term, Record]
) -> Iterator[Triple]:
    """The statement as the source of one citation has it.

    Args:
        statement: The statement.
        citation: The citation.
        curatorial: The fields that are about the statement.
        inside: What stands as a statement of its own inside another, with that other.
    """
    denies = DISPUTES in citation.fields.get(STANCE, ())
    fields: Mapping[Term, list[Term]] = citation.says if denies else {**statement.fields, **citation.says}
    hidden = citation.omits.union(curatorial)
    around = inside.get(statement.subject)
    if around is not None and not denies:
        for predicate, values in around.fields.items():
            if statement.subject in values:
                yield around.subject, predicate, statement.subject
    for predicate, values in fields.items():
        if predicate == TYPE or predicate not in hidden:
            for value in values:
                if value not in inside:
                    yield statement.subject, predicate, value


def claim_graphs(vocabulary: Vocabulary, records: Iterable[Record]) -> dict[Term, list[Triple]]:
    """The claims grouped by source, sources sorted, each triple once."""
    pairs = sorted(claims(vocabulary, records), key=lambda pair: pair[0])
    return {
        source: list(dict.fromkeys(t for _, version in group for t in version))
        for source, group in groupby(pairs, key=lambda pair: pair[0])
    }
