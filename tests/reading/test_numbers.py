from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.numbers import number_hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31,5", "write 31.5"),
        ("\uff13\uff11\uff05", "write 31"),
        ("5,86,00,000", "write 58600000"),
        ("1,234", "write 1234"),
        ("1.234.567,5", "write 1234567.5"),
        ("31.5 %", "write 31.5"),
        ("9500000000 USD", "write 9500000000"),
        ("3.6亿元", "write 360000000"),
        ("438 million", "write 438000000"),
        ("4.38亿", "write 438000000"),
        ("US$18.2bn", "write 18200000000"),
        ("about 30", "write 30, with `qualifier: about`"),
        ("over 600 million", "write 600000000, with `qualifier: at-least`"),
        ("1e3", "write 1000"),
        ("1,2,3", ""),
        ("1.2.3", ""),
        ("half", ""),
        ("1e999999999", ""),
        ("٣", ""),
    ],
)
def test_a_number_as_in_running_text_is_written_out(text: str, hint: str) -> None:
    assert number_hint(text) == hint


@given(st.integers(0, 10**15))
def test_grouped_digits_mean_the_number_without_the_groups(number: int) -> None:
    assert number_hint(f"{number:,}") == f"write {number}"


@given(st.decimals("0", "999", places=2), st.sampled_from([("million", 6), ("万", 4), ("bn", 9)]))
def test_a_scale_is_a_power_of_ten(number: Decimal, scale: tuple[str, int]) -> None:
    word, power = scale
    written = number_hint(f"{number} {word}").removeprefix("write ")
    assert Decimal(written) == number * 10**power
