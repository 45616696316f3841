"""Statements and sources as a page shows them; see `model` for what these values are like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Text: TypeAlias = tuple[tuple[str, str], ...]
"""The same text in several languages: (BCP 47 tag, text) pairs; the first is the fallback."""


def pick(text: Text, language: str) -> str:
    """Returns a text in a language, else in the first language that it has, else an empty string."""
    for tag, words in text:
        if tag == language:
            return words
    return text[0][1] if text else ""


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


def holds(span: Span, day: str) -> bool:
    """Tells whether a span may count on a day (ISO 8601); on no day, whether it counts in the latest known state."""
    if not day:
        return not span.end_latest
    return span.start_earliest <= day and not (span.end_latest and span.end_latest <= day)


UNDATED = Span()
"""The span of what is stated without dates: it always counts."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: a reference (`ref` is the id of a thing, statement, source or concept) or a text."""

    ref: str = ""
    text: Text = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a statement, with its values in order; what it is called stands in the model's `fields`."""

    name: str
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
        agrees: True if what it says otherwise is only less or more exact.
    """

    source: str
    at: str = ""
    disputes: bool = False
    says: tuple[Field, ...] = ()
    note: Text = ()
    agrees: bool = False

    @property
    def parts(self) -> bool:
        """Whether what it says cannot be true together with the statement."""
        return self.disputes or (bool(self.says) and not self.agrees)


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
        best: False if another statement on the same matter is preferred to it; no edge rests on it then.
        confidence: `high`, `medium`, `low` or an empty string.
        citations: Its sources.
        unsourced: Why it has no source, or nothing.
        alternatives: Ids of statements that tell the same matter otherwise.
        note: A remark.
        reported: Of what is in force since no end of it is known, when it was last reported, as stated.
        file: The file it is written in.
        line: The line in that file, from 1.
    """

    id: str
    kind: str
    label: Text
    gist: Text = ()
    fields: tuple[Field, ...] = ()
    span: Span = UNDATED
    rank: str = "normal"
    best: bool = True
    confidence: str = ""
    citations: tuple[Citation, ...] = ()
    unsourced: Text = ()
    alternatives: tuple[str, ...] = ()
    note: Text = ()
    reported: str = ""
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
