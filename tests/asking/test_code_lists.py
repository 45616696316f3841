"""The lists of codes that two checks hold; compared with iso-codes (pycountry 26.2.16) and CLDR (Babel 2.18)."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kg.asking.checks import Check, read_checks
from kg.graph import Store
from kg.model import Record
from kg.names import KG, iri
from tests.conftest import ROOT

PREFIXES = {"kg": KG}


@cache
def check(code: str) -> Check:
    return next(check for check in read_checks(ROOT / "ontology") if check.code == code)


def refused(code: str, key: str, value: str) -> bool:
    store = Store(visible=("<urn:g>",))
    store.add("<urn:g>", [("<urn:a>", iri(KG + key), f'"{value}"')])
    record = Record("<urn:a>", "<urn:k>", {iri(KG + key): [f'"{value}"']}, "a.yaml", (1 << 16) + 1)
    return bool(check(code).rows(store, PREFIXES, {"<urn:a>": record}))


@pytest.mark.parametrize(
    ("value", "is_refused"),
    [
        *((code, False) for code in ("CN", "GB", "US", "EU", "SS", "AX", "ZW", "AD")),
        *((code, True) for code in ("UK", "EL", "SU", "XX", "AN", "D ", "ZZ")),
    ],
)
def test_countries_are_those_of_iso_3166_1(value: str, is_refused: bool) -> None:
    assert refused("KG435", "country", value) is is_refused


@pytest.mark.parametrize(
    ("value", "is_refused"),
    [
        *((code, False) for code in ("CNY", "EUR", "AED", "ZWG", "XCG", "VED", "XDR", "USN")),
        *((code, False) for code in ("DEM", "LTL", "SKK", "BGN", "ANG", "HRK", "ADP", "ZWR")),
        *((code, True) for code in ("RMB", "NTD", "UKP", "XXX", "XTS", "DDM", "XEU", "BTC")),
    ],
)
def test_currencies_are_those_of_iso_4217(value: str, is_refused: bool) -> None:
    assert refused("KG436", "currency", value) is is_refused


@pytest.mark.parametrize(("code", "length", "count"), [("KG435", 2, 250), ("KG436", 3, 228)])
def test_each_code_is_there_once(code: str, length: int, count: int) -> None:
    text = check(code).header.text
    listed = re.findall(rf"\b[A-Z]{{{length}}}\b", " ".join(re.findall(r'"([^"]*)"', text)))
    assert len(set(listed)) == len(listed) == count
