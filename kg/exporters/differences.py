"""What changes between two graphs, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from kg.asking.differences import Changes
from kg.asking.record_changes import Changed, CitationChange, FieldChange
from kg.model import Record, Term, Triple
from kg.names import KG, TYPE, iri, is_iri, literal_parts, local_name

Describe = Callable[[Term], str]
_AT = iri(KG + "at")


def as_text(found: Changes, before: Describe, after: Describe) -> str:
    """A summary, then what changes in groups: records by kind, statements in force, their times, edges by relation.

    Args:
        found: What changes; "" if nothing does.
        before: Says what things and statements are in the first graph.
        after: Likewise in the second.
    """
    if found.are_none:
        return ""
    records = found.records
    sections = [
        ("Added", _records(records.added, after)),
        ("Removed", _records(records.removed, before)),
        ("Changed", (line for each in records.changed for line in _changed(each, after))),
        ("In force now", _records(found.begun, after)),
        ("No longer in force", _records(found.over, before)),
        (
            "At another time",
            (f"  {_called(m.statement, after)}\n    {m.before} -> {m.after}" for m in found.moved),
        ),
        ("Follows now", _edges(found.edges.appear)),
        ("No longer follows", _edges(found.edges.vanish)),
    ]
    parts = [f"{summary(found)}\n"]
    for title, lines in sections:
        if text := "".join(f"{line}\n" for line in lines):
            parts.append(f"{title}:\n{text}")
    return "\n".join(parts)


def summary(found: Changes) -> str:
    """How much changes, in a line."""
    records = found.records
    counts = (
        (len(records.added), "record", "added"),
        (len(records.removed), "record", "removed"),
        (len(records.changed), "record", "changed"),
        (len(found.begun), "statement", "in force now"),
        (len(found.over), "statement", "no longer in force"),
        (len(found.moved), "statement", "at another time"),
        (len(found.edges.appear), "edge", "more"),
        (len(found.edges.vanish), "edge", "fewer"),
    )
    return ", ".join(f"{n:,} {what}{'s' * (n != 1)} {how}" for n, what, how in counts if n)


def _records(records: Iterable[Record], describe: Describe) -> Iterator[str]:
    for kind, group in groupby(sorted(records, key=lambda r: (local_name(r.kind), r.subject)), _kind):
        yield f"  {kind}"
        for record in group:
            yield f"    {_called(record.subject, describe)}  {record.mark}"


def _kind(record: Record) -> str:
    return local_name(record.kind)


def _called(term: Term, describe: Describe) -> str:
    name, words = local_name(term), describe(term)
    return name if words.casefold() == name.casefold() else f"{name}: {words}"


def _changed(each: Changed, describe: Describe) -> Iterator[str]:
    yield f"  {_called(each.new.subject, describe)}  {each.new.mark}"
    if each.old.subject != each.new.subject:
        yield f"    id: {local_name(each.old.subject)} -> {local_name(each.new.subject)}"
    for change in each.fields:
        yield f"    {_field(change)}"
    for cited in each.citations:
        yield from (f"    {line}" for line in _citation(cited))


def _field(change: FieldChange) -> str:
    return f"{_name(change.property)}: {_listed(change.old)} -> {_listed(change.new)}"


def _citation(cited: CitationChange) -> Iterator[str]:
    source = local_name(cited.source)
    if cited.old is None or cited.new is None:
        record = cited.old or cited.new
        places = [literal_parts(value)[0] for value in record.fields.get(_AT, ())] if record else []
        yield f"sources: {'+' if cited.old is None else '-'} {', '.join([source, *places])}"
        return
    for change in cited.fields:
        yield f"{source} {'says ' if change.said_by else ''}{_field(change)}"
    for word, properties in (("omits", cited.omits), ("no longer omits", cited.tells)):
        if properties:
            yield f"{source} {word}: {', '.join(map(local_name, properties))}"


def _name(term: Term) -> str:
    return "kind" if term == TYPE else local_name(term)


def _listed(values: Sequence[Term]) -> str:
    return ", ".join(map(_value, values)) or "nothing"


def _value(term: Term) -> str:
    if is_iri(term):
        return local_name(term)
    text, _, language = literal_parts(term)
    return f"{text} [{language}]" if language and language != "en" else text


def _edges(edges: Iterable[Triple]) -> Iterator[str]:
    """The edges by relation, each as `kg why` takes it."""
    for predicate, group in groupby(sorted(edges, key=lambda e: (e[1], e)), lambda edge: edge[1]):
        yield f"  {local_name(predicate)}"
        yield from (f"    {' '.join(map(local_name, edge))}" for edge in group)


def as_json(found: Changes, before: Describe, after: Describe) -> str:
    """The same as a JSON object: `summary`, `records`, `begun`, `over`, `moved`, and the edges: `appear`, `vanish`."""
    records = found.records
    data = {
        "summary": {
            "added": len(records.added),
            "removed": len(records.removed),
            "changed": len(records.changed),
            "begun": len(found.begun),
            "over": len(found.over),
            "moved": len(found.moved),
            "appear": len(found.edges.appear),
            "vanish": len(found.edges.vanish),
        },
        "records": {
            "added": [_record(record, after) for record in records.added],
            "removed": [_record(record, before) for record in records.removed],
            "changed": [_change(each, after) for each in records.changed],
        },
        "begun": [_record(record, after) for record in found.begun],
        "over": [_record(record, before) for record in found.over],
        "moved": [
            {"statement": local_name(m.statement), "before": str(m.before), "after": str(m.after)}
            for m in found.moved
        ],
        "appear": [_edge(edge) for edge in found.edges.appear],
        "vanish": [_edge(edge) for edge in found.edges.vanish],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _record(record: Record, describe: Describe) -> dict[str, Any]:
    return {
        "id": local_name(record.subject),
        "kind": local_name(record.kind),
        "label": describe(record.subject),
        "file": record.mark.file,
        "line": record.mark.line,
    }


def _change(each: Changed, describe: Describe) -> dict[str, Any]:
    return {
        **_record(each.new, describe),
        "oldId": local_name(each.old.subject),
        "fields": [_values(change) for change in each.fields],
        "citations": [_cited(change) for change in each.citations],
    }


def _values(change: FieldChange) -> dict[str, Any]:
    return {
        "field": _name(change.property),
        "old": [_plain(term) for term in change.old],
        "new": [_plain(term) for term in change.new],
    }


def _plain(term: Term) -> str | dict[str, str]:
    if is_iri(term):
        return local_name(term)
    text, _, language = literal_parts(term)
    return {"text": text, "language": language} if language else text


def _cited(change: CitationChange) -> dict[str, Any]:
    return {
        "source": local_name(change.source),
        "change": "added" if change.old is None else "removed" if change.new is None else "changed",
        "fields": [_values(field) for field in change.fields if not field.said_by],
        "says": [_values(field) for field in change.fields if field.said_by],
        "omits": [local_name(term) for term in change.omits],
        "tells": [local_name(term) for term in change.tells],
    }


def _edge(edge: Triple) -> dict[str, str]:
    return dict(zip(("subject", "predicate", "object"), map(local_name, edge), strict=True))
