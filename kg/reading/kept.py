"""What the files of a project held when they were last read: those that have not changed are not read again.

A file is taken to be unchanged by its state (inode, size, times), as `make` and `git` do, or else by its SHA-256.
What was read of it depends on the ontology, the settings and the program, too; if one of these changes, all is read
anew. It is kept as Python's own `marshal` writes plain values, which is quick, and runs nothing when it is read.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kg.model import Finding, Mark, Record, Severity, Term
from kg.names import iri
from kg.project import CONFIG, Project, file_digest, program_digest, turtle_files
from kg.reading import cache
from kg.reading.soundness import disturbed, mentions

if TYPE_CHECKING:
    from kg.reading.load import FileReader, FileReading

_NAME: Final = "read"
_WORTH: Final = 64
"""From how many files on they are kept: fewer are read in no time."""
_TICK: Final = 2_500_000_000
"""For so many ns after a change another may leave the same times: there are file systems that count in two seconds."""

Stamp: TypeAlias = tuple[int, ...]
"""The state of a file: device, inode, size in bytes, time of the last change of content and of state in ns."""

_UNKNOWN: Final[tuple[Stamp, str]] = ((), "")

Plain: TypeAlias = tuple[Any, ...]
"""An object as plain values, which can be written and read again."""

_Held: TypeAlias = tuple[str, list[Plain], list[Plain]]
"""A file's name as marks have it, its findings, its records."""


@dataclass(slots=True)
class Kept:
    """What files of a project held.

    Attributes:
        project: Whose files.
        around: A digest of what their meaning depends on.
        states: The state of each, or () if that is not to be relied on, and its SHA-256, or "" if it could not be
            read; by path.
        sound: The names of those with which nothing was wrong.
        unread: The ids that files without a record were to have; nothing was said of references to those.
        packed: What they held, until it is asked for.
    """

    project: Project
    around: str
    states: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    packed: bytes = b""
    _held: dict[str, _Held] | None = None
    _changed: frozenset[str] = frozenset()
    _disturbed: frozenset[Term] = frozenset()
    _is_new: bool = False

    @classmethod
    def of(cls, project: Project, around: str) -> Kept:
        """What was kept of a project; nothing, if it may mean something else now.

        Args:
            project: Which.
            around: From `meaning`.
        """
        data = cache.fetch(project, _NAME)
        if data is not None:
            with suppress(ValueError, EOFError, TypeError):
                before, states, sound, unread, packed = marshal.loads(data)
                if before == around:
                    return cls(project, around, states, sound, unread, packed)
        return cls(project, around)

    def digest(self, place: str) -> str | None:
        """The SHA-256 of a file that has not changed since it was kept; None for any other."""
        stamp, digest = self.states.get(place, _UNKNOWN)
        return digest if stamp and stamp == _stamp(place) else None

    @property
    def held(self) -> dict[str, _Held]:
        """What the files held, by path."""
        if self._held is None:
            self._held = marshal.loads(self.packed) if self.packed else {}
        return self._held

    def read_all(self, reader: FileReader, paths: Sequence[Path]) -> list[FileReading]:
        """Read files, those that were kept from there.

        Args:
            reader: Reads the others.
            paths: The files, in the order in which they are wanted.
        """
        looked = time.time_ns()
        stamps = {os.fspath(path): _stamp(path) for path in paths}
        known = {
            place: self._reading(place)
            for place, stamp in stamps.items()
            if stamp and self.states.get(place, _UNKNOWN)[0] == stamp
        }
        others = [path for path in paths if os.fspath(path) not in known]
        new = dict(zip(map(os.fspath, others), reader.read_all(others, self._same), strict=True))
        read = {place: known.get(place) or new[place] for place in stamps}
        if self.sound:
            self._find_disturbed(read, new)
        self._take(new, {place: () if _is_fresh(stamp, looked) else stamp for place, stamp in stamps.items()})
        return list(read.values())

    def still_sound(self, read: Iterable[FileReading], unread: frozenset[str]) -> frozenset[str]:
        """The names of the files with which nothing was wrong, which have not changed, and name nothing that has.

        Args:
            read: What `read_all` gave.
            unread: The ids that files without a record are to have.
        """
        if not self.sound:
            return self.sound
        ids = self._disturbed | {iri(self.project.id_base + name) for name in unread ^ self.unread}
        candidates = [file for file in read if file.name in self.sound and file.name not in self._changed]
        return frozenset(file.name for file in candidates if not (ids and mentions(file.records, ids)))

    def keep(self, read: Iterable[FileReading], findings: Iterable[Finding], unread: frozenset[str]) -> None:
        """Keep what was read, if anything is new, and worth it, and nothing was saved meanwhile.

        Args:
            read: What `read_all` gave.
            findings: All that is wrong with it.
            unread: The ids that files without a record are to have.
        """
        wrong = {finding.mark.file for finding in findings}
        sound = frozenset(file.name for file in read if file.name not in wrong)
        is_new = self._is_new or (sound, unread) != (self.sound, self.unread)
        if is_new and len(self.states) >= _WORTH and meaning(self.project) == self.around:
            packed = marshal.dumps(self.held)
            cache.keep(self.project, _NAME, marshal.dumps((self.around, self.states, sound, unread, packed)))

    def _reading(self, place: str) -> FileReading:
        from kg.reading.load import FileReading

        name, findings, records = self.held[place]
        held = [_record(plain, name) for plain in records]
        return FileReading(name, held, [finding_of(plain) for plain in findings], self.states[place][1])

    def _same(self, path: Path, digest: str) -> FileReading | None:
        """What was kept of a file with the same content."""
        place = os.fspath(path)
        return self._reading(place) if self.states.get(place, _UNKNOWN)[1] == digest else None

    def _find_disturbed(self, read: Mapping[str, FileReading], new: Mapping[str, FileReading]) -> None:
        """Find the files that have changed, and the ids of which others may no longer say what they said."""
        changed = {p for p, f in new.items() if not f.digest or f.digest != self.states.get(p, _UNKNOWN)[1]}
        before = [place for place in self.states if place in changed or place not in read]
        self._changed = frozenset(read[place].name for place in changed)
        self._disturbed = disturbed(
            [(plain[0], plain[1]) for place in before for plain in self.held[place][2]],
            [(record.subject, record.kind) for place in changed for record in read[place].records],
        )

    def _take(self, new: Mapping[str, FileReading], stamps: Mapping[str, Stamp]) -> None:
        """Have what was read in the place of what was known before, for the files that there are."""
        found = {p: (stamps[p], f.digest) if f.digest else _UNKNOWN for p, f in new.items()}
        states = {place: self.states[place] for place in stamps if place in self.states and place not in new}
        states |= found
        if states != self.states:
            self._held = {
                place: _held(new[place]) if place in found else self.held[place] for place in states
            }
            self.states, self._is_new = states, True


def meaning(project: Project) -> str:
    """A digest of all that the meaning of a data file depends on: program, ontology, settings, and where it is."""
    parts = [sys.version, program_digest(), str(project.root.absolute()), str(project.data)]
    for file in (*turtle_files(project.ontology), project.root / CONFIG):
        parts += [str(file), file_digest(file)]
    return cache.digest(parts)


def plain_finding(finding: Finding) -> Plain:
    """A finding as plain values."""
    related = [(tuple(mark), word) for mark, word in finding.related]
    return (
        finding.code,
        finding.severity.value,
        finding.message,
        tuple(finding.mark),
        finding.hint,
        related,
        finding.shape,
    )


def finding_of(plain: Iterable[Any]) -> Finding:
    """The finding that was made plain.

    Raises:
        ValueError, TypeError: It was none.
    """
    code, severity, message, mark, hint, related, shape = plain
    others = tuple((Mark(*other), word) for other, word in related)
    return Finding(code, Severity(severity), message, Mark(*mark), hint, others, shape)


def _held(file: FileReading) -> _Held:
    findings = [plain_finding(finding) for finding in file.findings]
    return file.name, findings, [_plain_record(record) for record in file.records]


def _plain_record(record: Record) -> Plain:
    return (
        record.subject,
        record.kind,
        record.fields,
        record.position,
        record.parent,
        record.says,
        tuple(sorted(record.omits)) if record.omits else (),
        record.places.tobytes(),
    )


def _record(plain: Plain, file: str) -> Record:
    subject, kind, fields, position, parent, says, omits, places = plain
    return Record(subject, kind, fields, file, position, parent, says, frozenset(omits), array("Q", places))


def _stamp(path: Path | str) -> Stamp:
    """The state of a file; () for a link, which may lead elsewhere meanwhile, and for what cannot be looked at."""
    with suppress(OSError):
        state = os.lstat(path)
        if stat.S_ISREG(state.st_mode):
            return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
    return ()


def _is_fresh(stamp: Stamp, looked: int) -> bool:
    """Whether a file had changed so shortly before it was looked at that a change after it may not show."""
    return any(moment > looked - _TICK for moment in stamp[3:])
