"""The graphs of a project, and the SPARQL store over them."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import QueryError
from kg.graph.query_text import CLASSES_NAMED, all_looked_at, graphs_named
from kg.model import Quad, Term, Triple
from kg.names import TYPE, iri_text

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


Function: TypeAlias = "Callable[..., Any]"
"""A function that SPARQL may call: pyoxigraph's terms in, a term or None out."""


@dataclass
class Store:
    """Named graphs of triples, with a SPARQL engine that is filled when, and as far as, it is asked.

    Loading costs more than anything else, so what is visible goes into the engine's default graph only, and the
    graphs go in under their names when a query first speaks of them.

    Attributes:
        visible: The graphs that a query sees when it names none.
        graphs: Triples by graph name.
    """

    visible: tuple[Term, ...]
    graphs: dict[Term, list[Triple]] = field(default_factory=dict)
    _engine: pyoxigraph.Store | None = field(default=None, repr=False)
    _loaded: dict[tuple[Term, bool], int] = field(default_factory=dict, repr=False)
    _others: dict[tuple[Term, bool], int] = field(default_factory=dict, repr=False)
    _expected: frozenset[Term] = field(default=frozenset(), repr=False)

    def add(self, graph: Term, triples: Iterable[Triple]) -> None:
        """Add triples to a graph; the caller sees to it that each is new."""
        self.graphs.setdefault(graph, []).extend(triples)

    def expect(self, *terms: Collection[Term]) -> None:
        """Say what the next queries are `about`: of all else nothing is loaded before it is asked for.

        What is said later adds to what was said, as long as no query was run.

        Args:
            terms: For each query the predicates that it looks at, as `kg.graph.query_text.looked_at` has them.
        """
        if self._engine is None:
            self._expected = all_looked_at([self._expected, *terms])

    def engine(self, named: Collection[Term] | None = None) -> pyoxigraph.Store:
        """The SPARQL engine, with the visible graphs as its default graph.

        Args:
            named: The graphs that are wanted under their names too; None for all.
        """
        engine = self._engine_about_expected(named)
        self._load(self.visible, False, self._others, is_expected=False)
        self._load(self._by_name(named), True, self._others, is_expected=False)
        return engine

    def _engine_about_expected(self, named: Collection[Term] | None) -> pyoxigraph.Store:
        import pyoxigraph

        if self._engine is None:
            self._engine = pyoxigraph.Store()
        self._load(self.visible, False, self._loaded, is_expected=True)
        self._load(self._by_name(named), True, self._loaded, is_expected=True)
        return self._engine

    def _by_name(self, named: Collection[Term] | None) -> Collection[Term]:
        return tuple(self.graphs) if named is None else named

    def _load(
        self, graphs: Iterable[Term], named: bool, loaded: dict[tuple[Term, bool], int], is_expected: bool
    ) -> None:
        """Bring the engine up to date in what is expected, or in the rest; what it has is not loaded again."""
        import pyoxigraph

        expected = self._expected
        if not (expected or is_expected):
            return
        for graph in graphs:
            triples = self.graphs.get(graph, ())
            done = loaded.get((graph, named), 0)
            if done == len(triples) or self._engine is None:
                continue
            new = triples[done:]
            if CLASSES_NAMED in expected:
                others = expected - {TYPE}
                new = [t for t in new if (t[1] in others or (t[1] == TYPE and t[2] in others)) is is_expected]
            elif expected:
                new = [triple for triple in new if (triple[1] in expected) is is_expected]
            text = "".join([f"{s} {p} {o} .\n" for s, p, o in new])
            target = pyoxigraph.NamedNode(iri_text(graph)) if named else pyoxigraph.DefaultGraph()
            self._engine.load(
                io.BytesIO(text.encode()), pyoxigraph.RdfFormat.N_TRIPLES, to_graph=target, lenient=True
            )
            loaded[graph, named] = len(triples)

    def query(
        self,
        text: str,
        prefixes: Mapping[str, str] | None = None,
        functions: Mapping[str, Function] | None = None,
        about: Collection[Term] | None = None,
    ) -> Any:
        """Run a SPARQL query.

        Args:
            text: The query.
            prefixes: Prefixes that it may use without declaring them.
            functions: Functions by IRI that it may call beside SPARQL's own.
            about: What it looks at, if that is known, as `kg.graph.query_text.looked_at` has it.

        Returns:
            pyoxigraph's solutions, boolean or triples.

        Raises:
            QueryError: The query cannot be parsed or run.
        """
        import pyoxigraph

        known = dict(prefixes or {})
        callable_there = {pyoxigraph.NamedNode(name): call for name, call in (functions or {}).items()}
        try:
            is_narrow = about is not None and self._holds(about)
            named = graphs_named(text, known)
            engine = self._engine_about_expected(named) if is_narrow else self.engine(named)
            return engine.query(text, prefixes=known, custom_functions=callable_there)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(str(error)) from error

    def _holds(self, about: Collection[Term]) -> bool:
        """Whether nothing but what is expected is looked at."""
        expected = self._expected
        if CLASSES_NAMED in expected:
            return expected.issuperset(about) and (TYPE not in about or CLASSES_NAMED in about)
        return all(term in expected for term in about if term != CLASSES_NAMED)

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

        return rdflib.Dataset(store=OxigraphStore(store=self.engine()))
