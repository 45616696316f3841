from __future__ import annotations

import json
import re

from kg.exporters.html.assets import asset, modules

STRINGS = json.loads(asset("strings.json"))


def test_both_languages_say_the_same_things() -> None:
    assert list(STRINGS["en"]) == list(STRINGS["zh"])
    for key, words in STRINGS["en"].items():
        assert sorted(re.findall(r"{\w+}", words)) == sorted(re.findall(r"{\w+}", STRINGS["zh"][key])), key


def test_no_english_is_left_in_the_chinese_interface() -> None:
    names = {"language", "noscript", "png", "svg", "csv", "json", "graphLabel", "theme"}
    for key, words in STRINGS["zh"].items():
        assert key in names or not re.search(r"[A-Za-z]{2,}", re.sub(r"{\w+}", "", words)), (key, words)


def test_every_word_that_the_page_asks_for_is_there() -> None:
    program = "\n".join([*modules().values(), asset("page.html.j2")])
    asked = {
        *re.findall(r"""\bt\("(\w+)"\)""", program),
        *re.findall(r'data-(?:say|label|hint)="(\w+)"', program),
    }
    assert len(asked) > 60
    assert asked <= STRINGS["en"].keys()


def test_every_word_that_is_there_is_asked_for() -> None:
    program = "\n".join([*modules().values(), asset("page.html.j2")])
    named = set(re.findall(r'"(\w+)"|words\.(\w+)', program))
    made = {f"step{n}" for n in (1, 2, 3)} | {
        f"{what}{n}" for what in ("action", "statement") for n in ("One", "Many")
    }
    ranks = {"preferred", "deprecated"}
    assert STRINGS["en"].keys() - {word for pair in named for word in pair} == made | ranks
