"""Mistakes that JSON Schema can tell, made in records that are right: each as a new tree of nodes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf

from kg.dates import DATE_TYPES
from kg.names import LANG_STRING, local_name
from kg.reading.nodes import Mapping, Node, Scalar, Sequence
from kg.vocabulary import Field, Kind, Vocabulary
from kg.vocabulary.presence import presence_rules
from kg.vocabulary.shacl_model import Path

Mistakes = Iterator[tuple[str, Mapping]]


def plain(text: str, style: str = "") -> Scalar:
    return Scalar(text, 1, 1, style)


def entry(node: Mapping, key: str) -> Node | None:
    return next((value for name, value in node.entries if name.text == key), None)


def with_entry(node: Mapping, key: str, value: Node) -> Mapping:
    """A copy in which a key has another value; the key is added if it is not there."""
    made = without(node, key)
    made.entries.append((plain(key), value))
    return made


def without(node: Mapping, *keys: str) -> Mapping:
    made = copy.deepcopy(node)
    made.entries = [pair for pair in made.entries if pair[0].text not in keys]
    return made


def first_plain(node: Node | None) -> Scalar | None:
    """The first value of a field, if it is a plain one."""
    if isinstance(node, Sequence):
        node = node.items[0] if node.items else None
    return node if isinstance(node, Scalar) else None


def of_the_record(vocabulary: Vocabulary, kind: Kind, node: Mapping) -> Mistakes:
    """Mistakes in the keys of a record as a whole."""
    yield "unknown key", with_entry(node, "zzz", plain("x"))
    foreign = next(n for k in vocabulary.kinds.values() for n in k.fields if n not in kind.fields)
    yield "key of another kind", with_entry(node, foreign, plain("x"))
    yield "no kind", without(node, "kind")
    for wrong in ("Blok", "Thing", "Citation", "Statement"):
        yield "wrong kind", with_entry(node, "kind", plain(wrong))
    for rule in presence_rules(vocabulary.index, kind):
        there = {key.text for key, _ in node.entries}
        if rule.present:
            yield "none of the alternatives", without(node, *rule.present)
        if rule.exactly_one and there & set(rule.present):
            other = next(name for name in rule.present if name not in there)
            yield "both alternatives", with_entry(node, other, plain("because"))
        if len(rule.absent) == 2:
            value = entry(node, rule.absent[0]) or entry(node, rule.absent[1]) or plain("5")
            yield "keys that exclude each other", _both(node, rule.absent, value)
    if kind.statement:
        yield "statements in a statement", with_entry(node, "statements", Sequence([], 1, 1))
    else:
        thing = Mapping([(plain("kind"), plain("Company")), (plain("name"), plain("x"))], 1, 1)
        yield "a thing among the statements", with_entry(node, "statements", Sequence([thing], 1, 1))


def _both(node: Mapping, names: tuple[str, ...], value: Node) -> Mapping:
    for name in names:
        node = with_entry(node, name, value)
    return node


def of_a_field(vocabulary: Vocabulary, kind: Kind, field: Field, node: Mapping) -> Mistakes:
    """Mistakes in the values of a field that a record has."""
    value = entry(node, field.name)
    if value is None:
        return
    if field.least:
        yield "required key", without(node, field.name)
    yield "no value", with_entry(node, field.name, plain("~"))
    if field.embedded:
        yield from of_the_embedded(field, node)
        return
    if LANG_STRING in field.datatypes:
        tagged = Mapping([(plain("xx"), plain("words"))], 1, 1)
        yield "unknown language", with_entry(node, field.name, tagged)
        if _is_once(vocabulary, kind, field):
            twice = Sequence([plain("a"), plain("b")], 1, 1)
            yield (
                "two texts in one language",
                with_entry(node, field.name, Mapping([(plain("en"), twice)], 1, 1)),
            )
        return
    yield "map for a value", with_entry(node, field.name, Mapping([(plain("en"), plain("x"))], 1, 1))
    scalar = first_plain(value)
    if scalar is None:
        return
    if field.concepts or field.classes:
        yield "same value twice", with_entry(node, field.name, Sequence([scalar, scalar], 1, 1))
    for name, texts in _wrong_texts(vocabulary, kind, field):
        for text in texts:
            yield name, with_entry(node, field.name, plain(text))
            yield f"{name} in a list", with_entry(node, field.name, Sequence([plain(text)], 1, 1))
    if field.most == 1 and len(field.concepts) > 1:
        two: list[Node] = [plain(word) for word in list(field.concepts)[:2]]
        yield "two values for one", with_entry(node, field.name, Sequence(two, 1, 1))
    if field.most == 1 and DATE_TYPES & set(field.datatypes):
        dates: list[Node] = [plain("2014"), plain("2015-01")]
        yield "two values for one", with_entry(node, field.name, Sequence(dates, 1, 1))


def _is_once(vocabulary: Vocabulary, kind: Kind, field: Field) -> bool:
    shapes = vocabulary.shapes.fields(kind.iri).get(Path(field.iri), ())
    return any(shape.unique_lang for shape in shapes)


_BAD_DATES = (
    "2014-02-30", "2015-02-29", "1900-02-29", "2014-04-31", "2014-13", "2014-00", "0000", "0000-01", "2014-1-5",
    "25-11-2014", "2014/11/25", "November 2014", "2014-11-25T10:00", "20141125", "-2014", "2014?", "2014.5", "14-11",
)  # fmt: skip
_BAD_BY_TYPE: MappingOf[str, tuple[str, ...]] = {
    "decimal": ("abc", "1,000", "31 %", "5 million"),
    "integer": ("abc", "31.5", "1 000"),
    "anyURI": ("www.example.org", "https://example.org/a b", "12"),
    "duration": ("14 days", "P", "PT", "14"),
}


def _wrong_texts(vocabulary: Vocabulary, kind: Kind, field: Field) -> Iterator[tuple[str, tuple[str, ...]]]:
    if field.concepts:
        yield "wrong word", ("no-such-word", "12", *(word.upper() for word in list(field.concepts)[:1]))
    elif field.classes:
        yield "wrong id", ("Weibo Corp", "a_b", "-a", "a--b", "ä", "1.5")
    elif DATE_TYPES & set(field.datatypes):
        yield "wrong date", _BAD_DATES
    else:
        for datatype in field.datatypes:
            yield "wrong type", _BAD_BY_TYPE.get(local_name(datatype), ())
    for shape in vocabulary.shapes.fields(kind.iri).get(Path(field.iri), ()):
        if shape.bounds:
            yield "out of bounds", ("-1", "-0.5") if "decimal" in "".join(field.datatypes) else ("-1",)
        if len(shape.bounds) == 2:
            yield "out of bounds", ("100.01", "1000")
        if shape.patterns:
            yield "wrong pattern", ("??", "c", "12", "CHINA-1")


def of_the_embedded(field: Field, node: Mapping) -> Mistakes:
    """Mistakes in citations and other records that are written in place."""
    yield "plain value for a map", with_entry(node, field.name, plain("x"))
    value = entry(node, field.name)
    items = value.items if isinstance(value, Sequence) else [value]
    first = items[0]
    assert isinstance(first, Mapping)
    wrong: list[tuple[str, Callable[[Mapping], Mapping]]] = [
        ("unknown key in an embedded record", lambda item: with_entry(item, "zzz", plain("x"))),
        ("embedded record lacks a key", lambda item: without(item, "ref", "action")),
    ]
    if entry(first, "ref") is not None:
        said = Mapping([(plain("zzz"), plain("x"))], 1, 1)
        wrong += [
            ("unknown key in says", lambda item: with_entry(item, "says", said)),
            ("unknown key in omits", lambda item: with_entry(item, "omits", plain("zzz"))),
            ("plain value in says", lambda item: with_entry(item, "says", plain("x"))),
            ("wrong word in a citation", lambda item: with_entry(item, "stance", plain("zzz"))),
        ]
    for name, change in wrong:
        yield name, with_entry(node, field.name, Sequence([change(first), *items[1:]], 1, 1))
