from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_cli import kg
from tests.conftest import TINY

ANSWER = """kind: Block
actor: wechat
target: weibo
mechanism: link-block
date: 2014-12-05
sources:
  - {ref: agency}
"""


@pytest.fixture
def project(tmp_path: Path) -> tuple[str, str]:
    folder = Path(shutil.copytree(TINY, tmp_path / "project"))
    (folder / "data" / "actions" / "wechat-strikes-back.yaml").write_text(ANSWER)
    return "-C", str(folder)


def test_what_follows_in_time_with_lag_means_and_who(project: tuple[str, str]) -> None:
    done = kg("responses", *project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "Following within 90 days, claimed by nobody:\n  2014-12-05  WeChat blocked Weibo"
    )
    assert "after 10 days, by other means, by whom it hit" in done.stdout
    assert "Unanswered within 90 days:\n  2014-12-05" in done.stdout


def test_the_window_is_a_parameter(project: tuple[str, str]) -> None:
    assert "Following" not in kg("responses", "--days", "9", *project).stdout


def test_between_two_it_is_told_who_moved_first(project: tuple[str, str]) -> None:
    for names in (("weibo", "wechat"), ("sina", "tencent"), ("weibo-corporation", "wechat", "--group")):
        data = json.loads(kg("responses", *names, "--json", *project).stdout)
        assert [(m["source"], m["first"]) for m in data["firstMoves"]] == [
            (None, ["sina"]),
            ("agency", ["sina"]),
            ("blog", ["sina"]),
        ]
        assert data["inferred"][0]["lagDays"] == [10, 10]
    text = kg("responses", "weibo", "wechat", *project).stdout
    assert "  blog: dates only what Sina did\n" in text


def test_of_one_thing_or_one_action(project: tuple[str, str]) -> None:
    for name in ("weibo", "tencent", "wechat-strikes-back"):
        assert len(json.loads(kg("responses", name, "--json", *project).stdout)["inferred"]) == 1
    assert kg("responses", "twitter", *project).stdout == ""


def test_more_than_two_are_refused(project: tuple[str, str]) -> None:
    done = kg("responses", "weibo", "wechat", "sina", *project)
    assert done.returncode == 2
    assert "name one thing or two" in done.stderr
