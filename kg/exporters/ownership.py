"""Who owned and controlled a thing, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import groupby

from kg.asking.ownership import Tenure
from kg.dates import iso_day
from kg.model import Term
from kg.names import local_name

Describe = Callable[[Term], str]


def as_text(tenures: Sequence[Tenure], describe: Describe) -> str:
    """A section for each relation, a line for each time; `?` before what may be but need not."""
    parts = []
    for (relation, of), group in groupby(tenures, key=lambda t: (t.relation, t.of)):
        title = f"{relation[0].upper()}{relation[1:]}{f' in {describe(of)}' if of else ''}:"
        lines = [f"  {_days(t)}  {'  ' if t.certain else '? '}{_words(t, describe)}" for t in group]
        parts.append("\n".join([title, *lines]) + "\n")
    return "\n".join(parts)


def _days(tenure: Tenure) -> str:
    first, after = iso_day(tenure.first), iso_day(tenure.after)
    return f"{'' if first == '..' else first:>10} .. {'' if after == '..' else after:<10}"


def _words(tenure: Tenure, describe: Describe) -> str:
    if tenure.statement:
        return describe(tenure.statement)
    who = ", ".join(describe(term) for term in tenure.who) or "nobody named"
    if tenure.low is None or tenure.high is None:
        return who
    if round(tenure.low, 6) == round(tenure.high, 6):
        return f"{_number(tenure.high)} %  {who}"
    if tenure.low <= 0 and tenure.high >= 100:
        return f"unknown share  {who}"
    return f"{_number(tenure.low)} to {_number(tenure.high)} %  {who}"


def _number(share: float) -> str:
    return f"{round(share, 4):.10g}"


def as_json(tenures: Sequence[Tenure], thing: Term) -> str:
    """The same as a JSON array; `from` is included, `until` is not, null where nothing bounds it.

    Args:
        tenures: What is told.
        thing: Of which it is told, where it is not of what runs it.
    """
    data = [
        {
            "relation": t.relation,
            "of": local_name(t.of or thing),
            "who": [local_name(term) for term in t.who],
            "from": None if iso_day(t.first) == ".." else iso_day(t.first),
            "until": None if iso_day(t.after) == ".." else iso_day(t.after),
            "shareMin": None if t.low is None else round(t.low, 9),
            "shareMax": None if t.high is None else round(t.high, 9),
            "certain": t.certain,
            "statement": local_name(t.statement) if t.statement else None,
        }
        for t in tenures
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
