from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.model import Citation, Edge, Span, Statement
from kg.exporters.html.payload import row, schema, to_json
from tests.exporters.html.story import story


def test_a_row_leaves_out_what_is_as_by_default_at_its_end() -> None:
    assert row(Span()) == []
    assert row(Edge("e", "blocks", "a", "b")) == ["e", "blocks", "a", "b"]
    assert row(Edge("e", "blocks", "a", "b", certain=False)) == [
        "e",
        "blocks",
        "a",
        "b",
        [],
        None,
        None,
        [],
        False,
    ]


def test_the_schema_names_fields_in_order_with_default_and_inner_type() -> None:
    columns = schema()["Statement"]
    assert [c[0] for c in columns][:4] == ["id", "kind", "label", "gist"]
    assert ["span", [], "Span"] in columns
    assert ["fields", [], "Field"] in columns
    assert ["rank", "normal"] in columns


def test_rows_of_rows() -> None:
    statement = Statement("s", "Block", (("en", "x"),), citations=(Citation("a", "par. 1"), Citation("b")))
    assert row(statement)[8] == [["a", "par. 1"], ["b"]]


@given(st.text())
def test_json_never_holds_markup_and_reads_back(words: str) -> None:
    written = to_json({"words": words})
    assert json.loads(written) == {"words": words}
    assert not set("<>&\u2028\u2029") & set(written)


def test_the_story_reads_back() -> None:
    assert json.loads(to_json(row(story().statements)))[0][0] == story().statements[0].id
