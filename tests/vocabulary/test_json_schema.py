"""JSON Schema, the loader with the compiled shapes, and pySHACL: the same verdict wherever all can speak."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from kg.model import Finding, Record, Severity, Term
from kg.names import BASE, SKOS, TYPE, iri, is_iri
from kg.reading.fields import FieldReader
from kg.reading.nodes import Mapping, Node, Scalar, Sequence
from kg.reading.records import RecordReader
from kg.reading.yaml import parse
from kg.vocabulary import Vocabulary
from kg.vocabulary.json_schema import json_schema, json_schema_text
from kg.vocabulary.shacl_model import VIOLATION, Result
from kg.vocabulary.turtle_index import SUBCLASS
from tests.conftest import ROOT
from tests.vocabulary import mistakes
from tests.vocabulary.pyshacl_judge import theirs
from tests.vocabulary.yaml_core import value

EXAMPLES = int(os.environ.get("KG_SCHEMA_EXAMPLES", "400"))
ID_BASE = BASE + "id/"


class Judges:
    """The shipped data, and who says whether a file is right."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.schema = Draft7Validator(json_schema(vocabulary))
        self.documents: dict[str, Mapping] = {}
        for file in sorted((ROOT / "data").rglob("*.yaml")):
            node, _ = parse(file.read_bytes(), str(file))
            if isinstance(node, Mapping):
                self.documents[file.stem] = node
        self.reader = RecordReader(vocabulary, FieldReader(vocabulary, ID_BASE))
        found = (self.reader.read((name, name, node))[0] for name, node in self.documents.items())
        self.records = {record.subject: record for records in found for record in records}
        self.facts = {subject: record.fields for subject, record in self.records.items()}

    @cached_property
    def samples(self) -> list[tuple[str, Mapping]]:
        """Of each kind the file with the most keys."""
        best: dict[str, tuple[str, Mapping]] = {}
        for name, node in self.documents.items():
            kind = mistakes.entry(node, "kind")
            assert isinstance(kind, Scalar)
            if kind.text not in best or len(node.entries) > len(best[kind.text][1].entries):
                best[kind.text] = name, node
        return [best[kind] for kind in sorted(best)]

    def schema_accepts(self, node: Node) -> bool:
        return bool(self.schema.is_valid(value(node)))

    def read(self, name: str, node: Node) -> tuple[list[Record], list[Finding]]:
        return self.reader.read(("f.yaml", name, node))

    def loader_accepts(self, name: str, node: Node) -> bool:
        records, findings = self.read(name, node)
        return not any(f.severity is Severity.ERROR for f in findings) and not self.results(records)

    def results(self, records: list[Record]) -> list[Result]:
        """What the compiled shapes object to."""
        own = {record.subject: record.fields for record in records}
        found = self.vocabulary.shapes.validate({**self.facts, **own}, self.vocabulary.index, only=own)
        return [result for result in found if result.severity == VIOLATION]


@pytest.fixture(scope="module")
def judges(vocabulary: Vocabulary) -> Judges:
    return Judges(vocabulary)


def test_it_is_a_schema_and_the_same_bytes_in_every_process(vocabulary: Vocabulary) -> None:
    text = json_schema_text(vocabulary)
    Draft7Validator.check_schema(json.loads(text))
    assert json.loads(text) == json_schema(vocabulary)
    code = (
        "from pathlib import Path\nfrom kg.vocabulary import load\n"
        "from kg.vocabulary.json_schema import json_schema_text\n"
        "import sys\nsys.stdout.buffer.write(json_schema_text(load(Path('ontology'))).encode())"
    )
    for seed in ("0", "4"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert done.stdout.decode() == text


def test_every_kind_field_and_word_is_in_it(vocabulary: Vocabulary) -> None:
    schema = json_schema(vocabulary)
    for kind in vocabulary.kinds.values():
        if not (kind.abstract or kind.embedded):
            definition = schema["definitions"][kind.name]
            assert definition["properties"].keys() >= kind.fields.keys()
            assert set(definition["required"]) == {f.name for f in kind.fields.values() if f.least}
    words = schema["definitions"]["Mechanism"]
    concepts = vocabulary.kinds["Block"].fields["mechanism"].concepts
    assert words["enum"] == list(concepts)
    assert words["enumDescriptions"] == [concept.definition for concept in concepts.values()]


def test_the_shipped_data_is_right_for_it(judges: Judges) -> None:
    assert len(judges.documents) > 50
    for name, node in judges.documents.items():
        assert judges.schema_accepts(node), name


def made(judges: Judges) -> Iterator[tuple[str, str, Mapping]]:
    """Every class of mistake in a file of each kind: the class, the file's id, the tree."""
    for name, node in judges.samples:
        head = mistakes.entry(node, "kind")
        assert isinstance(head, Scalar)
        kind = judges.vocabulary.kinds[head.text]
        found = list(mistakes.of_the_record(judges.vocabulary, kind, node))
        for field in kind.fields.values():
            found += mistakes.of_a_field(judges.vocabulary, kind, field, node)
        yield from ((what, name, tree) for what, tree in found)


def test_both_refuse_each_mistake_that_json_schema_can_tell(judges: Judges) -> None:
    tried: Counter[str] = Counter()
    disagreements = []
    for what, name, node in made(judges):
        loader, schema = judges.loader_accepts(name, node), judges.schema_accepts(node)
        if loader != schema:
            disagreements.append(
                (what, name, "only the loader accepts" if loader else "only the schema accepts")
            )
        tried[what] += not loader
    assert disagreements == []
    assert len(tried) > 25
    assert min(tried.values()) > 0, tried


def test_pyshacl_refuses_what_the_schema_refuses_of_what_the_loader_can_read(judges: Judges) -> None:
    refused: dict[Term, str] = {}
    facts: dict[Term, dict[Term, list[Term]]] = {}
    for number, (what, name, node) in enumerate(made(judges)):
        records, findings = judges.read(f"{name}-{number}", node)
        if findings or judges.schema_accepts(node) or not number % 3:
            continue
        refused[records[0].subject] = what
        facts |= {record.subject: record.fields for record in records}
    assert len(set(refused.values())) > 5
    assert len(refused) > 50
    mentioned = {v for fields in facts.values() for values in fields.values() for v in values if is_iri(v)}
    known = [
        (s, TYPE, record.kind) for s, record in judges.records.items() if s in mentioned and s not in facts
    ]
    data = [(s, p, o) for s, fields in facts.items() for p, values in fields.items() for o in values]
    ontology = [t for t in judges.vocabulary.triples if t[1] in {TYPE, SUBCLASS} and iri(SKOS) not in t]
    verdicts = theirs(judges.vocabulary.triples, [*ontology, *known, *data])
    blamed = {verdict.focus for verdict in verdicts if verdict.severity == VIOLATION}
    embedded_in = {s for s in refused if any(b.startswith(f"{s[:-1]}.") for b in blamed)}
    assert refused.keys() - blamed - embedded_in == set()


TEXTS = (
    "no", "1e3", "0x1F", "~", "null", ".inf", "-0", "2014", "2014-11", "2014-11-25~", "0014", "12:30", "", "x", "a b",
    "tencent", "Q5", "CN", "https://example.org/", "P1Y", "31.5", "120", "link-block", "weibo", "é",
)  # fmt: skip


def places(node: Node) -> Iterator[Mapping | Sequence]:
    if isinstance(node, Mapping):
        yield node
        for _, inner in node.entries:
            yield from places(inner)
    elif isinstance(node, Sequence):
        yield node
        for inner in node.items:
            yield from places(inner)


def mutate(data: st.DataObject, root: Mapping, names: list[str]) -> None:
    """Change one thing somewhere in a tree."""
    draw = data.draw
    place = draw(st.sampled_from(list(places(root))))
    scalar = mistakes.plain(draw(st.sampled_from(TEXTS)), draw(st.sampled_from(["", "", '"'])))
    shape = draw(st.integers(0, 2))
    new: Node = scalar if shape == 0 else Sequence([scalar], 1, 1)
    if shape == 2:
        new = Mapping([(mistakes.plain("en"), scalar)], 1, 1)
    how = draw(st.sampled_from(["value", "value", "drop", "rename", "add", "list"]))
    if isinstance(place, Sequence):
        if how in ("drop", "rename") and len(place.items) > 1:
            place.items.pop()
        elif how == "list" and place.items:
            place.items.append(place.items[0])
        else:
            place.items.append(new)
        return
    number = draw(st.integers(0, len(place.entries) - 1))
    key, old = place.entries[number]
    there = {name.text for name, _ in place.entries}
    free = draw(st.sampled_from([name for name in names if name not in there]))
    if how == "value":
        place.entries[number] = key, new
    elif how == "drop" and len(place.entries) > 1:
        del place.entries[number]
    elif how == "rename":
        place.entries[number] = mistakes.plain(free), old
    elif how == "list":
        place.entries[number] = key, Sequence([old], 1, 1)
    else:
        place.entries.append((mistakes.plain(free), new))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_the_schema_refuses_the_loader_refuses(judges: Judges, data: st.DataObject) -> None:
    name, node = data.draw(st.sampled_from(judges.samples), label="file")
    tree = copy.deepcopy(node)
    names = [*judges.vocabulary.kinds["Block"].fields, "share", "name", "en", "zzz"]
    for _ in range(data.draw(st.integers(1, 2), label="changes")):
        mutate(data, tree, names)
    if not judges.schema_accepts(tree):
        assert not judges.loader_accepts(name, tree), list(judges.schema.iter_errors(value(tree)))[:2]


STAKE = """kind: Stake
owner: sina
owned: weibo-corporation
share: 31
sources: [{ref: wikipedia-weibo, says: %s}]
"""


@pytest.mark.parametrize(
    "says", ["{share: 120}", "{share: [30, 31]}", "{from: [2013, 2014], owner: [tencent, sina]}"]
)
def test_what_a_source_says_otherwise_need_not_keep_within_limits(judges: Judges, says: str) -> None:
    node, _ = parse((STAKE % says).encode(), "f.yaml")
    assert node is not None
    assert judges.loader_accepts("a-new-one", node)
    assert judges.schema_accepts(node)


def test_only_true_and_false_as_texts_want_quotes_for_an_editor(judges: Judges) -> None:
    for text, accepts in (("true", False), ('"true"', True), ("no", True), ("360", True)):
        node, _ = parse(f"kind: Collective\nname: {text}\n".encode(), "f.yaml")
        assert node is not None
        assert judges.loader_accepts("a-new-one", node)
        assert judges.schema_accepts(node) is accepts


def test_a_word_that_is_a_number_may_be_read_as_one(tmp_path: Path) -> None:
    from kg.vocabulary import load

    ontology = """
@prefix kg: <https://w3id.org/walled-gardens/ontology/> .
@prefix my: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
my:Size rdfs:subClassOf skos:Concept .
my:four a skos:Concept, my:Size ; skos:notation "4" ; skos:definition "Four."@en .
my:Box rdfs:label "box"@en .
my:BoxShape a sh:NodeShape ; sh:targetClass my:Box ; sh:property my:Box-size, my:Box-open, my:Box-count .
my:Box-size a sh:PropertyShape ; sh:path my:size ; sh:class my:Size ; sh:minCount 1 ; sh:maxCount 1 .
my:Box-open a sh:PropertyShape ; sh:path my:open ; sh:datatype xsd:boolean .
my:Box-count a sh:PropertyShape ; sh:path my:count ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:string ] ) .
"""
    (tmp_path / "o.ttl").write_text(ontology)
    schema = Draft7Validator(json_schema(load(tmp_path)))
    assert schema.is_valid({"kind": "Box", "size": 4, "open": True, "count": [1, "many"]})
    assert schema.is_valid({"kind": "Box", "size": "4"})
    assert not schema.is_valid({"kind": "Box", "size": 5})
    assert not schema.is_valid({"kind": "Box", "size": 4, "open": "perhaps"})
