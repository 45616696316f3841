from __future__ import annotations

import pytest

from kg.names import KG, LABEL, iri, literal_parts, local_name
from kg.pipeline import Graph, load
from kg.reasoning.labels import describer, names_of
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
HEAD = {
    "data/wire.yaml": "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: 2020\n",
    "data/alpha.yaml": "kind: Company\nname: {en: Alpha, zh: 甲}\n",
    "data/beta.yaml": "kind: Company\nname: Beta\n",
}


def labels(graph: Graph, name: str) -> dict[str, str]:
    parts = [literal_parts(o) for s, p, o in graph.derivations if s == iri(ID + name) and p == LABEL]
    return {language: text for text, _, language in parts}


@pytest.mark.parametrize(
    ("more", "tail"),
    [
        ("share: 12.5\n", ": 12.5 %"),
        ("shareMin: 10\nshareMax: 20\n", ": at least 10 %, at most 20 %"),
        ("shareMax: 20\n", ", at most 20 %"),
        ("", ""),
    ],
)
def test_an_optional_part_goes_where_its_field_is_missing(
    make_project: MakeProject, more: str, tail: str
) -> None:
    text = f"kind: Stake\nowner: alpha\nowned: beta\n{more}sources: [{{ref: wire}}]\n"
    graph = load(project=make_project({**HEAD, "data/s.yaml": text}))
    found = labels(graph, "s")
    assert found["en"] == f"Alpha holds a stake in Beta{tail}"
    assert "甲" in found["zh"]
    assert "Beta" in found["zh"]  # which has no Chinese name
    assert "{" not in found["en"] + found["zh"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("194000000", "194,000,000"),
        ("12345.6789012", "12,345.6789012"),
        ("1999", "1999"),
        ("0.123456", "0.123456"),
        ("-12345", "-12,345"),
    ],
)
def test_a_large_number_can_be_read(make_project: MakeProject, value: str, shown: str) -> None:
    text = f"kind: Figure\nsubject: beta\nmetric: revenue\nvalue: {value}\nunit: usd\nasOf: 2020\n"
    graph = load(project=make_project({**HEAD, "data/f.yaml": f"{text}sources: [{{ref: wire}}]\n"}))
    assert f" {shown} " in labels(graph, "f")["en"]


def test_a_statement_in_a_label_is_told_in_a_few_words(make_project: MakeProject) -> None:
    cited = "sources: [{ref: wire}]\n"
    gist = "It is said at great length that whatever was done was done in bad faith, by all who had a part in it."
    files = {
        "data/b.yaml": f"kind: Block\nactor: alpha\ntarget: beta\nmechanism: link-block\ndate: 2020\n{cited}",
        "data/a.yaml": f"kind: Allegation\nactor: beta\ntarget: alpha\nalleges: b\ngist: {gist}\ndate: 2020\n{cited}",
        "data/d.yaml": f"kind: Denial\nactor: alpha\ndenies: a\ndate: 2020\n{cited}"
        f"respondsTo: [{{action: b, sources: [{{ref: wire}}]}}]\n",
    }
    graph = load(project=make_project({**HEAD, **files}))
    assert labels(graph, "d")["en"] == "Alpha issued a denial of “Beta made an accusation against Alpha”"
    assert labels(graph, "a")["en"].endswith("in it.")
    (answer,) = (r.subject for r in graph.records if r.kind == iri(KG + "Response"))
    found = labels(graph, local_name(answer))
    assert found["en"] == "in answer to “Alpha blocked Beta by link block”"
    assert found["zh"].startswith("回应“甲")


def test_things_are_called_by_all_their_names(tiny: Graph) -> None:
    assert labels(tiny, "wechat") == {"en": "WeChat", "zh": "微信"}
    assert names_of(tiny.records)[iri(ID + "sina")] == {"en": "Sina", "zh": "新浪"}


def test_words_and_kinds_in_use_have_labels_and_the_rest_not(tiny: Graph) -> None:
    labelled = {s for s, p, _ in tiny.derivations if p == LABEL}
    assert iri(KG + "mechanism/content-removal") in labelled
    assert iri(KG + "Block") in labelled
    assert iri(KG + "Penalty") not in labelled


@pytest.mark.parametrize(
    ("term", "english"),
    [
        (iri(ID + "sina"), "Sina"),
        (iri(KG + "Block"), "block"),
        (iri(ID + "weibo-bans-wechat-promotion"), "Weibo blocked WeChat by content removal"),
        (iri(ID + "nothing-at-all"), "nothing-at-all"),
        (iri(ID + "blog"), "A blog's article"),
    ],
)
def test_anything_can_be_described(tiny: Graph, term: str, english: str) -> None:
    assert describer(tiny.records, tiny.vocabulary)(term) == english


def test_every_statement_of_the_shipped_data_can_be_called_something(shipped: Graph) -> None:
    describe = describer(shipped.records, shipped.vocabulary)
    for record in shipped.records:
        if "." in local_name(record.subject):
            continue
        text = describe(record.subject)
        assert text.strip(), record.mark
        assert "{" not in text, record.mark
