from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from tests.cli.test_cli import kg
from tests.conftest import TINY

PROJECT = ("-C", str(TINY))


def test_events_of_a_thing_in_order() -> None:
    lines = kg("timeline", "weibo", *PROJECT).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["2009-08-14", "2014-11-25"]
    assert lines[1].split()[1] == "?"


def test_events_between_two_and_of_their_groups() -> None:
    assert len(kg("timeline", "weibo", "wechat", *PROJECT).stdout.splitlines()) == 1
    assert kg("timeline", "sina", "tencent", *PROJECT).stdout == ""
    assert len(kg("timeline", "sina", "tencent", "--group", *PROJECT).stdout.splitlines()) == 1


def test_only_one_kind() -> None:
    assert len(kg("timeline", "weibo", "--kind", "Action", *PROJECT).stdout.splitlines()) == 1
    assert "did you mean `Block`" in kg("timeline", "weibo", "--kind", "Blok", *PROJECT).stderr


def test_what_was_known_on_a_day() -> None:
    assert kg("timeline", "weibo", "--known-at", "2014-11-26", *PROJECT).stdout == ""
    then = kg("timeline", "weibo", "--known-at", "2014-11-27", *PROJECT).stdout.splitlines()
    assert [line.split()[0] for line in then] == ["2009-08-14", "2014-11-25"]
    assert not any("?" in line for line in then)  # the blog with other dates came a day later


def test_the_story_up_to_a_day() -> None:
    done = kg("timeline", "weibo", "--as-of", "2014-11-24", "--known-at", "2015", *PROJECT)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["2009-08-14"]
    assert done.stderr == "as it stood on 2014-11-24, as sources published by 2015 have it\n"
    assert (
        kg("ownership", "weibo-corporation", "--as-of", "2014-11", *PROJECT).stderr
        == "as it stood in 2014-11\n"
    )
    assert "--as-of" in kg("timeline", "weibo", "--as-of", "soon", *PROJECT).stderr


def test_the_form_follows_the_file_name(tmp_path: Path) -> None:
    for name in ("t.svg", "t.html", "t.json"):
        assert kg("timeline", "weibo", "-o", str(tmp_path / name), *PROJECT).returncode == 0
    ElementTree.parse(tmp_path / "t.svg")
    assert json.loads((tmp_path / "t.json").read_text())[0]["start"] == "2009-08-14"
    assert (tmp_path / "t.html").read_text().startswith("<!doctype html>")
    assert "no format `pdf`" in kg("timeline", "weibo", "-o", str(tmp_path / "t.pdf"), *PROJECT).stderr
    plain = tmp_path / "plain.txt"
    assert kg("timeline", "weibo", "-o", str(plain), *PROJECT).returncode == 0
    assert plain.read_text().startswith("2009-08-14")
