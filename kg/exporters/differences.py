"""What changes between two graphs, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from kg.asking.differences import Difference, Moved
from kg.model import Term, Triple
from kg.names import local_name


def as_text(found: Difference, moved: Iterable[Moved], shorten: Callable[[Term], str]) -> str:
    """A line for each: `+` what appears, `-` what vanishes, `~` what holds for another time."""
    lines = [
        *(f"+ {' '.join(map(shorten, edge))}" for edge in found.appear),
        *(f"- {' '.join(map(shorten, edge))}" for edge in found.vanish),
        *(f"~ {shorten(each.statement)} {each.before} -> {each.after}" for each in moved),
    ]
    return "".join(f"{line}\n" for line in lines)


def as_json(found: Difference, moved: Iterable[Moved]) -> str:
    """The same as a JSON object with `appear`, `vanish` and `moved`."""
    data = {
        "appear": [_edge(edge) for edge in found.appear],
        "vanish": [_edge(edge) for edge in found.vanish],
        "moved": [
            {"statement": local_name(m.statement), "before": str(m.before), "after": str(m.after)}
            for m in moved
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _edge(edge: Triple) -> dict[str, str]:
    return dict(zip(("subject", "predicate", "object"), map(local_name, edge), strict=True))
