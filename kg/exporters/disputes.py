"""Disputes and competing statements, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.asking.disputes import Contest, Dispute, Version
from kg.model import Record, Term
from kg.names import STANCE, is_iri, literal_parts, local_name

Describe = Callable[[Term], str]


def as_text(
    disputes: Iterable[Dispute],
    contests: Iterable[Contest],
    records: Mapping[Term, Record],
    describe: Describe,
) -> str:
    """Each dispute with who says what, then the competing statements."""
    lines: list[str] = []
    last = ""
    for dispute in disputes:
        if dispute.statement != last:
            shown = f" [{local_name(dispute.rank)}]" if dispute.rank else ""
            lines += ["", f"{describe(dispute.statement)}{shown}", f"  {records[dispute.statement].mark}"]
            last = dispute.statement
        lines += [f"  {local_name(dispute.field)}:", *(_version(dispute, v) for v in dispute.versions)]
        if dispute.curators is not None:
            held = ", ".join(map(_value, dispute.curators)) or "nothing"
            lines.append(f"    (the curator holds {held}, which no source that counts has)")
    for contest in contests:
        lines += ["", "One matter, several statements:"]
        for subject, rank, sources in contest.statements:
            lines.append(f"  {local_name(rank) if rank else 'normal':<10} {describe(subject)}")
            lines += [f"             {records[subject].mark}", f"             {_names(sources)}"]
    return "\n".join(lines[1:]) + "\n" if lines else ""


def _version(dispute: Dispute, version: Version) -> str:
    if dispute.field == STANCE:
        said = "stated" if version.held else "denied"
    else:
        said = ", ".join(_value(v) for v in version.values) or "nothing"
    mark = "=" if version.held else "≈" if version.agrees else "≠"
    count = f" ({version.independent} independent)" if version.sources else " (the curator's own)"
    return f"    {mark} {said}: {_names(version.sources)}{count}"


def _names(sources: Sequence[Term]) -> str:
    return ", ".join(local_name(s) for s in sources) or "no source has just this"


def _value(term: Term) -> str:
    return local_name(term) if is_iri(term) else literal_parts(term)[0]


def as_json(
    disputes: Iterable[Dispute],
    contests: Iterable[Contest],
    records: Mapping[Term, Record],
    describe: Describe,
) -> str:
    """The same as a JSON object with `disputes` and `contests`."""
    found: dict[str, Any] = {
        "disputes": [
            {
                "statement": local_name(d.statement),
                "label": describe(d.statement),
                "file": records[d.statement].mark.file,
                "line": records[d.statement].mark.line,
                "field": local_name(d.field),
                "rank": local_name(d.rank) if d.rank else "normal",
                "curators": None if d.curators is None else [_value(v) for v in d.curators],
                "versions": [
                    {
                        "values": [_value(v) for v in version.values],
                        "held": version.held,
                        "agrees": version.agrees,
                        "sources": [local_name(s) for s in version.sources],
                        "independent": version.independent,
                    }
                    for version in d.versions
                ],
            }
            for d in disputes
        ],
        "contests": [
            [
                {
                    "statement": local_name(subject),
                    "label": describe(subject),
                    "rank": local_name(rank) if rank else "normal",
                    "sources": [local_name(s) for s in sources],
                }
                for subject, rank, sources in contest.statements
            ]
            for contest in contests
        ],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
