"""Where in the user's cache folder something of a project is kept, and how.

What is kept there is worth nothing but time: whatever cannot be read or written is passed over.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg.project import Project

_LONG = 90 * 24 * 3600
"""For so many seconds what is kept is of use."""
_CHECKED = 4
"""So many bytes at the beginning of a file are the CRC-32 of the rest: a machine that stops may leave half a file."""


def fetch(project: Project, name: str) -> bytes | None:
    """What was kept of a project under a name; None if there is nothing whole."""
    with suppress(OSError, RuntimeError):
        data = memoryview(_place(project, name).read_bytes())
        if len(data) >= _CHECKED and zlib.crc32(data[_CHECKED:]) == int.from_bytes(data[:_CHECKED], "big"):
            return bytes(data[_CHECKED:])
    return None


def keep(project: Project, name: str, data: bytes) -> None:
    """Keep something of a project under a name, in the place of what was kept before."""
    with suppress(OSError, RuntimeError):
        place = _place(project, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(zlib.crc32(data).to_bytes(_CHECKED, "big"))
                stream.write(data)
            Path(temporary).replace(place)
            _forget_old(place.parent)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise


def _forget_old(folder: Path) -> None:
    """Remove what nobody has written for long: of projects that were moved or deleted."""
    limit = time.time() - _LONG
    for file in folder.iterdir():
        if file.stat().st_mtime < limit:
            file.unlink()


def digest(parts: Iterable[str]) -> str:
    """SHA-256 over texts."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return found.hexdigest()


def _place(project: Project, name: str) -> Path:
    """Where something of a project is kept: marks are made of the path of its data as it was given.

    Raises:
        RuntimeError: The user has no home folder, as in some containers.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    of_project = digest([str(project.data.absolute()), str(project.data)])[:16]
    return Path(base) / "walled-gardens" / f"{name}-{of_project}"
