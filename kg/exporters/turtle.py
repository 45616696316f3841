"""Turtle and TriG, sorted and grouped, so that equal graphs give equal bytes and a person can read them.

Turtle: W3C Recommendation, RDF 1.1 Turtle, 2014; TriG: RDF 1.1 TriG, 2014. Literals keep their lexical form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from kg.graph.terms import Shortener
from kg.model import Term, Triple
from kg.names import KG, LABEL, RDFS, SKOS, TYPE, iri

_FIRST = {
    TYPE: "\0",
    iri(KG + "name"): "\1",
    iri(KG + "title"): "\1",
    LABEL: "\2",
    iri(SKOS + "prefLabel"): "\2",
    iri(RDFS + "subClassOf"): "\3",
}
_WIDTH = 110


def write_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """A Turtle document; triples in any order, each once or more."""
    shorten = Shortener(prefixes)
    body = "\n".join(_subjects(triples, shorten, ""))
    return _head(shorten) + body


def write_trig(graphs: Mapping[Term, Iterable[Triple]], prefixes: Mapping[str, str]) -> str:
    """A TriG document with each graph under its name, sorted by name."""
    shorten = Shortener(prefixes)
    blocks = []
    for graph in sorted(graphs):
        body = "\n".join(_subjects(graphs[graph], shorten, "    "))
        if body:
            blocks.append(f"{shorten(graph)} {{\n{body}}}\n")
    return _head(shorten) + "\n".join(blocks)


def _head(shorten: Shortener) -> str:
    lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(shorten.used.items())]
    return "".join(lines) + ("\n" if lines else "")


def _subjects(triples: Iterable[Triple], shorten: Shortener, indent: str) -> Iterator[str]:
    keys = {predicate: order + predicate for predicate, order in _FIRST.items()}

    def order(triple: Triple) -> tuple[str, str, str]:
        # Without the closing bracket, so that a node comes before those whose names begin with its own.
        return triple[0].rstrip(">"), keys.get(triple[1], triple[1]), triple[2]

    for subject, about in groupby(sorted(set(triples), key=order), key=itemgetter(0)):
        clauses = []
        for predicate, pairs in groupby(about, key=itemgetter(1)):
            name = shorten(predicate)
            objects = [shorten(value) for _, _, value in pairs]
            line = f"{name} {', '.join(objects)}"
            if len(objects) > 1 and len(line) + len(indent) + 6 > _WIDTH:
                line = f"{name}\n{indent}        " + f",\n{indent}        ".join(objects)
            clauses.append(line)
        yield f"{indent}{shorten(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"
