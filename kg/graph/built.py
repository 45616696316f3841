"""A store over the files of a build: what has been read and inferred once need not be again to be asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.store import Store
from kg.model import Term

if TYPE_CHECKING:
    import pyoxigraph


@dataclass
class BuiltStore(Store):
    """A store whose engine is filled from a build's files.

    Attributes:
        turtle_file: What is visible.
        quads_file: All graphs; read when a query first speaks of named graphs.
    """

    turtle_file: Path = Path()
    quads_file: Path = Path()

    def engine(self, named: Collection[Term] | None = None) -> pyoxigraph.Store:
        """The SPARQL engine; see `Store.engine`. Named graphs are read all together when one is wanted."""
        import pyoxigraph

        if self._engine is None:
            self._engine = pyoxigraph.Store()
            self._engine.bulk_load(path=self.turtle_file, format=pyoxigraph.RdfFormat.TURTLE)
        if (named is None or named) and not self._loaded:
            self._engine.bulk_load(path=self.quads_file, format=pyoxigraph.RdfFormat.N_QUADS)
            self._loaded = {(graph, True): 1 for graph in self.visible}
        return self._engine
