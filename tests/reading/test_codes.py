from __future__ import annotations

import re

import pytest

from kg.reading.codes import codes_for


@pytest.mark.parametrize(
    ("field", "text", "codes"),
    [
        ("country", "China", ("CN",)),
        ("country", "United States", ("US",)),
        ("territory", "\u9999\u6e2f", ("HK",)),
        ("country", "CHN", ("CN",)),
        ("currency", "US dollars", ("USD",)),
        ("currency", "$", ("USD", "HKD", "SGD")),
        ("currency", "\u5143", ("CNY",)),
        ("language", "English", ("en",)),
        ("country", "Ruritania", ()),
        ("website", "China", ()),
    ],
)
def test_a_name_or_sign_is_led_to_its_code(field: str, text: str, codes: tuple[str, ...]) -> None:
    assert codes_for(field, text) == codes


@pytest.mark.parametrize(("field", "form"), [("country", "[A-Z]{2}"), ("currency", "[A-Z]{3}")])
def test_codes_have_the_form_that_the_shapes_ask_for(field: str, form: str) -> None:
    names = {"country": ("germany", "uk", "usa"), "currency": ("yen", "rmb", "\u20ac", "dollar")}[field]
    assert all(re.fullmatch(form, code) for name in names for code in codes_for(field, name))
