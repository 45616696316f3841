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
    return "".join(turtle_parts(triples, prefixes))


def turtle_parts(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> list[str]:
    """The same in pieces, for whoever writes them to a file one by one and needs no room for the whole."""
    shorten = Shortener(prefixes)
    parts = ["", *_subjects(triples, shorten, "")]
    parts[0] = _head(shorten)
    return parts


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
    said: dict[
        Term, list[Term]
    ] = {}  # predicates and values in turn: no room for triples that are made on the way
    for subject, predicate, value in triples:
        about = said.get(subject)
        if about is None:
            said[subject] = [predicate, value]
        else:
            about += (predicate, value)
    gap = ""
    orders: dict[tuple[Term, ...], list[Term]] = {}
    end, more = " .\n", f" ;\n{indent}    "
    # Without the closing bracket, so that a node comes before those whose names begin with its own.
    for subject in sorted(said, key=_bare):
        pairs = said.pop(subject)
        by_predicate: dict[Term, list[Term]] = {}
        for place in range(0, len(pairs), 2):
            values = by_predicate.get(pairs[place])
            if values is None:
                by_predicate[pairs[place]] = [pairs[place + 1]]
            else:
                values.append(pairs[place + 1])
        used = tuple(by_predicate)
        order = orders.get(used)
        if order is None:
            order = orders[used] = sorted(used, key=lambda p: _FIRST.get(p, p))
        clauses = []
        for predicate in order:
            values = by_predicate[predicate]
            clauses.append(
                f"{shorten[predicate]} {shorten[values[0]]}"
                if len(values) == 1
                else _clause(shorten[predicate], sorted(set(values)), shorten, indent)
            )
        yield f"{gap}{indent}{shorten[subject]} {more.join(clauses)}{end}"
        gap = "\n"


def _bare(term: Term) -> str:
    return term.rstrip(">")


def _clause(name: str, values: list[Term], shorten: Shortener, indent: str) -> str:
    objects = [shorten[value] for value in values]
    line = f"{name} {', '.join(objects)}"
    if len(objects) == 1 or len(line) + len(indent) + 6 <= _WIDTH:
        return line
    return f"{name}\n{indent}        " + f",\n{indent}        ".join(objects)
