"""One measured step, run in a process of its own: prints CPU seconds and peak memory as JSON.

`python -m benchmarks.steps STEP FOLDER`; the steps are `turtle` (YAML to checked, sorted Turtle), `infer` (all
inference on what was read), `checks` (everything that `kg check` does) and `rdflib` (a stock rdflib graph of the
same triples, serialised as Turtle, for comparison).
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from kg.project import Project, find


def turtle(project: Project) -> int:
    """YAML -> records, checked -> triples -> sorted Turtle in a file; the number of triples."""
    from kg.exporters.turtle import turtle_parts
    from kg.graph.quads import asserted
    from kg.reading.load import load, no_garbage_collection
    from kg.vocabulary import load as read_vocabulary

    with no_garbage_collection():
        vocabulary = read_vocabulary(project.ontology)
        reading = load(project, vocabulary)
        parts = turtle_parts(asserted(reading.records), vocabulary.prefixes)
        with tempfile.TemporaryFile("w", encoding="utf-8") as file:
            file.writelines(parts)
    if reading.findings:
        raise SystemExit(f"unexpected findings: {reading.findings[:3]}")
    return sum(len(values) for record in reading.records for values in record.fields.values())


def infer(project: Project) -> int:
    """Everything up to the inferred graph; only the inference is timed, by subtraction in `main`."""
    from kg.pipeline import reason
    from kg.reading.load import load
    from kg.reasoning.status import Asked
    from kg.vocabulary import load as read_vocabulary

    vocabulary = read_vocabulary(project.ontology)
    reading = load(project, vocabulary)
    begun = time.process_time()
    graph = reason(project, vocabulary, reading, Asked())
    print(json.dumps({"only": time.process_time() - begun}), file=sys.stderr)
    return len(graph.store.graphs[project.graph("inferred")])


def rdflib(project: Project) -> int:
    """The same triples through stock rdflib: parsed from N-Triples and serialised as Turtle."""
    import rdflib as library

    from kg.exporters.ntriples import write_ntriples
    from kg.graph.quads import asserted
    from kg.reading.load import load
    from kg.vocabulary import load as read_vocabulary

    text = write_ntriples(asserted(load(project, read_vocabulary(project.ontology)).records))
    begun = time.process_time()
    graph = library.Graph().parse(data=text, format="nt")
    graph.serialize(format="turtle")
    print(json.dumps({"only": time.process_time() - begun}), file=sys.stderr)
    return len(graph)


STEPS = {"turtle": turtle, "infer": infer, "rdflib": rdflib}


def main() -> None:
    """Run one step."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    size = STEPS[name](find(folder))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "triples": size,
                "cpu": round(used.ru_utime + used.ru_stime, 3),
                "peakMB": round(used.ru_maxrss / 1024, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
