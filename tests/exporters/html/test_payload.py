from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.looks import Looks
from kg.exporters.html.packing import lines, pack
from kg.exporters.html.payload import payload, to_json
from tests.exporters.html.pages import at_once, read_lines, unpack
from tests.exporters.html.story import story


@given(st.text())
def test_json_reads_back(words: str) -> None:
    assert json.loads(to_json({"words": words})) == {"words": words}


@given(st.text())
def test_what_is_packed_holds_no_markup_and_is_unpacked_the_same(words: str) -> None:
    packed = pack(words)
    assert not set("<>&\t\n") & set(packed)
    assert unpack(packed) == words


@given(st.dictionaries(st.from_regex(r"[a-z]+( [0-9]+)?", fullmatch=True), st.text()))
def test_sections_keep_their_names_and_their_order(sections: dict[str, str]) -> None:
    assert list(read_lines(lines(sections)).items()) == list(sections.items())


def test_the_loader_begins_with_what_the_first_screen_needs() -> None:
    sections = payload(story(), Looks.of(story()), {}, {})
    assert at_once() <= set(sections)
    assert "core" in at_once()


def test_the_labels_of_the_latest_attacks_are_at_hand() -> None:
    model = story()
    core = payload(model, Looks.of(model), {}, {})["core"]
    told = [model.statements[i] for i, _ in core["brief"]]
    days = [statement.span.start_earliest for statement in told]
    assert days == sorted(days, reverse=True)
    assert "weibo-bans-wechat-promotion" in {statement.id for statement in told}
    assert all(not statement.span.end_latest for statement in told)
    words = [words if isinstance(words, str) else words[0] for _, words in core["brief"]]
    assert words == [statement.label[0][1] for statement in told]
