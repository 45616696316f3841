"""What a check found the last time, kept for as long as nothing has changed that it depends on.

It is kept in the user's cache folder, one file a project, and is worth nothing: whatever cannot be read or written
is passed over, and the check is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model import Finding, Mark, Severity
from kg.project import CONFIG, Project, file_digest, program_digest, query_files, turtle_files
from kg.reading import files

_FORMAT = "1"


def digests(project: Project) -> tuple[dict[str, str], list[Finding]]:
    """SHA-256 of each data file, by its path as marks have it, and why others cannot be read."""
    paths, noticed = files.find(project.data)
    found = {}
    for path in paths:
        data, faults = files.read(path, project.root)
        noticed += faults
        if data is not None:
            found[files.name_of(path)] = hashlib.sha256(data).hexdigest()
    return found, noticed


def key_of(project: Project, of_files: Mapping[str, str], *more: object) -> str:
    """A digest of all that findings depend on: program, ontology, settings, data files, and whatever else.

    Args:
        project: What is checked.
        of_files: From `digests`.
        more: What else is so, and how it is checked; their `repr` counts.
    """
    digest = hashlib.sha256()
    for part in (*_around(project), *map(repr, more), *chain.from_iterable(of_files.items())):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def recall(project: Project, key: str) -> list[Finding] | None:
    """The findings that were kept under a key; None if there are none."""
    with suppress(OSError, RuntimeError, ValueError, KeyError, TypeError, IndexError):
        kept = json.loads(_place(project).read_bytes())
        if kept["key"] == key:
            return [_finding(*told) for told in kept["findings"]]
    return None


def remember(project: Project, key: str, findings: Iterable[Finding]) -> None:
    """Keep findings under a key, in the place of those that were kept before."""
    from kg.atomic import write

    told = [(f.code, f.severity.value, f.message, f.mark, f.hint, f.related, f.shape) for f in findings]
    with suppress(OSError, RuntimeError, KgError):
        write(_place(project), json.dumps({"key": key, "findings": told}).encode())


def _around(project: Project) -> Iterator[str]:
    yield from (_FORMAT, sys.version, program_digest(), str(project.root.absolute()), str(project.data))
    ontology = project.ontology
    for file in (*turtle_files(ontology), *query_files(ontology), project.root / CONFIG):
        yield str(file)
        yield file_digest(file)


def _place(project: Project) -> Path:
    """Where a project's findings are kept.

    Raises:
        RuntimeError: The user has no home folder, as in some containers.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    name = hashlib.sha256(str(project.data.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(base) / "walled-gardens" / f"check-{name}.json"


def _finding(
    code: str, severity: str, message: str, mark: list[Any], hint: str, related: list[Any], shape: str
) -> Finding:
    others = tuple((Mark(*other), word) for other, word in related)
    return Finding(code, Severity(severity), message, Mark(*mark), hint, others, shape)
