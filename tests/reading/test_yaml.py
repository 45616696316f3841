from __future__ import annotations

import json
import unicodedata

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Finding, Mark, Severity
from kg.reading.nodes import Mapping, Node, Scalar, Sequence, is_null, scalars
from kg.reading.yaml import MAX_DEPTH, parse
from tests.reading.plain import plain
from tests.reading.yaml_texts import Value, Written, maps, values, written


def read(text: str) -> Node:
    """Read what must be read without any finding."""
    node, findings = parse(text.encode(), "f.yaml")
    assert findings == []
    assert node is not None
    return node


def only(data: str | bytes) -> Finding:
    """Read what must give exactly one finding."""
    _, findings = parse(data.encode() if isinstance(data, str) else data, "f.yaml")
    assert len(findings) == 1, findings
    return findings[0]


def texts_of(node: Node) -> Value:
    """A node as lists, dicts and texts, where nothing is null."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [texts_of(item) for item in node.items]
    return {key.text: texts_of(value) for key, value in node.entries}


# What is read


def test_scalars_stay_texts() -> None:
    texts: list[Value] = ["no", "on", "1e3", "0123", "12:30", "2014", "2014-11", "1_000", "0x1F", ".inf", "="]
    assert texts_of(read("".join(f"- {text}\n" for text in texts))) == texts


def test_a_number_of_5000_digits_stays_a_text() -> None:
    assert texts_of(read(f"a: {'7' * 5000}\n")) == {"a": "7" * 5000}


def test_null_is_a_plain_scalar_with_its_text() -> None:
    node = read("a: ~\nb: null\nc:\nd: '~'\ne: ''\nf: NULL\ng: nUll\n")
    assert plain(node) == {"a": None, "b": None, "c": None, "d": "~", "e": "", "f": None, "g": "nUll"}
    assert isinstance(node, Mapping)
    assert [is_null(value) for _, value in node.entries] == [True, True, True, False, False, True, False]


def test_places_count_from_one_in_code_points() -> None:
    node = read("\u4e2d\U0001f600: [\u4e2d, 'x']\nb:\n  - |\n    t\n  - {c: \"d\"}\n")
    found = [
        (scalar.text, scalar.line, scalar.column, scalar.style, is_key) for scalar, is_key in scalars(node)
    ]
    assert found == [
        ("\u4e2d\U0001f600", 1, 1, "", True),
        ("\u4e2d", 1, 6, "", False),
        ("x", 1, 9, "'", False),
        ("b", 2, 1, "", True),
        ("t\n", 3, 5, "|", False),
        ("c", 5, 6, "", True),
        ("d", 5, 9, '"', False),
    ]
    assert isinstance(node, Mapping)
    assert (node.line, node.column) == (1, 1)
    lists = [value for _, value in node.entries]
    assert [(item.line, item.column) for item in lists] == [(1, 5), (3, 3)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_change_nothing(end: str, mark: bytes) -> None:
    lines = ["a: 'x", "  y'", "b: |", "  t", "", "  u", "c: plain", "  text # comment", "d: [1,", "  2]", ""]
    expected = [(s.text, s.line, s.column) for s, _ in scalars(read("\n".join(lines)))]
    node, findings = parse(mark + end.join(lines).encode(), "f.yaml")
    assert findings == []
    assert node is not None
    assert [(s.text, s.line, s.column) for s, _ in scalars(node)] == expected


@pytest.mark.parametrize(
    "text", ["a: |\n  x", "a: >\n  x", "a: |+\n  x", "a: x", "a: |+\n  x\n   ", "- |+\n  "]
)
def test_the_last_line_end_may_be_missing(text: str) -> None:
    assert texts_of(read(text)) == texts_of(read(text + "\n"))


def test_text_is_put_into_normal_form_c() -> None:
    node = read('"e\\u0301": e\u0301\nb: "e\\u0301"\n')
    assert texts_of(node) == {"\u00e9": "\u00e9", "b": "\u00e9"}
    assert texts_of(read('b: "e\\u0301"\n')) == {"b": "\u00e9"}
    assert only("e\u0301: 1\n\u00e9: 2\n").code == "KG110"


def test_an_explicit_start_and_a_version_are_accepted() -> None:
    assert texts_of(read("%YAML 1.2\n---\na: b\n...\n")) == {"a": "b"}


@given(values)
def test_json_is_read_as_it_is(value: Value) -> None:
    for text in (json.dumps(value, ensure_ascii=False), json.dumps(value, ensure_ascii=False, indent=2)):
        if value != "" and len(text) < 1000:  # a key may have 1024 characters
            node, findings = parse(text.encode(), "f.yaml")
            assert not [finding for finding in findings if finding.severity is Severity.ERROR]
            assert node is not None
            assert texts_of(node) == value


@given(written(with_comments=True))
def test_what_was_written_is_read(sample: Written) -> None:
    node, findings = parse(sample.text.encode(), "f.yaml")
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert node is not None
    assert texts_of(node) == sample.value


@given(maps, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([None, True, False]))
def test_what_another_writer_writes_is_read(value: Value, style: str | None, flow: bool | None) -> None:
    text = pyyaml.dump(value, default_style=style, default_flow_style=flow, allow_unicode=True, width=60)
    if not any(
        sign in text for sign in ("? ", "!!", "&", "*")
    ):  # long and empty keys come out as complex ones
        node, findings = parse(text.encode(), "f.yaml")
        if not findings:
            assert node is not None
            assert texts_of(node) == value
        else:
            assert {finding.code for finding in findings} <= {"KG102", "KG126"}, text


@given(written(with_comments=True))
def test_the_text_at_a_mark_begins_the_scalar(sample: Written) -> None:
    node, _ = parse(sample.text.encode(), "f.yaml")
    lines = sample.text.split("\n")
    assert node is not None
    for scalar, _is_key in scalars(node):
        rest = lines[scalar.line - 1][scalar.column - 1 :]
        assert rest.startswith(scalar.style or scalar.text.split("\n")[0]), (scalar, rest)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_a_node_or_a_finding(data: bytes) -> None:
    node, findings = parse(data, "f.yaml")
    assert node is not None or findings
    for finding in findings:
        assert finding.mark.line >= 1
        assert finding.mark.column >= 1
        assert finding.message


@given(st.text(st.sampled_from("ab:-'\"[]{},#&*!|>%@`?\\ \n\t\u4e2d\uff1a"), max_size=40))
def test_any_signs_give_a_node_or_a_finding(text: str) -> None:
    node, findings = parse(text.encode(), "f.yaml")
    assert node is not None or findings
    for _, line, column in (finding.mark for finding in findings):
        lines = text.split("\n")
        assert line <= len(lines) + 1
        assert column <= len((*lines, "", "")[line - 1]) + 2


# What is refused by design


def test_a_key_that_is_there_twice() -> None:
    node, [finding] = parse(b"a: 1\nb: 2\n'a': 3\n", "f.yaml")
    assert (finding.code, finding.mark) == ("KG110", Mark("f.yaml", 3, 1))
    assert finding.related == ((Mark("f.yaml", 1, 1), "it stands here first"),)
    assert node is not None
    assert texts_of(node) == {"a": "1", "b": "2"}


def test_each_map_has_its_own_keys() -> None:
    assert texts_of(read("a: {a: 1}\nb:\n  - a: 1\n  - a: 2\n")) == {
        "a": {"a": "1"},
        "b": [{"a": "1"}, {"a": "2"}],
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x b\n", "KG111", 1, 4),
        ("a: &x [b]\n", "KG111", 1, 4),
        ("a: *x\n", "KG112", 1, 4),
        ("a:\n  <<: {b: c}\n", "KG113", 2, 3),
        ("a: !!str b\n", "KG114", 1, 4),
        ("a: !x [b]\n", "KG114", 1, 4),
        ("a: ! b\n", "KG114", 1, 4),
        ("%TAG ! x\n---\na: b\n", "KG114", 1, 1),
        ("a: b\n---\nc: d\n", "KG115", 2, 1),
        ("a: b\n...\nc: d\n", "KG115", 2, 1),
        ("...\na: b\n", "KG115", 1, 1),
        ("? [a, b]\n: c\n", "KG116", 1, 3),
        ("? {a: b}\n: c\n", "KG116", 1, 3),
        ("{[a]: b}\n", "KG116", 1, 2),
        ("%YAML 3.0\n---\na: b\n", "KG118", 1, 1),
        ("%FOO\n---\na: b\n", "KG118", 1, 1),
        ("", "KG130", 1, 1),
        ("\n\n# only a comment\n", "KG130", 1, 1),
        ("---\n", "KG130", 1, 1),
        ("---\n...\n", "KG130", 1, 1),
    ],
)
def test_refused_by_design(text: str, code: str, line: int, column: int) -> None:
    finding = only(text)
    assert (finding.code, finding.mark) == (code, Mark("f.yaml", line, column))
    assert finding.severity is Severity.ERROR
    assert finding.hint


def test_a_quoted_merge_key_is_a_key() -> None:
    assert texts_of(read("'<<': a\n")) == {"<<": "a"}


def test_an_alias_leaves_no_root_but_a_tag_does() -> None:
    assert parse(b"a: &x b\nc: *x\n", "f.yaml")[0] is None
    node, _ = parse(b"a: !!str b\n", "f.yaml")
    assert node is not None
    assert texts_of(node) == {"a": "b"}


@pytest.mark.parametrize(("start", "end"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_nesting_has_a_limit(start: str, end: str) -> None:
    read(start * MAX_DEPTH + "x" + end * MAX_DEPTH)
    finding = only(start * (MAX_DEPTH + 1) + "x" + end * (MAX_DEPTH + 1))
    assert (finding.code, finding.mark.column) == ("KG117", len(start) * MAX_DEPTH + 1)


@pytest.mark.parametrize("start", ["[", "{a: ", "- ", "{", "? ", "[[], "])
def test_a_million_brackets_do_no_harm(start: str) -> None:
    _, findings = parse((start * 1_000_000).encode(), "f.yaml")
    assert findings


# Characters


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "word"),
    [
        (b"a: b\nc: \xe9t\xe9\n", "KG120", 2, 4, "0xE9"),
        ("\u4e2d: \u4e2d".encode() + b"\xff\n", "KG120", 1, 5, "0xFF"),
        (b"a: \xc0\x80\n", "KG120", 1, 4, "0xC0"),
        ("a: b\n".encode("utf-16"), "KG120", 1, 1, "0xFF"),
        (b"a: \xe4\xb8", "KG120", 1, 4, "0xE4"),
        (b"a: \xed\xa0\x80\n", "KG122", 1, 4, "surrogate"),
        (b'a: "\\ud83d\\ude00"\n', "KG122", 1, 5, "surrogate"),
        (b'a: "x\\uDFFF"\n', "KG122", 1, 6, "surrogate"),
        (b"a: b\n\nc: d\0e\n", "KG121", 3, 5, "U+0000"),
        (b"a: b\x1bc\n", "KG121", 1, 5, "U+001B"),
        (b"a: b\x7f\n", "KG121", 1, 5, "U+007F"),
        (b"# \x01\na: b\n", "KG121", 1, 3, "U+0001"),
        (b'a: ["x", "y\\0"]\n', "KG121", 1, 10, "U+0000"),
        (b'a: "\\x9f"\n', "KG121", 1, 4, "U+009F"),
        ("a: b\u2028c\n".encode(), "KG124", 1, 5, "U+2028"),
        ("a: b\u0085c\n".encode(), "KG124", 1, 5, "U+0085"),
        ("a: b\ufeffc\n".encode(), "KG121", 1, 5, "U+FEFF"),
        ("a\u202e: b\n".encode(), "KG123", 1, 2, "U+202E"),
        ("b: {a\u200b: b}\n".encode(), "KG123", 1, 6, "U+200B"),
        ("\u00a0a: b\n".encode(), "KG123", 1, 1, "U+00A0"),
        ("a: {en:\u00a0b}\n".encode(), "KG123", 1, 8, "the space after this colon"),
        ("a: \u3000b\n".encode(), "KG123", 1, 4, "U+3000"),
        ("a: b\u00a0\n".encode(), "KG123", 1, 5, "U+00A0"),
        ("a:\n  -\u00a0b\n  -\u00a0c\n".encode(), "KG123", 2, 4, "after this dash"),
        (b'"a\\u200b": b\n', "KG123", 1, 1, "U+200B"),
        ("a: ten\u2066cent\n".encode(), "KG123", 1, 7, "U+2066"),
        ("a: [x, ten\u200ecent]\n".encode(), "KG123", 1, 11, "U+200E"),
    ],
)
def test_characters_that_are_refused(data: bytes, code: str, line: int, column: int, word: str) -> None:
    finding = only(data)
    assert (finding.code, finding.mark) == (code, Mark("f.yaml", line, column))
    assert word in finding.message
    assert finding.severity is Severity.ERROR
    assert finding.hint


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b c\u200bd\n", 1, 7),
        ("a: b \u200b c\n  d \u200be\n", 1, 6),
        ("a: b c\n  d\n   e \u200bf\n", 3, 6),
        ("a: \u5fae\u4fe1\u200b\u652f\u4ed8\n", 1, 6),
        ("a: b c\u00a0\n", 1, 7),
        ("b: [x, {a: b, c: d e\u2060}]\n", 1, 21),
    ],
)
def test_an_unseen_character_in_running_text_is_a_warning_at_its_place(
    text: str, line: int, column: int
) -> None:
    root, found = parse(text.encode(), "f.yaml")
    assert root is not None
    assert [(f.code, f.severity, f.mark[1:]) for f in found] == [("KG123", Severity.WARNING, (line, column))]


@pytest.mark.parametrize(
    "text", ["a: b\u00a0c\n", 'a: "b\u200bc "\n', "a: '\u3000'\n", "a: \u0646\u200c\u0645\n"]
)
def test_characters_that_a_text_may_need_are_kept(text: str) -> None:
    assert plain(read(text)) == {"a": text.removeprefix("a: ").removesuffix("\n").strip("\"'")}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: some \u202e text\n", 9),
        ("a: '\u202e'\n", 5),
        ('a: "some \\u202e text"\n', 4),
        ("a: b # \u202e\n", 8),
        ("a: 'b # \u202e' # x\n", 9),
    ],
)
def test_bidi_in_running_text_and_comments_is_a_warning(text: str, column: int) -> None:
    finding = only(text)
    assert (finding.code, finding.severity) == ("KG125", Severity.WARNING)
    assert finding.mark == Mark("f.yaml", 1, column)


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u05e2\u05d1\u05e8\u05d9\u05ea",
        "\U0001f468\u200d\U0001f469",
        "\u817e\u8baf\u3000x",
    ],
)
def test_signs_of_living_languages_are_no_finding(text: str) -> None:
    node, findings = parse(f"a: {text}\n".encode(), "f.yaml")
    assert findings == []
    assert node is not None
    assert plain(node) == {"a": text}


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u2028\u2029\ufffe\uffff")
    )
)
def test_any_other_text_within_quotes_is_read(text: str) -> None:
    node, findings = parse(json.dumps({"a": text}, ensure_ascii=False).encode(), "f.yaml")
    assert {finding.code for finding in findings} <= {"KG125"}
    assert node is not None
    assert texts_of(node) == {"a": unicodedata.normalize("NFC", text)}


# Mistakes of people


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("a: b\n\tc: d\n", "KG102", 2, 1, "tab"),
        ("a:\n\t- b\n", "KG102", 2, 1, "tab"),
        ("a:\n  \t- b\n", "KG102", 2, 3, "tab"),
        ("a:\n  - b: c\n\t  d: e\n", "KG102", 3, 1, "tab"),
        ("a: 'x\n\ty'\n", "KG102", 2, 1, "tab"),
        ("a: [x,\n\ty]\n", "KG102", 2, 1, "tab"),
        ("  a: b\nc: d\n", "KG103", 1, 3, "indented by 2"),
        ("a:\n    b: c\n  d: e\n", "KG103", 3, 3, "indented by 2"),
        ("a:\n  - b: c\n     d: e\n", "KG103", 3, 6, "under `b`"),
        ("a:\n  - b: c\n   d: e\n", "KG103", 3, 4, "indented by 3"),
        ("name: X\n  kind: Y\n", "KG103", 2, 3, "under `name`"),
        ("a:\n  - b\n  c: d\n", "KG103", 3, 3, "no dash"),
        ("- a\nb: c\n", "KG103", 2, 1, "no dash"),
        ("a: b\n- c\n", "KG103", 2, 1, "list item stands here among keys"),
        ("a: - b\n", "KG103", 1, 4, "behind its key"),
        ("a: |\ntext\nb: c\n", "KG103", 2, 1, "under `|`"),
        ("a: >-  # note\n\ntext goes on\nb: c\n", "KG103", 3, 1, "under `>`"),
        ("a: >\n    \n  # text\n", "KG103", 3, 3, "blank lines above"),
        ("a: |+\n    \n  # text\n", "KG103", 3, 3, "blank lines above"),
        ("a:b\nc: d\n", "KG104", 1, 2, "space is missing"),
        ("c: d\na:b\n", "KG104", 2, 2, "space is missing"),
        ("c: d\na:b\ne: f\n", "KG104", 2, 2, "space is missing"),
        ("- a: b\n  c:d\n  e: f\n", "KG104", 2, 4, "space is missing"),
        ("name Tencent\nkind: Company\n", "KG104", 1, 1, "no colon"),
        ("kind: Company\n\n# note\n  \nname Tencent\na: b\n", "KG104", 5, 1, "no colon"),
        ("name\uff1a\u817e\u8baf\nkind: x\n", "KG104", 1, 5, "full-width"),
        ("kind: x\nname\uff1a\u817e\u8baf\n", "KG104", 2, 5, "full-width"),
        ("kind: x\n- name\uff1a\u817e\u8baf\n", "KG104", 2, 7, "full-width"),
        (": a\n", "KG104", 1, 1, "key is missing"),
        ("a: {b\n  : c}\n", "KG104", 2, 3, "same line"),
        ("a: [:b]\n", "KG104", 1, 5, "begin with a colon"),
        ("a: [b:, c]\n", "KG104", 1, 6, "colon needs a space"),
        ("title: 'foo\nkind: Company\n", "KG105", 1, 8, "no closing '"),
        ('title: "foo\nkind: "Company"\n', "KG105", 1, 8, 'no closing "'),
        ('a:\n  - "foo\n  - bar\n', "KG105", 2, 5, 'no closing "'),
        ('a: "foo\nb: bar"\n', "KG105", 2, 1, "began on line 1"),
        ("a: 'it's fine'\n", "KG105", 1, 8, "second '"),
        ('a: "Foo" bar\n', "KG105", 1, 10, 'second "'),
        ('a: {b: "x"y}\n', "KG105", 1, 11, 'second "'),
        ("a: [b, c\nd: e\n", "KG106", 1, 4, "no closing `]`"),
        ("a: {b: c\nd: e\n", "KG106", 1, 4, "no closing `}`"),
        ("a: {b: c\n", "KG106", 1, 4, "no closing `}`"),
        ("a: [\n  {b: c}\n  {d: e}\n]\n", "KG106", 3, 3, "comma or a `]` is missing"),
        ("a: {b: c d: e}\n", "KG106", 1, 10, "a comma is missing before `d`"),
        ("a: [b]]\n", "KG106", 1, 7, "closes nothing"),
        ("a: [b] c\n", "KG106", 1, 8, "end before this"),
        ("a: [b,\nc]\n", "KG106", 2, 1, "began on line 1"),
        ("title: Foo: bar\n", "KG107", 1, 11, "second `: `"),
        ("title: \u201cFoo: bar\u201d\n", "KG107", 1, 12, "second `: `"),
        ("a: @b\n", "KG107", 1, 4, "`@`"),
        ("a: `b`\n", "KG107", 1, 4, "back-quote"),
        ("a: %b\n", "KG107", 1, 4, "`%`"),
        ("a: * b\n", "KG107", 1, 4, "`*`"),
        ("a: & b\n", "KG107", 1, 4, "`&`"),
        ("a: !<> b\n", "KG107", 1, 4, "`!`"),
        ("a: >50\n", "KG107", 1, 4, "`>`"),
        ("a: | b\n", "KG107", 1, 4, "`|`"),
        ("a: ? b\n", "KG107", 1, 4, "`?`"),
        ("a: , b\n", "KG107", 1, 4, "`,`"),
        ("a: ]\n", "KG107", 1, 4, "`]`"),
        ("a: [?b]\n", "KG107", 1, 5, "`?`"),
        ("a: [-, b]\n", "KG107", 1, 5, "dash alone"),
        ('a: "x\\q"\n', "KG108", 1, 6, "`\\q`"),
        ('a: "C:\\Users"\n', "KG108", 1, 7, "`\\U`"),
        ("a: 'b'#c\n", "KG109", 1, 7, "no space before"),
        ("a: [b,#c\n  d]\n", "KG109", 1, 7, "no space before"),
        ("a: ># b\n  c\n", "KG109", 1, 5, "no space before"),
        ("a: b\nc = d\ne: f\n", "KG104", 2, 3, "no colon"),
        ("- ref: paper at: par. 1\n", "KG107", 1, 16, "second `: `"),
        ("a:\n  - {b: c}\n  -{d: e}\n", "KG104", 3, 3, "space is missing after this dash"),
        ("a: [b, , c]\n", "KG101", 1, 8, "value is missing before `,`"),
    ],
)
def test_mistakes_are_shown_where_they_are_mended(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    finding = only(text)
    assert (finding.code, *finding.mark[1:]) == (code, line, column), finding
    assert words in finding.message
    assert finding.hint


@pytest.mark.parametrize(
    "comment",
    ["# like this", "#", "##", "#!x", "#-- x", "\n#like: this", "\n  #like: this", "  # 1", "  #"],
)
def test_a_comment_that_is_surely_one_stays_silent(comment: str) -> None:
    assert texts_of(read(f"a: Rank {comment}\nb: [c] #1\nd: 'e' #1\nf: {{g: h}} #1\n")) == {
        "a": "Rank",
        "b": ["c"],
        "d": "e",
        "f": {"g": "h"},
    }


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: Rank #1 is out\n", 9), ("a: Rank\t#tag\n", 9), ("a: 排名 #1\n", 7), ("- b #c\n", 5)],
)
def test_a_comment_that_may_be_text_is_a_warning(text: str, column: int) -> None:
    finding = only(text)
    assert (finding.code, finding.severity, finding.mark.column) == ("KG127", Severity.WARNING, column)
    assert "quotes" in finding.hint


def test_a_comment_that_swallows_the_closing_bracket_is_named() -> None:
    assert "begins a comment" in only("alias: [D #1, E]\n").hint


@pytest.mark.parametrize("text", ["“4.0”", "‘4.0’", "「微信」", "«Ъ»", "„b“"])
def test_a_value_in_the_quotes_of_print_is_a_warning(text: str) -> None:
    finding = only(f"a: {text}\nb: '{text}'\n")
    assert (finding.code, finding.severity, finding.mark) == (
        "KG128",
        Severity.WARNING,
        Mark("f.yaml", 1, 4),
    )


@pytest.mark.parametrize("text", ["“A” and “B”", "the “A”", "“A” it is", "“", "《微信》"])
def test_quotes_of_print_within_a_text_are_kept(text: str) -> None:
    assert texts_of(read(f"a: {text}\n")) == {"a": text}


def test_a_list_under_a_key_with_a_value_is_a_warning() -> None:
    finding = only("alias: Weixin\n  - WeChat\n")
    assert (finding.code, finding.severity, finding.mark.line, finding.mark.column) == (
        "KG126",
        Severity.WARNING,
        2,
        3,
    )


def test_findings_come_in_the_order_of_the_file() -> None:
    _, findings = parse(b"a: !x b\nc: &y d\na: e\nf: [-]\n", "f.yaml")
    assert [finding.code for finding in findings] == ["KG114", "KG111", "KG110", "KG107"]


def test_a_closing_bracket_or_quote_may_stand_under_its_key() -> None:
    assert texts_of(read("a: [\n  b\n]\nc: {\n  d: e\n}\n")) == {"a": ["b"], "c": {"d": "e"}}
    assert texts_of(read('a: "b\n"\n')) == {"a": "b "}


def test_blank_lines_before_the_next_key_are_no_lost_text() -> None:
    assert texts_of(read("a: >\n    \nb: c\n")) == {"a": "", "b": "c"}


def test_signs_that_only_look_like_mistakes_are_read() -> None:
    text = "a: http://x.org/y#z?q=1\nb: a - b\nc: [x#y, a?b, -1, x-]\n"
    text += "d: '#'\ne: \"# x\"\nf: is it? yes - no\ng: C# and F#\n"
    assert texts_of(read(text)) == {
        "a": "http://x.org/y#z?q=1",
        "b": "a - b",
        "c": ["x#y", "a?b", "-1", "x-"],
        "d": "#",
        "e": "# x",
        "f": "is it? yes - no",
        "g": "C# and F#",
    }
