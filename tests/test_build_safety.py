"""Builds that are killed, stopped or crowded leave a complete set of outputs, old or new.

`KG_KILLS` says how many builds are killed (16 if it is not set).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import BusyError
from kg.folders import locked
from tests.conftest import TINY

KILLS = int(os.environ.get("KG_KILLS", "16"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "project"))


def start(project: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "build", "-C", str(project), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(project: Path) -> None:
    build = start(project)
    _, said = build.communicate()
    assert build.returncode == 0, said


def wait_until_writing_begins(build: subprocess.Popen[str], folder: Path) -> None:
    """Until the build holds the right to write the folder, or has ended."""
    while build.poll() is None:
        try:
            with locked(folder, 0):
                time.sleep(0.002)
        except BusyError:
            return


def edit(project: Path, number: int) -> None:
    file = project / "data" / "actions" / "weibo-bans-wechat-promotion.yaml"
    text = file.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("gist:")]
    file.write_text("\n".join([*kept, f"gist: {{en: Version {number}.}}"]) + "\n", encoding="utf-8")


def assert_whole(folder: Path) -> None:
    """The manifest is there, and every file is the one that it describes."""
    outputs = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {f.name for f in folder.iterdir()} == {*outputs, "manifest.json"}
    for name, described in outputs.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == described["sha256"], name


def test_a_build_killed_at_any_moment_leaves_a_complete_set(project: Path) -> None:
    draw = random.Random(1)
    begun = time.monotonic()
    finish(project)
    usual = time.monotonic() - begun
    killed = 0
    for number in range(KILLS):
        edit(project, number)
        build = start(project)
        # Most of the kills fall into the last part, in which files are written.
        time.sleep(usual * (draw.uniform(0.75, 1.1) if number % 4 else draw.uniform(0, 1.1)))
        killed += build.poll() is None
        build.kill()
        build.communicate()
        assert_whole(project / "build")
    assert killed >= KILLS // 10
    finish(project)
    assert_whole(project / "build")
    assert sorted(f.name for f in project.iterdir()) == ["build", "data"]


def test_ctrl_c_ends_with_130_and_leaves_the_old_set(project: Path) -> None:
    finish(project)
    edit(project, 1)
    build = start(project)
    wait_until_writing_begins(build, project / "build")
    build.send_signal(signal.SIGINT)
    _, said = build.communicate()
    assert build.returncode in (130, 0)
    assert "Traceback" not in said
    assert_whole(project / "build")


def test_a_second_build_waits_or_says_that_it_does_not(project: Path) -> None:
    both = [start(project, "--force"), start(project, "--force")]
    for build in both:
        build.communicate()
    assert [build.returncode for build in both] == [0, 0]
    assert_whole(project / "build")
    with locked(project / "build", 0):
        crowded = start(project, "--force", "--wait", "0.1")
        _, said = crowded.communicate()
    assert crowded.returncode == 75
    assert "another build" in said


def test_a_folder_that_may_not_be_written_is_said(project: Path) -> None:
    blocked = project / "blocked"
    blocked.write_text("a file where a folder should be")
    build = start(project, "-o", str(blocked / "out"))
    _, said = build.communicate()
    assert build.returncode == 2
    assert "cannot write" in said
    assert "Traceback" not in said
