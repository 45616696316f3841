from __future__ import annotations

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from kg.names import LANG_STRING, STRING, XSD, iri, literal, literal_parts, local_name, text_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT)
def test_a_literal_keeps_its_text(text: str) -> None:
    assert literal_parts(literal(text)) == (text, STRING, "")
    assert literal_parts(literal(text, iri(XSD + "date"))) == (text, iri(XSD + "date"), "")
    assert literal_parts(literal(text, language="zh")) == (text, LANG_STRING, "zh")


@given(TEXT)
def test_a_literal_is_what_an_rdf_library_writes(text: str) -> None:
    assert literal(text) == str(pyoxigraph.Literal(text))
    assert literal(text, language="en") == str(pyoxigraph.Literal(text, language="en"))


def test_names_of_iris() -> None:
    assert local_name("<https://example.org/id/wechat>") == "wechat"
    assert local_name("<http://www.w3.org/2001/XMLSchema#date>") == "date"
    assert text_of('"微信"@zh') == "微信"
