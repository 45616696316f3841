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
    # A value alone needs no list, of which there would be very many.
    said: dict[Term, dict[Term, Term | list[Term]]] = {}
    about: dict[Term, Term | list[Term]] = {}
    last = ""
    for subject, predicate, value in triples:
        if subject != last:
            last = subject
            about = said.setdefault(subject, {})
        held = about.setdefault(predicate, value)
        if held is not value:
            if isinstance(held, list):
                held.append(value)
            elif held != value:
                about[predicate] = [held, value]
    gap = ""
    orders: dict[tuple[Term, ...], list[Term]] = {}
    end, more = " .\n", f" ;\n{indent}    "
    # Without the closing bracket, so that a node comes before those whose names begin with its own.
    for subject in sorted(said, key=_bare):
        about = said.pop(subject)
        used = tuple(about)
        order = orders.get(used)
        if order is None:
            order = orders[used] = sorted(used, key=lambda p: _FIRST.get(p, p))
        clauses = []
        for predicate in order:
            held = about[predicate]
            clauses.append(
                _clause(shorten[predicate], sorted(set(held)), shorten, indent)
                if isinstance(held, list)
                else f"{shorten[predicate]} {shorten[held]}"
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
