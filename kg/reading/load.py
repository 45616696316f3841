"""A project's data folder -> records and findings: syntax, keys and values, ids, references, shapes."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.model import Finding, Record
from kg.project import Project
from kg.reading import files, yaml
from kg.reading.records import Document, read_records
from kg.reading.references import dangling, unique
from kg.reading.shapes import check_shapes
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """What a data folder holds.

    Attributes:
        records: In the order of the files.
        findings: All that is wrong, sorted by place.
        digests: SHA-256 of each file that was read, by its path.
    """

    records: list[Record]
    findings: list[Finding]
    digests: Mapping[str, str]


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Switch the collector off while very many small objects are made that all stay: it halves the time.

    What was made is then frozen, so that the collector does not look through it all when it is on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def load(project: Project, vocabulary: Vocabulary) -> Reading:
    """Read and check all of a project's data.

    Args:
        project: Where the data is.
        vocabulary: What it may say.

    Returns:
        The records, with every finding of syntax, records, references and shapes.
    """
    with no_garbage_collection():
        paths, findings = files.find(project.data)
        digests: dict[str, str] = {}
        documents = _documents(project, paths, findings, digests)
        records, more = read_records(vocabulary, project.id_base, documents)
        findings += more
        findings += unique(records)
        findings += dangling(vocabulary, records)
        findings += check_shapes(vocabulary, records, findings)
    return Reading(records, sorted(findings, key=lambda f: (f.mark, f.code, f.message)), digests)


def _documents(
    project: Project, paths: Iterable[Path], findings: list[Finding], digests: dict[str, str]
) -> Iterator[Document]:
    for path in paths:
        data, problems = files.read(path, project.root)
        findings += problems
        if data is None:
            continue
        name = files.name_of(path)
        digests[name] = hashlib.sha256(data).hexdigest()
        node, problems = yaml.parse(data, name)
        findings += problems
        if node is not None:
            yield name, path.stem, node
