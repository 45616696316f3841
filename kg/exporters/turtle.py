"""Turtle and TriG, sorted and grouped, so that equal graphs give equal bytes and a person can read them.

Turtle: W3C Recommendation, RDF 1.1 Turtle, 2014; TriG: RDF 1.1 TriG, 2014. Literals keep their lexical form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
    parts = ["", *_subjects(triples, shorten, "")]
    parts[0] = _head(shorten)
    return "".join(parts)


def write_trig(graphs: Mapping[Term, Iterable[Triple]], prefixes: Mapping[str, str]) -> str:
    """A TriG document with each graph under its name, sorted by name."""
    shorten = Shortener(prefixes)
    parts = [""]
    for graph in sorted(graphs):
        body = list(_subjects(graphs[graph], shorten, "    "))
        if body:
            parts += ["\n" if len(parts) > 1 else "", f"{shorten(graph)} {{\n", *body, "}\n"]
    parts[0] = _head(shorten)
    return "".join(parts)


def _head(shorten: Shortener) -> str:
    lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(shorten.used.items())]
    return "".join(lines) + ("\n" if lines else "")


def _subjects(triples: Iterable[Triple], shorten: Shortener, indent: str) -> Iterator[str]:
    """What is said of each subject as one block of text, with an empty line before all but the first."""
    said: dict[Term, list[Triple]] = {}
    for triple in triples:
        said.setdefault(triple[0], []).append(triple)
    gap = ""
    # Without the closing bracket, so that a node comes before those whose names begin with its own.
    for subject in sorted(said, key=lambda term: term.rstrip(">")):
        about: dict[Term, list[Term]] = {}
        for _, predicate, value in said.pop(subject):
            about.setdefault(predicate, []).append(value)
        clauses = [
            _clause(shorten(predicate), sorted(set(about[predicate])), shorten, indent)
            for predicate in sorted(about, key=lambda p: _FIRST.get(p, p))
        ]
        yield f"{gap}{indent}{shorten(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"
        gap = "\n"


def _clause(name: str, values: list[Term], shorten: Shortener, indent: str) -> str:
    if len(values) == 1:
        return f"{name} {shorten(values[0])}"
    objects = [shorten(value) for value in values]
    line = f"{name} {', '.join(objects)}"
    if len(line) + len(indent) + 6 <= _WIDTH:
        return line
    return f"{name}\n{indent}        " + f",\n{indent}        ".join(objects)
