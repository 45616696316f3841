"""The page's large tables in columns, for a reader that looks at few of very many records.

What the first screen needs of every record travels in columns: ends and days of edges, kinds and names of things,
days and states of statements. All else stands in portions of rows that are unpacked when a record of theirs is looked
at. A value that occurs again and again stands once, and the column has its place in the list; what only a few records
have stands beside the column, each with the record's place. `tables.mjs` reads all this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from kg.exporters.html import model as models
from kg.exporters.html.model import Edge, PageModel, Span, Statement, Text
from kg.exporters.html.rows import Writer, date_row, edge_id

PORTION = 1024
"""How many records' details are packed together: few enough to unpack one portion between two frames."""

DETAILS: dict[str, tuple[type, tuple[str, ...]]] = {
    "things": (models.Thing, ("website", "description", "file", "line")),
    "edges": (models.Edge, ()),
    "statements": (
        models.Statement,
        (
            "label",
            "gist",
            "fields",
            "citations",
            "unsourced",
            "alternatives",
            "note",
            "reported",
            "file",
            "line",
        ),
    ),
    "sources": (
        models.Source,
        tuple(column.name for column in dataclasses.fields(models.Source) if column.name != "id"),
    ),
}
"""The tables that travel in columns: what a record is, and which of its fields stand in portions of rows."""


def coded(values: Iterable[Hashable]) -> list[list[Any]]:
    """Returns the different values in the order of their first occurrence, and for each value its place there."""
    places: dict[Hashable, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return [list(places), codes]


class Places:
    """Numbers in place of ids: things first, then statements, then whatever else is named, as it comes up."""

    def __init__(self, model: PageModel) -> None:
        ids = [*(thing.id for thing in model.things), *(statement.id for statement in model.statements)]
        self._own = len(ids)
        self._places: dict[str, int] = {}
        for place, name in enumerate(ids):
            self._places.setdefault(name, place)

    def of(self, name: str) -> int:
        """Returns the number of an id."""
        return self._places.setdefault(name, max(self._own, len(self._places)))

    def others(self) -> list[str]:
        """Returns the ids that name neither things nor statements, in the order of their numbers."""
        return [name for name, place in self._places.items() if place >= self._own]


class _Dates:
    """The different starts, or the different ends, of spans."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, str], int] = {}

    def place(self, date: str, earliest: str, latest: str) -> int:
        return self._places.setdefault((date, earliest, latest), len(self._places))

    def rows(self) -> list[Any]:
        return [date_row(*date) for date in self._places]


def _starts_at(span: Span) -> tuple[str, str, str]:
    return span.start, span.start_earliest, span.start_latest


def _ends_at(span: Span) -> tuple[str, str, str]:
    return span.end, span.end_earliest, span.end_latest


def texts(column: Sequence[Text], languages: Sequence[str]) -> dict[str, Any]:
    """Returns texts by language; one with other languages, or one of them twice, stands beside them as pairs."""
    by_language: dict[str, list[str | int]] = {tag: [0] * len(column) for tag in languages}
    odd = []
    for i, text in enumerate(column):
        tags = [tag for tag, _ in text]
        if tags != [tag for tag in languages if tag in tags]:
            odd.append([i, [list(pair) for pair in text]])
            continue
        for tag, words in text:
            by_language[tag][i] = words
    return {"by": by_language, "odd": odd}


def tables(model: PageModel, writer: Writer) -> dict[str, Any]:
    """Returns the large tables as sections by name; see the head of this module."""
    places, starts, ends = Places(model), _Dates(), _Dates()
    statements = _statements(model, starts, ends)
    span_of = {statement.id: statement.span for statement in model.statements}
    sections = {
        "things": _things(model),
        "statements": statements,
        "edges": _edges(model.edges, places, span_of, starts, ends),
        "names": {
            "aliases": [[i, [list(p) for p in t.aliases]] for i, t in enumerate(model.things) if t.aliases],
            "iri": [[i, t.iri] for i, t in enumerate(model.things) if t.iri != writer.base + t.id],
            "wikidata": [[i, t.wikidata] for i, t in enumerate(model.things) if t.wikidata],
        },
        "ids": [statement.id for statement in model.statements],
        "refs": _refs(model.statements, places),
        "proofs": [
            [i, [[step.rule, list(step.premises)] for step in edge.proof]]
            for i, edge in enumerate(model.edges)
            if _rules(edge) is None
        ],
        "cited": [source.id for source in model.sources],
    }
    sections["dates"] = {"starts": starts.rows(), "ends": ends.rows()}
    sections["others"] = places.others()
    for table, (kind, fields) in DETAILS.items():
        records = getattr(model, table)
        for first in range(0, len(records) if fields else 0, PORTION):
            rows = [writer.row(record, kind, fields) for record in records[first : first + PORTION]]
            sections[f"{table} {first // PORTION}"] = rows
    return sections


def _things(model: PageModel) -> dict[str, Any]:
    things = model.things
    return {
        "id": [thing.id for thing in things],
        "kind": coded(thing.kind for thing in things),
        "name": texts([thing.name for thing in things], model.languages),
        "category": coded(thing.category for thing in things),
        "group": coded(thing.group for thing in things),
        "groups": [
            [i, [[g.group, g.start, g.end, int(g.certain)] for g in thing.groups]]
            for i, thing in enumerate(things)
            if thing.groups
        ],
        "region": coded(thing.region for thing in things),
    }


def _statements(model: PageModel, starts: _Dates, ends: _Dates) -> dict[str, Any]:
    """Returns what is asked of all statements; their days come first in the lists of days."""
    told = model.statements
    return {
        "kind": coded(statement.kind for statement in told),
        "start": [starts.place(*_starts_at(statement.span)) for statement in told],
        "end": [ends.place(*_ends_at(statement.span)) for statement in told],
        "days": [len(starts.rows()), len(ends.rows())],
        "state": coded((s.rank, int(s.best), s.confidence, int(_disputed(s))) for s in told),
    }


def _disputed(statement: Statement) -> bool:
    return any(citation.parts for citation in statement.citations) or bool(statement.alternatives)


def _edges(
    edges: Sequence[Edge], places: Places, span_of: dict[str, Span], starts: _Dates, ends: _Dates
) -> dict[str, Any]:
    """Returns what is asked of all edges; most rest on one statement, and hold when that does."""
    return {
        "id": [[i, edge.id] for i, edge in enumerate(edges) if edge.id != edge_id(edge)],
        "relation": coded(edge.relation for edge in edges),
        "source": [places.of(edge.source) for edge in edges],
        "target": [places.of(edge.target) for edge in edges],
        "statement": [places.of(edge.statements[0]) if edge.statements else -1 for edge in edges],
        "statements": [
            [i, [places.of(name) for name in edge.statements]]
            for i, edge in enumerate(edges)
            if len(edge.statements) > 1
        ],
        "span": [
            [i, starts.place(*_starts_at(edge.span)), ends.place(*_ends_at(edge.span))]
            for i, edge in enumerate(edges)
            if not edge.statements or edge.span != span_of.get(edge.statements[0])
        ],
        "via": [[i, [places.of(name) for name in edge.via]] for i, edge in enumerate(edges) if edge.via],
        "state": coded((int(edge.certain), int(edge.disputed), int(edge.inferred)) for edge in edges),
        "share": coded((edge.label, edge.share_low, edge.share_high) for edge in edges),
        "proof": coded(map(_rules, edges)),
    }


def _rules(edge: Edge) -> tuple[str, ...] | None:
    """Returns the rules of a proof if each starts from just the statements that the edge rests on."""
    if any(step.premises != edge.statements for step in edge.proof):
        return None
    return tuple(step.rule for step in edge.proof)


def _refs(statements: Iterable[Statement], places: Places) -> dict[str, list[int]]:
    """Returns what statements name in their fields: how many each, and then all of them."""
    counts, named = [], []
    for statement in statements:
        found = dict.fromkeys(v.ref for field in statement.fields for v in field.values if v.ref)
        counts.append(len(found))
        named += [places.of(name) for name in found]
    return {"many": counts, "to": named}
