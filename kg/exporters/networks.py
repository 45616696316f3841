"""A view of the graph as networkx has it: what every graph format is written from.

Columns of the view besides `source`, `relation` and `target` become attributes of the edge.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.exporters.views import REQUIRED, in_force, read_view, view_files
from kg.graph import Store
from kg.model import Term
from kg.names import KG, LABEL, STRING, iri, is_iri, literal_parts, local_name, text_of
from kg.reasoning.status import CERTAIN, CERTAINTY
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx

_EDGE = ("statement", "source", "relation", "target")
_START = iri(KG + "startEarliest")


def network(
    store: Store, vocabulary: Vocabulary, ontology: Path, view: str, prefixes: Mapping[str, str]
) -> networkx.MultiDiGraph[str]:
    """The nodes and edges of a view that hold on the asked day.

    Args:
        store: What is asked.
        vocabulary: For the names of kinds.
        ontology: The folder with `views/`.
        view: The name of a view, or `all` for the edges of all of them.
        prefixes: What the view may use.

    Raises:
        QueryError: There is no such view, or it lacks a column.
    """
    import networkx

    files = view_files(ontology)
    if view != "all" and view not in files:
        raise QueryError(f"there is no view `{view}`", f"there are: {', '.join(['all', *files])}")
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=view)
    holds = in_force(store)
    for name, file in files.items():
        if view not in ("all", name):
            continue
        rows = read_view(store, file, prefixes).rows
        done = _gone(store, rows, holds)
        for row in rows:
            edge = tuple(row.get(column, "") for column in _EDGE)
            if ("statement" in row and row["statement"] not in holds) or edge in done:
                continue
            if "ceasesWith" in row:  # a row for the closing of either side
                done.add(edge)
            source, relation, target = (local_name(row[c]) for c in REQUIRED)
            attributes = {c: _value(v) for c, v in row.items() if c not in REQUIRED}
            graph.add_edges_from([(source, target, {"relation": relation, **attributes})])
    _describe_nodes(graph, store, vocabulary)
    return graph


def _gone(store: Store, rows: Sequence[Mapping[str, Term]], holds: Collection[Term]) -> set[tuple[Term, ...]]:
    """The edges of which one side had closed for certain; what closed before they began is left as it stands."""
    starts: dict[Term, Term] = {}
    certain: set[Term] = set()
    for subject, predicate, value in store.triples():
        if predicate == _START:
            starts[subject] = value
        elif predicate == CERTAINTY and value == CERTAIN:
            certain.add(subject)
    return {
        tuple(row.get(column, "") for column in _EDGE)
        for row in rows
        if (closing := row.get("ceasesWith", "")) in certain
        and closing in holds
        and starts.get(row.get("statement", ""), "") < starts.get(closing, "")
    }


def _value(term: Term) -> str:
    """A value as it is; of a text that is a list of IRIs, as views join several things, the sorted local names."""
    text = text_of(term)
    if is_iri(term) or literal_parts(term)[1] != STRING:
        return text
    parts = text.split(" ")
    if all(part.startswith(("http://", "https://")) for part in parts) and text:
        return " ".join(sorted(local_name(f"<{part}>") for part in parts))
    return text


def _describe_nodes(graph: networkx.MultiDiGraph[str], store: Store, vocabulary: Vocabulary) -> None:
    labels: dict[str, dict[str, str]] = {}
    kinds: dict[str, str] = {}
    for subject, predicate, value in store.graphs.get(store.visible[0], ()):
        name = local_name(subject)
        if name not in graph:
            continue
        if value in vocabulary.by_iri:
            kinds[name] = vocabulary.by_iri[value].name
        elif predicate == LABEL or (not is_iri(value) and local_name(predicate) in ("name", "title")):
            text, _, language = literal_parts(value)
            labels.setdefault(name, {})[language or "en"] = text
    for node, attributes in graph.nodes(data=True):
        found = labels.get(node, {})
        attributes["label"] = found.get("en") or next(iter(found.values()), node)
        attributes |= {f"label_{language}": text for language, text in found.items() if language != "en"}
        attributes["kind"] = kinds.get(node, "")


def graphml(graph: networkx.MultiDiGraph[str]) -> str:
    """A network as GraphML (Brandes et al., 2002); nodes and edges sorted."""
    import networkx

    ordered: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    ordered.add_nodes_from(sorted(graph.nodes(data=True)))
    edges = sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], sorted(edge[2].items())))
    ordered.add_edges_from((s, t, data) for s, t, data in edges)
    return "\n".join(networkx.generate_graphml(ordered, named_key_ids=True)) + "\n"


def edge_list(graph: networkx.MultiDiGraph[str]) -> str:
    """A network's edges as CSV (RFC 4180, with line feeds), a line each, sorted."""
    import csv
    import io

    names = sorted({key for _, _, data in graph.edges(data=True) for key in data} - {"relation"})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "relation", "target", *names])
    writer.writerows(
        sorted(
            [s, data["relation"], t, *(data.get(n, "") for n in names)]
            for s, t, data in graph.edges(data=True)
        )
    )
    return out.getvalue()
