"""References between records: every one must lead somewhere, and no id may be there twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.model import Finding, Record, Severity, Term
from kg.names import KG, NAME, TYPE, folded, iri, literal_parts, local_name
from kg.reading.hints import id_of
from kg.reading.values import closest
from kg.vocabulary import Vocabulary

_NO_ID: Final = re.compile(r"`(.+)` is not an id for `(\w+)`")
ALIAS, TITLE, URL = (iri(KG + name) for name in ("alias", "title", "url"))


def unique(records: Collection[Record]) -> Iterator[Finding]:
    """A finding for each record whose id another one has."""
    if len({record.subject for record in records}) == len(records):
        return
    first: dict[Term, Record] = {}
    # Whose id is a file's name has it by right; of what is left, the first.
    for record in sorted(records, key=lambda record: record.parent is not None):
        other = first.setdefault(record.subject, record)
        embedded = record.parent is not None and record.subject.startswith(record.parent[:-1] + ".")
        if other is record or embedded:  # of what is embedded, the statement around it is the double
            continue
        name = local_name(record.subject)
        hint = "they agree in all that identifies them: merge them, or give one an explicit `id:`"
        if record.parent is None:
            hint = (
                "rename one of the two, since ids are unique over all folders; or merge them, if they are one"
            )
        elif other.parent is None:
            hint = "give this one another `id:`, since ids are unique over all folders"
        yield Finding(
            "KG207",
            Severity.ERROR,
            f"the id `{name}` is taken",
            record.mark,
            hint,
            ((other.mark, "it stands here already"),),
        )


def dangling(
    vocabulary: Vocabulary,
    records: Iterable[Record],
    unread: Container[str] = (),
    among: Iterable[Record] | None = None,
) -> Iterator[Finding]:
    """A finding for each reference that leads to no record.

    Args:
        vocabulary: Which fields are references.
        records: Whose references.
        unread: The ids of files of which no record could be made; nothing is said of references to those.
        among: All records, if these are not all.
    """
    subjects = {record.subject: record for record in (records if among is None else among)}
    fields = {f.iri: f for f in vocabulary.fields.values() if f.classes and not (f.concepts or f.embedded)}
    for record in records:
        for values in (record.fields, record.says):
            for predicate, targets in values.items():
                if predicate == TYPE or predicate not in fields:
                    continue
                for target in targets:
                    if target not in subjects and local_name(target) not in unread:
                        yield _dangling(vocabulary, record, predicate, target, subjects)


def led_to_ids(
    vocabulary: Vocabulary, findings: Sequence[Finding], records: Iterable[Record]
) -> list[Finding]:
    """Findings, those of a name where an id should be with the id of the record that has this name.

    Args:
        vocabulary: Which fields are references.
        findings: What was found in files by themselves.
        records: All records.
    """
    named = {f: found for f in findings if f.code == "KG205" and (found := _NO_ID.fullmatch(f.message))}
    if not named:
        return list(findings)
    ids: dict[str, list[Record]] = {}
    for record in records:
        for predicate in (NAME, ALIAS, TITLE, URL):
            for value in record.fields.get(predicate, ()):
                ids.setdefault(folded(literal_parts(value)[0]), []).append(record)
    return [_led(vocabulary, f, named[f], ids) if f in named else f for f in findings]


def _led(
    vocabulary: Vocabulary, finding: Finding, found: re.Match[str], ids: Mapping[str, list[Record]]
) -> Finding:
    field = next((f for f in vocabulary.fields.values() if f.name == found[2]), None)
    allowed = set(field.classes) if field else set()
    for record in ids.get(folded(found[1]), ()):
        if not allowed.isdisjoint(vocabulary.by_iri[record.kind].ancestors):
            hint = f"did you mean `{local_name(record.subject)}`? that is the id of what is called so"
            return replace(finding, hint=hint)
    return finding


def _dangling(
    vocabulary: Vocabulary, record: Record, predicate: Term, target: Term, subjects: Mapping[Term, Record]
) -> Finding:
    field = vocabulary.fields[predicate]
    allowed = set(field.classes)
    fitting = [
        other
        for other in subjects.values()
        if not allowed.isdisjoint(vocabulary.by_iri[other.kind].ancestors)
    ]
    name = local_name(target)
    kinds = _one_of(
        kind.name
        for kind in vocabulary.kinds.values()
        if not (kind.abstract or kind.embedded or allowed.isdisjoint(kind.ancestors))
    )
    hint = (
        _called(name, fitting)
        or closest(name, [local_name(other.subject) for other in fitting])
        or f"make a file `{name}.yaml` of {kinds}"
    )
    return Finding(
        "KG208",
        Severity.ERROR,
        f"`{field.name}` refers to `{name}`, which is nowhere",
        record.mark_of(predicate, target),
        hint,
    )


def _one_of(kinds: Iterable[str]) -> str:
    """A few kinds, as "A, B or C"; of many, what tells of them."""
    *others, last = sorted(kinds) or [""]
    if len(others) > 5:
        return "a kind that fits (`kg schema kinds` lists them)"
    return f"kind {', '.join(others)} or {last}" if others else f"kind {last}"


def _called(name: str, records: Iterable[Record]) -> str:
    """A hint with the record that has this as a name or alias, or ""."""
    for record in records:
        for predicate in (NAME, ALIAS):
            if any(id_of(literal_parts(value)[0]) == name for value in record.fields.get(predicate, ())):
                return f"did you mean `{local_name(record.subject)}`?"
    return ""
