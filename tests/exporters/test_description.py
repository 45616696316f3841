from __future__ import annotations

import rdflib

from kg.exporters.description import DCAT, VOID, describe
from kg.pipeline import Graph


def test_the_description_counts_what_there_is(tiny: Graph) -> None:
    text = describe(tiny, {"kg.ttl": 1234, "index.html": 99})
    found = rdflib.Graph().parse(data=text, format="turtle")
    (dataset,) = found.subjects(rdflib.RDF.type, rdflib.URIRef(DCAT + "Dataset"))
    assert int(str(found.value(dataset, rdflib.URIRef(VOID + "triples")))) == len(list(tiny.store.triples()))
    parts = {
        str(found.value(p, rdflib.URIRef(VOID + "class"))).rsplit("/", 1)[-1]: int(
            str(found.value(p, rdflib.URIRef(VOID + "entities")))
        )
        for p in found.objects(dataset, rdflib.URIRef(VOID + "classPartition"))
    }
    assert parts["Block"] == 1
    assert parts["Platform"] == 3
    sizes = {int(str(size)) for size in found.objects(None, rdflib.URIRef(DCAT + "byteSize"))}
    assert sizes == {1234, 99}
    licence = found.value(dataset, rdflib.DCTERMS.license)
    assert str(licence) == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_equal_graphs_have_equal_descriptions(tiny: Graph) -> None:
    assert describe(tiny, {"kg.ttl": 1}) == describe(tiny, {"kg.ttl": 1})
