"""Records -> triples: what the curator holds, and in a graph of its own what each source says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kg.model import Record, Term, Triple
from kg.names import CITATION, REF, SOURCES, STATEMENT, TYPE
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
    (rank, note, citations) are left out.

    Yields:
        A source and its version of one statement; a source comes as often as it is cited.
    """
    statement_kind = vocabulary.by_iri.get(STATEMENT)
    curatorial = {f.iri for f in statement_kind.fields.values()} if statement_kind else {SOURCES}
    citation_kinds = {k.iri for k in vocabulary.kinds.values() if CITATION in k.ancestors}
    statements: dict[Term, Record] = {}
    for record in records:
        if record.kind not in citation_kinds:
            statements[record.subject] = record
            continue
        statement = statements.get(record.parent or "")
        if statement is None:
            continue
        version = version_of(statement, record, curatorial)
        for source in record.fields.get(REF, ()):
            yield source, version


def version_of(statement: Record, citation: Record, curatorial: Iterable[Term]) -> list[Triple]:
    """The statement as the source of one citation has it."""
    fields: Mapping[Term, list[Term]] = {**statement.fields, **citation.says}
    hidden = citation.omits.union(curatorial)
    return [
        (statement.subject, predicate, value)
        for predicate, values in fields.items()
        if predicate == TYPE or predicate not in hidden
        for value in values
    ]


def claim_graphs(vocabulary: Vocabulary, records: Iterable[Record]) -> dict[Term, list[Triple]]:
    """The claims grouped by source, sources sorted, each triple once."""
    pairs = sorted(claims(vocabulary, records), key=lambda pair: pair[0])
    return {
        source: list(dict.fromkeys(t for _, version in group for t in version))
        for source, group in groupby(pairs, key=lambda pair: pair[0])
    }
