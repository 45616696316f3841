"""pySHACL as the judge of the compiled shapes: the same triples, the same form of verdict."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.model import Term, Triple
from kg.names import LANG_STRING, STRING, literal, literal_parts
from kg.vocabulary.shacl import compile_shapes
from kg.vocabulary.turtle_index import SUBCLASS, TripleIndex

if TYPE_CHECKING:
    from rdflib import Graph


class Verdict(NamedTuple):
    """What two checkers must agree on."""

    focus: Term
    path: Term
    component: Term
    value: Term
    severity: Term


def ours(shapes: Iterable[Triple], data: Iterable[Triple]) -> set[Verdict]:
    """The verdicts of the compiled shapes; the class hierarchy is taken from either graph."""
    data = list(data)
    compiled = compile_shapes([*shapes, *(triple for triple in data if triple[1] == SUBCLASS)])
    return {
        Verdict(result.focus, result.path or "", result.component, result.value or "", result.severity)
        for result in compiled.validate(TripleIndex(data).nodes)
    }


def theirs(shapes: Iterable[Triple], data: Iterable[Triple]) -> set[Verdict]:
    """The verdicts of pySHACL."""
    import pyshacl
    from rdflib.namespace import SH

    with warnings.catch_warnings():
        # rdflib warns of each invalid literal, and here they are meant to be there.
        warnings.simplefilter("ignore", UserWarning)
        _, report, _ = pyshacl.validate(graph(data), shacl_graph=graph(shapes))
    found: set[Verdict] = set()
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        inverse = None if path is None else report.value(path, SH.inversePath)
        found.add(
            Verdict(
                _text(report.value(result, SH.focusNode)),
                f"^{_text(inverse)}" if inverse is not None else _text(path),
                _text(report.value(result, SH.sourceConstraintComponent)),
                _text(report.value(result, SH.value)),
                _text(report.value(result, SH.resultSeverity)),
            )
        )
    return found


def graph(triples: Iterable[Triple]) -> Graph:
    """Triples as an rdflib graph; literals keep their lexical form."""
    from rdflib import Graph

    made = Graph(bind_namespaces="none")
    for triple in triples:
        made.add(tuple(map(_term, triple)))
    return made


def _term(term: Term) -> Any:
    from rdflib import BNode, Literal, URIRef

    if term.startswith("<"):
        return URIRef(term[1:-1])
    if term.startswith("_:"):
        return BNode(term[2:])
    text, datatype, language = literal_parts(term)
    if language:
        return Literal(text, lang=language)
    return Literal(text, datatype=None if datatype == STRING else URIRef(datatype[1:-1]), normalize=False)


def _text(node: Any) -> Term:
    from rdflib import BNode, Literal

    if node is None:
        return ""
    if isinstance(node, Literal):
        datatype = f"<{node.datatype}>" if node.datatype else None
        return literal(str(node), None if datatype == LANG_STRING else datatype, node.language)
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"
