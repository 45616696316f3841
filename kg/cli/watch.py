"""`kg check --watch`: findings as one saves."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from kg.cli.messages import say, say_error
from kg.errors import KgError
from kg.model import Finding
from kg.project import Project
from kg.reading import kept
from kg.reading.load import Reading
from kg.reading.notices import Notices
from kg.reading.watching import Update, Watch, meaning, news
from kg.vocabulary import load as read_vocabulary

_LOOK = 2.0
"""Seconds after which one looks without a notice: file systems on the network give none."""
_SETTLE = 0.01
"""Seconds for an editor to write what it has begun to write."""
_QUIET = 0.3
"""Seconds without a change after which the graph is checked."""

Show: TypeAlias = Callable[[list[Finding]], None]
"""Shows findings, those of the files that are asked for."""


def watch(project: Project, refind: Callable[[], Project], show: Show, quick: bool) -> None:
    """Check, then check again at every change, until Ctrl-C.

    Args:
        project: What is watched.
        refind: Finds the project anew, when its settings have changed.
        show: Shows findings.
        quick: Leave out the checks over the whole graph.
    """
    notices = Notices()
    with suppress(KeyboardInterrupt):
        try:
            while True:
                _until_ontology_changes(project, notices, show, quick)
                say("the ontology has changed: checking everything anew")
                project = _mended(project, refind, notices)
        finally:
            notices.close()


def _mended(project: Project, refind: Callable[[], Project], notices: Notices) -> Project:
    """The project as its settings are now; waits for whoever has broken them."""
    while True:
        try:
            return refind()
        except KgError as error:
            say_error(error.message, error.hint)
            notices.follow([str(project.root)])
            notices.wait(_LOOK)


def _until_ontology_changes(project: Project, notices: Notices, show: Show, quick: bool) -> None:
    try:
        before = kept.Kept.of(project, kept.meaning(project))
        followed = Watch(project, read_vocabulary(project.ontology), before)
        rounds = _Rounds(followed, show, quick)
        rounds.take(followed.update())
    except KgError as error:
        say_error(error.message, error.hint)
        _wait_for_ontology(project, notices)
        return
    say("watching; Ctrl-C ends it")
    try:
        while not followed.ontology_changed():
            if not notices.follow(followed.folders()):
                notices.wait(min(_LOOK, rounds.pause()), rounds.answer)
                time.sleep(_SETTLE)
            rounds.take(followed.update())
            rounds.go_on()
    finally:
        rounds.stop()


def _wait_for_ontology(project: Project, notices: Notices) -> None:
    broken = meaning(project)
    while meaning(project) == broken:
        notices.follow([str(project.root), *(path for path, stamp in broken.items() if not stamp)])
        notices.wait(_LOOK)
        time.sleep(_SETTLE)


@dataclass(slots=True)
class _Rounds:
    """What is said after each change, at once of the files and a little later of the graph."""

    followed: Watch
    show: Show
    quick: bool
    reading: Reading | None = None
    of_files: list[Finding] = field(default_factory=list)
    of_graph: list[Finding] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    """The files that changed since the graph was last checked."""
    due: float | None = None
    process: BaseProcess | None = None
    answer: Connection | None = None

    def take(self, update: Update | None) -> None:
        """Say what an update brought; have the graph checked when it has been quiet for a while."""
        if update is None:
            return
        self.stop()
        is_first = self.reading is None
        changed = () if is_first else update.changed
        if changed:
            before = [f for f in self.of_files if f.mark.file in changed]
            shown, new, mended = news(before, update.near, changed)
            what = changed[0] if len(changed) == 1 else f"{len(changed)} files"
            say(f"\n{what}: {_said(new, mended)}")
            self.show(shown)
        self.reading = update.reading
        self.changed.update(changed)
        told = [f for f in self.of_files if f.mark.file not in changed] + (update.near if changed else [])
        shown, new, mended = news(told, update.reading.findings, ())
        self.of_files = update.reading.findings
        if not is_first and (new or mended):
            say(f"elsewhere: {_said(new, mended)}")
        self.show(shown)
        if self.quick:
            self._sum_up()
        else:
            self.due = time.monotonic() + (0 if is_first else _QUIET)

    def pause(self) -> float:
        """Seconds until something is to be done."""
        return _LOOK if self.due is None else max(0.0, self.due - time.monotonic())

    def go_on(self) -> None:
        """Begin to check the graph if it is time, and say what was found if it is done."""
        if self.due is not None and time.monotonic() >= self.due:
            self.due = None
            self._start()
        if self.answer is not None and self.answer.poll():
            found: list[Finding] | KgError | None = None
            with suppress(EOFError):
                found = self.answer.recv()
            self.stop()
            if isinstance(found, list):
                shown, new, mended = news(self.of_graph, found, self.changed)
                self.of_graph = found
                self.changed.clear()
                self.show(shown)
                self._sum_up(f"; in the graph {_said(new, mended)}")
            elif found is None:
                say_error("the checks of the graph ended early", "`kg check` may say why")
            else:
                say_error(found.message, found.hint)

    def _start(self) -> None:
        # A process of its own can be given up when the next file is saved, and keeps nobody waiting.
        context = get_context("fork" if sys.platform == "linux" else None)
        self.answer, end = context.Pipe(duplex=False)
        arguments = (self.followed.project, self.reading, end)
        self.process = context.Process(target=_check_graph, args=arguments, daemon=True)
        with _no_interrupts():
            self.process.start()
        end.close()

    def stop(self) -> None:
        """Give up the check of the graph that is under way."""
        self.due = None
        if self.process is not None:
            self.process.kill()
            self.process.join()
        if self.answer is not None:
            self.answer.close()
        self.process = self.answer = None

    def _sum_up(self, more: str = "") -> None:
        from kg.cli.check import summary

        if self.reading is not None:
            say(summary([*self.of_files, *self.of_graph], len(self.reading.digests)) + more)


def _said(new: int, mended: int) -> str:
    return f"{new} new, {mended} mended" if new or mended else "nothing new"


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from a process that is started within: this one will end it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _check_graph(project: Project, reading: Reading, answer: Connection) -> None:
    """In the other process: check the graph, and send the findings or the error."""
    from kg.checking import check_graph
    from kg.reading import remembered

    try:
        around = remembered.surroundings(project, kept.meaning(project))
        answer.send(check_graph(project, read_vocabulary(project.ontology), reading, around))
    except KgError as error:
        answer.send(error)
