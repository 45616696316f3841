"""What the built data set is, for catalogues: DCAT 3 (W3C, 2024) and VoID (W3C Interest Group Note, 2011)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kg.exporters.registry import FORMATS, Exportable
from kg.exporters.turtle import write_turtle
from kg.model import Term, Triple
from kg.names import DCTERMS, KG, TYPE, XSD, iri, literal, quote
from kg.project import program_version

DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
_LICENCE: Final = iri("https://creativecommons.org/publicdomain/zero/1.0/")
_MEDIA: Final = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "html": "text/html",
}
_PREFIXES: Final = {"dcat": DCAT, "void": VOID, "dcterms": DCTERMS, "xsd": XSD, "kg": KG}


def describe(graph: Exportable, outputs: Mapping[str, int]) -> str:
    """A Turtle description of the data set.

    Args:
        graph: What it holds.
        outputs: The size in bytes of each file that it was written to, by name.
    """
    base = graph.project.base
    names = {"dataset": f"{base}dataset/", "class": f"{base}dataset/class/", **_PREFIXES}
    return write_turtle(_triples(graph, outputs), names)


def _triples(graph: Exportable, outputs: Mapping[str, int]) -> Iterator[Triple]:
    base = graph.project.base
    me = iri(f"{base}dataset/record")
    visible = list(graph.store.triples())
    yield me, TYPE, iri(DCAT + "Dataset")
    yield me, TYPE, iri(VOID + "Dataset")
    for language, text in graph.project.title:
        yield me, iri(DCTERMS + "title"), literal(text, language=language)
    yield me, iri(DCTERMS + "license"), _LICENCE
    yield me, iri(DCAT + "version"), quote(program_version())
    yield me, iri(VOID + "uriSpace"), quote(graph.project.id_base)
    yield me, iri(VOID + "vocabulary"), iri(KG)
    yield me, iri(VOID + "triples"), _count(len(visible))
    yield me, iri(VOID + "distinctSubjects"), _count(len({s for s, _, _ in visible}))
    yield me, iri(VOID + "properties"), _count(len({p for _, p, _ in visible}))
    kinds = Counter(record.kind for record in graph.records)
    yield me, iri(VOID + "entities"), _count(sum(kinds.values()))
    yield me, iri(VOID + "classes"), _count(len(kinds))
    for kind, number in sorted(kinds.items()):
        part = iri(f"{base}dataset/class/{graph.vocabulary.by_iri[kind].name}")
        yield me, iri(VOID + "classPartition"), part
        yield part, iri(VOID + "class"), kind
        yield part, iri(VOID + "entities"), _count(number)
    for name, size in sorted(outputs.items()):
        form = name.rsplit(".", 1)[-1]
        file = iri(f"{base}dataset/{name}")
        yield me, iri(DCAT + "distribution"), file
        yield file, TYPE, iri(DCAT + "Distribution")
        yield file, iri(DCTERMS + "title"), literal(name, language="en")
        yield file, iri(DCTERMS + "description"), literal(FORMATS[form].about, language="en")
        yield (
            file,
            iri(DCAT + "mediaType"),
            iri(f"https://www.iana.org/assignments/media-types/{_MEDIA[form]}"),
        )
        yield file, iri(DCAT + "byteSize"), _count(size)


def _count(number: int) -> Term:
    return literal(str(number), iri(XSD + "nonNegativeInteger"))
