from __future__ import annotations

import pytest

from kg.vocabulary.shacl_pattern import compile_pattern


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "found"),
    [
        ("^Q[1-9][0-9]*$", "", "Q283233", True),
        ("^Q[1-9][0-9]*$", "", "Q283233\n", False),
        ("Q", "", "a Q b", True),
        ("b$", "m", "b\nc", True),
        ("^b", "", "a\nb", False),
        ("^b", "m", "a\nb", True),
        ("wechat", "i", "WeChat", True),
        ("a.b", "", "a\rb", False),
        ("a.b", "s", "a\rb", True),
        (r"a\.b", "", "axb", False),
        (r"\$$", "", "5$", True),
        ("[$.]", "", "$", True),
        ("[$.]", "", "x", False),
        (r"[\]x]$", "", "]", True),
        ("a b", "x", "ab", True),
        ("a.b", "q", "axb", False),
        ("A.B", "qi", "a.b", True),
        (r"^\d+$", "", "٣", True),
    ],
)
def test_means_what_xpath_means(pattern: str, flags: str, text: str, found: bool) -> None:
    assert (compile_pattern(pattern, flags).search(text) is not None) == found


@pytest.mark.parametrize(
    ("pattern", "flags", "reason"),
    [
        ("(", "", "no regular expression"),
        ("[a", "", "no regular expression"),
        (r"\p{L}", "", r"`\\p` is not supported"),
        (r"\i\c*", "", r"`\\i` is not supported"),
        ("[a-z-[aeiou]]", "", "subtraction"),
        ("a", "k", "flag `k`"),
    ],
)
def test_refuses_what_it_cannot_mean(pattern: str, flags: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        compile_pattern(pattern, flags)
