"""What a page shows, as plain data: the page knows nothing of RDF, files or the ontology.

Every value is a string, a number, a boolean or a tuple of such, so a model can be compared, hashed and written
as JSON, and equal models give equal pages. Text in several languages is a tuple of (language, text) pairs, the
first being the one to fall back on. A thing, a statement and a source are named by their ids, which share one
flat namespace; a concept is named by its scheme and word (`mechanism/link-block`).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.exporters.html.statements import (
    UNDATED,
    Citation,
    Field,
    Source,
    Span,
    Statement,
    Text,
    Value,
    holds,
    pick,
)

__all__ = [
    "UNDATED",
    "Belonging",
    "Citation",
    "Concept",
    "Edge",
    "Field",
    "FieldName",
    "Kind",
    "Origin",
    "PageModel",
    "Relation",
    "Rule",
    "Source",
    "Span",
    "Statement",
    "Step",
    "Text",
    "Thing",
    "Value",
    "View",
    "holds",
    "pick",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of things or statements.

    Attributes:
        id: Its local name in the ontology, such as `Company`.
        label: What it is called.
        parents: Its superclasses, nearest first: an unknown kind takes the look of the nearest known one.
        note: Its definition.
    """

    id: str
    label: Text
    parents: tuple[str, ...] = ()
    note: Text = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A sort of edge.

    Attributes:
        id: Its local name in the ontology, such as `blocks`.
        label: What it is called from source to target ("blocks").
        inverse: What it is called from target to source ("is blocked by"); may be empty.
        parents: Its superproperties, nearest first.
        note: Its definition.
    """

    id: str
    label: Text
    inverse: Text = ()
    parents: tuple[str, ...] = ()
    note: Text = ()


@dataclass(frozen=True, slots=True)
class FieldName:
    """What a field of statements is called."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a closed list, such as a category or a mechanism."""

    id: str
    scheme: str
    label: Text
    note: Text = ()


@dataclass(frozen=True, slots=True)
class Belonging:
    """A time during which a thing belonged to a corporate group.

    Attributes:
        group: The id of the thing at the head of the group.
        start: The first day (ISO 8601), or an empty string if it always had.
        end: The first day on which it no longer did, or an empty string.
        certain: False if it only may have.
    """

    group: str
    start: str = ""
    end: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that statements are about.

    Attributes:
        id: Its id, unique in the page.
        iri: Its full IRI.
        kind: The id of its kind.
        name: Its name by language.
        aliases: Other names, as (language, name) pairs in any number.
        category: The id of a concept, or an empty string.
        group: The id of the thing at the head of its corporate group (itself, for a head), or an empty string.
        region: A country code (ISO 3166-1 alpha-2), or an empty string.
        wikidata: A Wikidata item (`Q283233`), or an empty string.
        website: An address, or an empty string.
        description: What it is.
        file: The file it is written in.
        line: The line in that file, from 1.
        groups: The groups that it belonged to over time, if that ever changed.
    """

    id: str
    iri: str
    kind: str
    name: Text
    aliases: Text = ()
    category: str = ""
    group: str = ""
    region: str = ""
    wikidata: str = ""
    website: str = ""
    description: Text = ()
    file: str = ""
    line: int = 0
    groups: tuple[Belonging, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by which edges are inferred.

    Attributes:
        id: Its name.
        label: What it is called.
        note: What it says, in a sentence.
    """

    id: str
    label: Text
    note: Text = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One way in which an edge follows: a rule, and the ids of the statements and edges that it follows from."""

    rule: str
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two things (or two statements), with what it rests on.

    Attributes:
        id: Its id, unique among edges.
        relation: The id of its relation.
        source: The id of the thing or statement it starts from.
        target: The id of the thing or statement it goes to.
        label: Short text for the picture (`56.9 %`), or nothing.
        share_low: Least share that it stands for, in per cent, or None.
        share_high: Greatest share that it stands for, in per cent, or None.
        span: When it holds.
        certain: False if a statement only may say so.
        disputed: True if a source disputes a statement that it rests on, or gives another version of it.
        inferred: True if a rule derived it.
        via: Ids of things that it goes through or strikes (the features that a block affects).
        statements: Ids of the statements that it rests on.
        proof: For an inferred edge, the ways in which it follows.
    """

    id: str
    relation: str
    source: str
    target: str
    label: Text = ()
    share_low: float | None = None
    share_high: float | None = None
    span: Span = UNDATED
    certain: bool = True
    disputed: bool = False
    inferred: bool = True
    via: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    proof: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A picture that the page can draw: some of the edges, and the things at their ends.

    Attributes:
        id: Its name, such as `owns`.
        label: What it is called.
        note: What it shows, in a sentence.
        edges: Ids of its edges.
    """

    id: str
    label: Text
    note: Text = ()
    edges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What whoever cites a page has to name.

    Attributes:
        version: The version of the program and of the record that it comes with, or an empty string.
        licence: The address of the licence of the facts, or an empty string.
        latest: The last day (ISO 8601) on which something begins, or an empty string.
    """

    version: str = ""
    licence: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class PageModel:
    """Everything that a page shows.

    Attributes:
        title: The title of the project.
        languages: The languages of the names, the first being the page's own.
        as_of: The day that the page opens on (ISO 8601), or an empty string for the latest known state.
        kinds: All kinds that occur, things' and statements'.
        relations: All relations that occur.
        fields: The names of all fields that occur.
        concepts: All concepts that occur.
        things: The things, sorted by id.
        edges: The edges, sorted by id.
        rules: The rules that proofs name.
        statements: The statements, sorted by id.
        sources: The sources, sorted by id.
        views: The pictures, in the order of their tabs.
        note: A sentence on what the page is, for its description.
        origin: Where its facts come from.
    """

    title: Text
    languages: tuple[str, ...] = ("en",)
    as_of: str = ""
    kinds: tuple[Kind, ...] = ()
    relations: tuple[Relation, ...] = ()
    fields: tuple[FieldName, ...] = ()
    concepts: tuple[Concept, ...] = ()
    things: tuple[Thing, ...] = ()
    edges: tuple[Edge, ...] = ()
    rules: tuple[Rule, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    views: tuple[View, ...] = ()
    note: Text = ()
    origin: Origin = Origin()
