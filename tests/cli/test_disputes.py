from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli import kg
from tests.conftest import TINY

PROJECT = ("-C", str(TINY))


def told(*arguments: str) -> dict[str, Any]:
    done = kg("disputes", *arguments, "--json", *PROJECT)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def statements(*arguments: str) -> set[tuple[str, str]]:
    return {(d["statement"].split(".")[0][:9], d["field"]) for d in told(*arguments)["disputes"]}


def test_all_disputes_with_who_says_what() -> None:
    done = kg("disputes", *PROJECT)
    assert "    = 2014-11-25: agency (1 independent)\n    ≠ 2014-11-28: blog (1 independent)\n" in done.stdout
    assert statements() == {("weibo-ban", "date"), ("milestone", "date"), ("figure-we", "asOf")}


def test_dates_that_are_only_less_exact_are_told_when_asked_for(tmp_path: Path) -> None:
    project = Path(shutil.copytree(TINY, tmp_path / "project"))
    (project / "data" / "near.yaml").write_text(
        "kind: Block\nactor: wechat\ntarget: weibo\nmechanism: link-block\ndate: 2014-05-06\n"
        "sources: [{ref: agency}, {ref: blog, says: {date: 2014-05}}]\n",
        encoding="utf-8",
    )
    usual = kg("disputes", "near", "-C", str(project))
    assert usual.stdout == ""
    assert "not shown (`--all` shows them): 1 that differ only in how exact a date is" in usual.stderr
    assert "≈ 2014-05: blog" in kg("disputes", "near", "--all", "-C", str(project)).stdout


def test_filters_by_thing_kind_and_field() -> None:
    assert statements("wechat") == {("weibo-ban", "date"), ("figure-we", "asOf")}
    assert statements("weibo-bans-wechat-promotion") == {("weibo-ban", "date")}
    assert statements("--kind", "Action") == {("weibo-ban", "date")}
    assert statements("--field", "asOf") == {("figure-we", "asOf")}
    assert statements("twitter") == set()


def test_a_filter_that_means_nothing_is_an_error() -> None:
    assert "did you mean `Block`" in kg("disputes", "--kind", "Bloc", *PROJECT).stderr
    assert "there is no `wiebo`" in kg("disputes", "wiebo", *PROJECT).stderr
    assert "there is no field `dat`" in kg("disputes", "--field", "dat", *PROJECT).stderr


def test_what_if_a_source_is_left_out() -> None:
    done = kg("disputes", "--without", "filing", *PROJECT)
    begins, ends = done.stdout.split("\nNo longer follows:\n")
    assert "\n    weibo groupBlocks tencent\n" in begins.split("\nFollows now:\n")[1]
    assert "\n    sina groupBlocks tencent\n" in ends
    assert "\n    sina owns weibo-corporation\n" in ends
    assert "weibo blocks wechat" not in ends
    assert "weibo blocks wechat" not in kg("disputes", "--without", "blog", *PROJECT).stdout


def test_what_if_a_source_is_believed() -> None:
    done = kg("disputes", "--prefer", "blog", *PROJECT)
    assert done.returncode == 0, done.stderr
    assert "2014-11-28" in done.stdout  # the ban would begin three days later


def test_without_and_prefer_as_json() -> None:
    found = json.loads(kg("disputes", "--without", "filing", "--json", *PROJECT).stdout)
    assert {"subject": "sina", "predicate": "groupBlocks", "object": "tencent"} in found["vanish"]


@pytest.mark.parametrize("option", ["--without", "--prefer"])
def test_only_a_source_can_be_left_out_or_believed(option: str) -> None:
    done = kg("disputes", option, "weibo", *PROJECT)
    assert done.returncode == 2
    assert "no source" in done.stderr
