"""`ontology/` as a `Vocabulary`: the only list of kinds, fields and words that the program knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.errors import OntologyError
from kg.model import Term, Triple
from kg.names import PREFIXES, RDFS, SH, SKOS, TRUE, TYPE, iri, local_name
from kg.project import turtle_files
from kg.vocabulary.kinds import Concept, Field, Kind, read_concepts, read_kinds
from kg.vocabulary.lookups import Index, ancestors, labels
from kg.vocabulary.places import place_of
from kg.vocabulary.shacl import Shapes
from kg.vocabulary.turtle_index import TripleIndex, read_turtle

_PREFIX = re.compile(r"^\s*@?prefix\s+([\w-]+):\s*<([^>]*)>", re.I | re.M)
_SHAPE_TYPES = {iri(SH + "NodeShape"), iri(SH + "PropertyShape")}
_SUBCLASS = iri(RDFS + "subClassOf")
_PREF_LABEL = iri(SKOS + "prefLabel")


@dataclass(frozen=True)
class Vocabulary:
    """The ontology, compiled.

    Attributes:
        triples: All of it, the shapes too.
        prefixes: Namespace by prefix.
        graph: The same, indexed.
        kinds: By name.
        concepts: The closed lists: by class and word.
        files: The Turtle files that it was read from.
    """

    triples: tuple[Triple, ...]
    prefixes: Mapping[str, str]
    graph: TripleIndex = field(compare=False, repr=False)
    kinds: Mapping[str, Kind]
    concepts: Mapping[Term, Mapping[str, Concept]]
    files: tuple[Path, ...] = ()

    @property
    def index(self) -> Index:
        """The triples by subject and predicate."""
        return self.graph.nodes

    @cached_property
    def by_iri(self) -> Mapping[Term, Kind]:
        """The kinds by class."""
        return {kind.iri: kind for kind in self.kinds.values()}

    @cached_property
    def fields(self) -> Mapping[Term, Field]:
        """One field for each property that some kind has."""
        return {field.iri: field for kind in self.kinds.values() for field in kind.fields.values()}

    @cached_property
    def shapes(self) -> Shapes:
        """The compiled shapes.

        Raises:
            OntologyError: A shape uses a construct that the compiler does not know.
        """
        with _at_its_place(self.files):
            return Shapes(self.graph)

    @cached_property
    def published(self) -> tuple[Triple, ...]:
        """What is published with the data: all but the shapes and blank nodes."""
        shapes = {s for s, p, o in self.triples if p == TYPE and o in _SHAPE_TYPES}
        return tuple((s, p, o) for s, p, o in self.triples if s not in shapes and s[0] != "_" and o[0] != "_")

    def marked(self, annotation: Term) -> frozenset[Term]:
        """The terms of which an annotation is true, such as the types of sources that are `kg:weak`."""
        return frozenset(term for term, about in self.index.items() if TRUE in about.get(annotation, ()))

    def labels(self, term: Term) -> dict[str, str]:
        """What a person calls a class, property or concept, by language."""
        return labels(self.index, term) or labels(self.index, term, _PREF_LABEL)

    def label(self, term: Term, language: str = "en") -> str:
        """The same in one language, else in English, else its local name."""
        found = self.labels(term)
        return found.get(language) or found.get("en") or local_name(term)

    def lineage(self, kind: Term) -> frozenset[Term]:
        """The class and all above it."""
        return frozenset(ancestors(self.index, kind, _SUBCLASS))

    def with_role(self, role: str) -> frozenset[Term]:
        """The properties that say when a statement starts ("start") or ends ("end") to hold."""
        return frozenset(field.iri for field in self.fields.values() if field.role == role)


def load(folder: Path) -> Vocabulary:
    """Read and compile all Turtle files of an ontology folder.

    Args:
        folder: The folder; its sub-folders are searched too.

    Raises:
        OntologyError: There are none, one has a syntax error, or names clash.
    """
    files = turtle_files(folder)
    if not files:
        raise OntologyError(f"{folder}: no Turtle files", "the ontology is a folder of .ttl files")
    triples: dict[Triple, None] = {}
    for file in files:
        text = _read(file)
        triples.update(dict.fromkeys(read_turtle(text, file.resolve().as_uri(), str(file))))
    graph = TripleIndex(triples)
    index = graph.nodes
    with _at_its_place(files):
        concepts = read_concepts(index)
        kinds = read_kinds(index, concepts)
    if not kinds:
        raise OntologyError(f"{folder}: no class has a SHACL shape", "give sh:targetClass of a node shape")
    return Vocabulary(
        triples=tuple(triples),
        prefixes=prefixes_of(folder),
        graph=graph,
        kinds=kinds,
        concepts=concepts,
        files=tuple(files),
    )


@contextmanager
def _at_its_place(files: Iterable[Path]) -> Iterator[None]:
    """Add to an error of the ontology the file and line of what it is about."""
    try:
        yield
    except OntologyError as error:
        place = place_of(files, error.subject, error.at) if error.subject else None
        if place is None:
            raise
        raise OntologyError(f"{place}: {error.message}", error.hint) from error


def prefixes_of(folder: Path) -> dict[str, str]:
    """The prefixes that an ontology declares, with the program's own, without reading more of it.

    Raises:
        OntologyError: A file cannot be read.
    """
    declared = (_PREFIX.findall(_read(file)) for file in turtle_files(folder))
    return {**PREFIXES, **dict(pair for pairs in declared for pair in pairs)}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{file}: {error}") from error
