"""What `kg.load()` gives."""

from __future__ import annotations

import pytest

from kg.dates import parse_date
from kg.errors import QueryError
from kg.pipeline import Graph, load
from kg.project import find
from kg.reasoning.status import Asked
from tests.conftest import TINY


def test_a_graph_shows_itself_in_a_line(tiny: Graph) -> None:
    shown = repr(tiny)
    assert shown == f"<Graph of {tiny.project.root}: {len(tiny.records)} records>"
    then = load(project=find(TINY), asked=Asked(as_of=parse_date("2014-11")))
    assert " as of 2014-11: " in repr(then)


def test_a_syntax_error_is_told_in_plain_words_with_its_place(tiny: Graph) -> None:
    with pytest.raises(QueryError) as caught:
        tiny.query("SELECT ?x {\n  ?x kg:blocks }")
    assert caught.value.message.startswith("query:2:16: expected ")
    assert caught.value.message.endswith("\n      ?x kg:blocks }\n                   ^")
    assert "\\u{" not in caught.value.message
