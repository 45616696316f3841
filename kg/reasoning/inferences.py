"""Inferred edges as nodes, so that plain SPARQL can ask what an edge follows from.

The pattern is RDF reification with PROV-O (W3C Recommendation, 2013): the node says which edge it is
(rdf:subject, rdf:predicate, rdf:object), what it was derived from, and by which rule in each way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Term, Triple
from kg.names import KG, PROV, RDF, TYPE, digest, iri, is_iri, quote
from kg.reasoning.rules import Derivation

INFERENCE, DERIVATION = iri(KG + "Inference"), iri(KG + "Derivation")
_SUBJECT, _PREDICATE, _OBJECT = (iri(RDF + part) for part in ("subject", "predicate", "object"))
_DERIVED_FROM = iri(PROV + "wasDerivedFrom")
_HAS_DERIVATION = iri(KG + "hasDerivation")
_RULE, _PREMISE = iri(KG + "rule"), iri(KG + "premise")


_NAMES = re.compile(r"Inference|Derivation|\bwasDerivedFrom\b|\bpremise\b|\brule\b|-syntax-ns#|\brdf:")


def speaks_of_inferences(query: str) -> bool:
    """Whether a query may ask for the nodes of inferred edges: it has a word that only those have, or might."""
    return _NAMES.search(query) is not None


def inference_iri(triple: Triple, base: str) -> Term:
    """The node of an inferred edge."""
    return iri(f"{base}inference/{digest(triple, 12)}")


def describes_edge(triple: Triple, derivations: Iterable[Derivation]) -> bool:
    """Whether an inferred triple is an edge that deserves a node: not a type or a literal, not self-evident."""
    subject, predicate, value = triple
    if predicate == TYPE or not is_iri(value):
        return False
    for derivation in derivations:
        premises = derivation.premises
        if len(premises) > 1 or (premises and subject not in premises):
            return True
    return False


def inference_triples(derived: Mapping[Triple, Iterable[Derivation]], base: str) -> Iterator[Triple]:
    """The nodes of all inferred edges, with every way to derive each.

    Args:
        derived: Inferred triples with their derivations.
        base: The namespace under which nodes are minted.
    """
    for triple, derivations in derived.items():
        if not describes_edge(triple, derivations):
            continue
        node = inference_iri(triple, base)
        yield node, TYPE, INFERENCE
        yield node, _SUBJECT, triple[0]
        yield node, _PREDICATE, triple[1]
        yield node, _OBJECT, triple[2]
        for derivation in derivations:
            premises = sorted(
                p if isinstance(p, str) else inference_iri(p, base) for p in derivation.premises
            )
            way = iri(f"{node[1:-1]}.{digest([derivation.rule, *premises])}")
            yield node, _HAS_DERIVATION, way
            yield way, TYPE, DERIVATION
            yield way, _RULE, quote(derivation.rule)
            for premise in premises:
                yield way, _PREMISE, premise
                yield node, _DERIVED_FROM, premise
