from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import kg
from tests.conftest import TINY

PROJECT = ("-C", str(TINY))
BAN = ("sina", "groupBlocks", "tencent")


def test_why_tells_rule_line_source_and_place() -> None:
    done = kg("why", *BAN, *PROJECT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1. sina groupBlocks tencent\n   by the rule group-blocks, from\n")
    assert "actions/weibo-bans-wechat-promotion.yaml:1:1" in done.stdout
    assert "A news agency, 2014-11-27: A wire report (par. 1)" in done.stdout
    assert "56.9" in done.stdout
    assert "77.6" not in done.stdout  # which no longer held on the day of the ban


def test_an_inference_is_asked_for_by_its_id() -> None:
    query = "SELECT ?i { ?i rdf:subject id:weibo ; rdf:predicate kg:blocks }"
    name = json.loads(kg("query", query, "-f", "json", *PROJECT).stdout)["results"]["bindings"][0]["i"][
        "value"
    ]
    done = kg("why", name.rsplit("/", 1)[1], *PROJECT)
    assert done.stdout.startswith("1. weibo blocks wechat\n")


@pytest.mark.parametrize(("form", "begin"), [("json", "["), ("ttl", "@prefix"), ("mermaid", "flowchart")])
def test_every_form_can_be_written_to_a_file(tmp_path: Path, form: str, begin: str) -> None:
    file = tmp_path / "proof"
    assert kg("why", *BAN, "-f", form, "-o", str(file), *PROJECT).returncode == 0
    assert file.read_text().startswith(begin)


def test_not_says_what_is_missing_and_when_nothing_is() -> None:
    done = kg("why", "--not", "wechat", "blocks", "weibo", *PROJECT)
    assert (done.returncode, done.stdout[:18]) == (0, "by the rule blocks")
    held = kg("why", "--not", *BAN, *PROJECT)
    assert held.returncode == 2
    assert "leave out --not" in held.stderr


def test_not_controlling_is_told_by_votes() -> None:
    done = kg("why", "--not", "alibaba", "controls", "weibo-corporation", *PROJECT)
    assert (
        "Alibaba and what it controls have 32 % of the votes in Weibo Corporation\n  Sina controls it\n"
        in done.stdout
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wechat", "blocks", "weibo"), "--not"),
        (("wiebo", "blocks", "weibo"), "did you mean `weibo`"),
        (("weibo", "bloks", "wechat"), "did you mean `blocks`"),
        (("weibo", "nothing", "wechat"), "these are inferred: "),
        (("weibo", "blocks"), "three parts"),
        (("nothing",), "no inference"),
        ((*BAN, "-f", "pdf"), "no format `pdf`"),
    ],
)
def test_what_cannot_be_answered_is_said_with_a_hint(arguments: tuple[str, ...], message: str) -> None:
    done = kg("why", *arguments, *PROJECT)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_max_is_the_most_that_is_shown() -> None:
    done = kg("why", *BAN, "--max", "1", *PROJECT)
    assert "2. " not in done.stdout
