"""Kinds and fields of the YAML, read off the ontology's classes and SHACL shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import OntologyError
from kg.model import Term
from kg.names import END, KG, RDFS, SH, SKOS, START, STATEMENT, TRUE, TYPE, iri, literal_parts, local_name
from kg.vocabulary.lookups import Index, ancestors, labels, number, rdf_list, texts

_SUBCLASS = iri(RDFS + "subClassOf")
_SUBPROPERTY = iri(RDFS + "subPropertyOf")
_CONCEPT = iri(SKOS + "Concept")
_NOTATION = iri(SKOS + "notation")
_DEFINITION = iri(SKOS + "definition")
_EXAMPLE = iri(SKOS + "example")
_TARGET_CLASS = iri(SH + "targetClass")
_PROPERTY, _PATH = iri(SH + "property"), iri(SH + "path")
_CLASS, _DATATYPE = iri(SH + "class"), iri(SH + "datatype")
_NODE, _OR = iri(SH + "node"), iri(SH + "or")
_MIN, _MAX = iri(SH + "minCount"), iri(SH + "maxCount")
_LANGUAGES, _ORDER = iri(SH + "languageIn"), iri(SH + "order")
_DESCRIPTION, _PATTERN = iri(SH + "description"), iri(SH + "pattern")
_EMBEDDED, _ABSTRACT = iri(KG + "embedded"), iri(KG + "abstract")
_IDENTIFYING, _IMPLIED = iri(KG + "identifying"), iri(KG + "implied")
_TEMPLATE = iri(KG + "template")
_CONTEST_KEY, _SUCCESSION_KEY = iri(KG + "contestKey"), iri(KG + "successionKey")
_LAPSES_WITHOUT = iri(KG + "lapsesWithout")


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a closed list.

    Attributes:
        iri: The concept.
        word: What stands in the YAML (its `skos:notation`).
        label: By language.
        definition: In English, or "".
    """

    iri: Term
    word: str
    label: Mapping[str, str]
    definition: str


@dataclass(frozen=True, slots=True)
class Field:
    """A key that a kind may have.

    Attributes:
        name: The key: the local name of the property.
        iri: The property.
        label: By language.
        description: What it means in this kind, in English.
        examples: As the ontology gives them.
        datatypes: What a literal may be; the first whose lexical space holds the text is taken.
        classes: What a reference may point to.
        concepts: The words of a closed list, or empty.
        embedded: The kind that is written in place as a map, or None.
        pattern: A regular expression that the text must match, or "".
        languages: Allowed language tags, or empty for any.
        least: The smallest number of values.
        most: The largest number of values, or None.
        order: Where it stands among the keys.
        identifying: Whether it goes into a statement's id.
        implied: Whether the thing in whose file a statement stands fills it.
        role: "start", "end" or "": whether the property says when a statement begins or ends to hold.
    """

    name: str
    iri: Term
    label: Mapping[str, str]
    description: str
    examples: tuple[str, ...]
    datatypes: tuple[Term, ...]
    classes: tuple[Term, ...]
    concepts: Mapping[str, Concept]
    embedded: Term | None
    pattern: str
    languages: tuple[str, ...]
    least: int
    most: int | None
    order: float
    identifying: bool
    implied: bool
    role: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record can be.

    Attributes:
        name: The local name of the class.
        iri: The class.
        label: By language.
        definition: In English.
        fields: By key, in the order of the shapes.
        ancestors: All superclasses and the class itself.
        abstract: Whether no record can be of just this kind.
        embedded: Whether it is written inside another record.
        statement: Whether it is a statement (and not a thing).
        template: How its label reads, by language.
        contest_key: Properties; statements with equal values there state the same matter.
        succession_key: Properties; of statements with equal values there, a later one replaces the earlier.
        lapses_without: Properties; a statement ends when all that one of them names have ceased.
        identifying: The properties that make a statement's id.
        implied: The field that the thing in whose file the statement stands fills, if there is one.
    """

    name: str
    iri: Term
    label: Mapping[str, str]
    definition: str
    fields: Mapping[str, Field]
    ancestors: frozenset[Term]
    abstract: bool
    embedded: bool
    statement: bool
    template: Mapping[str, str]
    contest_key: tuple[Term, ...]
    succession_key: tuple[Term, ...]
    lapses_without: tuple[Term, ...]
    identifying: tuple[Term, ...]
    implied: Field | None


def read_concepts(index: Index) -> dict[Term, dict[str, Concept]]:
    """The closed lists: concepts by class and word."""
    found: dict[Term, dict[str, Concept]] = {}
    for term, properties in index.items():
        types = properties.get(TYPE, ())
        if _CONCEPT not in types:
            continue
        for word in texts(index, term, _NOTATION):
            concept = Concept(
                iri=term,
                word=word,
                label=labels(index, term, iri(SKOS + "prefLabel")),
                definition=labels(index, term, _DEFINITION).get("en", ""),
            )
            for kind in types:
                if kind != _CONCEPT:
                    found.setdefault(kind, {})[word] = concept
    return {kind: dict(sorted(words.items())) for kind, words in found.items()}


def read_kinds(index: Index, concepts: Mapping[Term, Mapping[str, Concept]]) -> dict[str, Kind]:
    """The kinds that have a shape, of their own or from a superclass, by name.

    Raises:
        OntologyError: Two classes or two fields of a kind share a local name.
    """
    shapes: dict[Term, list[Term]] = {}
    for shape, properties in index.items():
        for target in properties.get(_TARGET_CLASS, ()):
            shapes.setdefault(target, []).append(shape)
    known: dict[tuple[Term, ...], Field] = {}
    kinds: dict[str, Kind] = {}
    for term, properties in index.items():
        if _CONCEPT in properties.get(_SUBCLASS, ()):
            continue
        line = ancestors(index, term)
        if term not in shapes and (_SUBCLASS not in properties or not any(c in shapes for c in line)):
            continue
        kind = _kind(index, term, tuple(line), shapes, concepts, known)
        if kind.name in kinds:
            raise OntologyError(
                f"two classes are called {kind.name}: {kinds[kind.name].iri} and {term}",
                "the local name is the `kind` in the YAML, so it must be unique",
                subject=_foreign(term, kinds[kind.name].iri),
            )
        kinds[kind.name] = kind
    return dict(sorted(kinds.items()))


def _kind(
    index: Index,
    term: Term,
    line: tuple[Term, ...],
    shapes: Mapping[Term, list[Term]],
    concepts: Mapping[Term, Mapping[str, Concept]],
    known: dict[tuple[Term, ...], Field],
) -> Kind:
    """What a class is; of `known`, by path and property shapes, are the fields that it shares with others."""
    node_shapes = [shape for ancestor in line for shape in shapes.get(ancestor, ())]
    by_path: dict[Term, list[Term]] = {}
    for shape in node_shapes:
        for property_shape in index[shape].get(_PROPERTY, ()):
            for path in index.get(property_shape, {}).get(_PATH, ()):
                by_path.setdefault(path, []).append(property_shape)
    fields: dict[str, Field] = {}
    for path, property_shapes in by_path.items():
        field = known.get((path, *property_shapes)) or _field(index, path, property_shapes, concepts)
        known[path, *property_shapes] = field
        if field.name in fields:
            raise OntologyError(
                f"{local_name(term)} has two fields called {field.name}: {fields[field.name].iri} and {path}",
                "the local name is the key in the YAML, so it must be unique in a kind",
                subject=_foreign(property_shapes[0], by_path[fields[field.name].iri][0]),
            )
        fields[field.name] = field
    own = index[term]
    return Kind(
        name=local_name(term),
        iri=term,
        label=labels(index, term),
        definition=labels(index, term, _DEFINITION).get("en", ""),
        fields=dict(sorted(fields.items(), key=lambda item: (item[1].order, item[0]))),
        ancestors=frozenset(line),
        abstract=TRUE in own.get(_ABSTRACT, ()),
        embedded=TRUE in own.get(_EMBEDDED, ()),
        statement=STATEMENT in line,
        template=next((t for c in line if (t := labels(index, c, _TEMPLATE))), {}),
        contest_key=_key(index, node_shapes, _CONTEST_KEY),
        succession_key=_key(index, node_shapes, _SUCCESSION_KEY),
        lapses_without=_key(index, node_shapes, _LAPSES_WITHOUT),
        identifying=tuple(sorted(f.iri for f in fields.values() if f.identifying)),
        implied=next((f for f in fields.values() if f.implied), None),
    )


def _foreign(one: Term, other: Term) -> Term:
    """Of two that clash, the one that somebody has added to the shipped ontology."""
    return other if one.startswith(f"<{KG}") else one


def _key(index: Index, shapes: Iterable[Term], relation: Term) -> tuple[Term, ...]:
    for shape in shapes:
        for head in index[shape].get(relation, ()):
            return tuple(rdf_list(index, head))
    return ()


def _field(
    index: Index, path: Term, shapes: list[Term], concepts: Mapping[Term, Mapping[str, Concept]]
) -> Field:
    """Merge the property shapes of one path; the most specific class comes first."""
    own = [index[shape] for shape in shapes]
    values = [_value_types(index, shape, set()) for shape in shapes]
    classes = next((c for c, _ in values if c), ())
    datatypes = next((d for _, d in values if d), ())
    counts = [n for s in own for v in s.get(_MIN, ()) if (n := number(v)) is not None]
    limits = [n for s in own for v in s.get(_MAX, ()) if (n := number(v)) is not None]
    words: dict[str, Concept] = {}
    for kind in classes:
        words.update(concepts.get(kind, {}))
    embedded = next((c for c in classes if TRUE in index.get(c, {}).get(_EMBEDDED, ())), None)
    above = ancestors(index, path, _SUBPROPERTY)
    return Field(
        name=local_name(path),
        iri=path,
        label=labels(index, path),
        description=next(
            (text for shape in shapes for text in texts(index, shape, _DESCRIPTION)),
            labels(index, path, _DEFINITION).get("en", ""),
        ),
        examples=tuple(texts(index, path, _EXAMPLE)),
        datatypes=datatypes,
        classes=classes,
        concepts=words,
        embedded=embedded,
        pattern=next((text for shape in shapes for text in texts(index, shape, _PATTERN)), ""),
        languages=next((found for shape in shapes if (found := _languages(index, shape))), ()),
        least=int(max(counts, default=0)),
        most=None if not limits else int(min(limits)),
        order=next((n for s in own for v in s.get(_ORDER, ()) if (n := number(v)) is not None), 1e9),
        identifying=any(TRUE in s.get(_IDENTIFYING, ()) for s in own),
        implied=any(TRUE in s.get(_IMPLIED, ()) for s in own),
        role="start" if START in above else "end" if END in above else "",
    )


def _value_types(index: Index, shape: Term, seen: set[Term]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Classes and datatypes that a shape allows, through `sh:or` and `sh:node`."""
    if shape in seen:
        return (), ()
    seen.add(shape)
    own = index.get(shape, {})
    classes = list(own.get(_CLASS, ()))
    datatypes = list(own.get(_DATATYPE, ()))
    members = [m for head in own.get(_OR, ()) for m in rdf_list(index, head)]
    for member in (*members, *own.get(_NODE, ())):
        more_classes, more_datatypes = _value_types(index, member, seen)
        classes += more_classes
        datatypes += more_datatypes
    return tuple(dict.fromkeys(classes)), tuple(dict.fromkeys(datatypes))


def _languages(index: Index, shape: Term) -> tuple[Term, ...]:
    """The language tags that a shape allows, or that a shape it refers to does."""
    own = index.get(shape, {})
    for head in own.get(_LANGUAGES, ()):
        return tuple(literal_parts(tag)[0] for tag in rdf_list(index, head) if tag.startswith('"'))
    return next((found for s in own.get(_NODE, ()) if (found := _languages(index, s))), ())
