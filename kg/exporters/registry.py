"""The formats that the graph can be written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from kg.errors import KgError
from kg.exporters.ntriples import write_nquads, write_ntriples
from kg.exporters.turtle import write_trig, write_turtle
from kg.graph import Store
from kg.model import Record, Triple
from kg.project import Project
from kg.reasoning.rules import Derivation
from kg.reasoning.status import Asked, Status
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx


class Exportable(Protocol):
    """What an exporter may ask of a graph."""

    @property
    def project(self) -> Project:
        """Where it was read from."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Its ontology."""

    @property
    def store(self) -> Store:
        """Its triples."""

    @property
    def asked(self) -> Asked:
        """As of when."""

    @property
    def status(self) -> Status:
        """Which statements count, and when each holds."""

    @property
    def derivations(self) -> Mapping[Triple, Iterable[Derivation]]:
        """Every inferred triple with all the ways in which it follows."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Namespace by prefix."""

    @property
    def records(self) -> list[Record]:
        """Things, statements and citations."""

    def networkx(self, view: str = "all") -> networkx.MultiDiGraph[str]:
        """The nodes and edges of a view."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        suffix: How its files end.
        about: What it is, in a few words.
        write: Makes the file's text from a graph and the name of a view.
    """

    suffix: str
    about: str
    write: Callable[[Exportable, str], str]


def _turtle(graph: Exportable, view: str) -> str:
    return write_turtle(graph.store.triples(), graph.prefixes)


def _trig(graph: Exportable, view: str) -> str:
    return write_trig(graph.store.graphs, graph.prefixes)


def _ntriples(graph: Exportable, view: str) -> str:
    return write_ntriples(graph.store.triples())


def _nquads(graph: Exportable, view: str) -> str:
    return write_nquads(graph.store.quads())


def _html(graph: Exportable, view: str) -> str:
    from kg.exporters.html.page import page

    return page(graph, view)


def _graphml(graph: Exportable, view: str) -> str:
    from kg.exporters.networks import graphml

    return graphml(graph.networkx(view))


def _edges_csv(graph: Exportable, view: str) -> str:
    from kg.exporters.networks import edge_list

    return edge_list(graph.networkx(view))


FORMATS: Final[Mapping[str, Format]] = {
    "ttl": Format(".ttl", "Turtle: asserted and inferred, what plain SPARQL sees", _turtle),
    "trig": Format(".trig", "TriG: all graphs, each source's version among them", _trig),
    "nt": Format(".nt", "N-Triples: as ttl", _ntriples),
    "nq": Format(".nq", "N-Quads: as trig", _nquads),
    "html": Format(".html", "the interactive page, one file", _html),
    "graphml": Format(".graphml", "GraphML, for Gephi, yEd, Cytoscape: a view as nodes and edges", _graphml),
    "csv": Format(".csv", "CSV: a view's edges, a line each", _edges_csv),
}


def format_for(name: str | None, output: str | None) -> Format:
    """The format of a name, else of a file's ending.

    Raises:
        KgError: Neither tells, or there is no such format.
    """
    from pathlib import Path

    known = ", ".join(FORMATS)
    if name is not None:
        if name not in FORMATS:
            raise KgError(f"there is no format `{name}`", f"there are: {known}")
        return FORMATS[name]
    suffix = Path(output or "").suffix
    for form in FORMATS.values():
        if form.suffix == suffix:
            return form
    raise KgError("which format?", f"name one ({known}), or give a file with such an ending")
