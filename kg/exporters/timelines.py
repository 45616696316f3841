"""Timelines as text, JSON and SVG."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from kg.asking.timelines import Event
from kg.dates import END_OF_DAYS, iso_day
from kg.model import Term
from kg.names import local_name

Describe = Callable[[Term], str]
_ROW: Final = 34
_LEFT: Final = 24
_WIDTH: Final = 1100
_AXIS: Final = 40


def as_text(events: Sequence[Event], describe: Describe) -> str:
    """An event a line: when, until when, what; `?` where sources part, in brackets what is outranked."""
    width = max((len(_span(e)) for e in events), default=0)
    lines = []
    for event in events:
        words = describe(event.statement)
        words = words if event.counts else f"({words})"
        lines.append(f"{_span(event):<{width}}  {'?' if event.disputed else ' '} {words}\n")
    return "".join(lines)


def _span(event: Event) -> str:
    return f"{event.start}{f' .. {event.end}' if event.end else ''}"


def as_json(events: Sequence[Event], describe: Describe) -> str:
    """The events as a JSON array."""
    data = [
        {
            "statement": local_name(e.statement),
            "kind": local_name(e.kind),
            "label": describe(e.statement),
            "start": e.start.text,
            "startEarliest": iso_day(e.start.earliest),
            "startLatest": iso_day(e.start.latest),
            "end": e.end.text if e.end else None,
            "disputed": e.disputed,
            "counts": e.counts,
        }
        for e in events
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def as_svg(events: Sequence[Event], describe: Describe, title: str) -> str:
    """The events as a picture: a row each, a bar from start to end, as wide at the ends as the dates are vague."""
    first = min((e.start.earliest for e in events), default=1)
    last = max([e.start.latest for e in events] + [e.end.latest for e in events if e.end], default=2)
    last = min(max(last, first + 365), END_OF_DAYS - 1)
    first = min(first, last - 365)
    scale = (_WIDTH - 2 * _LEFT) / (last - first)

    def x(day: int) -> float:
        return round(_LEFT + (min(day, last) - first) * scale, 1)

    height = _AXIS + _ROW * len(events) + 16
    box = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    for year in years[:: max(1, len(years) // 12)]:
        at = x(date(year, 1, 1).toordinal())
        parts.append(
            f'<path d="M{at} 24V{height}" stroke="#dde2ea"/><text x="{at + 3}" y="18" fill="#475569">{year}</text>'
        )
    for row, event in enumerate(events):
        y = _AXIS + row * _ROW + 12
        begin, sure = x(event.start.earliest), x(event.start.latest + 1)
        end = x(event.end.latest) if event.end else sure
        colour = "#b91c1c" if local_name(event.kind) == "Block" else "#1e3a5f"
        dash = ' stroke-dasharray="3 2"' if event.disputed or not event.counts else ""
        label = escape(describe(event.statement))
        when = escape(_span(event))
        if end > sure:
            parts.append(
                f'<rect x="{sure}" y="{y + 4}" width="{end - sure}" height="6" fill="{colour}" opacity=".35"/>'
            )
        parts.append(
            f'<rect x="{begin}" y="{y + 2}" width="{max(4.0, sure - begin)}" height="10" rx="2" fill="{colour}" '
            f'fill-opacity="{1 if event.counts else 0.3}" stroke="{colour}"{dash}/>'
        )
        # Above its bar, so that no label runs out of the picture or into another.
        anchor, place = ("end", sure) if begin > _WIDTH * 0.6 else ("start", begin)
        parts.append(
            f'<text x="{place}" y="{y}" text-anchor="{anchor}" fill="#0f172a">{when}  {label}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def as_html(picture: str, title: str) -> str:
    """A picture in a page of its own."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    style = "<style>body{margin:1rem;font-family:system-ui,sans-serif}svg{max-width:100%;height:auto}</style>"
    body = f"<h1>{escape(title)}</h1>\n{picture}"
    return f'<!doctype html>\n<html lang="en"><head>{head}{style}</head>\n<body>{body}</body></html>\n'
