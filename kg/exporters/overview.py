"""All about one thing or statement, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from kg.asking.overview import Cited, Mention, Overview
from kg.asking.ownership import Tenure
from kg.exporters import ownership
from kg.model import Term
from kg.names import is_iri, literal_parts, local_name

Describe = Callable[[Term], str]


def as_text(found: Overview, tenures: Sequence[Tenure], describe: Describe) -> str:
    """The record with its place, its fields, its sources, its owners, and the statements about it."""
    record = found.record
    lines = [
        describe(record.subject),
        f"  {local_name(record.subject)}, {local_name(record.kind)}, {record.mark}",
    ]
    width = max((len(name) for name in found.fields), default=0)
    for name, values in found.fields.items():
        shown = [_value(value, describe) for value in values]
        lines.append(f"  {name:<{width}}  {'; '.join(shown)}")
    lines += _ending(found, describe)
    parts = ["".join(f"{line}\n" for line in lines)]
    if found.citations:
        parts.append(
            "Sources:\n" + "".join(f"{line}\n" for c in found.citations for line in _cited(c, describe))
        )
    if tenures:
        parts.append(ownership.as_text(tenures, describe))
    if found.mentions:
        parts.append("Statements about it:\n" + "".join(f"{_mention(m, describe)}\n" for m in found.mentions))
    return "\n".join(parts)


def _ending(found: Overview, describe: Describe) -> Iterator[str]:
    """When and with what it ended; of what is in force since nothing ended it, how far the record reaches."""
    ending = found.ending
    if ending.because:
        yield f"  over since {ending.end}: {'; '.join(map(describe, ending.because))}"
    elif ending.reported is not None:
        yield f"  no end known; last reported {ending.reported}"


def _value(term: Term, describe: Describe) -> str:
    if is_iri(term):
        name, label = local_name(term), describe(term)
        return label if label.casefold() == name.casefold() else f"{label} ({name})"
    text, _, language = literal_parts(term)
    return f"{text} [{language}]" if language and language != "en" else text


def _cited(cited: Cited, describe: Describe) -> Iterator[str]:
    where = f", {cited.at}" if cited.at else ""
    stance = f" [{local_name(cited.stance)}]" if cited.stance else ""
    yield f"  {local_name(cited.source)}: {describe(cited.source)}{where}{stance}  {cited.mark}"
    for name, values in cited.says.items():
        yield f"    says {name}: {'; '.join(_value(value, describe) for value in values)}"
    if cited.note:
        yield f"    {cited.note}"


def _mention(mention: Mention, describe: Describe) -> str:
    end = mention.interval.end if mention.interval else None
    when = f"{mention.start or ''}{f' .. {end}' if end else ''}"
    words = describe(mention.statement)
    return f"  {when:<24}  {words if mention.interval else f'({words})'}  {mention.mark}"


def as_json(found: Overview, tenures: Sequence[Tenure]) -> str:
    """The same as a JSON object."""
    record = found.record
    data: dict[str, Any] = {
        "id": local_name(record.subject),
        "kind": local_name(record.kind),
        "file": record.mark.file,
        "line": record.mark.line,
        "fields": {name: _plain(values) for name, values in found.fields.items()},
        "sources": [
            {
                "source": local_name(c.source),
                "at": c.at,
                "stance": local_name(c.stance) if c.stance else "supports",
                "says": {name: _plain(values) for name, values in c.says.items()},
                "note": c.note,
                "file": c.mark.file,
                "line": c.mark.line,
            }
            for c in found.citations
        ],
        "end": found.ending.end.text if found.ending.end else None,
        "endedBy": [local_name(term) for term in found.ending.because],
        "lastReported": found.ending.reported.text if found.ending.reported else None,
        "ownership": json.loads(ownership.as_json(tenures, record.subject)),
        "statements": [
            {
                "id": local_name(m.statement),
                "kind": local_name(m.kind),
                "start": m.start.text if m.start else None,
                "end": m.interval.end.text if m.interval and m.interval.end else None,
                "counts": m.interval is not None,
                "file": m.mark.file,
                "line": m.mark.line,
            }
            for m in found.mentions
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _plain(values: Iterable[Term]) -> list[str | dict[str, str]]:
    found: list[str | dict[str, str]] = []
    for value in values:
        if is_iri(value):
            found.append(local_name(value))
            continue
        text, _, language = literal_parts(value)
        found.append({"text": text, "language": language} if language else text)
    return found
