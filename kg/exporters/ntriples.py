"""N-Triples and N-Quads, sorted (RDF 1.1 N-Triples and N-Quads, W3C Recommendations, 2014)."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Quad, Triple


def write_ntriples(triples: Iterable[Triple]) -> str:
    """An N-Triples document, each triple once."""
    return "".join(sorted({f"{s} {p} {o} .\n" for s, p, o in triples}))


def write_nquads(quads: Iterable[Quad]) -> str:
    """An N-Quads document, each quad once."""
    return "".join(sorted({f"{s} {p} {o} {g} .\n" for s, p, o, g in quads}))
