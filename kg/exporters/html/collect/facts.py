"""Things, statements and sources of a page, from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.asking.disputes import agree
from kg.exporters.html.collect.spans import bounds, span
from kg.exporters.html.collect.words import Words, short, text_of_map
from kg.exporters.html.model import Belonging, Citation, Field, FieldName, Source, Statement, Text, Thing
from kg.exporters.registry import Exportable
from kg.model import Record, Term
from kg.names import (
    ALTERNATIVE_TO,
    CITATION,
    DISPUTES,
    KG,
    NAME,
    RANK,
    REF,
    SOURCES,
    STANCE,
    TITLE,
    TRUE,
    TYPE,
    iri,
    iri_text,
    literal_parts,
)
from kg.reasoning.memberships import GROUP, MEMBER
from kg.reasoning.status import CERTAIN, CERTAINTY
from kg.vocabulary import Kind

_IN_GROUP, _BEST = iri(KG + "inGroup"), iri(KG + "bestRank")
_START, _END = iri(KG + "startEarliest"), iri(KG + "endEarliest")
_WEAK, _REPORTED = iri(KG + "weak"), iri(KG + "lastReported")


def _own(name: str) -> Term:
    return iri(KG + name)


_SHOWN_APART = frozenset(
    {TYPE, SOURCES, RANK, ALTERNATIVE_TO, *map(_own, ("confidence", "note", "gist", "unsourced"))}
)


class Facts:
    """Everything of a page but its edges.

    Attributes:
        things: The things, sorted by id.
        statements: The statements, sorted by id.
        sources: The sources that statements cite, sorted by id.
        by_id: The record of every thing and statement in them.
    """

    def __init__(self, graph: Exportable, words: Words) -> None:
        self._graph, self._words = graph, words
        self._kinds = graph.vocabulary.by_iri
        self._inside: dict[Term, list[Record]] = defaultdict(list)
        self._group: dict[Term, Term] = {}
        self._best: set[Term] = set()
        self._reported: dict[Term, str] = {}
        members: dict[Term, Term] = {}
        times: dict[Term, dict[Term, Term]] = defaultdict(dict)
        for subject, predicate, value in graph.store.triples():
            if predicate == _IN_GROUP:
                self._group[subject] = min(value, self._group.get(subject, value))
            elif predicate == _BEST and value == TRUE:
                self._best.add(subject)
            elif predicate == _REPORTED:
                self._reported[subject] = literal_parts(value)[0]
            elif predicate == MEMBER:
                members[subject] = value
            elif predicate in (GROUP, CERTAINTY):
                times[subject][predicate] = value
        self._bounds = bounds(graph.store)
        self._groups: dict[Term, list[Belonging]] = defaultdict(list)
        for node, member in members.items():
            self._groups[member].append(_belonging(times[node], self._bounds.get(node, {})))
        cited = self._read(graph.records)
        things = [r for r in graph.records if self._is_thing(r) and r.subject not in cited]
        told = [r for r in graph.records if self._kinds[r.kind].statement]
        self.by_id = {short(r.subject): r for r in (*things, *told)}
        self.things = tuple(sorted(map(self._thing, things), key=lambda t: t.id))
        self.statements = tuple(sorted(map(self._statement, told), key=lambda s: s.id))
        sources = (r for r in graph.records if r.subject in cited)
        self.sources = tuple(sorted(map(self._source, sources), key=lambda s: s.id))

    def _read(self, records: Iterable[Record]) -> set[Term]:
        """Notes what stands inside what, and returns what is cited, with what that draws on."""
        cited: set[Term] = set()
        drawn: dict[Term, list[Term]] = {}
        for record in records:
            if record.parent and CITATION in self._kinds[record.kind].ancestors:
                self._inside[record.parent].append(record)
                cited.update(record.fields.get(REF, ()))
            elif TITLE in record.fields:
                drawn[record.subject] = record.fields.get(_own("drawsOn"), [])
        queue = list(cited)
        for source in queue:
            queue += [other for other in drawn.get(source, ()) if other not in cited]
            cited.update(drawn.get(source, ()))
        return cited

    def _is_thing(self, record: Record) -> bool:
        kind = self._kinds[record.kind]
        return not kind.statement and not kind.embedded and NAME in record.fields

    def kinds_in_use(self) -> set[Term]:
        """Returns the classes of all things and statements."""
        return {record.kind for record in self.by_id.values()}

    def field_names(self) -> tuple[FieldName, ...]:
        """Returns what the fields of the statements are called."""
        labels = {
            field.name: FieldName(field.name, text_of_map(field.label))
            for kind in self._kinds.values()
            for field in kind.fields.values()
        }
        used = {
            f.name for s in self.statements for f in (*s.fields, *(x for c in s.citations for x in c.says))
        }
        return tuple(labels[name] for name in sorted(used))

    def file_of(self, record: Record) -> str:
        """Returns a file as seen from the project's folder, so that the page does not tell where that is."""
        return record.file.removeprefix(f"{self._graph.project.root}/")

    def _one(self, record: Record, name: str) -> str:
        """Returns the first value of a field as text: a literal's words, a reference's id."""
        for value in record.fields.get(_own(name), ()):
            shown = self._words.value(value)
            return shown.ref or shown.text[0][1]
        return ""

    def _text(self, record: Record, name: str) -> Text:
        return self._words.text(record.fields.get(_own(name), ()))

    def _thing(self, record: Record) -> Thing:
        group = self._group.get(record.subject, "")
        return Thing(
            id=short(record.subject),
            iri=iri_text(record.subject),
            kind=short(record.kind),
            name=self._words.text(record.fields[NAME]),
            aliases=_pairs(record.fields.get(_own("alias"), ())),
            category=self._one(record, "category"),
            group=short(group) if group else "",
            groups=_over_time(self._groups[record.subject]),
            region=self._one(record, "country"),
            wikidata=self._one(record, "wikidata"),
            website=self._one(record, "website"),
            description=self._text(record, "description"),
            file=self.file_of(record),
            line=record.mark.line,
        )

    def _statement(self, record: Record) -> Statement:
        kind = self._kinds[record.kind]
        best = record.subject in self._best
        days = self._bounds.get(record.subject, {})
        open_ended = best and _END not in days
        rank = self._one(record, "rank").rsplit("/", 1)[-1] or "normal"
        return Statement(
            id=short(record.subject),
            kind=short(record.kind),
            label=self._words.label(record.subject),
            gist=self._text(record, "gist"),
            fields=self._fields(record.fields.items(), kind, _SHOWN_APART),
            span=span(record, self._graph.vocabulary, days if best else None),
            rank=rank,
            best=best,
            confidence=self._one(record, "confidence").rsplit("/", 1)[-1],
            citations=tuple(self._citation(c, record, kind) for c in self._inside[record.subject]),
            unsourced=self._text(record, "unsourced"),
            alternatives=tuple(short(other) for other in record.fields.get(ALTERNATIVE_TO, ())),
            note=self._text(record, "note"),
            reported=self._reported.get(record.subject, "") if open_ended else "",
            file=self.file_of(record),
            line=record.mark.line,
        )

    def _fields(
        self, items: Iterable[tuple[Term, list[Term]]], kind: Kind, without: frozenset[Term] = frozenset()
    ) -> tuple[Field, ...]:
        """Returns fields in the order of the kind's shape."""
        values = {predicate: terms for predicate, terms in items if predicate not in without and terms}
        return tuple(
            Field(field.name, self._words.values(values[field.iri]))
            for field in kind.fields.values()
            if field.iri in values
        )

    def _citation(self, record: Record, statement: Record, kind: Kind) -> Citation:
        return Citation(
            source=short(record.fields[REF][0]) if record.fields.get(REF) else "",
            at=self._one(record, "at"),
            disputes=DISPUTES in record.fields.get(STANCE, ()),
            says=self._fields(record.says.items(), kind),
            note=self._text(record, "note"),
            agrees=all(agree(told, statement.fields.get(field, ())) for field, told in record.says.items()),
        )

    def _source(self, record: Record) -> Source:
        sort = next(iter(record.fields.get(_own("sourceType"), ())), "")
        weak = TRUE in self._graph.vocabulary.index.get(sort, {}).get(_WEAK, ())
        return Source(
            id=short(record.subject),
            title=self._words.text(record.fields.get(TITLE, ())),
            publisher=self._one(record, "publisher"),
            url=self._one(record, "url"),
            date=self._one(record, "date"),
            kind=tuple(self._graph.vocabulary.labels(sort).items()) if sort else (),
            weak=weak,
            language=self._one(record, "language"),
            draws_on=tuple(short(other) for other in record.fields.get(_own("drawsOn"), ())),
            note=self._text(record, "note"),
        )


def _over_time(groups: list[Belonging]) -> tuple[Belonging, ...]:
    """Returns the groups of a thing in the order of time; nothing if it always belonged to the same."""
    if len(groups) == 1 and not groups[0].start and not groups[0].end and groups[0].certain:
        return ()
    return tuple(sorted(groups, key=lambda g: (g.start, g.end or "9999", g.group)))


def _belonging(told: Mapping[Term, Term], days: Mapping[Term, str]) -> Belonging:
    start, end = (days.get(bound, "") for bound in (_START, _END))
    return Belonging(short(told[GROUP]), start, end, told.get(CERTAINTY) == CERTAIN)


def _pairs(terms: Iterable[Term]) -> Text:
    """Returns texts of which there may be several in one language."""
    return tuple((language or "en", text) for text, _, language in map(literal_parts, terms))
