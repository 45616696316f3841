from __future__ import annotations

import json

from tests.cli.test_cli import kg
from tests.conftest import TINY

PROJECT = ("-C", str(TINY))


def test_owners_then_and_now() -> None:
    done = kg("ownership", "weibo-corporation", *PROJECT)
    assert done.returncode == 0, done.stderr
    assert "Direct share:\n  2013-04-29 .. 2014-04-17    77.6 %  Sina\n" in done.stdout
    assert "Undisclosed share:\n  2013-04-29 .. 2014-04-17    22.4 %  nobody named\n" in done.stdout
    assert (
        "Group:\n             .. 2013-04-29    Weibo Corporation\n  2013-04-29 ..               Sina\n"
        in done.stdout
    )


def test_as_of_a_day_as_json() -> None:
    done = kg("ownership", "weibo", "--as-of", "2014-11-25", "--json", *PROJECT)
    found = {(t["relation"], *t["who"], t["from"], t["until"]) for t in json.loads(done.stdout)}
    assert found == {
        ("stated", "weibo-corporation", None, None),
        ("controls", "weibo-corporation", None, None),
        ("controls", "sina", "2013-04-29", None),
        ("ultimate controller", "sina", "2013-04-29", None),
        ("group", "sina", "2013-04-29", None),
    }


def test_a_misspelt_id_is_guessed() -> None:
    assert "did you mean `weibo`" in kg("ownership", "wiebo", *PROJECT).stderr
