"""One measured step, run in a process of its own: prints CPU seconds and peak memory as JSON.

`python -m benchmarks.steps STEP FOLDER`; the steps are `events` (libyaml alone, to judge the others by), `shapes`
(syntax, shapes and references), `checks` (everything that `kg check` does), `turtle` (YAML to checked, sorted Turtle),
`infer` (all inference on what was read) and `rdflib` (a stock rdflib graph of the same triples, serialised as Turtle,
for comparison).
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


def checks(project: Project) -> int:
    """Everything that `kg check` does; the number of records."""
    from kg.checking import check

    return len(check(project).records)


def shapes(project: Project) -> int:
    """What `kg check --quick` does: syntax, shapes and references; the number of records."""
    from kg.checking import check

    return len(check(project, quick=True).records)


def events(project: Project) -> int:
    """The bare events of libyaml for the same files: what the machine can do at this moment; the number of files."""
    from kg.reading.events import event_source
    from kg.reading.files import find as find_files

    paths, _ = find_files(project.data)
    texts = [path.read_bytes() for path in paths]
    begun = time.process_time()
    for text in texts:
        next_event = event_source(text)
        while next_event() is not None:
            pass
    print(json.dumps({"only": time.process_time() - begun}), file=sys.stderr)
    return len(paths)


STEPS = {
    "events": events,
    "shapes": shapes,
    "checks": checks,
    "turtle": turtle,
    "infer": infer,
    "rdflib": rdflib,
}


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
