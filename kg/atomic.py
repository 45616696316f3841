"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError


def write(file: Path, data: bytes) -> None:
    """Replace a file: a temporary file beside it is filled, synced and renamed onto it.

    Raises:
        KgError: It cannot be written; what was there before is untouched.
    """
    write_all({file: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Replace several files; nothing is renamed before all are on the disk, and the last named comes last.

    Raises:
        KgError: One cannot be written; if that is so before the renaming, all are as they were.
    """
    staged: list[tuple[Path, Path]] = []
    file = Path("output")
    try:
        for file, data in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(file, data), file))
        for temporary, file in staged:
            temporary.replace(file)
        for folder in {name.parent for name in files}:
            sync_folder(folder)
    except OSError as error:
        # Not the error's own file name, which is that of a temporary file or of a folder on the way.
        raise KgError(f"{file}: cannot write: {error.strerror or error}") from error
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()


def _stage(file: Path, data: bytes) -> Path:
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
