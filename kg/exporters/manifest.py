"""What a build was made from, and whether it still is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.project import (
    CONFIG,
    Project,
    file_digest,
    program_digest,
    program_version,
    query_files,
    turtle_files,
)
from kg.reading.files import find, name_of
from kg.reading.kept import Kept

if TYPE_CHECKING:
    from kg.reasoning.status import Asked

MANIFEST: Final = "manifest.json"


def settings_of(project: Project, asked: Asked) -> dict[str, Any]:
    """What a build depends on besides its input files."""
    return {
        "kg": program_version(),
        "program": program_digest(),
        "title": dict(project.title),
        "base": project.base,
        "asOf": asked.as_of.text if asked.as_of else None,
        "knownAt": asked.known_at.text if asked.known_at else None,
        "without": sorted(asked.without),
    }


def input_digests(project: Project, kept: Kept) -> dict[str, str]:
    """SHA-256 of every file that a build depends on, by its path from the project's folder.

    Args:
        project: Whose files.
        kept: What is known of those that have not changed.
    """
    ontology = [*turtle_files(project.ontology), *query_files(project.ontology)]
    data, _ = find(project.data)
    config = [project.root / CONFIG] if (project.root / CONFIG).is_file() else []
    digests = {}
    for files, base in ((ontology, project.ontology.parent), ((*data, *config), project.root)):
        start = 0 if base == Path() else len(name_of(base).rstrip("/")) + 1
        for file in files:
            digests[name_of(file)[start:]] = kept.digest(os.fspath(file)) or file_digest(file)
    return dict(sorted(digests.items()))


def is_current(folder: Path, settings: Mapping[str, Any], inputs: Mapping[str, str]) -> bool:
    """Whether the outputs in a folder are whole and were made from these inputs with these settings."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["settings"] != settings or manifest["inputs"] != inputs:
            return False
        return all(
            digest((folder / name).read_bytes()) == of["sha256"] for name, of in manifest["outputs"].items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def digest(data: bytes) -> str:
    """SHA-256 of an output."""
    return hashlib.sha256(data).hexdigest()
