"""The reader of simple files: what it reads is what libyaml reads, and the rest it leaves."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
import yaml as library
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import Finding
from kg.reading import characters, lines
from kg.reading.nodes import Mapping, Node, Scalar, Sequence
from kg.reading.yaml import parse
from tests.conftest import ROOT
from tests.reading.plain import plain
from tests.reading.yaml_suite import cases
from tests.reading.yaml_texts import Value, Written, maps, written
from tests.suites import need

RECORD = """\
# What it is
kind: Platform
name: {en: WeChat, zh: "微信"}
alias: [Weixin, 'Wei Xin']

statements:
  - kind: Milestone
    date: 2011-01-21
    sources:
      - {ref: wechatmarketing-2014, at: "What's Wechat, par. 1", says: {date: [2011]}}
      - ref: xinhua
  # the second
  - kind: Block
    note: it's 12:30, they say; see https://example.org/a
affects:
  - qr-codes
  - "links"
"""


def shown(node: Node) -> object:
    """A node as something that can be compared, with its places."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.line, node.column)
    if isinstance(node, Sequence):
        return ([shown(item) for item in node.items], node.line, node.column)
    return ([(shown(key), shown(value)) for key, value in node.entries], node.line, node.column, "map")


def by_libyaml(text: str) -> tuple[Node | None, list[Finding]]:
    """What libyaml and the builder make of a text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "read", lambda text: None)
        return parse(text.encode(), "x.yaml")


def check_against_libyaml(text: str) -> bool:
    """Hold the reader to libyaml; whether it read the text at all."""
    text = text if text.endswith("\n") else text + "\n"
    composed = unicodedata.normalize("NFC", text)
    if text != composed or characters.banned(characters.residue(text.encode()), text, "x.yaml"):
        return False  # it is not asked
    found = lines.read(text)
    if found is None:
        return False
    node, findings = by_libyaml(text)
    assert node is not None, findings
    assert shown(found) == shown(node), text
    assert parse(text.encode(), "x.yaml")[1] == findings, text
    return True


def test_a_simple_record_is_read() -> None:
    assert check_against_libyaml(RECORD)
    found = lines.read(RECORD)
    assert isinstance(found, Mapping)
    read = plain(found)
    assert isinstance(read, dict)
    assert read["name"] == {"en": "WeChat", "zh": "微信"}
    assert read["affects"] == ["qr-codes", "links"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c\n",  # goes on
        "a: b # comment\n",
        "a: b #1\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "a: |\n  b\n",
        "a: >\n  b\n",
        "a:\n",
        "a:\nb: c\n",
        "a: b: c\n",
        "a: b:\n",
        "a: b \n",
        "a:  b\n",
        "a:b\n",
        "a: <<\n",
        "<<: a\n",
        "a: b\na: c\n",
        "a: {b: c, b: d}\n",
        "a: {b: c\n",
        "a: {b: c}]\n",
        "a: {b: c} d\n",
        "a: {b: c,\n  d: e}\n",
        "a: {b:c}\n",
        "a: {b, c}\n",
        "a: [b: c]\n",
        "a: [b, c,]\n",
        "a: {b: c?d}\n",
        'a: "b\\n"\n',
        'a: "b" "c"\n',
        "a: 'b''c'\n",
        "a: 'b\n",
        "a:\n- b\n",
        "a:\n  - b\n   - c\n",
        "a:\n  - b\n  c: d\n",
        "a:\n  b: c\n    d: e\n",
        "a:\n    b: c\n  d: e\n",
        "a: b\n c: d\n",
        " a: b\n",
        "- a\n",
        "a\n",
        "# only this\n",
        "---\na: b\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "%YAML 1.2\n---\na: b\n",
        "? a\n: b\n",
        '"a": b\n',
        "a\tb: c\n",
        "a: b\tc\n",
        "a: b\r\n",
        "a: b\u2028c\n",
        "a: b\x85c\n",
        "a\u00a0: b\n",
        "a:\u00a0b\n",
        "a: {b: \u00a0c}\n",
        "a: [[]]\n",
        "a: " + "[" * 40 + "b" + "]" * 40 + "\n",
        "".join(" " * n + "a:\n" for n in range(40)) + " " * 40 + "a: b\n",
        "a" * 200 + ": b\n",
    ],
)
def test_what_is_not_simple_is_left(text: str) -> None:
    assert lines.read(text) is None


@given(written(with_comments=True))
@settings(max_examples=400)
def test_it_agrees_on_what_was_written(sample: Written) -> None:
    check_against_libyaml(sample.text)


@given(maps, st.sampled_from([None, "'", '"']), st.sampled_from([None, True, False]))
def test_it_agrees_on_what_another_writer_writes(value: Value, style: str | None, flow: bool | None) -> None:
    check_against_libyaml(
        library.safe_dump(
            value, allow_unicode=True, default_style=style, default_flow_style=flow, width=10_000
        )
    )


SIGNS = [
    ": ",
    ":",
    "- ",
    "-",
    ", ",
    ",",
    "{",
    "}",
    "[",
    "]",
    "#",
    " #",
    "# ",
    "?",
    "!",
    "&",
    "*",
    ">",
    "%",
    "@",
    "`",
    "<<",
    "~",
    "=",
    ".",
    "...",
    "---",
    "\\",
    '"',
    "'",
    "\t",
    "\xa0",
    "\u2028",
]
WORDS = (
    "a|b|kind|1|2014-11|中|é| |  |\n|\n  |\n    |\n  - |{a: b}|[a, b]|\"a b\"|'a b'|a: b\n|a: b\n  - c: d\n"
)
pieces = st.sampled_from([*SIGNS, *WORDS.split("|"), "|"])


@given(st.lists(pieces, max_size=24).map("".join))
@settings(max_examples=1000)
@example("a: {b: c}\n  \nd: e")
@example("a: [b]\n#c\nd: e")
def test_it_agrees_on_any_signs(text: str) -> None:
    check_against_libyaml(text)
    check_against_libyaml("a: " + text)
    check_against_libyaml("a:\n  - b: c\n    d: " + text)


def test_it_agrees_on_the_shipped_data_and_reads_nearly_all_of_it() -> None:
    files = sorted((ROOT / "data").rglob("*.yaml"))
    read = [path for path in files if check_against_libyaml(path.read_text(encoding="utf-8"))]
    assert len(read) > 0.95 * len(files)


def test_it_agrees_on_shipped_files_with_mistakes_in_them() -> None:
    draw = random.Random(14)
    signs = [
        " ",
        "\n",
        "  ",
        "\n  ",
        ":",
        "-",
        "- ",
        "#",
        " #",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "~",
        "\t",
        "?",
        "",
    ]
    files = draw.sample(sorted((ROOT / "data").rglob("*.yaml")), 150)
    for path in files:
        text = path.read_text(encoding="utf-8")
        for _ in range(12):
            at = draw.randrange(len(text))
            check_against_libyaml(text[:at] + draw.choice(signs) + text[at + draw.randrange(3) :])


def test_it_agrees_on_the_suite() -> None:
    found = [case for case in cases(need("yaml-test-suite")) if _decoded(case.data) is not None]
    read = [case for case in found if check_against_libyaml(_decoded(case.data) or "")]
    assert read
    assert not any(case.must_fail for case in read)


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def test_it_agrees_on_the_catalogue_of_mistakes() -> None:
    folder = ROOT / "tests" / "fixtures"
    texts = [path.read_bytes() for path in sorted(folder.rglob("*.yaml")) if path.is_file()]
    read = [
        text
        for text in map(_decoded, texts)
        if text and not re.match("\ufeff", text) and check_against_libyaml(text)
    ]
    assert len(read) > 20
