from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.lookups import folded, inference, ownable, property_named, search, thing_named, values_of
from kg.errors import KgError
from kg.model import Record
from kg.names import KG, iri, literal, local_name
from kg.pipeline import Graph
from kg.reasoning.inferences import inference_iri

ID = "https://w3id.org/walled-gardens/id/"


def named(graph: Graph, name: str, *more: Record) -> str:
    return local_name(thing_named([*graph.records, *more], graph.vocabulary, name, ID))


def test_a_thing_is_found_by_its_id_and_a_misspelt_one_is_guessed(tiny: Graph) -> None:
    assert named(tiny, "weibo") == named(tiny, "id:weibo") == "weibo"
    with pytest.raises(KgError, match="there is no `wiebo`") as caught:
        named(tiny, "wiebo")
    assert "`weibo`" in caught.value.hint
    with pytest.raises(KgError) as caught:
        named(tiny, "zzzz zzzz")
    assert "`kg find 'zzzz zzzz'`" in caught.value.hint


def thing(name: str, /, **texts: str) -> Record:
    fields = {iri(KG + key): [literal(text, language="en")] for key, text in texts.items()}
    return Record(iri(ID + name), iri(KG + "Platform"), fields, "x.yaml", 1)


def test_a_thing_is_found_by_a_name_or_alias_that_it_alone_has(tiny: Graph) -> None:
    others = [thing("one", name="Tieba", alias="Post Bar"), thing("two", name="Bar")]
    assert named(tiny, "TIEBA", *others) == "one"
    assert named(tiny, "ｐｏｓｔ  bar".replace("  ", " "), *others) == "one"
    assert named(tiny, "bar", *others) == "two"
    with pytest.raises(KgError) as caught:
        named(tiny, "Tieb ", *others)
    assert caught.value.hint == "did you mean `one` (Platform)?"


def test_a_single_letter_is_in_every_name_and_no_hint(tiny: Graph) -> None:
    with pytest.raises(KgError) as caught:
        named(tiny, "e")
    assert caught.value.hint == "`kg find e` searches the names"


def test_a_name_that_several_have_is_answered_with_their_ids(tiny: Graph) -> None:
    others = [thing("one", name="Bar"), thing("two", name="Foo", alias="bar")]
    with pytest.raises(KgError, match="`bar` is the name of 2 things") as caught:
        named(tiny, "bar", *others)
    assert caught.value.hint == "give an id: `one` (Platform), `two` (Platform)"


def test_an_id_goes_before_a_name(tiny: Graph) -> None:
    assert named(tiny, "weibo", thing("one", name="weibo")) == "weibo"


def test_kinds_that_can_be_owned_are_those_of_the_shapes(tiny: Graph) -> None:
    assert {"Company", "Platform"} <= set(ownable(tiny.vocabulary))
    assert not {"Block", "Feature", "Source", "Agent"} & set(ownable(tiny.vocabulary))


def test_a_property_is_found_by_its_local_name(tiny: Graph) -> None:
    assert property_named(tiny.vocabulary, "groupBlocks") == iri(KG + "groupBlocks")
    with pytest.raises(KgError, match="no property `groupBlock`") as caught:
        property_named(tiny.vocabulary, "groupBlock")
    assert "groupBlocks" in caught.value.hint
    with pytest.raises(KgError):
        property_named(tiny.vocabulary, "Block")


def test_an_inference_is_found_by_its_id(tiny: Graph) -> None:
    edge = (iri(ID + "weibo"), iri(KG + "blocks"), iri(ID + "wechat"))
    name = local_name(inference_iri(edge, tiny.project.base))
    assert inference(tiny.derivations, name, tiny.project.base) == edge
    assert inference(tiny.derivations, f"inference:{name}", tiny.project.base) == edge
    with pytest.raises(KgError, match="there is no inference"):
        inference(tiny.derivations, "0000", tiny.project.base)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "MULLER"), ("ＷｅＣｈａｔ", "wechat"), ("Straße", "STRASSE"), ("微信", "微信")],
)
def test_search_forgets_case_accents_and_width(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def found(graph: Graph, text: str) -> list[tuple[int, str, str]]:
    return [(rank, local_name(record.subject), name) for rank, record, name in search(graph.records, text)]


def test_the_whole_name_comes_before_a_beginning_before_a_part(tiny: Graph) -> None:
    weibo = found(tiny, "WEIBO")
    assert weibo[0] == (0, "weibo", "Weibo") or weibo[0] == (0, "weibo", "weibo")
    assert [rank for rank, _, _ in weibo] == sorted(rank for rank, _, _ in weibo)
    assert (1, "weibo-corporation") in [(rank, name) for rank, name, _ in weibo]


def test_names_in_all_languages_and_aliases_are_searched(tiny: Graph) -> None:
    assert found(tiny, "weixin")[0] == (0, "wechat", "Weixin")
    assert found(tiny, "新浪")[0] == (0, "sina", "新浪")
    assert found(tiny, "nothing at all") == []


def test_the_fields_of_a_record_by_key(tiny: Graph) -> None:
    record = next(r for r in tiny.records if r.subject == iri(ID + "weibo-bans-wechat-promotion"))
    values = values_of(record, tiny.vocabulary)
    assert values["target"] == [iri(ID + "wechat")]
    assert "until" not in values


def test_things_come_before_sources_and_statements_of_the_same_name() -> None:
    naming = Record(iri(ID + "a-naming"), iri(KG + "Naming"), thing("x", name="Bar").fields, "x.yaml", 1)
    others = [naming, thing("a-source", title="Bar"), thing("two", name="Bar"), thing("more", name="Bars")]
    found = [local_name(r.subject) for _, r, _ in search(others, "bar", {iri(KG + "Naming")})]
    assert found == ["two", "a-source", "a-naming", "more"]
