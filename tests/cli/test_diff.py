from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.cli.test_cli import kg
from tests.conftest import TINY

PROJECT = ("-C", str(TINY))


def test_two_days_differ_in_what_is_in_force_and_what_follows() -> None:
    text = kg("diff", "2014-11-24", "2014-11-25", *PROJECT).stdout
    assert text.startswith("1 statement in force now, ")
    assert "\nIn force now:\n  Block\n    weibo-bans-wechat-promotion: Weibo blocked WeChat" in text
    assert "\nFollows now:\n  blocks\n    weibo blocks wechat\n" in text
    assert "o longer" not in text


def test_as_json() -> None:
    for form in (("--json",), ("-f", "json")):
        back: dict[str, Any] = json.loads(kg("diff", "2014-11-25", "2014-11-24", *form, *PROJECT).stdout)
        assert list(back) == ["summary", "records", "begun", "over", "moved", "appear", "vanish"]
        assert [each["id"] for each in back["over"]] == ["weibo-bans-wechat-promotion"]
        assert {"subject": "weibo", "predicate": "blocks", "object": "wechat"} in back["vanish"]
        assert back["summary"]["vanish"] == len(back["vanish"])
        assert back["begun"] == back["appear"] == []
        assert set(back["records"]) == {"added", "removed", "changed"}


def test_what_is_no_day_and_no_folder_and_no_format() -> None:
    done = kg("diff", "2014", "last-year", *PROJECT)
    assert done.returncode == 2
    assert "`last-year` is neither a project's folder nor a day" in done.stderr
    assert kg("diff", "no-folder", str(TINY)).returncode == 2
    assert "there is no format `xml`" in kg("diff", "2013", "2014", "-f", "xml", *PROJECT).stderr


def test_two_projects_differ_in_their_records_too(tmp_path: Path) -> None:
    other = Path(shutil.copytree(TINY, tmp_path / "other"))
    file = other / "data" / "actions" / "weibo-bans-wechat-promotion.yaml"
    file.write_text(file.read_text().replace("date: 2014-11-25", "date: 2014-12-01"))
    (other / "data" / "platforms" / "wechat.yaml").write_text(
        "kind: Platform\nname: WeChat\ncategory: messenger\n"
    )
    text = kg("diff", str(TINY), str(other)).stdout
    first, *parts = text.split("\n\n")
    sections = {part.split(":\n")[0]: part for part in parts}
    assert first.startswith("3 records removed, 2 records changed, 1 statement at another time, 3 edges more")
    assert list(sections) == ["Removed", "Changed", "At another time", "Follows now", "No longer follows"]
    assert "    operation-wechat-" in sections["Removed"]
    assert "    date: 2014-11-25 -> 2014-12-01" in sections["Changed"]
    assert "    name: 微信 [zh] -> nothing" in sections["Changed"]
    assert "    2014-11-25/.. -> 2014-12-01/.." in sections["At another time"]
    assert "    tencent operates wechat" in sections["No longer follows"]


def test_nothing_changes_in_what_is_the_same() -> None:
    same = kg("diff", str(TINY), str(TINY))
    assert (same.stdout, same.stderr.strip()) == ("", "nothing changes")


def test_that_namespaces_differ_is_said(tmp_path: Path) -> None:
    other = Path(shutil.copytree(TINY, tmp_path / "other"))
    (other / "kg.toml").write_text('base = "https://example.org/g/"\n')
    assert "different namespaces" in kg("diff", str(TINY), str(other)).stderr
