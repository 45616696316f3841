from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.names import KG, iri
from kg.vocabulary import load
from kg.vocabulary.places import place_of
from kg.vocabulary.turtle_index import read_turtle
from tests.conftest import ROOT

HEAD = """@prefix kg: <https://w3id.org/walled-gardens/ontology/> .
PREFIX sh: <http://www.w3.org/ns/shacl#>
@prefix owl: <http://www.w3.org/2002/07/owl#> .
kg:Thing a owl:Class .
"""
SHAPE = "kg:FooShape a sh:NodeShape ;\n  sh:targetClass kg:Thing ;\n  "


def place(folder: Path, text: str, subject: str, at: str = "") -> tuple[int, int] | None:
    file = folder / "own.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    found = place_of([file], subject, at)
    return found and (found.line, found.column)


@pytest.mark.parametrize(
    ("text", "subject", "at", "expected"),
    [
        ("kg:a kg:b kg:c .\n kg:c kg:d kg:a .", "c", "", (6, 2)),
        ("kg:a kg:b kg:c .\n kg:c kg:d kg:a .", "c", "d", (6, 7)),
        ("kg:a kg:b kg:c .", "c", "", None),
        ("kg:a kg:b kg:b .", "a", "b", (5, 1)),  # twice: which of them is not known
        ('# kg:c .\nkg:a kg:b \'kg:c .\' , """\nkg:c . \\" """ . kg:c kg:b 1.0 .', "c", "", (7, 17)),
        ("kg:a kg:b [ kg:e ( kg:f . ) ] .\nkg:c kg:b 1 .", "c", "", (6, 1)),
        (f"<{KG}c> kg:b 1 .", "c", "", (5, 1)),
        ("kg:a.b kg:b kg:c.\nkg:c kg:b kg:x\\-y .", "c", "x-y", (6, 11)),
    ],
)
def test_a_subject_and_what_is_said_of_it_are_found(
    tmp_path: Path, text: str, subject: str, at: str, expected: tuple[int, int] | None
) -> None:
    assert place(tmp_path, text, iri(KG + subject), at and iri(KG + at)) == expected


@pytest.mark.parametrize(
    ("at", "column"),
    [
        ('"-1"^^<http://www.w3.org/2001/XMLSchema#integer>', 11),
        ('"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', 16),
        ('"x"@en', 22),
    ],
)
def test_a_literal_is_found(tmp_path: Path, at: str, column: int) -> None:
    assert place(tmp_path, 'kg:a kg:b -1 , 1.5 , "x"@en .', iri(KG + "a"), at) == (5, column)


def test_every_named_subject_of_the_shipped_ontology_is_found() -> None:
    files = sorted((ROOT / "ontology").rglob("*.ttl"))
    for file in files:
        text = file.read_text(encoding="utf-8")
        subjects = {s for s, _, _ in read_turtle(text, file.as_uri()) if s.startswith("<")}
        for subject in sorted(subjects)[::300]:
            found = place_of([file], subject)
            assert found is not None, subject


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        (SHAPE + 'sh:sparql [ sh:select "x" ] .', 7, 3, "sh:sparql is not supported"),
        (SHAPE + "sh:property [ sh:path kg:x ; sh:minCount -1 ] .", 7, 44, "whole number"),
        (SHAPE + 'sh:property kg:x .\nkg:x sh:path kg:y ;\n  sh:maxCount "a" .', 9, 15, "whole number"),
        (SHAPE + 'sh:property [ sh:path kg:x ;\n    sh:pattern "[" ] .', 8, 5, "no regular expression"),
        (SHAPE + "sh:property kg:nowhere .", 7, 15, "no shape here"),
        (SHAPE + "sh:node kg:FooShape .", 7, 11, "refers to itself"),
        (SHAPE + "sh:minCount 1 .", 7, 3, "sh:path"),
        (SHAPE + "sh:class 'x' .", 7, 12, "must be an IRI"),
        (SHAPE + "sh:flags 'i' .", 7, 3, "without sh:pattern"),
        (SHAPE + "sh:closed 1 .", 7, 3, "true or false"),
        (SHAPE + "sh:property [ sh:minCount 1 ] .", 7, 17, "sh:path"),
        (SHAPE + "sh:property [ sh:path ( kg:a kg:b ) ] .", 7, 17, "forwards or backwards"),
        (SHAPE + "sh:datatype kg:a , kg:b .", 7, 22, "may stand once"),
        (SHAPE + "sh:or kg:x .", 5, 1, "list"),
        (SHAPE + "sh:order 'last' ; sh:flags 'i' .", 7, 21, "without sh:pattern"),
        (SHAPE + "sh:closed false .\nkg:Thing <http://www.w3.org/2000/01/rdf-schema#label> kg:it .", 8, 55, "a text"),
        (SHAPE + "a sh:Shape .\n<urn:x/Thing> a owl:Class .\n<urn:x/s> sh:targetClass <urn:x/Thing> .", 8, 1, "two"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_ontology_is_shown_at_its_line(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        _ = load(tmp_path).shapes
    assert caught.value.message.startswith(f"{file}:{line}:{column}: "), caught.value.message
    assert words in caught.value.message
