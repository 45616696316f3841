"""The edges of a page: those of the views at all times, and what else was inferred between things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.exporters.html.collect.control import STEP, control_over_time
from kg.exporters.html.collect.facts import Facts
from kg.exporters.html.collect.proofs import proved
from kg.exporters.html.collect.strikes import by_target
from kg.exporters.html.collect.times import Timed, common, inferred_at_all_times, longest
from kg.exporters.html.collect.words import short, text_of_map
from kg.exporters.html.model import UNDATED, Edge, Span, Statement, Text, View
from kg.exporters.registry import Exportable
from kg.exporters.views import View as ViewRows
from kg.exporters.views import read_view, view_files
from kg.model import Term
from kg.names import is_iri, literal_parts
from kg.reasoning.controls import CONTROLS

_STAKE = "holdsStakeIn"
"""The relation that does not tell of control, though control may rest on the same statement."""
_MEMBERSHIP = "inGroup"
"""The relation that a thing's `group` tells already."""


def collect_edges(graph: Exportable, facts: Facts) -> tuple[tuple[View, ...], tuple[Edge, ...]]:
    """Gathers edges.

    Returns:
        The views with the ids of their edges, and all edges, sorted by id. An edge of a view rests on one statement;
        every edge holds when the statements do that it rests on.
    """
    statements = {statement.id: statement for statement in facts.statements}
    edges: dict[str, Edge] = {}
    views = []
    for file in view_files(graph.project.ontology).values():
        rows = read_view(graph.store, file, graph.prefixes)
        found = _of_rows(rows.rows, statements)
        for edge in found:
            edges[edge.id] = _merged(edges[edge.id], edge) if edge.id in edges else edge
        views.append(_view(rows, found))
    timed = [*inferred_at_all_times(graph, statements, without={STEP}), *control_over_time(graph)]
    for edge in _inferred(timed, graph, facts, list(edges.values())):
        edges.setdefault(edge.id, edge)
    rules = {(*map(short, found.triple), *found.rests): found.rule for found in timed}
    struck = by_target((edges[name] for name in sorted(edges)), {thing.id: thing for thing in facts.things})
    return tuple(views), tuple(proved(graph, struck, rules))


def _view(rows: ViewRows, edges: Iterable[Edge]) -> View:
    names = tuple(sorted({edge.id for edge in edges}))
    return View(
        rows.name, text_of_map(rows.label), text_of_map({k: v for k, v in rows.meaning.items() if v}), names
    )


def _of_rows(rows: Iterable[Mapping[str, Term]], statements: Mapping[str, Statement]) -> list[Edge]:
    """The edges of a view, and those between the groups behind them where its rows tell these.

    Of several rows for an edge, each may tell of another end. Two groups block each other, or whatever else they do, as
    long as any edge between the two by the same statement lasts.
    """
    found: dict[str, Edge] = {}
    behind: dict[tuple[str, str, str, tuple[str, ...]], set[str]] = defaultdict(set)
    for row in rows:
        edge = _of_row(row, statements)
        found[edge.id] = _merged(found[edge.id], edge) if edge.id in found else edge
        ends = [short(row.get(column, "")) for column in ("groupRelation", "sourceGroup", "targetGroup")]
        if all(ends) and ends[1] != ends[2]:
            behind[ends[0], ends[1], ends[2], edge.statements].add(edge.id)
    rolled = []
    for (relation, source, target, names), parts in sorted(behind.items()):
        span = longest(found[part].span for part in parts)
        statement = statements.get(names[0]) if names else None
        rolled.append(_finished(Edge("", relation, source, target, statements=names), statement, span))
    return [*found.values(), *rolled]


def _of_row(row: Mapping[str, Term], statements: Mapping[str, Statement]) -> Edge:
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
    span = statement.span if statement else UNDATED
    gone = statements.get(short(row["ceasesWith"]) if "ceasesWith" in row else "")
    if gone is not None and span.start_earliest < gone.span.start_latest:
        over = gone.span
        span = common((span, Span("", over.start, "", "", over.start_earliest, over.start_latest)))
    return _finished(edge, statement, span)


def _finished(edge: Edge, statement: Statement | None, span: Span) -> Edge:
    name = ".".join((edge.relation, edge.source, edge.target, *edge.statements))
    return replace(
        edge,
        id=name,
        span=span,
        certain=not statement or statement.confidence != "low",
        disputed=bool(statement and any(c.parts for c in statement.citations)),
    )


def _merged(one: Edge, other: Edge) -> Edge:
    return replace(one, via=tuple(sorted({*one.via, *other.via})), span=common((one.span, other.span)))


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
    timed: Iterable[Timed], graph: Exportable, facts: Facts, shown: Iterable[Edge]
) -> Iterable[Edge]:
    """Inferred edges between two things or two statements, unless a view shows one that rests on the same."""
    labelled = {short(term) for term in graph.vocabulary.index}
    statements = {statement.id: statement for statement in facts.statements}
    told = {(e.source, e.target, name, e.relation == _STAKE) for e in shown for name in e.statements}
    for found in timed:
        source, relation, target = map(short, found.triple)
        if relation not in labelled or relation == _MEMBERSHIP or source == target:
            continue
        if not (source in facts.by_id and target in facts.by_id):
            continue
        if (source in statements) != (target in statements):
            continue
        tells = (False,) if relation == short(CONTROLS) else (False, True)
        if found.rests and all(any((source, target, n, s) in told for s in tells) for n in found.rests):
            continue
        behind = [statements[name] for name in found.rests if name in statements]
        edge = Edge("", relation, source, target, span=found.span, statements=tuple(s.id for s in behind))
        yield replace(
            edge,
            id=".".join((relation, source, target, *edge.statements, *_apart(relation, found.span))),
            disputed=any(c.parts for s in behind for c in s.citations),
        )


def _apart(relation: str, span: Span) -> tuple[str, ...]:
    """What tells the times of control apart: the same statements may give it more than once."""
    return (span.start,) if relation == short(CONTROLS) and span.start else ()
