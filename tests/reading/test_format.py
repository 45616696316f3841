from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Severity
from kg.reading import printer
from kg.reading.format import format_text, same
from kg.reading.nodes import Mapping, Node, Scalar
from kg.reading.quoting import quoted
from kg.reading.yaml import parse
from tests.reading.yaml_suite import cases
from tests.reading.yaml_texts import Written, texts, written
from tests.suites import need

ORDERS = {
    "Company": ("kind", "name", "alias", "country", "statements"),
    "Stake": ("id", "kind", "owner", "share", "from", "sources"),
}


def order(kind: str | None, path: tuple[str, ...]) -> Sequence[str]:
    if path[-1:] == ("sources",):
        return ("ref", "at", "stance", "says")
    if path[-1:] == ("name",):
        return ("en", "zh")
    if not path or path[-1] == "says":
        return ORDERS.get(kind or "", ())
    return ()


def by_name(kind: str | None, path: tuple[str, ...]) -> Sequence[str]:
    return "zyxwvutsrqponmlkjihgfedcba"


def formatted(text: str) -> str:
    """Format what can be formatted, and see that doing it again changes nothing."""
    result, findings = format_text(text, order, "f.yaml")
    assert findings == []
    assert format_text(result, order, "f.yaml") == (result, [])
    return result


def check(source: str, expected: str) -> None:
    assert formatted(dedent(source)) == dedent(expected)


def read(text: str) -> Node | None:
    """The root of a text without errors, or None."""
    node, findings = parse(text.encode(), "f.yaml")
    return None if any(finding.severity is Severity.ERROR for finding in findings) else node


# Laws


@given(written(with_comments=True), st.booleans(), st.sampled_from([printer.WIDTH, 24, 8]))
def test_values_and_comments_stay_and_once_is_enough(sample: Written, is_reversed: bool, width: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer, "WIDTH", width)
        chosen = by_name if is_reversed else order
        result, findings = format_text(sample.text, chosen, "f.yaml")
        assert findings == []
        assert format_text(result, chosen, "f.yaml") == (result, [])
    before, after = read(sample.text), read(result)
    assert before is not None
    assert after is not None
    assert same(before, after)
    for comment in sample.comments:
        assert result.count(comment) >= sample.comments.count(comment)
    assert result.endswith("\n")


@given(written(with_comments=True))
def test_line_ends_and_byte_order_mark_change_nothing(sample: Written) -> None:
    expected = format_text(sample.text, order, "f.yaml")
    assert format_text("\ufeff" + sample.text.replace("\n", "\r\n"), order, "f.yaml") == expected


SNIPPETS = (
    "a: b", "b: 'q'", 'c: "w x"', "- a", "- - b", "# c", "", "k:", "m: |", "n: >-", "o: |+", "text", "more text # c",
    "p: [a, # c", "b]", "q: {a: b}", "r: {x: y, # c", "z: w}", "- t: u", "-", "- |", "- # c", "- [a, b] # d", "s: # e",
    "'multi", "line'", '"dq', 'qd"', "u: |2", "  lead", "e: ", "f: {}", "g: []", "- {}", "[", "]", "{", "}", ",",
    "h: [x, y: z]",
)  # fmt: skip


@given(st.integers(0, 2**32))
def test_lines_thrown_together_are_formatted_or_left_alone(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        indent = 0
        lines = []
        for _ in range(dice.randrange(1, 9)):
            indent = max(0, indent + dice.choice((0, 0, 0, 0, 2, 2, -2, -2, 1, -4)))
            lines.append(
                " " * indent + dice.choice(SNIPPETS) + dice.choice(("", "", "", "", " ", "  # tail"))
            )
        text = "\n".join(lines) + dice.choice(("\n", "", "\n\n"))
        result, findings = format_text(text, order, "f.yaml")
        before = read(text)
        if before is None:
            assert result == text
            assert findings
        else:
            after = read(result)
            assert findings == []
            assert after is not None
            assert same(before, after), text
            assert text.count("#") == result.count("#")
            assert format_text(result, order, "f.yaml") == (result, []), text


@given(texts | st.text(), st.booleans(), st.booleans())
def test_a_quoted_text_is_read_back(text: str, in_flow: bool, is_key: bool) -> None:
    text = unicodedata.normalize("NFC", re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "", text))
    result = quoted(text, was_plain=False, in_flow=in_flow, is_key=is_key)
    source = f"{result}: x" if is_key else f"a: {result}"
    node, _ = parse(f"{{{source}}}".encode() if in_flow else source.encode(), "f.yaml")
    assert isinstance(node, Mapping)
    key, value = node.entries[0]
    assert isinstance(value, Scalar)
    assert (key.text if is_key else value.text) == text
    assert "\n" not in result


def test_every_case_of_the_suite_that_is_read_is_formatted() -> None:
    count = 0
    for case in cases(need("yaml-test-suite")):
        text = case.data.decode()
        before = read(text)
        if before is None:
            continue
        result, findings = format_text(text, by_name, case.name)
        assert findings == [], case.name
        after = read(result)
        assert after is not None
        assert same(before, after), case.name
        assert format_text(result, by_name, case.name) == (result, []), case.name
        count += 1
    assert count > 150


# The form


def test_the_whole_form() -> None:
    check(
        """
        # yaml-language-server: $schema=x
        # About it
        name:   {zh: "\u817e\u8baf", "en": 'Tencent'}   # both names
        kind: "Company"


        # the country
        country: 'CN'
        alias:   # aliases
        - "Weixin"
        - 'no'
        statements:

            - from: "2014-11-25"
              # who
              owner: foo
              kind: Stake
              sources: [ {at: "par. 1, 2", ref: a},

                 {ref: b, at: "x: y"} ] # end
              # foot of the item

            # before the next
            - kind: Stake
              note: |
                    one
                      two

                    three


              plain: a long
                     text
               over lines # yes
        # the end
        """.lstrip("\n"),
        """\
        # yaml-language-server: $schema=x
        kind: Company
        # About it
        name: {en: Tencent, zh: \u817e\u8baf}  # both names
        alias:  # aliases
          - Weixin
          - "no"

        # the country
        country: CN
        statements:
          - kind: Stake
            # who
            owner: foo
            from: 2014-11-25
            sources: [{ref: a, at: "par. 1, 2"}, {ref: b, at: "x: y"}]  # end
            # foot of the item

          # before the next
          - kind: Stake
            note: |
              one
                two

              three

            plain: a long
              text
              over lines  # yes
        # the end
        """,
    )


def test_keys_come_in_the_order_of_their_kind_and_unknown_ones_last() -> None:
    check(
        """\
        zebra: 1
        country: CN
        apple: 2
        kind: Company
        statements:
          - {says: {share: 1, owner: x}, kind: Stake, owner: z}
        name: X
        """,
        """\
        kind: Company
        name: X
        country: CN
        statements:
          - {kind: Stake, owner: z, says: {owner: x, share: 1}}
        zebra: 1
        apple: 2
        """,
    )


def test_the_order_is_asked_for_with_the_nearest_kind_and_the_way_from_it() -> None:
    asked = []

    def remember(kind: str | None, path: tuple[str, ...]) -> Sequence[str]:
        asked.append((kind, path))
        return ()

    text = "kind: A\nb: {c: {d: e}}\nf:\n  - kind: G\n    h: [{i: j}]\n  - k: l\n"
    format_text(text, remember, "f.yaml")
    assert list(dict.fromkeys(asked)) == [
        ("A", ()), ("A", ("b",)), ("A", ("b", "c")), ("G", ()), ("G", ("h",)), ("A", ("f",)),
    ]  # fmt: skip
    asked.clear()
    format_text("a: {b: c}\n", remember, "f.yaml")
    assert asked[:2] == [(None, ()), (None, ("a",))]


def test_brackets_stay_while_they_fit() -> None:
    line = "a: [" + ", ".join(["word"] * 17) + ", " + "x" * 3 + "]"
    assert len(line) == printer.WIDTH
    assert formatted(line + "\n") == line + "\n"
    longer = line.replace("xxx", "xxxx")
    assert formatted(longer + "\n") == "a:\n" + "  - word\n" * 17 + "  - xxxx\n"
    assert formatted(line + "  # a comment does not count\n") == line + "  # a comment does not count\n"


def test_only_the_outer_brackets_are_divided() -> None:
    inner = "{ref: some-source, at: par. 1 of the text, note: a note that is rather long}"
    check(f"a: [{inner}, {inner}]\n", f"a:\n  - {inner}\n  - {inner}\n")


def test_blocks_never_become_brackets() -> None:
    check("a:\n    -   b\n    -  c:   d\n", "a:\n  - b\n  - c: d\n")


def test_brackets_with_comments_or_left_out_values_are_divided() -> None:
    check("a: [b, # one\n  c] # two\n", "a:  # two\n  - b  # one\n  - c\n")
    check("a: {b: , c: d}\n", "a:\n  b:\n  c: d\n")
    check("a: [\n  # above\n  b,\n  # below\n  ]\n", "a:\n  # above\n  - b\n  # below\n")


def test_json_becomes_a_record() -> None:
    check(
        '{"name": {"en": "X"}, "kind": "Company", "share": 1.50}',
        "kind: Company\nname: {en: X}\nshare: 1.50\n",
    )


def test_document_markers_go() -> None:
    check("%YAML 1.2\n--- # start\na: b\n...\n", "# start\na: b\n")


# Comments


def test_a_comment_goes_with_its_key() -> None:
    check(
        """\
        country: CN  # where
        # what it is,
        # in two lines

        kind: Company # kind
        """,
        """\
        # what it is,
        # in two lines

        kind: Company  # kind
        country: CN  # where
        """,
    )


def test_the_header_stays_at_the_top() -> None:
    check(
        "# a header\n# of two lines\n\n# the country\ncountry: CN\nkind: Company\n",
        "# a header\n# of two lines\n\nkind: Company\n# the country\ncountry: CN\n",
    )


def test_a_comment_below_belongs_to_what_it_is_indented_like() -> None:
    source = """\
        a:
          - b: c
            # below b
          # below the list
        # above d
        d: e
        # at the end
        """
    check(source, source)


def test_a_comment_at_the_column_of_the_next_key_belongs_to_that() -> None:
    check("a:\n- b\n# c\nd: e\n", "a:\n  - b\n# c\nd: e\n")
    check("k:\n  - a\n# - c\n\n  - b\n", "k:\n  - a\n  # - c\n\n  - b\n")


def test_comments_keep_their_order() -> None:
    check("a:\n  - b: c\n  # one\n    # two\nd: e\n", "a:\n  - b: c\n  # one\n  # two\nd: e\n")
    check("a:\n-\n  -\n    # one\n    b: c\n", "a:\n  # one\n  - - b: c\n")


def test_a_comment_between_a_key_and_its_value() -> None:
    check("a: # one\n  b\n", "a: b  # one\n")
    check("a:\n  # one\n  b\n", "# one\na: b\n")
    check("a: # one\n  b # two\n", "# one\na: b  # two\n")
    check("a:\n  # one\n  b: c\n", "a:\n  # one\n  b: c\n")
    check("a: # one\n- b\n", "a:  # one\n  - b\n")
    check("a:\n- # one\n  b: c\n", "a:\n  -  # one\n    b: c\n")
    check("a:\n-\n  # one\n  b: c\n", "a:\n  # one\n  - b: c\n")
    check("a:\n  # nothing here\nb: c\n", "a:\n# nothing here\nb: c\n")


def test_a_comment_behind_a_block_sign() -> None:
    check("a: |   # one\n    # no comment\n # two\nb: c\n", "a: |  # one\n  # no comment\n# two\nb: c\n")


def test_a_sign_within_a_text_is_no_comment() -> None:
    check("a: 'b # c'\nd: e#f\n", 'a: "b # c"\nd: e#f\n')


# Blank lines


def test_there_is_at_most_one_blank_line_in_a_row() -> None:
    check("\n\na: b\n\n\n\nc:\n\n\n  - d\n  \n\n  - e\n\n\n", "a: b\n\nc:\n  - d\n\n  - e\n")


def test_blank_lines_of_a_text_stay() -> None:
    check("a: |+\n  b\n\n\nc: d\n", "a: |+\n  b\n\n\nc: d\n")
    check("a: |\n  b\n\n\n  c\n\n\nd: e\n", "a: |\n  b\n\n\n  c\n\nd: e\n")


def test_a_blank_line_is_not_added_to_a_text_that_keeps_them() -> None:
    check("b: |+\n  text\n\nname: x\n\nkind: Company\n", "kind: Company\nname: x\nb: |+\n  text\n\n")
    check("kind: Company\n\nzoo: x\nname: |+\n  t\n", "kind: Company\nname: |+\n  t\nzoo: x\n")
    check(
        "zoo: x\n\napp: z\nname: |+\n  t\nkind: Company\n", "kind: Company\nname: |+\n  t\nzoo: x\n\napp: z\n"
    )


def test_a_line_of_spaces_that_belongs_to_a_text_is_no_blank_line() -> None:
    text = "zoo: a\nname: |\n  b\n    \nkind: Company\n"
    assert formatted(text) == "kind: Company\nname: |\n  b\n    \nzoo: a\n"
    text = "name: |\n  b\n    \nkind: Company\n"
    assert formatted(text) == "kind: Company\nname: |\n  b\n    \n"
    text = "zoo: |\n  b\n    \napple: c\n"
    assert formatted(text) == text


# Texts


def test_block_texts_keep_their_lines_at_the_new_indentation() -> None:
    check(
        "a:\n    - b: >-\n              one\n\n              two\n", "a:\n  - b: >-\n      one\n\n      two\n"
    )
    check("a: |4\n      lead\n    text\n", "a: |2\n    lead\n  text\n")
    check("a: |1-\n text\n", "a: |-\n  text\n")
    check("a: |\n  trailing  \n", "a: |\n  trailing  \n")
    check("a: |+\n\n", 'a: "\\n"\n')


def test_texts_over_several_lines_keep_their_lines() -> None:
    check("a:\n    one\n    two\n", "a:\n  one\n  two\n")
    check("a:   'one   \n\n       two'\n", "a: 'one\n\n  two'\n")
    check('a: "one\\\n     two \\ \n  three"\n', 'a: "one\\\n  two \\ \n  three"\n')
    check("a: [one\n  two]\n", "a: [one two]\n")


@pytest.mark.parametrize(
    ("text", "was_plain", "expected"),
    [
        ("plain words", False, "plain words"),
        ("\u817e\u8baf", False, "\u817e\u8baf"),
        ("What's new", False, "What's new"),
        ("a:b", False, "a:b"),
        ("a, b", False, "a, b"),
        ("-1 degree", False, "-1 degree"),
        ("http://x.org/a?b#c", False, "http://x.org/a?b#c"),
        ("2014-11-25", False, "2014-11-25"),
        ("2014-11", False, "2014-11"),
        ("2014-11-25~", False, "2014-11-25~"),
        ("2014~", False, "2014~"),
        ("2014", True, "2014"),
        ("2014", False, '"2014"'),
        ("4.0", True, "4.0"),
        ("4.0", False, '"4.0"'),
        ("1e3", True, "1e3"),
        ("1e3", False, '"1e3"'),
        ("true", True, "true"),
        ("true", False, '"true"'),
        ("", True, ""),
        ("", False, '""'),
        ("~", True, "~"),
        ("~", False, '"~"'),
        ("null", False, '"null"'),
        ("nUll", False, "nUll"),
        ("no", True, '"no"'),
        ("NO", True, '"NO"'),
        ("y", True, '"y"'),
        ("on", True, '"on"'),
        ("12:30", True, '"12:30"'),
        ("12:30:15.5", True, '"12:30:15.5"'),
        ("0123", True, '"0123"'),
        ("0o17", True, '"0o17"'),
        ("0b11", True, '"0b11"'),
        ("1_000", True, '"1_000"'),
        ("2014-1-5", True, '"2014-1-5"'),
        ("2014-11-25 10:00:00", True, '"2014-11-25 10:00:00"'),
        ("=", True, '"="'),
        ("<<", False, '"<<"'),
        ("a: b", False, '"a: b"'),
        ("a:", False, '"a:"'),
        ("a #b", False, '"a #b"'),
        ("#a", False, '"#a"'),
        ("- a", False, '"- a"'),
        ("-", False, '"-"'),
        ("@a", False, '"@a"'),
        ("*a", False, '"*a"'),
        ("[a]", False, '"[a]"'),
        (" a", False, '" a"'),
        ("a ", False, '"a "'),
        ("'a' b", False, "\"'a' b\""),
        ('"a" b', False, "'\"a\" b'"),
        ('a "b"', False, 'a "b"'),
        ('"a" it\'s', False, '"\\"a\\" it\'s"'),
        ("C:\\x", False, "C:\\x"),
        ("a\nb", False, '"a\\nb"'),
        ("a\tb", False, '"a\\tb"'),
        ("a\u202eb", False, '"a\\u202eb"'),
        ("a\u2028b", False, '"a\\u2028b"'),
        ("---", False, '"---"'),
        ("--- a", False, '"--- a"'),
    ],
)
def test_quotes(text: str, was_plain: bool, expected: str) -> None:
    assert quoted(text, was_plain=was_plain, in_flow=False) == expected


@pytest.mark.parametrize("text", ["a, b", "a]", "{a", "what? no", "a:?", "x [1]"])
def test_quotes_within_brackets(text: str) -> None:
    assert quoted(text, was_plain=True, in_flow=True) == f'"{text}"'


def test_the_language_code_of_norwegian_is_a_text() -> None:
    check("name: {no: a, en: b}\n", 'name: {en: b, "no": a}\n')


def test_a_null_is_not_the_same_as_its_text() -> None:
    nodes = [read(text) for text in ("a: ~\n", "a: '~'\n", "a: ~\n")]
    assert nodes[0] is not None
    assert nodes[1] is not None
    assert nodes[2] is not None
    assert same(nodes[0], nodes[2])
    assert not same(nodes[0], nodes[1])


# What is left alone


@pytest.mark.parametrize(
    "text", ["a: b\n  c: d\n", "a: &x b\n", "a: 1\na: 2\n", "", "# only\n", "a: \ud800\n"]
)
def test_a_file_with_errors_is_left_alone(text: str) -> None:
    result, findings = format_text(text, order, "f.yaml")
    assert result == text
    assert [finding.severity for finding in findings] == [Severity.ERROR]


@pytest.mark.parametrize("text", ["a text\n", "{}", "[ ]\n", "'x'"])
def test_a_file_without_fields_is_left_alone(text: str) -> None:
    assert format_text(text, order, "f.yaml") == (text, [])


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda text: text.replace("b", "x"), "change what it says"),
        (lambda text: text.replace(" # c", ""), "lose a comment"),
        (lambda text: text + "\t: [", "make it unreadable"),
    ],
)
def test_a_result_that_is_not_the_same_is_thrown_away(
    harm: object, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = printer.write
    monkeypatch.setattr("kg.reading.format.write", lambda *given: harm(write(*given)))  # type: ignore[operator]
    result, [finding] = format_text("a:   b # c\n", order, "f.yaml")
    assert result == "a:   b # c\n"
    assert (finding.code, finding.severity) == ("KG140", Severity.WARNING)
    assert words in finding.message
