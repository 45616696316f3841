"""What a source has otherwise (`says` in a citation) or not at all (`omits`), read and held to the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Record, Severity, Term
from kg.names import TYPE
from kg.reading.fields import FieldReader
from kg.reading.nodes import Mapping as Map
from kg.reading.nodes import Node, Scalar, entry, is_null
from kg.reading.nodes import Sequence as List
from kg.vocabulary import Kind, Vocabulary
from kg.vocabulary.shacl_model import Result


def read_claim(fields: FieldReader, citation: Map, record: Record, kind: Kind, around: Record) -> None:
    """Read what the source of a citation has otherwise, and on what it is silent.

    Args:
        fields: Reads the values.
        citation: The map in which `says` and `omits` may stand.
        record: The citation, which is given what is found.
        kind: Of the statement that it is about.
        around: That statement.
    """
    said, omitted = entry(citation, "says"), entry(citation, "omits")
    if said is not None:
        _read_says(fields, said, record, kind, around)
    if omitted is not None:
        record.omits = frozenset(_omitted(fields, omitted, record, kind, around))


def _read_says(fields: FieldReader, said: Node, record: Record, kind: Kind, around: Record) -> None:
    if not isinstance(said, Map):
        hint = "write {date: 2014-11-28}: what this source has otherwise"
        fields.report("KG209", "`says` is a map", said, hint)
        return
    fields.refuse_empty("says", said)
    record.says = {}
    for key, value in said.entries:
        found = kind.fields.get(key.text)
        if found is None:
            fields.unknown_key(key, kind, "KG216")
            continue
        if found.embedded:
            message = f"a source cannot say otherwise what stands under `{found.name}`"
            fields.report("KG216", message, key, "leave it out: `says` has what is a value of the statement")
            continue
        terms, positions = fields.values(found, value)
        record.says[found.iri] = terms
        record.places.extend(positions)
        if terms and set(terms) == set(around.fields.get(found.iri, ())):
            message = (
                f"this source is said to have `{found.name}` otherwise, and has it as the statement does"
            )
            fields.report(
                "KG220", message, value, "leave it out, or write what the source has", Severity.WARNING
            )


def _omitted(fields: FieldReader, node: Node, record: Record, kind: Kind, around: Record) -> Iterator[Term]:
    fields.refuse_empty("omits", node)
    seen: set[str] = set()
    for name in node.items if isinstance(node, List) else [node]:
        if not isinstance(name, Scalar):
            fields.report("KG209", "`omits` is a list of keys", name, "write the keys: `omits: [date]`")
        elif is_null(name):
            fields.report("KG215", "`omits` has no value", name, "give one, or remove the key")
        elif name.text in seen:
            fields.report("KG218", "`omits` has the same key twice", name, "remove one")
        elif (found := kind.fields.get(name.text)) is None:
            fields.unknown_key(name, kind, "KG216")
        elif found.iri in record.says:
            message = f"the source is said to be silent on `{name.text}`, and `says` has what it says of it"
            fields.report("KG214", message, name, "remove it from the one or the other")
        else:
            if found.iri not in around.fields:
                message = f"the source is said to be silent on `{found.name}`, and so is the statement"
                hint = "leave it out, or name the key on which the source is silent"
                fields.report("KG220", message, name, hint, Severity.WARNING)
            yield found.iri
        if isinstance(name, Scalar):
            seen.add(name.text)


def claims_of(records: Mapping[Term, Record], citations: Iterable[Term]) -> dict[Term, Record]:
    """Each claim as a record of the kind of the statement that it is about, with its own places.

    Args:
        records: All records, by subject.
        citations: Those of them whose claims are wanted; what is no citation has none.
    """
    found: dict[Term, Record] = {}
    for record in (records[subject] for subject in citations if subject in records):
        size = sum(map(len, record.says.values()))
        around = records.get(record.parent or "") if size else None
        if around is not None:
            subject = f"{record.subject[:-1]}.says>"
            fields = {**record.says, TYPE: [around.kind]}
            places = record.places[-size:]
            found[subject] = Record(
                subject, around.kind, fields, record.file, record.position, record.subject, places=places
            )
    return found


def judged(
    vocabulary: Vocabulary, claims: Mapping[Term, Record], data: Mapping[Term, Mapping[Term, Sequence[Term]]]
) -> Iterator[Result]:
    """What is wrong with single values of claims.

    Args:
        vocabulary: Whose shapes.
        claims: The claims, by subject.
        data: The fields of all records, which a claim may refer to.
    """
    if not claims:
        return
    stated = {subject: claim.fields for subject, claim in claims.items()}
    yield from vocabulary.shapes.judge_values(stated, {**vocabulary.index, **data})
