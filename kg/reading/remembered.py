"""What a check found the last time, kept for as long as nothing has changed that it depends on.

It is kept in the user's cache folder, one file a project, and is worth nothing: whatever cannot be read or written
is passed over, and the check is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
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
    """SHA-256 of each data file, by its path as marks have it, and what is wrong with files and folders."""
    paths, noticed = files.find(project.data)
    found = {}
    for path in paths:
        data, faults = files.read(path, project.root)
        noticed += faults
        if data is not None:
            found[files.name_of(path)] = hashlib.sha256(data).hexdigest()
    return found, noticed


def surroundings(project: Project) -> str:
    """A digest of all that findings depend on beside the data: program, ontology, settings, where they are."""
    parts = [_FORMAT, sys.version, program_digest(), str(project.root.absolute()), str(project.data)]
    for file in (*turtle_files(project.ontology), *query_files(project.ontology), project.root / CONFIG):
        parts += [str(file), file_digest(file)]
    return _digest(parts)


def key_of(around: str, of_files: Mapping[str, str], findings: Iterable[Finding], quick: bool) -> str:
    """A digest of all that findings depend on.

    Args:
        around: From `surroundings`.
        of_files: SHA-256 by path.
        findings: Of which those on files and folders themselves count.
        quick: How it is checked.
    """
    faults = sorted(repr(finding) for finding in findings if finding.code in files.CODES)
    return _digest([around, repr(quick), *faults, *chain.from_iterable(sorted(of_files.items()))])


def kept(project: Project) -> tuple[str, list[Finding]] | None:
    """The findings that were kept, with their key; None if there are none."""
    with suppress(OSError, RuntimeError, ValueError, KeyError, TypeError, IndexError):
        told = json.loads(_place(project).read_bytes())
        return str(told["key"]), [_finding(*each) for each in told["findings"]]
    return None


def remember(project: Project, key: str, findings: Iterable[Finding]) -> None:
    """Keep findings under a key, in the place of those that were kept before."""
    from kg.atomic import write

    told = [(f.code, f.severity.value, f.message, f.mark, f.hint, f.related, f.shape) for f in findings]
    with suppress(OSError, RuntimeError, KgError):
        write(_place(project), json.dumps({"key": key, "findings": told}).encode())


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


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
