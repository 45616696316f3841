"""A folder of outputs that is replaced all or none, by one builder at a time.

Renaming files one by one can be cut short between two of them. So a complete new folder is staged beside the old
one, synced, and the two are exchanged in one step (renameat2 with RENAME_EXCHANGE on Linux, renamex_np with
RENAME_SWAP on macOS). Where the system has no such step, the old folder is moved aside and the new one moved in:
between the two renames there is no folder at all, and never a mixed one.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from kg import atomic
from kg.errors import BusyError, KgError

_AT_FDCWD = -100
_EXCHANGE, _SWAP = 2, 2


@contextlib.contextmanager
def locked(folder: Path, wait: float) -> Iterator[None]:
    """Hold the right to write a folder; it is given back when the process ends, however it ends.

    Args:
        folder: The folder; it need not exist.
        wait: How many seconds to wait for another process that holds it.

    Raises:
        BusyError: Another process still holds it.
    """
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    user = getattr(os, "getuid", lambda: 0)()
    number = os.open(Path(tempfile.gettempdir()) / f"kg-{user}-{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait
        while not _take(number):
            if time.monotonic() >= until:
                raise BusyError(
                    f"{folder}: another build is writing here", "wait for it, or give --wait SECONDS"
                )
            time.sleep(0.05)
        yield
    finally:
        os.close(number)


def _take(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def replace_folder(folder: Path, files: Mapping[str, bytes], managed: Collection[str]) -> None:
    """Replace a folder's files all at once; call it under `locked`.

    Args:
        folder: The folder; made if it is not there.
        files: What it shall hold, by name.
        managed: Names that an earlier build may have written. Everything else in the folder is somebody's own
            and is kept.

    Raises:
        KgError: It cannot be written; then all is as it was.
    """
    beside = folder.resolve().parent
    prefix = f".{folder.resolve().name}.staging-"
    try:
        beside.mkdir(parents=True, exist_ok=True)
        for stale in beside.glob(f"{prefix}*"):  # of builds that were killed: nobody else holds the lock
            shutil.rmtree(stale, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    except OSError as error:
        raise KgError(f"{beside}: cannot write: {error.strerror or error}") from error
    try:
        _keep_the_rest(folder, stage, {*files, *managed})
        atomic.write_all({stage / name: data for name, data in files.items()})
        if folder.is_dir():
            shutil.copymode(folder, stage)
        else:
            mask = os.umask(0)
            os.umask(mask)
            stage.chmod(0o777 & ~mask)
        _exchange(stage, folder.resolve())
        atomic.sync_folder(beside)
    except OSError as error:
        raise KgError(f"{folder}: cannot write: {error.strerror or error}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _keep_the_rest(folder: Path, stage: Path, ours: Collection[str]) -> None:
    """Take over what is not ours: linked, not copied, where the file system can."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.name in ours:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, stage / entry.name, symlinks=True, copy_function=_link)
        else:
            _link(str(entry), str(stage / entry.name))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(stage: Path, folder: Path) -> None:
    """Put the staged folder in the place of the other; what was there is then under the stage's name."""
    if not folder.exists():
        stage.rename(folder)
        return
    if _swap(os.fsencode(stage), os.fsencode(folder)):
        return
    aside = stage.with_name(f"{stage.name}-old")
    folder.rename(aside)
    try:
        stage.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _swap(one: bytes, other: bytes) -> bool:
    """Exchange two paths in one step; False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "linux":
            return bool(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(one, other, _SWAP) == 0)
    except AttributeError:  # an older C library
        return False
    return False
