"""Finds the YAML files of a project and reads them; what is wrong is a finding, never an exception.

Nothing in the data folder is passed over in silence if someone may believe that it is read: a file with
another ending (`.yml`, `.YAML`, `.yaml.txt`), a link to a folder, a folder called `x.yaml`.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from kg.model import Finding, Mark, Severity

SUFFIX = ".yaml"
CODES = frozenset(f"KG{number:03}" for number in range(1, 11))
"""Of the findings on files and folders themselves."""
MAX_BYTES = 10 * 1024 * 1024
"""The largest file that is read: thousands of times a usual record."""

_TRIES = 5
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BACKUP_ENDINGS = ("~", "#", ".bak", ".orig", ".rej", ".tmp", ".swp", ".swo")
_LIKE_YAML = (".yml", ".yaml", ".yaml.txt", ".yml.txt")


def find(root: Path) -> tuple[list[Path], list[Finding]]:
    """Return the YAML files under a folder, sorted by their path, and what was noticed on the way.

    Hidden files and folders and the backups that editors leave are passed over. Links to files are followed
    (see `read`), links to folders are not: the same records would be there twice.

    Args:
        root: The folder; the paths and the marks begin with it as it was given.
    """
    paths: list[Path] = []
    findings: list[Finding] = []
    waiting = [os.fspath(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError as fault:
            findings.append(_unreadable(Path(folder), fault))
            continue
        for entry in listed:
            name = entry.name
            if name.endswith(SUFFIX) and name.isascii() and name[0] != "." and _is_file(entry):
                paths.append(Path(entry.path))  # as nearly all are
                continue
            if name.startswith(".") or name.endswith(_BACKUP_ENDINGS):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
                is_wanted = entry.name.lower().endswith(_LIKE_YAML)
                findings.extend([_folder(Path(entry.path))] if is_wanted else [])
            elif _leads_to_folder(entry):
                findings.append(_linked_folder(Path(entry.path)))
            elif (finding := _name_finding(entry)) is not None:
                findings.append(finding)
            elif entry.name.endswith(SUFFIX):
                paths.append(Path(entry.path))
    return sorted(paths, key=Path.as_posix), sorted(findings, key=lambda finding: finding.mark)


def named(paths: Iterable[Path]) -> tuple[list[Path], list[Finding]]:
    """Return the YAML files that the given files and folders stand for, sorted and each once, and findings.

    A file that was named is taken whatever its folder; its ending must be right all the same.
    """
    chosen: set[Path] = set()
    findings: list[Finding] = []
    for path in paths:
        if path.is_dir():
            found, noticed = find(path)
            chosen.update(found)
            findings.extend(noticed)
        elif path.suffix != SUFFIX and path.exists():
            findings.append(_wrong_ending(path))
        else:
            chosen.add(path)
    return sorted(chosen, key=Path.as_posix), findings


def read(path: Path, project: Path) -> tuple[bytes | None, list[Finding]]:
    """Read one file whole, and again if it was changed meanwhile.

    Args:
        path: The file; the mark of a finding carries it as given.
        project: The folder that a symbolic link must not lead out of.

    Returns:
        The bytes, or None and the finding that says why there are none.
    """
    try:
        for _ in range(_TRIES):
            try:
                if not _NO_FOLLOW and path.is_symlink():  # a system that cannot be told to refuse links
                    raise OSError(errno.ELOOP, "a link")
                data, before, after = _read_once(path, _NO_FOLLOW)
            except OSError:
                # A link is opened only when it is known where it leads.
                if not path.is_symlink():
                    raise
                if not path.resolve(strict=True).is_relative_to(project.resolve()):
                    return None, [_leaves(path)]
                data, before, after = _read_once(path, 0)
            if isinstance(data, Finding):
                return None, [data]
            if _state(before) == _state(after) and len(data) == before.st_size:
                return (data, []) if data else (None, [_empty(path)])
    except (OSError, RuntimeError) as fault:
        return None, [_unreadable(path, fault)]
    return None, [
        _error("KG005", path, "the file keeps changing while it is read", "try again when it is saved")
    ]


def name_of(path: Path) -> str:
    """Return a path for marks, with slashes, and with U+FFFD for bytes that are not UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether this is a file, and no link to one."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # a link that leads back to itself; `read` says so
        return False


def _read_once(path: Path, flags: int) -> tuple[bytes | Finding, os.stat_result, os.stat_result]:
    """The bytes or why there are none, and the state of the file before and of the path after."""
    # A pipe called x.yaml must not make the reader wait for someone to write to it.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | flags)
    try:
        state = os.fstat(number)
        if stat.S_ISDIR(state.st_mode):
            return _folder(path), state, state
        if not stat.S_ISREG(state.st_mode):
            return (
                _error("KG008", path, "this is not a file but a pipe, a socket or a device", "move it away"),
                state,
                state,
            )
        if state.st_size > MAX_BYTES:
            return _too_large(path, state.st_size), state, state
        data = b""
        # No more than is needed is asked for: whether the file has grown is told by its state afterwards.
        while len(data) < state.st_size and (block := os.read(number, state.st_size - len(data))):
            data = data + block if data else block
        return data, state, os.stat(path)  # noqa: PTH116 (called for every file: half the time)
    finally:
        os.close(number)


def _state(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _name_finding(entry: os.DirEntry[str]) -> Finding | None:
    path = Path(entry.path)
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        return _error(
            "KG010", path, "the name of this file is not UTF-8", "rename it: an id has a-z, 0-9 and hyphens"
        )
    lower = entry.name.lower()
    if not entry.name.endswith(SUFFIX) and lower.endswith(_LIKE_YAML):
        return _wrong_ending(path)
    return None


def _wrong_ending(path: Path) -> Finding:
    stem = path.name.split(".")[0]
    message = f"this file is not read: its name must end in {SUFFIX}"
    return _error("KG007", path, message, f"rename it to `{stem}{SUFFIX}`")


def _folder(path: Path) -> Finding:
    return _error("KG002", path, "this is a folder, though its name is that of a file", "rename the folder")


def _linked_folder(path: Path) -> Finding:
    message = "this is a link to a folder, and such links are not followed"
    return _error("KG009", path, message, "move the files here, or delete the link")


def _leaves(path: Path) -> Finding:
    message = "this link leads out of the project, so the project would not be complete without it"
    return _error("KG003", path, message, "put the file itself here")


def _too_large(path: Path, size: int) -> Finding:
    message = (
        f"the file has {size / 1024 / 1024:.1f} MiB, and no more than {MAX_BYTES // 1024 // 1024} are read"
    )
    return _error("KG004", path, message, "a file holds one record: divide it")


def _empty(path: Path) -> Finding:
    return _error("KG006", path, "the file is empty", "write the record or delete the file")


def _unreadable(path: Path, fault: OSError | RuntimeError) -> Finding:
    number = getattr(fault, "errno", None)
    hints = {
        errno.EACCES: ("you may not read this file", "give yourself the right to read it"),
        errno.EPERM: ("you may not read this file", "give yourself the right to read it"),
        errno.ENOENT: (
            "there is no such file, or a link to nothing",
            "check the name; delete a link to nothing",
        ),
        errno.ELOOP: ("this link leads back to itself", "delete it"),
    }
    if isinstance(fault, RuntimeError):  # how Python 3.11 and 3.12 report a loop of links
        number = errno.ELOOP
    reason = getattr(fault, "strerror", None) or "unknown reason"
    message, hint = hints.get(number or 0, (f"this cannot be read: {reason}", ""))
    return _error("KG001", path, message, hint)


def _error(code: str, path: Path, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, Mark(name_of(path), 1, 1), hint)
