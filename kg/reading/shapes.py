"""Results of the shapes -> findings at the value at fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.model import Finding, Record, Term
from kg.names import local_name, text_of
from kg.vocabulary import Vocabulary

_CODES: Final = {
    "MinCount": "KG301",
    "MaxCount": "KG302",
    "Class": "KG303",
    "Datatype": "KG304",
    "NodeKind": "KG305",
    "Pattern": "KG306",
    "MinLength": "KG307",
    "MaxLength": "KG308",
    "MinInclusive": "KG309",
    "MaxInclusive": "KG310",
    "MinExclusive": "KG311",
    "MaxExclusive": "KG312",
    "LanguageIn": "KG313",
    "UniqueLang": "KG314",
    "In": "KG315",
    "HasValue": "KG316",
    "Equals": "KG317",
    "Disjoint": "KG318",
    "LessThan": "KG319",
    "LessThanOrEquals": "KG320",
    "Or": "KG321",
    "Xone": "KG322",
    "And": "KG323",
    "Not": "KG324",
    "Node": "KG325",
    "Closed": "KG326",
    "QualifiedMinCount": "KG327",
    "QualifiedMaxCount": "KG328",
}
"""Finding codes by constraint component."""


def check_shapes(
    vocabulary: Vocabulary, records: Iterable[Record], known: Sequence[Finding] = ()
) -> Iterator[Finding]:
    """What the shapes find wrong with the records.

    Args:
        vocabulary: Whose shapes.
        records: What is judged.
        known: Findings of values that could not be read; what only follows from those is not said again.
    """
    by_subject = {record.subject: record for record in records}
    data = {subject: record.fields for subject, record in by_subject.items()}
    places = {(f.mark.file, f.mark.line) for f in known}
    dangling = {f.mark for f in known if f.code == "KG208"}
    for result in vocabulary.shapes.validate(data, vocabulary.index):
        record = by_subject[result.focus]
        path = result.path or ""
        mark = record.mark_of(path, result.value)
        code = _CODES.get(local_name(result.component).removesuffix("ConstraintComponent"), "KG300")
        if mark in dangling or (code == "KG301" and _is_broken(record, path, places)):
            continue
        yield Finding(
            code,
            result.level,
            _message(vocabulary, record, path, result.value, code, result.message),
            mark,
            shape=result.source_shape,
            hint=_hint(vocabulary, record, path, code),
        )


def _is_broken(record: Record, path: Term, places: set[tuple[str, int]]) -> bool:
    """Whether the key is there, but its value could not be read."""
    return path in record.fields and not record.fields[path] and bool(places)


def _message(
    vocabulary: Vocabulary, record: Record, path: Term, value: Term | None, code: str, default: str
) -> str:
    kind = vocabulary.by_iri[record.kind]
    name = local_name(path) if path else ""
    if code == "KG301":
        return f"{kind.name} lacks `{name}`"
    if code == "KG302":
        return f"{kind.name} has more than one `{name}`" if _most(vocabulary, record, path) == 1 else default
    if code == "KG303" and value is not None:
        field = kind.fields.get(name)
        wanted = " or ".join(local_name(c) for c in field.classes) if field else "something else"
        return f"`{name}` wants {wanted}, and `{text_of(value)}` is something else"
    shown = f"`{name}`: " if name and value is None else f"`{name}: {text_of(value or '')}`: " if name else ""
    return shown + default


def _most(vocabulary: Vocabulary, record: Record, path: Term) -> int | None:
    field = vocabulary.by_iri[record.kind].fields.get(local_name(path))
    return field.most if field else None


def _hint(vocabulary: Vocabulary, record: Record, path: Term, code: str) -> str:
    field = vocabulary.by_iri[record.kind].fields.get(local_name(path)) if path else None
    if field is None or code not in ("KG301", "KG303"):
        return ""
    return field.description
