from __future__ import annotations

import pytest

from kg.exporters.html.model import Citation, Edge, Source, Statement, Text
from kg.exporters.html.rows import Writer, date_row, schema
from tests.exporters.html.story import story

WRITER = Writer(story())


def test_a_row_leaves_out_what_is_as_by_default_at_its_end() -> None:
    assert WRITER.row(Edge("e", "blocks", "a", "b"), Edge) == ["e", "blocks", "a", "b"]
    weak = Source("s", (), "Paper", weak=True)
    assert WRITER.row(weak, Source) == ["s", [], "Paper", "", "", [], True]


def test_a_row_of_some_fields_has_no_others() -> None:
    edge = Edge("e", "blocks", "a", "b", share_low=5.0, share_high=9.0)
    assert WRITER.row(edge, Edge, ("target", "share_low")) == ["b", 5.0]


def test_the_schema_names_fields_in_order_with_default_and_inner_type() -> None:
    columns = schema()["Statement"]
    assert [c[0] for c in columns][:4] == ["id", "kind", "label", "gist"]
    assert ["label", None, "Text"] in columns
    assert ["fields", [], "Field"] in columns
    assert ["rank", "normal"] in columns


def test_rows_of_rows() -> None:
    statement = Statement("s", "Block", (("en", "x"),), citations=(Citation("a", "par. 1"), Citation("b")))
    assert WRITER.row(statement, Statement)[9] == [["a", "par. 1"], ["b"]]


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
    ("date", "earliest", "latest"),
    [
        ("2014-11-25", "2014-11-25", "2014-11-25"),
        ("2014-11", "2014-11-01", "2014-11-30"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("", "", ""),
    ],
)
def test_days_that_a_date_plainly_means_are_left_out(date: str, earliest: str, latest: str) -> None:
    assert date_row(date, earliest, latest) == date


def test_days_that_reach_further_are_kept() -> None:
    assert date_row("2014~", "2013-01-01", "2015-12-31") == ["2014~", "2013-01-01", "2015-12-31"]
