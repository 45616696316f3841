from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.functions import PREFIXES, address, functions, look
from kg.errors import QueryError
from kg.graph import Store
from kg.names import PREFIXES as COMMON
from kg.names import folded


def call(expression: str) -> str | None:
    solutions = Store(visible=()).query(
        f"SELECT ({expression} AS ?x) {{}}", {**COMMON, **PREFIXES}, functions()
    )
    value = next(iter(solutions))["x"]
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [("WeChat", "wechat"), ("Ｗｅｃｈａｔ", "WeChat"), ("Straße", "STRASSE"), ("a  b ", "A\u00a0b")],
)
def test_names_that_people_take_for_one_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text(max_size=12))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=12))
def test_case_does_not_count(text: str) -> None:
    assert folded(text.upper()) == folded(text.upper().lower()) or not text.isascii()


@pytest.mark.parametrize(
    ("one", "other"), [("we-chat", "wechat"), ("1688", "l688"), ("modern", "modem"), ("qq", "qq")]
)
def test_ids_that_look_alike_look_alike(one: str, other: str) -> None:
    assert look(one) == look(other)


def test_ids_that_do_not_look_alike_differ() -> None:
    assert look("weibo") != look("weixin")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/a", "http://www.example.org/a/", True),
        ("https://Example.org/a#top", "https://example.org/a", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/A", "https://example.org/a", False),
    ],
)
def test_addresses_of_one_page_are_one(one: str, other: str, same: bool) -> None:
    assert (address(one) == address(other)) is same


def test_sparql_can_call_them() -> None:
    assert call('fn:folded("A  B")') == '"a b"'
    assert call("fn:look(<https://example.org/id/we-chat>)") == '"wechat"'
    assert call('fn:address("https://example.org/")') == '"example.org"'
    assert (
        call('fn:earliest("2014-11"^^xsd:gYearMonth)')
        == '"2014-11-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    )
    assert (
        call('fn:latest("2014~"^^edtf:EDTF-level1)')
        == '"2015-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    )
    assert call('fn:day("2014-01-02"^^xsd:date) - fn:day("2014"^^xsd:gYear)') == (
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    )


@pytest.mark.parametrize(
    "expression",
    ['fn:latest("2014")', "fn:earliest(<urn:x>)", 'fn:day("soon")', 'fn:earliest("0001"^^xsd:gYear)'],
)
def test_what_they_are_not_made_for_gives_no_value(expression: str) -> None:
    assert call(expression) is None


def test_without_them_a_query_that_calls_one_is_an_error() -> None:
    with pytest.raises(QueryError):
        list(Store(visible=()).query('SELECT (fn:folded("a") AS ?x) {}', PREFIXES))
