"""Waits until something in some folders may have changed.

On Linux the kernel says so (inotify, see inotify(7); called through the C library, since Python has no door to it).
Elsewhere, and where the kernel has no more watches to give, the caller is woken every few hundredths of a second to
look for itself. A notice is only ever a reason to look: what has changed is for the caller to find out.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import struct
import sys
import time
from collections.abc import Iterable
from multiprocessing.connection import Connection

POLL = 0.08
"""Seconds between two looks where nobody says when to look."""

_MODIFY, _ATTRIB, _CLOSE_WRITE, _MOVED, _CREATE, _DELETE = 0x2, 0x4, 0x8, 0xC0, 0x100, 0x200
_ONLY_FOLDERS = 0x01000000
_MASK = _MODIFY | _ATTRIB | _CLOSE_WRITE | _MOVED | _CREATE | _DELETE | _ONLY_FOLDERS
_IGNORED = 0x8000
_EVENT = struct.Struct("iIII")


class Notices:
    """Notices of changes in folders; it is to be closed."""

    def __init__(self) -> None:
        self._library: ctypes.CDLL | None = None
        self._number = -1
        self._followed: dict[str, int] = {}
        if sys.platform == "linux":
            with contextlib.suppress(OSError, AttributeError):
                self._library = ctypes.CDLL(None, use_errno=True)
                self._number = self._library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)

    def follow(self, folders: Iterable[str]) -> bool:
        """Be told of changes in these folders, too.

        Returns:
            Whether there are new ones among them: then something may have changed in those before.
        """
        if self._library is None or self._number < 0:
            return False
        before = len(self._followed)
        for folder in folders:
            if folder in self._followed:
                continue
            number = self._library.inotify_add_watch(self._number, os.fsencode(folder), _MASK)
            if number < 0 and os.path.isdir(folder):  # noqa: PTH112 (a text from a scan)
                self.close()  # no more watches to be had: look regularly instead
                return False
            if number >= 0:
                self._followed[folder] = number
        return len(self._followed) > before

    def wait(self, seconds: float, beside: Connection | None = None) -> None:
        """Return when something may have changed, when a connection has something to say, or after a time."""
        if self._number < 0:
            pause = min(seconds, POLL)
            if beside is None:
                time.sleep(pause)
            else:
                beside.poll(pause)
            return
        sources: list[int | Connection] = [self._number] if beside is None else [self._number, beside]
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._number in ready:
            self._take()

    def _take(self) -> None:
        """Take what was said from the queue; a folder that is gone is to be followed anew if it comes back."""
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self._number, 1 << 16):
                gone = set()
                place = 0
                while place < len(data):
                    number, mask, _, length = _EVENT.unpack_from(data, place)
                    place += _EVENT.size + length
                    if mask & _IGNORED:
                        gone.add(number)
                if gone:
                    self._followed = {f: n for f, n in self._followed.items() if n not in gone}

    def close(self) -> None:
        """Follow nothing any more."""
        if self._number >= 0:
            os.close(self._number)
        self._number = -1
        self._followed.clear()
