"""A project's data folder -> records and findings: syntax, keys and values, ids, references, shapes."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.model import Finding, Record
from kg.project import Project
from kg.reading import files, yaml
from kg.reading.fields import FieldReader
from kg.reading.records import Document, RecordReader
from kg.reading.references import dangling, led_to_ids, unique
from kg.reading.shapes import check_shapes
from kg.reading.soundness import is_local
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kg.reading.kept import Kept

_BATCH = 64
"""So many files are parsed before they are understood; their nodes are held until then."""


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


def load(project: Project, vocabulary: Vocabulary, kept: Kept | None = None) -> Reading:
    """Read and check all of a project's data.

    Args:
        project: Where the data is.
        vocabulary: What it may say.
        kept: What files held the last time, if they need not all be read.

    Returns:
        The records, with every finding of syntax, records, references and shapes.
    """
    with no_garbage_collection():
        paths, findings = files.find(project.data)
        reader = FileReader(project, vocabulary)
        if kept is None:
            return combined(vocabulary, reader.read_all(paths), findings)
        read = kept.read_all(reader, paths)
        unread = unread_ids(read, findings)
        reading = combined(vocabulary, read, findings, kept.still_sound(read, unread))
        kept.keep(read, reading.findings, unread)
        return reading


Known: TypeAlias = Callable[[Path, str], FileReading | None]
"""What is known of a file with this path and SHA-256."""


def _nothing(path: Path, digest: str) -> None:
    return None


class FileReader:
    """Reads the files of a project, each by itself."""

    def __init__(self, project: Project, vocabulary: Vocabulary) -> None:
        self._root = project.root
        self._records = RecordReader(vocabulary, FieldReader(vocabulary, project.id_base))

    def read_all(self, paths: Sequence[Path], known: Known = _nothing) -> Iterator[FileReading]:
        """Read files: by turns some are parsed and then understood, which the processor does quicker.

        Args:
            paths: The files.
            known: What need not be parsed again.
        """
        for start in range(0, len(paths), _BATCH):
            for parsed in [self._parsed(path, known) for path in paths[start : start + _BATCH]]:
                yield self._understood(*parsed)

    def _parsed(
        self, path: Path, known: Known
    ) -> tuple[Document | FileReading | str, list[Finding], str | None]:
        """A file's document (only its name if it cannot be read), what is wrong, and its digest."""
        name = files.name_of(path)
        data, findings = files.read(path, self._root)
        if data is None:
            return name, findings, None
        digest = hashlib.sha256(data).hexdigest()
        if same := known(path, digest):
            return same, [], digest
        node, findings = yaml.parse(data, name)
        document = name if node is None else (name, path.stem, node)
        return document, findings, digest

    def _understood(
        self, document: Document | FileReading | str, findings: list[Finding], digest: str | None
    ) -> FileReading:
        if isinstance(document, FileReading):
            return document
        if isinstance(document, str):
            return FileReading(document, [], findings, digest)
        records, more = self._records.read(document)
        return FileReading(document[0], records, findings + more, digest)


def combined(
    vocabulary: Vocabulary,
    read: Iterable[FileReading],
    noticed: Iterable[Finding] = (),
    sound: Collection[str] = (),
) -> Reading:
    """Put files together, and check what concerns more than one of them: ids, references, shapes.

    Args:
        vocabulary: What the data may say.
        read: The files, in the order in which records are wanted.
        noticed: What was found wrong with the folder.
        sound: The names of files of which it is known that nothing is wrong with their references and shapes.
    """
    read = list(read)
    records = [record for file in read for record in file.records]
    alone = [*noticed, *(finding for file in read for finding in file.findings)]
    findings = led_to_ids(vocabulary, alone, records)
    doubles = [*unique(records)]
    findings += doubles
    unsound = {file.name for file in read if file.name not in sound}
    # With two records of one id, which of them is meant is for all files to say.
    others = unsound if sound and not doubles and is_local(vocabulary.shapes.graph) else None
    findings += _beyond_one_file(vocabulary, read, others, findings)
    digests = {file.name: file.digest for file in read if file.digest is not None}
    return Reading(records, _sorted(findings), digests)


def wrong_in(vocabulary: Vocabulary, read: Iterable[FileReading], names: Container[str]) -> list[Finding]:
    """What is wrong in some files, sorted, without looking whether others have their ids.

    Args:
        vocabulary: What the data may say.
        read: All files.
        names: Which of them, as marks name them.
    """
    read = list(read)
    alone = [finding for file in read if file.name in names for finding in file.findings]
    findings = led_to_ids(vocabulary, alone, (record for file in read for record in file.records))
    return _sorted(findings + _beyond_one_file(vocabulary, read, names, findings))


def _ids_of(name: str) -> tuple[str, str]:
    """The id that the name of a file makes, and the one that it was probably meant to make."""
    from kg.reading.hints import id_of

    return Path(name).stem, id_of(Path(name).name.split(".", 1)[0])


def unread_ids(read: Iterable[FileReading], findings: Iterable[Finding]) -> frozenset[str]:
    """The ids that files without a record were to have: they are not nowhere, since what is wrong is said of the file.

    Args:
        read: All files.
        findings: Of which those on files and folders themselves count, as of one with a wrong ending.
    """
    names = [file.name for file in read if not file.records]
    names += [finding.mark.file for finding in findings if finding.code in files.CODES]
    return frozenset(each for name in names for each in _ids_of(name))


def _beyond_one_file(
    vocabulary: Vocabulary,
    read: Sequence[FileReading],
    names: Container[str] | None,
    known: Sequence[Finding],
) -> list[Finding]:
    """What is wrong with references and shapes, in some files or in all, given what was found by itself."""
    records = [record for file in read for record in file.records]
    own = records if names is None else [r for file in read if file.name in names for r in file.records]
    unread = unread_ids(read, known)
    found = [*dangling(vocabulary, own, unread, records)]
    only = None if names is None else [record.subject for record in own]
    return [*found, *check_shapes(vocabulary, records, [*known, *found], only)]


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.mark, f.code, f.message))
