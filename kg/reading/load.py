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
from kg.reading.fields import FieldReader
from kg.reading.records import RecordReader
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


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file holds, looked at alone.

    Attributes:
        name: Its path, as marks have it.
        records: In the order of the file.
        findings: What is wrong with it by itself: syntax, keys and values.
        digest: SHA-256 of the file, or None if it could not be read.
    """

    name: str
    records: list[Record]
    findings: list[Finding]
    digest: str | None


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
        reader = FileReader(project, vocabulary)
        return combined(vocabulary, map(reader.read, paths), findings)


class FileReader:
    """Reads the files of a project one by one."""

    def __init__(self, project: Project, vocabulary: Vocabulary) -> None:
        self._root = project.root
        self._records = RecordReader(vocabulary, FieldReader(vocabulary, project.id_base))

    def read(self, path: Path) -> FileReading:
        """Read one file: its syntax, then its records."""
        name = files.name_of(path)
        data, findings = files.read(path, self._root)
        if data is None:
            return FileReading(name, [], findings, None)
        digest = hashlib.sha256(data).hexdigest()
        node, findings = yaml.parse(data, name)
        if node is None:
            return FileReading(name, [], findings, digest)
        records, more = self._records.read((name, path.stem, node))
        return FileReading(name, records, findings + more, digest)


def combined(vocabulary: Vocabulary, read: Iterable[FileReading], noticed: Iterable[Finding] = ()) -> Reading:
    """Put files together, and check what concerns more than one of them: ids, references, shapes.

    Args:
        vocabulary: What the data may say.
        read: The files, in the order in which records are wanted.
        noticed: What was found wrong with the folder.
    """
    records: list[Record] = []
    findings = list(noticed)
    digests: dict[str, str] = {}
    for file in read:
        records += file.records
        findings += file.findings
        if file.digest is not None:
            digests[file.name] = file.digest
    findings += unique(records)
    findings += dangling(vocabulary, records)
    findings += check_shapes(vocabulary, records, findings)
    return Reading(records, sorted(findings, key=lambda f: (f.mark, f.code, f.message)), digests)
