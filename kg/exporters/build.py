"""What `kg build` writes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kg.exporters.description import describe
from kg.exporters.manifest import MANIFEST, digest
from kg.exporters.registry import FORMATS, Exportable
from kg.folders import replace_folder
from kg.names import REF, THING

DESCRIPTION: Final = "dataset.ttl"
GRAPHS: Final[Mapping[str, str]] = {"kg.ttl": "ttl", "kg.trig": "trig", "kg.nq": "nq"}
"""Format by file name."""


def page_views(ontology: Path) -> dict[str, str]:
    """The view that a page opens on, by file name: all of them, then each of the ontology's."""
    from kg.exporters.views import view_files

    return {"index.html": "all", **{f"{view}.html": view for view in view_files(ontology)}}


def write_build(
    graph: Exportable, folder: Path, settings: Mapping[str, Any], inputs: Mapping[str, str]
) -> dict[str, Any]:
    """Write all outputs and the manifest, all or none; call it under `kg.folders.locked`.

    Args:
        graph: What is written.
        folder: Where to.
        settings: What else the outputs depend on (version, dates).
        inputs: From `input_digests`.

    Returns:
        The manifest.

    Raises:
        KgError: A file cannot be written.
    """
    from kg.exporters.html.page import pages

    files = {name: FORMATS[form].write(graph, "all").encode() for name, form in GRAPHS.items()}
    views = page_views(graph.project.ontology)
    shown = pages(graph, list(views.values()))
    files |= {name: shown[view].encode() for name, view in views.items()}
    files[DESCRIPTION] = describe(graph, {name: len(data) for name, data in files.items()}).encode()
    manifest = {
        "settings": dict(settings),
        "counts": counts(graph),
        "inputs": dict(inputs),
        "outputs": {name: {"sha256": digest(data), "bytes": len(data)} for name, data in files.items()},
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    replace_folder(folder, {**files, MANIFEST: text.encode()}, managed=_written_before(folder))
    return manifest


def _written_before(folder: Path) -> list[str]:
    """The outputs of the build that the folder holds, some of which this one may no longer have."""
    try:
        return list(json.loads((folder / MANIFEST).read_bytes())["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def counts(graph: Exportable) -> dict[str, Any]:
    """How much there is: records by kind, and triples by graph."""
    kinds = graph.vocabulary.by_iri
    found = Counter(kinds[r.kind].name for r in graph.records)
    statements = sum(kinds[r.kind].statement for r in graph.records)
    things = sum(THING in kinds[r.kind].ancestors for r in graph.records)
    names = [graph.project.graph(n) for n in ("asserted", "inferred", "ontology")]
    triples = {n.rsplit("/", 1)[1][:-1]: len(graph.store.graphs.get(n, ())) for n in names}
    sources = [g for g in graph.store.graphs if g not in names]
    return {
        "things": things,
        "statements": statements,
        "kinds": dict(sorted(found.items())),
        "triples": {**triples, "sources": sum(len(graph.store.graphs[g]) for g in sources)},
        "citedSources": len({source for r in graph.records for source in r.fields.get(REF, ())}),
        "sourceGraphs": len(sources),
    }
