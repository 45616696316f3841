"""`kg show`, `find`, `ask`, `stats` and `path`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.test_cli import kg
from tests.conftest import TINY

PROJECT = ("-C", str(TINY))


def told(*arguments: str) -> Any:
    done = kg(*arguments, "--json", *PROJECT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "command", ["show", "find", "ask", "stats", "path", "diff", "why", "responses", "ownership"]
)
def test_help_has_an_example(command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout


def test_show_a_thing_with_names_owners_and_statements() -> None:
    text = kg("show", "weibo", *PROJECT).stdout
    assert text.startswith("Weibo\n  weibo, Platform, ")
    assert "platforms/weibo.yaml:1:1\n" in text
    assert "微博 [zh]" in text
    assert "Group:\n             .. 2013-04-29    Weibo Corporation\n" in text
    found = told("show", "weibo")
    assert [(s["kind"], s["start"]) for s in found["statements"]] == [
        ("Milestone", "2009-08-14"),
        ("Block", "2014-11-25"),
        ("Likeness", None),
        ("Operation", None),
    ]
    assert found["fields"]["name"] == [
        {"text": "Weibo", "language": "en"},
        {"text": "微博", "language": "zh"},
    ]


def test_show_a_statement_with_what_each_source_says() -> None:
    text = kg("show", "weibo-bans-wechat-promotion", *PROJECT).stdout
    assert "blog: A blog's article, lead, par. 1" in text
    assert "    says date: 2014-11-28\n" in text
    found = told("show", "weibo-bans-wechat-promotion")
    assert [(s["source"], s["says"]) for s in found["sources"]] == [
        ("agency", {}),
        ("blog", {"date": ["2014-11-28"]}),
    ]
    assert found["fields"]["target"] == ["wechat"]
    assert found["ownership"] == []


def test_show_as_of_a_day_leaves_what_held_then() -> None:
    found = json.loads(kg("show", "weibo-corporation", "--as-of", "2014-01-01", "--json", *PROJECT).stdout)
    assert [t["shareMax"] for t in found["ownership"] if t["relation"] == "direct share"] == [77.6]
    assert {s["start"] for s in found["statements"]} == {"2013-04-29", None}


def test_show_guesses_a_misspelt_id() -> None:
    assert "did you mean `weibo`" in kg("show", "wiebo", *PROJECT).stderr


def test_find_searches_all_names_and_says_where_they_stand() -> None:
    (found,) = told("find", "WEIXIN")
    assert (found["id"], found["kind"], found["name"], found["line"]) == ("wechat", "Platform", "Weixin", 1)
    assert [f["id"] for f in told("find", "weibo")][:3] == [
        "weibo",
        "weibo-corporation",
        "weibo-bans-wechat-promotion",
    ]
    assert {f["kind"] for f in told("find", "weibo", "--kind", "Company")} == {"Company"}
    assert len(told("find", "e", "--max", "2")) == 2


def test_find_nothing_is_said_and_no_error() -> None:
    done = kg("find", "zzz", *PROJECT)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing has `zzz`" in done.stderr
    assert "did you mean `Block`" in kg("find", "x", "--kind", "Blok", *PROJECT).stderr


def test_ask_lists_the_questions_with_meaning_and_parameters() -> None:
    found = {q["name"]: q for q in told("ask")}
    assert found["group-blocks-in"]["parameters"] == ["from", "to"]
    assert all(q["meaning"] and q["title"] and q["example"].startswith("kg ask ") for q in found.values())
    # A continued line may have a colon in it.
    assert found["blows"]["meaning"].endswith("accusing.")
    assert "who-owns\n" in kg("ask", *PROJECT).stdout


def test_ask_runs_one() -> None:
    done = kg("ask", "who-owns", "-p", "thing=weibo", "--as-of", "2014-11-25", *PROJECT)
    assert "id:sina" in done.stdout
    assert told("ask", "is-like")["results"]["bindings"]
    assert "there is no question `who-own`" in kg("ask", "who-own", *PROJECT).stderr


def test_stats_count_facts_and_sources() -> None:
    found = told("stats")
    assert found["things"]["Company"] == 4
    assert found["statements"]["Stake"] == 3
    assert found["years"] == {"2009": 1, "2013": 1, "2014": 4}
    assert found["mechanisms"] == {"content-removal": 1}
    assert found["countries"] == {"CN": 10}
    assert found["sources"] == {"1": 8, "2": 2}
    assert (found["single"], found["weak"], found["unsourced"]) == (8, 4, 0)
    text = kg("stats", *PROJECT).stdout
    assert text.endswith("Of 10 statements, 8 rest on a single source, 4 on weak ones only, 0 on none.\n")


def test_paths_between_two_things() -> None:
    done = kg("path", "sina", "wechat", *PROJECT)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "sina -[owns]-> weibo-corporation -[operates]-> weibo -[blocks]-> wechat\n"
    back = told("path", "wechat", "sina")
    assert back[0][0] == {"source": "weibo", "relations": ["blocks"], "target": "wechat"}
    directed = kg("path", "wechat", "sina", "--directed", *PROJECT)
    assert directed.returncode == 2
    assert "nothing connects" in directed.stderr
    assert "has no edge in the view" in kg("path", "moments", "sina", "--view", "owns", *PROJECT).stderr
    assert "there is no view" in kg("path", "wechat", "sina", "--view", "nothing", *PROJECT).stderr


def test_what_nobody_knew_then_is_told_apart_from_what_is_not_there() -> None:
    done = kg("show", "weibo-bans-wechat-promotion", "--known-at", "2013", *PROJECT)
    assert done.returncode == 2
    assert "no source that counts tells of `weibo-bans-wechat-promotion`" in done.stderr
    assert (
        "there is no `weibo-bans-uber`"
        in kg("show", "weibo-bans-uber", "--known-at", "2013", *PROJECT).stderr
    )
