from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.looks import Looks
from kg.exporters.html.packing import lines, pack, read_lines, unpack
from kg.exporters.html.payload import AT_ONCE, payload, to_json
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
    from kg.exporters.html.assets import asset

    sections = payload(story(), Looks.of(story()), {}, {})
    assert set(AT_ONCE) <= set(sections)
    assert json.dumps(list(AT_ONCE)) in asset("loader.js")
