from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.exporters.answers import write_answer
from kg.pipeline import Graph

NAMES = "SELECT ?s ?n { ?s a kg:Platform ; kg:name ?n } ORDER BY ?s ?n"


def answer(graph: Graph, query: str, form: str) -> str:
    return write_answer(graph.query(query), form, graph.prefixes)


def test_a_table_is_aligned_though_chinese_is_wide(tiny: Graph) -> None:
    assert answer(tiny, NAMES, "table") == (
        "s           n\n"
        "──────────  ───────\n"
        "id:twitter  Twitter\n"
        "id:wechat   WeChat\n"
        "id:wechat   微信\n"
        "id:weibo    Weibo\n"
        "id:weibo    微博\n"
        "(5 rows)\n"
    )


def test_the_standard_formats_hold_the_same_rows(tiny: Graph) -> None:
    found = json.loads(answer(tiny, NAMES, "json"))
    assert [b["n"]["value"] for b in found["results"]["bindings"]][2] == "微信"
    rows = list(csv.reader(io.StringIO(answer(tiny, NAMES, "csv"))))
    assert rows[0] == ["s", "n"]
    assert len(rows) == 6
    assert answer(tiny, NAMES, "tsv").startswith("?s\t?n\n")
    root = ET.fromstring(answer(tiny, NAMES, "xml"))
    assert len(root.findall(".//{*}result")) == 5


def test_yes_or_no(tiny: Graph) -> None:
    assert answer(tiny, "ASK { id:weibo kg:blocks id:wechat }", "") == "true\n"
    assert json.loads(answer(tiny, "ASK { id:wechat kg:blocks id:weibo }", "json"))["boolean"] is False


@pytest.mark.parametrize(
    "query", ["CONSTRUCT { ?a kg:blocks ?b } WHERE { ?a kg:blocks ?b }", "DESCRIBE id:weibo"]
)
def test_triples_are_turtle(tiny: Graph, query: str) -> None:
    text = answer(tiny, query, "")
    assert "kg:blocks id:wechat" in text
    assert list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))
    assert answer(tiny, query, "nt").count(" .\n") >= 1


def test_a_format_that_does_not_fit_is_said(tiny: Graph) -> None:
    with pytest.raises(QueryError, match="rows"):
        answer(tiny, NAMES, "ttl")
    with pytest.raises(QueryError, match="triples"):
        answer(tiny, "DESCRIBE id:weibo", "csv")
