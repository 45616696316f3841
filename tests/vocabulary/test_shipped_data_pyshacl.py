"""The records of the shipped data, compiled shapes and pySHACL: the same verdicts, as they are and spoiled.

pySHACL needs minutes for all of them, so some of each kind are judged; `KG_SHACL_RECORDS=1000` judges more.
"""

from __future__ import annotations

import os

import pytest

from kg.model import Term
from kg.names import TYPE
from kg.project import find
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary
from kg.vocabulary.shacl import Shapes
from kg.vocabulary.turtle_index import SUBCLASS
from tests.conftest import ROOT
from tests.vocabulary.pyshacl_judge import Verdict, theirs
from tests.vocabulary.sample_records import Records, Sampler, shipped_shapes, triples_of

OF_EACH_KIND = int(os.environ.get("KG_SHACL_RECORDS", "5"))


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return shipped_shapes()


@pytest.fixture(scope="module")
def shipped_records(vocabulary: Vocabulary) -> Records:
    reading = read(find(ROOT), vocabulary)
    return {record.subject: record.fields for record in reading.records}


def some_of_each_kind(records: Records) -> Records:
    """As many records of each kind, the richest first, as their kinds differ in what they can show."""
    by_kind: dict[Term, list[Term]] = {}
    for subject in sorted(records, key=lambda s: (-len(records[s]), s)):
        by_kind.setdefault(records[subject][TYPE][0], []).append(subject)
    return {subject: records[subject] for found in by_kind.values() for subject in found[:OF_EACH_KIND]}


def with_types_of_what_is_referred_to(chosen: Records, records: Records) -> Records:
    """The chosen records, and of those that they refer to what they are."""
    found: Records = dict(chosen)
    for record in chosen.values():
        for values in record.values():
            for value in values:
                if value in records:
                    found.setdefault(value, {TYPE: records[value][TYPE]})
    return found


def verdicts_of_both(shapes: Shapes, chosen: Records, records: Records) -> tuple[set[Verdict], set[Verdict]]:
    """Ours and pySHACL's on the chosen records."""
    data = with_types_of_what_is_referred_to(chosen, records)
    ontology = list(shapes.graph.triples())
    known = [triple for triple in ontology if triple[1] in {TYPE, SUBCLASS}]
    ours = {
        Verdict(result.focus, result.path or "", result.component, result.value or "", result.severity)
        for result in shapes.validate(data, shapes.graph.nodes, only=chosen)
    }
    judged = theirs(ontology, [*known, *triples_of(data)])
    return ours, {verdict for verdict in judged if verdict.focus in chosen}


def test_the_shipped_records_are_judged_alike(shapes: Shapes, shipped_records: Records) -> None:
    chosen = some_of_each_kind(shipped_records)
    assert len({record[TYPE][0] for record in chosen.values()}) > 30
    ours, judged = verdicts_of_both(shapes, chosen, shipped_records)
    assert ours == judged
    assert not any(verdict.severity.endswith("#Violation>") for verdict in ours)


@pytest.mark.parametrize("seed", range(2))
def test_the_shipped_records_with_mistakes_are_judged_alike(
    shapes: Shapes, shipped_records: Records, seed: int
) -> None:
    sampler = Sampler(shapes, seed)
    spoiled = sampler.spoil(some_of_each_kind(shipped_records), share=0.8)
    ours, judged = verdicts_of_both(shapes, spoiled, shipped_records)
    assert len(ours) > len(spoiled) / 5
    assert ours == judged
