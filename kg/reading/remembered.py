"""What a check found the last time, kept for as long as nothing has changed that it depends on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import chain

from kg.model import Finding
from kg.project import Project, file_digest, query_files
from kg.reading import cache, files
from kg.reading.kept import Kept, finding_of, plain_finding

_NAME = "check"


def digests(project: Project, kept: Kept) -> tuple[dict[str, str], list[Finding]]:
    """SHA-256 of each data file, by its path as marks have it, and what is wrong with files and folders.

    Args:
        project: Whose files.
        kept: What is known of those that have not changed.
    """
    paths, noticed = files.find(project.data)
    found = {}
    for path in paths:
        digest = kept.digest(os.fspath(path))
        if digest is None:
            data, faults = files.read(path, project.root)
            noticed += faults
            digest = None if data is None else hashlib.sha256(data).hexdigest()
        if digest is not None:
            found[files.name_of(path)] = digest
    return found, noticed


def surroundings(project: Project, means: str) -> str:
    """A digest of all that findings depend on beside the data.

    Args:
        project: Whose data.
        means: What its meaning depends on, from `kg.reading.kept.meaning`.
    """
    queries = [text for file in query_files(project.ontology) for text in (str(file), file_digest(file))]
    return cache.digest([means, *queries])


def key_of(around: str, of_files: Mapping[str, str], findings: Iterable[Finding], quick: bool) -> str:
    """A digest of all that findings depend on.

    Args:
        around: From `surroundings`.
        of_files: SHA-256 by path.
        findings: Of which those on files and folders themselves count.
        quick: How it is checked.
    """
    faults = sorted(repr(finding) for finding in findings if finding.code in files.CODES)
    return cache.digest([around, repr(quick), *faults, *chain.from_iterable(sorted(of_files.items()))])


def kept(project: Project) -> tuple[str, list[Finding]] | None:
    """The findings that were kept, with their key; None if there are none."""
    data = cache.fetch(project, _NAME)
    if data is not None:
        with suppress(ValueError, KeyError, TypeError, IndexError):
            told = json.loads(data)
            return str(told["key"]), [finding_of(each) for each in told["findings"]]
    return None


def remember(project: Project, key: str, findings: Iterable[Finding]) -> None:
    """Keep findings under a key, in the place of those that were kept before."""
    told = {"key": key, "findings": [plain_finding(finding) for finding in findings]}
    cache.keep(project, _NAME, json.dumps(told).encode())
