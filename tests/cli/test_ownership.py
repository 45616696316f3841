from __future__ import annotations

import json

from tests.cli.test_cli import kg
from tests.conftest import TINY, MakeProject

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
    told = [t for t in json.loads(done.stdout) if t["of"] == "weibo"]
    found = {(t["relation"], *t["who"], t["from"], t["until"]) for t in told}
    assert found == {
        ("stated", "weibo-corporation", None, None),
        ("controls", "weibo-corporation", None, None),
        ("controls", "sina", "2013-04-29", None),
        ("ultimate controller", "sina", "2013-04-29", None),
        ("group", "sina", "2013-04-29", None),
    }


def test_a_misspelt_id_is_guessed() -> None:
    assert "did you mean `weibo`" in kg("ownership", "wiebo", *PROJECT).stderr


def test_of_a_platform_the_shares_are_those_in_what_runs_it() -> None:
    done = kg("ownership", "weibo", *PROJECT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Stated:\n             ..               Weibo Corporation runs Weibo\n")
    assert "Direct share in Weibo Corporation:\n  2013-04-29 .. 2014-04-17    77.6 %  Sina\n" in done.stdout
    assert (
        "where no share in `weibo` itself is known, those in who ran it are told: `kg ownership weibo-corporation`"
        in done.stderr
    )
    found = json.loads(kg("ownership", "weibo", "--json", *PROJECT).stdout)
    shares = {(t["relation"], t["of"], *t["who"]) for t in found if t["shareMax"] is not None}
    assert ("direct share", "weibo-corporation", "sina") in shares
    assert {t["of"] for t in found if t["shareMax"] is None} == {"weibo"}


def test_what_has_shares_of_its_own_is_not_followed() -> None:
    done = kg("ownership", "weibo-corporation", *PROJECT)
    assert " in " not in done.stdout
    assert done.stderr == ""


def test_that_a_thing_is_its_own_group_is_no_owner() -> None:
    done = kg("ownership", "tencent", *PROJECT)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing is known of who owned or controlled `tencent`" in done.stderr
    assert json.loads(kg("ownership", "tencent", "--json", *PROJECT).stdout) == []


def test_of_whoever_cannot_be_owned_it_says_so_and_names_what_they_have(make_project: MakeProject) -> None:
    source = "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n"
    stake = "kind: Stake\nowner: pony\nowned: alpha\nshare: 60\nsources: [{ref: wire}]\n"
    project = make_project(
        {
            "data/wire.yaml": source,
            "data/pony.yaml": "kind: Person\nname: Pony\n",
            "data/jack.yaml": "kind: Person\nname: Jack\n",
            "data/alpha.yaml": "kind: Company\nname: Alpha\n",
            "data/stake.yaml": stake,
        }
    )
    done = kg("ownership", "pony", "-C", str(project.root))
    assert (done.returncode, done.stdout) == (2, "")
    assert "`pony` is a Person, and has no owner" in done.stderr
    assert "it has a part in `alpha`: name one of these, or `kg show pony`" in done.stderr
    assert "name one of: Company, Platform" in kg("ownership", "jack", "-C", str(project.root)).stderr
