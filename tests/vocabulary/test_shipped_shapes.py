"""The shipped shapes, compiled and through pySHACL, on records with mistakes: the same verdicts.

`KG_SHACL_ROUNDS=50 pytest tests/vocabulary/test_shipped_shapes.py` tries more records than a usual run.
"""

from __future__ import annotations

import os

import pytest

from kg.names import TYPE
from kg.vocabulary.shacl import Shapes
from kg.vocabulary.turtle_index import SUBCLASS
from tests.vocabulary.pyshacl_judge import Verdict, theirs
from tests.vocabulary.sample_records import Sampler, shipped_shapes, triples_of

ROUNDS = int(os.environ.get("KG_SHACL_ROUNDS", "4"))
RECORDS = 250


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return shipped_shapes()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_same_verdicts_as_pyshacl_on_records_with_mistakes(shapes: Shapes, seed: int) -> None:
    sampler = Sampler(shapes, seed)
    records = sampler.spoil(sampler.records(RECORDS), share=0.7)
    ontology = list(shapes.graph.triples())
    # Of the ontology only the types of its concepts and the hierarchy of classes bear on the records.
    known = [triple for triple in ontology if triple[1] in {TYPE, SUBCLASS}]
    found = {
        Verdict(result.focus, result.path or "", result.component, result.value or "", result.severity)
        for result in shapes.validate(records, shapes.graph.nodes)
    }
    assert len(found) > RECORDS / 4
    assert found == theirs(ontology, [*known, *triples_of(records)])


def test_sampled_records_are_nearly_all_valid(shapes: Shapes) -> None:
    records = Sampler(shapes, seed=7).records(RECORDS)
    wrong = {result.focus for result in shapes.validate(records, shapes.graph.nodes)}
    assert len(wrong) < RECORDS / 20


def test_checking_some_records_finds_what_checking_all_finds_there(shapes: Shapes) -> None:
    sampler = Sampler(shapes, seed=8)
    records = sampler.spoil(sampler.records(RECORDS), share=0.7)
    some = list(records)[::3]
    everything = [
        result for result in shapes.validate(records, shapes.graph.nodes) if result.focus in set(some)
    ]
    assert list(shapes.validate(records, shapes.graph.nodes, only=some)) == everything
