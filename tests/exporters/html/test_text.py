from __future__ import annotations

from kg.exporters.html.text import char_width, text_width


def test_chinese_is_a_full_square_and_latin_is_narrower() -> None:
    assert char_width("微") == 1.0
    assert char_width("i") < char_width("e") < char_width("W") < 1.0


def test_a_combining_mark_takes_no_room() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_width_grows_with_the_font() -> None:
    assert text_width("WeChat", 20) == 2 * text_width("WeChat", 10)
