"""The edges of a page: those of the views at all times, and what else was inferred between things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.exporters.html.collect.facts import Facts
from kg.exporters.html.collect.proofs import proved
from kg.exporters.html.collect.words import short, text_of_map
from kg.exporters.html.model import UNDATED, Edge, Span, Statement, Text, View
from kg.exporters.registry import Exportable
from kg.exporters.views import View as ViewRows
from kg.exporters.views import read_view, view_files
from kg.model import Term
from kg.names import is_iri, literal_parts

_MEMBERSHIP = "inGroup"
"""The relation that a thing's `group` tells already."""


def collect_edges(graph: Exportable, facts: Facts) -> tuple[tuple[View, ...], tuple[Edge, ...]]:
    """Gathers edges.

    Returns:
        The views with the ids of their edges, and all edges, sorted by id. An edge of a view rests on one statement
        and holds when that does; an edge of no view is as it was inferred for the asked day.
    """
    statements = {statement.id: statement for statement in facts.statements}
    edges: dict[str, Edge] = {}
    views = []
    for file in view_files(graph.project.ontology).values():
        rows = read_view(graph.store, file, graph.prefixes)
        found = [edge for row in rows.rows for edge in _of_row(row, statements)]
        for edge in found:
            edges[edge.id] = _merged(edges[edge.id], edge) if edge.id in edges else edge
        views.append(_view(rows, found))
    for edge in _inferred(graph, facts, statements, list(edges.values())):
        edges.setdefault(edge.id, edge)
    return tuple(views), tuple(proved(graph, [edges[name] for name in sorted(edges)]))


def _view(rows: ViewRows, edges: Iterable[Edge]) -> View:
    names = tuple(sorted({edge.id for edge in edges}))
    return View(
        rows.name, text_of_map(rows.label), text_of_map({k: v for k, v in rows.meaning.items() if v}), names
    )


def _of_row(row: Mapping[str, Term], statements: Mapping[str, Statement]) -> Iterable[Edge]:
    """An edge for a row of a view, and one between the groups behind it if the row tells them."""
    name = short(row["statement"]) if "statement" in row else ""
    statement = statements.get(name)
    low, high = _shares(row)
    edge = Edge(
        id="",
        relation=short(row["relation"]),
        source=short(row["source"]),
        target=short(row["target"]),
        label=_percent(low, high),
        share_low=low,
        share_high=high,
        via=tuple(sorted(part.rsplit("/", 1)[-1] for part in _words_of(row, "via").split())),
        statements=(name,) if name else (),
    )
    yield _finished(edge, statement)
    groups = [short(row[c]) for c in ("sourceGroup", "targetGroup") if c in row]
    if "groupRelation" in row and len(set(groups)) == 2:
        relation = short(row["groupRelation"])
        rolled = Edge("", relation, groups[0], groups[1], statements=edge.statements)
        yield _finished(rolled, statement)


def _finished(edge: Edge, statement: Statement | None) -> Edge:
    name = ".".join((edge.relation, edge.source, edge.target, *edge.statements))
    return replace(
        edge,
        id=name,
        span=statement.span if statement else UNDATED,
        certain=not statement or statement.confidence != "low",
        disputed=bool(statement and any(c.disputes or c.says for c in statement.citations)),
    )


def _merged(one: Edge, other: Edge) -> Edge:
    return replace(one, via=tuple(sorted({*one.via, *other.via})))


def _words_of(row: Mapping[str, Term], column: str) -> str:
    return literal_parts(row[column])[0] if column in row and not is_iri(row[column]) else ""


def _shares(row: Mapping[str, Term]) -> tuple[float | None, float | None]:
    exact, low, high = (_number(_words_of(row, column)) for column in ("share", "shareMin", "shareMax"))
    return (exact, exact) if exact is not None else (low, high)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _percent(low: float | None, high: float | None) -> Text:
    if low is None and high is None:
        return ()
    if low == high:
        return (("en", f"{low:g} %"),)
    if high is None:
        return (("en", f"≥ {low:g} %"),)
    return (("en", f"≤ {high:g} %" if low is None else f"{low:g}–{high:g} %"),)


def _inferred(
    graph: Exportable,
    facts: Facts,
    statements: Mapping[str, Statement],
    shown: Iterable[Edge],
) -> Iterable[Edge]:
    """Inferred edges between two things or two statements, unless a view shows one that rests on the same."""
    labelled = {short(term) for term in graph.vocabulary.index}
    told = {(edge.source, edge.target, name) for edge in shown for name in edge.statements}
    for triple, ways in graph.derivations.items():
        source, relation, target = map(short, triple) if is_iri(triple[2]) else ("", "", "")
        if relation not in labelled or relation == _MEMBERSHIP or source == target:
            continue
        if not (source in facts.by_id and target in facts.by_id):
            continue
        if (source in statements) != (target in statements):
            continue
        rests = {short(p) for way in ways for p in way.premises if isinstance(p, str)} & statements.keys()
        if rests and all((source, target, name) in told for name in rests):
            continue
        behind = [statements[name] for name in sorted(rests)]
        yield Edge(
            id=".".join((relation, source, target)),
            relation=relation,
            source=source,
            target=target,
            span=behind[0].span if len(behind) == 1 else _common(behind),
            disputed=any(c.disputes or c.says for s in behind for c in s.citations),
            statements=tuple(s.id for s in behind),
        )


def _common(behind: Iterable[Statement]) -> Span:
    """The span of an edge that rests on several statements: from the earliest start, with no end."""
    starts = sorted(s.span.start_earliest for s in behind if s.span.start_earliest)
    return Span(starts[0], "", starts[0], starts[0]) if starts else UNDATED
