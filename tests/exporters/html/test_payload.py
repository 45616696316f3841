from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.model import Citation, Edge, Span, Statement, Text
from kg.exporters.html.payload import Writer, schema, span_row, to_json
from tests.exporters.html.story import span, story

WRITER = Writer(story())


def test_a_row_leaves_out_what_is_as_by_default_at_its_end() -> None:
    assert WRITER.row(Edge("e", "blocks", "a", "b")) == ["e", "blocks", "a", "b"]
    uncertain = Edge("e", "blocks", "a", "b", certain=False)
    assert WRITER.row(uncertain) == ["e", "blocks", "a", "b", [], None, None, [], False]


def test_an_id_that_is_made_of_the_parts_is_left_out() -> None:
    assert WRITER.row(Edge("blocks.a.b", "blocks", "a", "b"))[0] == ""


def test_the_schema_names_fields_in_order_with_default_and_inner_type() -> None:
    columns = schema()["Statement"]
    assert [c[0] for c in columns][:4] == ["id", "kind", "label", "gist"]
    assert ["label", None, "Text"] in columns
    assert ["span", [], "Span"] in columns
    assert ["fields", [], "Field"] in columns
    assert ["rank", "normal"] in columns


def test_rows_of_rows() -> None:
    statement = Statement("s", "Block", (("en", "x"),), citations=(Citation("a", "par. 1"), Citation("b")))
    assert WRITER.row(statement)[9] == [["a", "par. 1"], ["b"]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ((("en", "a"),), "a"),
        ((("en", "a"), ("zh", "b")), ["a", "b"]),
        ((("zh", "b"),), [["zh", "b"]]),
        ((("en", "a"), ("en", "b")), [["en", "a"], ["en", "b"]]),
        ((), []),
    ],
)
def test_a_text_in_the_languages_of_the_page_is_its_words(text: Text, written: object) -> None:
    assert WRITER.text(text) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2014-11-25", "", ["2014-11-25"]),
        ("2014-11", "2015", ["2014-11", "2015"]),
        ("", "", []),
        ("", "2015", ["", "2015"]),
    ],
)
def test_days_that_the_stated_dates_plainly_mean_are_left_out(
    start: str, end: str, written: list[str]
) -> None:
    assert span_row(span(start, end)) == written


def test_days_that_reach_further_are_kept() -> None:
    wide = Span("2014~", "", "2013-01-01", "2015-12-31")
    assert span_row(wide) == ["2014~", "", "2013-01-01", "2015-12-31", "", ""]


@given(st.text())
def test_json_never_holds_markup_and_reads_back(words: str) -> None:
    written = to_json({"words": words})
    assert json.loads(written) == {"words": words}
    assert not set("<>&\u2028\u2029") & set(written)
