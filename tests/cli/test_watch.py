"""`kg check --watch`, with real files saved while it runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import TINY

BAN = "data/actions/weibo-bans-wechat-promotion.yaml"


class Watched:
    """A running `kg check --watch` and all that it has said."""

    def __init__(self, project: Path, *more: str) -> None:
        self.said = project.parent / "said.txt"
        with self.said.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kg", "check", "--watch", "-C", str(project), *more],
                stdout=stream,
                stderr=subprocess.STDOUT,
                env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
                start_new_session=True,
            )

    def text(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def wait_for(self, words: str, after: int = 0, seconds: float = 60) -> int:
        """The length of what was said when these words came."""
        until = time.monotonic() + seconds
        while words not in self.text()[after:]:
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < until, f"{words!r} did not come:\n{self.text()}"
            time.sleep(0.01)
        return len(self.text())

    def interrupt(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)  # as a terminal does: the whole group
        return self.process.wait(60)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "project"))


@pytest.fixture
def watch(project: Path) -> Iterator[Callable[..., Watched]]:
    running: list[Watched] = []

    def start(*more: str) -> Watched:
        running.append(Watched(project, *more))
        return running[-1]

    yield start
    for watched in running:
        watched.process.kill()
        watched.process.wait()


def by_rename(file: Path, text: str) -> None:
    beside = file.with_name("4913")
    beside.write_text(text, encoding="utf-8")
    file.replace(file.with_name(file.name + "~"))  # as vim does: the old file is kept as a backup
    beside.replace(file)


@pytest.mark.parametrize("save", [lambda file, text: file.write_text(text, encoding="utf-8"), by_rename])
def test_a_mistake_is_shown_when_it_is_saved_and_gone_when_it_is_mended(
    project: Path, watch: Callable[..., Watched], save: Callable[[Path, str], None]
) -> None:
    watched = watch("--quick")
    heard = watched.wait_for("watching")
    file = project / BAN
    right = file.read_text(encoding="utf-8")
    save(file, right.replace("content-removal", "content-removl"))
    heard = watched.wait_for("did you mean `content-removal`?", heard)
    assert f"{file.as_posix()}: 1 new, 0 mended" in watched.text()
    save(file, right)
    watched.wait_for("0 new, 1 mended", heard)
    assert watched.interrupt() == 0
    assert "Traceback" not in watched.text()


def test_the_graph_is_checked_after_the_files(project: Path, watch: Callable[..., Watched]) -> None:
    watched = watch()
    heard = watched.wait_for("in the graph")
    file = project / BAN
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace("target: wechat", "target: weibo"), encoding="utf-8")
    heard = watched.wait_for("in the graph", heard)
    assert "KG4" in watched.text()
    file.write_text(right, encoding="utf-8")
    watched.wait_for("in the graph", heard)
    assert watched.interrupt() == 0
    assert "Traceback" not in watched.text()


def test_what_is_wrong_with_the_folder_alone_is_said_of_no_file(
    project: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch("--quick")
    heard = watched.wait_for("watching")
    (project / "data" / "more.yml").write_text("kind: Person\n", encoding="utf-8")
    watched.wait_for("KG007", heard)
    assert "elsewhere: 1 new, 0 mended" in watched.text()
    assert "0 files:" not in watched.text()


def test_ctrl_c_while_the_graph_is_checked_is_quiet(project: Path, watch: Callable[..., Watched]) -> None:
    watched = watch()
    watched.wait_for("watching")
    assert watched.interrupt() == 0
    assert "Traceback" not in watched.text()
    assert "error" not in watched.text().splitlines()[-1]


def test_a_broken_ontology_is_said_and_the_watch_goes_on(
    project: Path, watch: Callable[..., Watched], tmp_path: Path
) -> None:
    shutil.copytree(TINY.parents[2] / "ontology", project / "ontology")
    watched = watch("--quick")
    heard = watched.wait_for("watching")
    file = project / "ontology" / "extra.ttl"
    file.write_text("this is no Turtle", encoding="utf-8")
    heard = watched.wait_for("extra.ttl", heard)
    file.unlink()
    heard = watched.wait_for("watching", heard)
    (project / "kg.toml").write_text("colour = 1\n", encoding="utf-8")
    heard = watched.wait_for("unknown setting", heard)
    (project / "kg.toml").unlink()
    watched.wait_for("watching", heard)
    assert watched.interrupt() == 0


def test_other_formats_are_refused(project: Path, watch: Callable[..., Watched]) -> None:
    watched = watch("--format", "json")
    assert watched.process.wait(60) == 2
    assert "--watch" in watched.text()
