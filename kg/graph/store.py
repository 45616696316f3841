"""The graphs of a project, and the SPARQL store over them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.model import Quad, Term, Triple
from kg.names import iri_text

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


@dataclass
class Store:
    """Named graphs of triples, with a SPARQL engine that is filled when it is first asked.

    Attributes:
        visible: The graphs that a query sees when it names none.
        graphs: Triples by graph name.
    """

    visible: tuple[Term, ...]
    graphs: dict[Term, list[Triple]] = field(default_factory=dict)
    _engine: pyoxigraph.Store | None = field(default=None, repr=False)

    def add(self, graph: Term, triples: Iterable[Triple]) -> None:
        """Add triples to a graph; the caller sees to it that each is new."""
        new = list(triples)
        self.graphs.setdefault(graph, []).extend(new)
        if self._engine is not None and new:
            self._load(self._engine, graph, new)

    @property
    def engine(self) -> pyoxigraph.Store:
        """The SPARQL engine: each graph under its name, and the visible ones as the default graph too."""
        if self._engine is None:
            import pyoxigraph

            self._engine = pyoxigraph.Store()
            for graph, triples in self.graphs.items():
                self._load(self._engine, graph, triples)
        return self._engine

    def _load(self, engine: pyoxigraph.Store, graph: Term, triples: Sequence[Triple]) -> None:
        import pyoxigraph

        text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()
        targets: list[Any] = [pyoxigraph.NamedNode(iri_text(graph))]
        if graph in self.visible:
            targets.append(pyoxigraph.DefaultGraph())
        for target in targets:
            engine.bulk_load(io.BytesIO(text), pyoxigraph.RdfFormat.N_TRIPLES, to_graph=target, lenient=True)

    def query(self, text: str, prefixes: Mapping[str, str] | None = None) -> Any:
        """Run a SPARQL query.

        Args:
            text: The query.
            prefixes: Prefixes that it may use without declaring them.

        Returns:
            pyoxigraph's solutions, boolean or triples.

        Raises:
            QueryError: The query cannot be parsed or run.
        """
        try:
            return self.engine.query(text, prefixes=dict(prefixes or {}))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(str(error)) from error

    def triples(self) -> Iterator[Triple]:
        """What a query sees that names no graph."""
        for graph in self.visible:
            yield from self.graphs.get(graph, ())

    def quads(self) -> Iterator[Quad]:
        """All graphs."""
        for graph, triples in self.graphs.items():
            for s, p, o in triples:
                yield s, p, o, graph

    def rdflib(self) -> rdflib.Dataset:
        """The same store as an rdflib dataset (through oxrdflib), with the visible graphs as its default."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.engine))
