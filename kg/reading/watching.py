"""A project's data kept up to date while it is edited: only files that changed are read and parsed again.

What is looked at is the state of the files themselves (inode, size, times), so that it does not matter how an
editor saves: writing in place, or writing beside and renaming. What is wrong in the files that changed is told at once;
ids, references and shapes of the whole are then checked anew each time, which cannot forget a dependency.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from kg.model import Finding
from kg.project import CONFIG, Project, query_files, turtle_files
from kg.reading import files
from kg.reading.kept import Kept
from kg.reading.load import FileReader, FileReading, Reading, combined, no_garbage_collection, wrong_in
from kg.vocabulary import Vocabulary

Stamp: TypeAlias = tuple[int, ...]
"""The state of a file: inode, size in bytes, time of the last change of content and of state in ns."""

_FRESH = 50_000_000
"""For so many ns after a change another may leave the same times, as file systems count in ticks."""


def stamps(folder: Path) -> dict[str, Stamp]:
    """The state of everything under a folder that `kg.reading.files.find` looks at, by path."""
    found: dict[str, Stamp] = {}
    waiting = [os.fspath(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name[0] == ".":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        found[entry.path] = ()
                        waiting.append(entry.path)
                    else:
                        found[entry.path] = _stamp(entry)
        except OSError:  # a folder that was just removed, or cannot be read: `find` says so
            continue
    return found


def _stamp(entry: os.DirEntry[str] | Path) -> Stamp:
    """The state of a file, or of a link to nothing; empty for what was just removed."""
    for is_followed in (True, False):
        with suppress(OSError):
            state = entry.stat(follow_symlinks=is_followed)
            return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
    return ()


@dataclass(frozen=True)
class Update:
    """What a look at the data brought.

    Attributes:
        vocabulary: What the data may say.
        read: All files, as they are now.
        noticed: What is wrong with the folder.
        changed: The files that are new, gone or different, as marks name them, sorted.
    """

    vocabulary: Vocabulary
    read: Collection[FileReading]
    noticed: Sequence[Finding]
    changed: tuple[str, ...]

    @cached_property
    def near(self) -> list[Finding]:
        """What is wrong in the files that changed, as far as it can be told without checking all others."""
        with no_garbage_collection():
            return wrong_in(self.vocabulary, self.read, self.changed)

    @cached_property
    def reading(self) -> Reading:
        """All of the data, checked as a whole."""
        with no_garbage_collection():
            return combined(self.vocabulary, self.read, self.noticed)


class Watch:
    """The data of a project, read once and then followed.

    Args:
        project: Whose data.
        vocabulary: What it may say. When `ontology_changed` says so, a new watch is to be made with a new one.
        kept: What is known of files that have not changed since they were read last.
    """

    def __init__(self, project: Project, vocabulary: Vocabulary, kept: Kept | None = None) -> None:
        self.project = project
        self.vocabulary = vocabulary
        self._reader = FileReader(project, vocabulary)
        self._kept = kept
        self._stamps: dict[str, Stamp] | None = None
        self._looked = 0
        self._read: dict[str, FileReading] = {}
        self._noticed: list[Finding] = []
        self._meaning = meaning(project)

    def folders(self) -> list[str]:
        """The folders in which something may change."""
        seen = {**(self._stamps or {}), **self._meaning}
        inside = [path for path, stamp in seen.items() if not stamp]
        return [str(self.project.root), str(self.project.data), str(self.project.ontology), *inside]

    def ontology_changed(self) -> bool:
        """Whether the ontology or the project's settings are no longer those that this watch began with."""
        return meaning(self.project) != self._meaning

    def update(self) -> Update | None:
        """Read what has changed since the last call; everything at the first. None if nothing has."""
        before, self._looked = self._looked, time.time_ns()
        now = stamps(self.project.data)
        old = self._stamps
        stale = {
            path
            for path, stamp in now.items()
            if old is None or old.get(path) != stamp or _is_fresh(stamp, before)
        }
        if old is not None and not stale and len(old) == len(now):
            return None
        self._stamps = now
        with no_garbage_collection():
            return self._refresh(
                stale, is_first=old is None, is_as_before=old is not None and old.keys() == now.keys()
            )

    def _refresh(self, stale: set[str], is_first: bool, is_as_before: bool) -> Update | None:
        if is_as_before and stale <= self._read.keys():  # nothing but files that are known was saved
            names, noticed = list(self._read), self._noticed
        else:
            paths, noticed = files.find(self.project.data)
            names = [os.fspath(path) for path in paths]
        wanted = [name for name in names if name in stale or name not in self._read]
        new = dict(zip(wanted, self._read_all([Path(name) for name in wanted]), strict=True))
        read = {name: new.get(name) or self._read[name] for name in names}
        changed = _differing(self._read, read)
        is_same = not changed and noticed == self._noticed and not is_first
        self._read, self._noticed = read, noticed
        if is_same:  # saved without a change
            return None
        return Update(self.vocabulary, read.values(), noticed, changed)

    def _read_all(self, paths: Sequence[Path]) -> Iterable[FileReading]:
        kept, self._kept = self._kept, None  # which is of use at the beginning only
        return self._reader.read_all(paths) if kept is None else kept.read_all(self._reader, paths)


def _is_fresh(stamp: Stamp, looked: int) -> bool:
    """Whether a file had changed so shortly before a look that a change after it may not show in its stamp."""
    return any(abs(moment - looked) < _FRESH for moment in stamp[2:])


def _differing(before: Mapping[str, FileReading], after: Mapping[str, FileReading]) -> tuple[str, ...]:
    gone = [before[path].name for path in before.keys() - after.keys()]
    other = [file.name for path, file in after.items() if not _is_same(before.get(path), file)]
    return tuple(sorted({*gone, *other}))


def _is_same(before: FileReading | None, after: FileReading) -> bool:
    if before is None or before.digest != after.digest:
        return False
    return after.digest is not None or before.findings == after.findings


def news(
    before: Iterable[Finding], after: Iterable[Finding], changed: Collection[str]
) -> tuple[list[Finding], int, int]:
    """What is to be said after a change.

    Args:
        before: What was found before it.
        after: What is found now.
        changed: The files that changed. All that is wrong in those is said again: somebody is at work there.

    Returns:
        The findings to show; how many are new; how many are gone. A finding that only moved to another line is
        neither.
    """
    known = Counter(map(_identity, before))
    shown, new = [], 0
    for finding in after:
        is_known = known[_identity(finding)] > 0
        known[_identity(finding)] -= is_known
        new += not is_known
        if not is_known or finding.mark.file in changed:
            shown.append(finding)
    return shown, new, known.total()


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.mark.file, finding.message


def meaning(project: Project) -> dict[str, Stamp]:
    """The state of all that says what the data means: the ontology and the project's settings, by path."""
    found = stamps(project.ontology)
    # The folders of queries may be links, which are not entered there.
    for file in (*turtle_files(project.ontology), *query_files(project.ontology), project.root / CONFIG):
        if stamp := _stamp(file):
            found[os.fspath(file)] = stamp
    return found
