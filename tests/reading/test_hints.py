from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.hints import (
    _distance,
    address_hint,
    closest,
    date_hint,
    duration_hint,
    id_hint,
    id_of,
    language_of,
    number_or_range_hint,
    pair_hint,
)
from kg.reading.values import ID
from tests.conftest import ReadData

PAPER = "kind: Source\ntitle: A report\npublisher: A paper\nsourceType: news\n"
BLOCK = "kind: Block\nactor: acme\ntarget: acme\nmechanism: link-block\ndate: 2014\nsources: [{ref: paper}]\n"
COMPANY = "kind: Company\nname: {en: Acme, zh: 艾克米}\nalias: Acme Incorporated\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-03 to 2015-05", "`from: 2015-03` and `until: 2015-05`"),
        ("2015 – 2016", "`from: 2015` and `until: 2016`"),
        ("present", "leave the key out: what has no end"),
        ("Unknown", "leave the key out if it is not known"),
        ("spring 2015", "2015~"),
        ("2015-Q1", "its months"),
        ("2015-03,", "write 2015-03"),
        ("2015\u3002", "write 2015"),
        ("some day", ""),
    ],
)
def test_a_date_in_words_is_led_to_keys(text: str, words: str) -> None:
    found = date_hint(text)
    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1 year", "write P1Y"),
        ("a month", "write P1M"),
        ("14 days", "write P14D"),
        ("2 weeks", "write P14D"),
        ("one quarter", "write P3M"),
        ("3 hours", "write PT3H"),
        ("month", "write P1M"),
        ("monthly", "write P1M"),
        ("daily", "write P1D"),
        ("a while", ""),
    ],
)
def test_a_length_of_time_in_words_is_written_out(text: str, hint: str) -> None:
    assert duration_hint(text) == hint


def test_an_address_without_its_beginning_is_completed() -> None:
    assert address_hint("www.example.org/a") == "write https://www.example.org/a"
    assert address_hint("no address") == ""
    assert address_hint("htp://example.org/a") == "write https://example.org/a"
    assert address_hint("https:/example.org") == "write https://example.org"
    assert address_hint("<https://example.org/a>") == "write https://example.org/a"
    assert address_hint("[a](https://example.org/a)") == "write https://example.org/a"
    assert address_hint("https://example.org/a b") == ""


def test_a_range_is_two_keys() -> None:
    assert "`shareMin` and `shareMax`" in number_or_range_hint("5-10 %", "share")
    assert number_or_range_hint("5 %", "share") == "write 5"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tencent Holdings", "tencent-holdings"),
        ("wechat.yaml", "wechat"),
        ("platforms/wechat", "wechat"),
        ("https://w3id.org/walled-gardens/id/wechat", "wechat"),
        ("id:wechat", "wechat"),
        ("Café Noir", "cafe-noir"),
        ("微信", ""),
    ],
)
def test_an_id_is_found_in_what_was_written_for_it(text: str, meant: str) -> None:
    assert id_of(text) == meant
    assert meant in id_hint(text, "actor")


def test_ids_in_a_row_go_into_a_list() -> None:
    assert "`target: [we-chat, wechat-pay]`" in id_hint("we-chat wechat-pay", "target")
    assert "perhaps `qr-codes`" in id_hint("qr codes", "target")
    assert id_hint("“we-chat”", "target") == "write the id without quotes: `we-chat`"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("微信", "zh"),
        ("3·15晚会", "zh"),
        ("ヤフー株式会社", "ja"),
        ("카카오", "ko"),
        ("Яндекс", "ru"),
        ("微信 WeChat", ""),
        ("360", ""),
        ("Müller", ""),
        ("”", ""),
    ],
)
def test_letters_tell_a_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("en:WeChat", "`en: WeChat`"),
        ("ref：paper", "`ref: paper`"),
        ("ref = paper", "`ref: paper`"),
        ("https://example.org", ""),
        ("12:30", ""),
        ("a b:c", ""),
    ],
)
def test_a_pair_without_its_space_is_told(text: str, meant: str) -> None:
    found = pair_hint(text)
    assert meant in found
    assert bool(meant) == bool(found)


@given(st.text(max_size=20))
def test_what_is_offered_as_an_id_is_one(text: str) -> None:
    found = id_of(text)
    assert not found or ID.fullmatch(found)
    assert id_hint(text, "actor")


def test_several_names_in_one_text_are_led_to_a_list() -> None:
    assert id_hint("weibo, Sina Corp", "actor") == "several go into a list: `actor: [weibo, sina-corp]`"


def test_a_letter_of_another_alphabet_is_named() -> None:
    assert "cyrillic small letter ie" in id_hint("tenc\u0435nt", "actor")


def test_an_address_as_source_is_led_to_a_file() -> None:
    assert "a file of its own" in id_hint("https://example.org/report", "ref")


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("actor: acme", "actor: acme-incorporated", "did you mean `acme`?"),  # by its alias
        ("mechanism: link-block", "mechanism: 屏蔽链接", "did you mean `link-block`?"),  # by its label
        ("actor: acme", "actors: acme", "did you mean `actor`?"),
        ("kind: Block", "kind: 屏蔽", "did you mean `Block`?"),
        ("[{ref: paper}]", "[{ref: paper, at: lead, last}]", "put the text before it in quotes"),
        ("date: 2014", "date: 2014\ngist: {en: It blocks, at last}", "put the text before it in quotes"),
    ],
)
def test_a_name_leads_to_what_it_names(read_data: ReadData, old: str, new: str, hint: str) -> None:
    files = {"paper.yaml": PAPER, "acme.yaml": COMPANY, "ban.yaml": BLOCK.replace(old, new)}
    found = [f for f in read_data(files).findings if f.severity.value == "error"]
    assert len(found) == 1
    assert hint in found[0].hint


def test_an_unknown_key_without_a_value_is_not_taken_for_the_rest_of_a_text(read_data: ReadData) -> None:
    ban = BLOCK.replace("sources: [{ref: paper}]", "sources:\n  - ref: paper\n    plaice:")
    files = {"paper.yaml": PAPER, "acme.yaml": COMPANY, "ban.yaml": ban}
    (found,) = [f for f in read_data(files).findings if f.code == "KG204"]
    assert "quotes" not in found.hint


KEYS = (
    "name",
    "alias",
    "description",
    "wikidata",
    "website",
    "country",
    "statements",
    "startedBy",
    "operator",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("nmae", "name"),
        ("Names", "name"),
        ("operater", "operator"),
        ("descr", "description"),
        ("statement", "statements"),
        ("wikidta", "wikidata"),
        ("start", "startedBy"),
    ],
)
def test_a_slip_is_led_to_the_word_that_was_meant(written: str, meant: str) -> None:
    assert closest(written, KEYS) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("written", ["sameAs", "see", "homepage", "parent"])
def test_a_word_that_only_has_some_letters_in_common_is_no_slip(written: str) -> None:
    assert closest(written, KEYS) == ""


@given(st.text("abc", min_size=1, max_size=6), st.data())
def test_letters_that_are_swapped_count_once(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    assert _distance(word, swapped) == (word != swapped)
    assert _distance(word, word[:place] + word[place + 1 :]) == 1
    assert _distance(word + "d", word) == _distance(word, word + "d") == 1
