"""Records as named graphs of triples, and the store that answers SPARQL over them."""

from kg.graph.store import Store

__all__ = ["Store"]
