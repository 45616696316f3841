"""CPU seconds of the compiled shapes and of pySHACL on records made from the shipped ontology.

Run from the checkout: python -m benchmarks.shacl --records 20000 --pyshacl 1000
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

from kg.vocabulary.shacl import compile_shapes
from tests.vocabulary.pyshacl_judge import graph
from tests.vocabulary.sample_records import Sampler, shipped_shapes, triples_of

T = TypeVar("T")


def cpu(work: Callable[[], T]) -> tuple[T, float]:
    """What a function gives, and the CPU seconds it takes."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--records", type=int, default=20_000, help="how many records the compiled shapes check"
    )
    parser.add_argument("--pyshacl", type=int, default=1_000, help="how many pySHACL checks; 0 for none")
    parser.add_argument(
        "--spoil", type=float, default=0.0, help="the share of records with a mistake, 0 to 1"
    )
    parser.add_argument(
        "--fill", type=float, default=0.45, help="how likely an optional field is filled, 0 to 1"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    ontology = list(shipped_shapes().graph.triples())
    shapes, seconds = cpu(lambda: compile_shapes(ontology))
    print(f"compile {len(ontology)} triples: {seconds:.3f} s")

    sampler = Sampler(shapes, options.seed, options.fill)
    records = sampler.spoil(sampler.records(options.records), options.spoil)
    values = sum(len(found) for record in records.values() for found in record.values())
    background = shapes.graph.nodes
    for attempt in range(3):
        results, seconds = cpu(lambda: list(shapes.validate(records, background)))
        print(
            f"compiled, {len(records)} records, {values} values, {len(results)} results: {seconds:.3f} s ({attempt})"
        )

    if options.pyshacl:
        import pyshacl

        some = Sampler(shapes, options.seed, options.fill).records(options.pyshacl)
        data, shapes_graph = graph([*ontology, *triples_of(some)]), graph(ontology)
        _, seconds = cpu(lambda: pyshacl.validate(data, shacl_graph=shapes_graph))
        print(f"pySHACL, {len(some)} records: {seconds:.3f} s")
        _, ours = cpu(lambda: list(shapes.validate(some, background)))
        print(f"compiled, {len(some)} records: {ours:.3f} s; {seconds / ours:.0f} times faster")


if __name__ == "__main__":
    main()
