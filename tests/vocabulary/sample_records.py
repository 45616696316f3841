"""Records made at random from the shapes themselves: valid ones, and ones with mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from kg.model import Term, Triple
from kg.names import KG, LANG_STRING, TRUE, TYPE, XSD, iri, literal
from kg.project import shipped
from kg.vocabulary.shacl import Shapes, compile_shapes
from kg.vocabulary.shacl_model import PropertyShape
from kg.vocabulary.shacl_pattern import compile_pattern
from kg.vocabulary.turtle_index import read_turtle

Records = dict[Term, dict[Term, list[Term]]]

_ABSTRACT = iri(KG + "abstract")
_NUMBERS = ["0", "12", "50.5", "100"]
_TEXTS = [
    "Q283233",
    "https://example.test/page",
    "CN",
    "CNY",
    "en",
    "549300ABCDEFGHIJKL12",
    "a note, of some words",
]
_BY_TYPE: Mapping[str, Sequence[str]] = {
    "date": ["2014-11-25", "2015-02-28", "2016-02-29"],
    "gYearMonth": ["2014-11", "2015-01"],
    "gYear": ["2014", "2015"],
    "decimal": _NUMBERS,
    "integer": ["0", "7", "100"],
    "boolean": ["true", "false"],
    "duration": ["P1M", "P1Y", "PT30M"],
}
# No invalid years and months: rdflib knows none, and so pySHACL takes them all.
_ODD = [
    literal(""),
    literal("x"),
    literal("何か", language="zh"),
    literal("y", language="en"),
    literal("z", language="xx"),
    literal("2015-02-30", iri(XSD + "date")),
    literal("yes", iri(XSD + "boolean")),
    literal("twelve", iri(XSD + "decimal")),
    iri("https://example.test/unknown"),
]
_AMOUNTS = [literal(text, iri(XSD + "decimal")) for text in ("-1", "0", "40", "100", "101", "99.999")]


def shipped_shapes() -> Shapes:
    """The shapes of the shipped ontology."""
    triples: list[Triple] = []
    for file in sorted((shipped() / "ontology").glob("*.ttl")):
        triples += read_turtle(
            Path(file).read_text(encoding="utf-8"), f"https://example.test/{file.name}", file.name
        )
    return compile_shapes(triples)


class Sampler:
    """Makes records for the classes that a shapes graph has shapes for."""

    def __init__(self, shapes: Shapes, seed: int, fill: float = 0.35) -> None:
        self.shapes = shapes
        self.random = Random(seed)
        self.fill = fill
        targeted = {cls for target in shapes.targets for cls in target.classes}
        classes = [cls for cls, above in shapes.hierarchy.items() if not targeted.isdisjoint(above)]
        self.kinds = [cls for cls in classes if shapes.graph.value(cls, _ABSTRACT) != TRUE]
        self._fields = {kind: shapes.fields(kind) for kind in self.kinds}
        self._members: dict[Term, list[Term]] = {}
        for node in shapes.graph.nodes:
            self._enrol(node, shapes.graph.types(node))

    def _enrol(self, node: Term, types: Sequence[Term]) -> None:
        for cls in dict.fromkeys(above for kind in types for above in self.shapes.superclasses(kind)):
            self._members.setdefault(cls, []).append(node)

    def records(self, count: int) -> Records:
        """So many records, of all kinds in turn; nearly all are valid."""
        made: Records = {}
        for number in range(count):
            kind = self.kinds[number % len(self.kinds)]
            node = iri(f"https://example.test/id/n{number}")
            made[node] = {TYPE: [kind]}
            self._enrol(node, [kind])
        for node, record in made.items():
            for fill in (*[self.fill] * 30, 0.0):
                kind = record[TYPE][0]
                made[node] = {TYPE: [kind], **self._filled(kind, fill)}
                if not any(True for _ in self.shapes.validate(made, self.shapes.graph.nodes, only=[node])):
                    break
        return made

    def _filled(self, kind: Term, fill: float) -> dict[Term, list[Term]]:
        record: dict[Term, list[Term]] = {}
        for path, asked in self._fields[kind].items():
            least = max(shape.min_count for shape in asked)
            if path.inverse or (least == 0 and self.random.random() > fill):
                continue
            value = self._value(asked)
            if value is not None:
                record[path.predicate] = [value]
        return record

    def _value(self, asked: Sequence[PropertyShape]) -> Term | None:
        for shape in asked:
            if shape.allowed:
                return self.random.choice(shape.allowed)
            found = [node for cls in shape.classes for node in self._members.get(cls, ())[-200:]]
            if found:
                return self.random.choice(found)
            if shape.datatypes:
                return self._literal(self.random.choice(shape.datatypes), shape)
        return None

    def _literal(self, datatype: Term, shape: PropertyShape) -> Term | None:
        if datatype == LANG_STRING:
            return literal(f"words {self.random.randrange(10**6)}", language="en")
        name = datatype[1:-1].rpartition("#")[2]
        options = list(_BY_TYPE.get(name, _TEXTS))
        for pattern, flags in shape.patterns:
            options = [text for text in options if compile_pattern(pattern, flags).search(text)]
        if not options:
            return None
        text = self.random.choice(options)
        return literal(
            text if shape.patterns or name in _BY_TYPE else f"{text} {self.random.randrange(10**6)}", datatype
        )

    def spoil(self, records: Records, share: float) -> Records:
        """A copy in which so many of the records have one mistake, or a change that is none."""
        made = {
            node: {key: list(values) for key, values in record.items()} for node, record in records.items()
        }
        for record in made.values():
            if self.random.random() < share:
                self._mistake(record, records)
        return made

    def _mistake(self, record: dict[Term, list[Term]], others: Records) -> None:
        key = self.random.choice(list(record))
        match self.random.choice(["drop", "add", "swap", "odd", "kind", "foreign"]):
            case "drop":
                record.pop(key)
            case "add":
                record[key] = list(dict.fromkeys([*record[key], self._odd(key, others)]))
            case "odd" | "swap":
                record[key] = [self._odd(key, others)]
            case "kind":
                record[TYPE] = [self.random.choice(self.kinds)]
            case _:
                other = self.random.choice(list(others.values()))
                for predicate in list(other)[:4]:
                    record.setdefault(predicate, list(other[predicate]))

    def _odd(self, key: Term, others: Records) -> Term:
        """A value that is likely to be wrong. What has an order gets numbers: pySHACL orders everything."""
        if key == TYPE:
            return self.random.choice(self.kinds)
        if self._has_order(key):
            return self.random.choice(_AMOUNTS)
        node = self.random.choice(list(others))
        elsewhere = self.random.choice(self.random.choice(list(others.values()))[TYPE])
        return self.random.choice([*_ODD, node, elsewhere])

    def _has_order(self, key: Term) -> bool:
        asked = [
            shape
            for fields in self._fields.values()
            for path in fields
            if path.predicate == key
            for shape in fields[path]
        ]
        return any(shape.bounds or iri(XSD + "decimal") in shape.datatypes for shape in asked)


def triples_of(records: Mapping[Term, Mapping[Term, Sequence[Term]]]) -> list[Triple]:
    """Records as triples."""
    return [
        (node, predicate, value)
        for node, record in records.items()
        for predicate, values in record.items()
        for value in values
    ]
