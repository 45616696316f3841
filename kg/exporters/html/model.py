"""What a page shows, as plain data: the page knows nothing of RDF, files or the ontology.

Every value is a string, a number, a boolean or a tuple of such, so a model can be compared, hashed and written
as JSON, and equal models give equal pages. Text in several languages is a tuple of (language, text) pairs, the
first being the one to fall back on. A thing, a statement and a source are named by their ids, which share one
flat namespace; a concept is named by its scheme and word (`mechanism/link-block`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Text: TypeAlias = tuple[tuple[str, str], ...]
"""The same text in several languages: (BCP 47 tag, text) pairs; the first is the fallback."""


@dataclass(frozen=True, slots=True)
class Span:
    """When something holds: the dates as stated, and the days that they can mean.

    Days are ISO 8601 (`2014-11-25`), so that the order of strings is the order of time; an empty string means
    that no such date is stated. The interval is half-open: on the day of its end it holds no longer.

    Attributes:
        start: The start as stated: `2014`, `2014-11`, `2014-11-25`, with `~` if approximate.
        end: The end as stated.
        start_earliest: First day that the start can mean.
        start_latest: Last day that the start can mean.
        end_earliest: First day that the end can mean.
        end_latest: Last day that the end can mean.
    """

    start: str = ""
    end: str = ""
    start_earliest: str = ""
    start_latest: str = ""
    end_earliest: str = ""
    end_latest: str = ""


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
class Concept:
    """A word of a closed list, such as a category or a mechanism."""

    id: str
    scheme: str
    label: Text
    note: Text = ()


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
        proof: For an inferred edge, the derivation in words, one step a line.
    """

    id: str
    relation: str
    source: str
    target: str
    label: Text = ()
    share_low: float | None = None
    share_high: float | None = None
    span: Span = Span()
    certain: bool = True
    disputed: bool = False
    inferred: bool = True
    via: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: a reference (`ref` is the id of a thing, statement, source or concept) or a text."""

    ref: str = ""
    text: Text = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a statement, with its values in order."""

    name: str
    label: Text
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What one source has to do with one statement.

    Attributes:
        source: The id of the source.
        at: Where in it.
        disputes: True if the source contradicts the statement as a whole.
        says: The fields on which it differs, each with its own version.
        note: A remark.
    """

    source: str
    at: str = ""
    disputes: bool = False
    says: tuple[Field, ...] = ()
    note: Text = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A dated, sourced statement, as a curator wrote it.

    Attributes:
        id: Its id, unique in the page.
        kind: The id of its kind.
        label: It in a sentence.
        gist: A curator's summary, if there is one.
        fields: Its fields in the order of the ontology.
        span: When it holds.
        rank: `preferred`, `normal` or `deprecated`.
        confidence: `high`, `medium`, `low` or an empty string.
        citations: Its sources.
        unsourced: Why it has no source, or nothing.
        alternatives: Ids of statements that tell the same matter otherwise.
        note: A remark.
        file: The file it is written in.
        line: The line in that file, from 1.
    """

    id: str
    kind: str
    label: Text
    gist: Text = ()
    fields: tuple[Field, ...] = ()
    span: Span = Span()
    rank: str = "normal"
    confidence: str = ""
    citations: tuple[Citation, ...] = ()
    unsourced: Text = ()
    alternatives: tuple[str, ...] = ()
    note: Text = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A publication.

    Attributes:
        id: Its id.
        title: Its title.
        publisher: Who published it.
        url: Its address, or an empty string.
        date: When it was published, as stated.
        kind: What sort of source it is.
        weak: True if it cannot alone carry a preferred statement.
        language: Its language (BCP 47), or an empty string.
        draws_on: Ids of the sources that it repeats.
        note: A remark.
    """

    id: str
    title: Text
    publisher: str
    url: str = ""
    date: str = ""
    kind: Text = ()
    weak: bool = False
    language: str = ""
    draws_on: tuple[str, ...] = ()
    note: Text = ()


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
class PageModel:
    """Everything that a page shows.

    Attributes:
        title: The title of the project.
        languages: The languages of the names, the first being the page's own.
        as_of: The day that the page opens on (ISO 8601), or an empty string for the latest known state.
        kinds: All kinds that occur, things' and statements'.
        relations: All relations that occur.
        concepts: All concepts that occur.
        things: The things, sorted by id.
        edges: The edges, sorted by id.
        statements: The statements, sorted by id.
        sources: The sources, sorted by id.
        views: The pictures, in the order of their tabs.
        note: A sentence on what the page is, for its description.
    """

    title: str
    languages: tuple[str, ...] = ("en",)
    as_of: str = ""
    kinds: tuple[Kind, ...] = ()
    relations: tuple[Relation, ...] = ()
    concepts: tuple[Concept, ...] = ()
    things: tuple[Thing, ...] = ()
    edges: tuple[Edge, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    views: tuple[View, ...] = ()
    note: Text = ()


def pick(text: Text, language: str) -> str:
    """Returns a text in a language, else in the first language that it has, else an empty string."""
    for tag, words in text:
        if tag == language:
            return words
    return text[0][1] if text else ""
