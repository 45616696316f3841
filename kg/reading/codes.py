"""Names of countries, currencies and languages -> the codes that stand for them: hints for whoever wrote a name."""

from __future__ import annotations

import re
from typing import Final

from kg.vocabulary.shacl_pattern import compile_pattern

_COUNTRIES: Final = {
    "AU": "australia aus", "BR": "brazil brasil bra", "CA": "canada can", "CH": "switzerland schweiz che",
    "CN": "china prc chn mainland-china 中国 中國", "DE": "germany deutschland deu ger", "ES": "spain esp",
    "EU": "european-union europe eur", "FR": "france fra", "GB": "uk united-kingdom britain great-britain england gbr",
    "HK": "hong-kong hkg 香港", "ID": "indonesia idn", "IE": "ireland irl", "IL": "israel isr", "IN": "india ind",
    "IT": "italy italia ita", "JP": "japan jpn 日本", "KR": "korea south-korea republic-of-korea kor 韩国",
    "NL": "netherlands nld",
    "RU": "russia russian-federation rus", "SE": "sweden swe", "SG": "singapore sgp 新加坡", "TR": "turkey tur",
    "TW": "taiwan twn 台湾 臺灣", "US": "usa u.s. u.s.a. united-states united-states-of-america america 美国 美國",
    "VN": "vietnam vnm", "ZA": "south-africa zaf",
}  # fmt: skip
_CURRENCIES: Final = {
    "AUD": "a$ australian-dollar", "BRL": "r$ real", "CAD": "c$ canadian-dollar", "CHF": "franc swiss-franc",
    "CNY": "rmb yuan renminbi cn¥ 元 人民币 人民幣", "EUR": "€ euro", "GBP": "£ pound pound-sterling sterling",
    "HKD": "hk$ hong-kong-dollar 港元 港币", "INR": "₹ rs rs. rupee indian-rupee",
    "JPY": "yen japanese-yen jp¥ 円 日元",
    "KRW": "₩ won south-korean-won", "RUB": "₽ rouble ruble", "SGD": "s$ singapore-dollar", "TWD": "nt$",
    "USD": "us$ u.s.$ us-dollar u.s.-dollar american-dollar 美元",
}  # fmt: skip
_LANGUAGES: Final = {
    "ar": "arabic", "de": "german deutsch", "en": "english", "es": "spanish", "fr": "french français", "hi": "hindi",
    "id": "indonesian", "it": "italian", "ja": "japanese jp 日语", "ko": "korean kr", "nl": "dutch", "pt": "portuguese",
    "ru": "russian", "sv": "swedish", "th": "thai", "tr": "turkish", "vi": "vietnamese",
    "zh": "chinese mandarin cn 中文 汉语", "zh-Hans": "simplified-chinese 简体中文",
    "zh-Hant": "traditional-chinese 繁體中文",
}  # fmt: skip
_SEVERAL: Final = {
    "$": ("USD", "HKD", "SGD"),
    "dollar": ("USD", "HKD", "SGD"),
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
}
_LISTS: Final = {
    "country": _COUNTRIES,
    "territory": _COUNTRIES,
    "currency": _CURRENCIES,
    "language": _LANGUAGES,
}


def codes_for(field: str, text: str) -> tuple[str, ...]:
    """The codes that a name or sign may stand for in a field; none if it is not known."""
    known = _LISTS.get(field)
    if known is None:
        return ()
    name = "-".join(text.strip().casefold().split())
    names = (name, name.removesuffix("s"))
    if field == "currency" and (several := next((_SEVERAL[n] for n in names if n in _SEVERAL), None)):
        return several
    return tuple(code for code, called in known.items() if any(n in called.split() for n in names))[:1]


def fitting(pattern: str, text: str) -> str:
    """The text in capitals or small letters, or the part of it, that has the form that is wanted, or ""."""
    regex = compile_pattern(pattern, "")
    parts = [text.strip(), text.upper(), text.lower(), text.replace("_", "-"), *re.findall(r"\w+", text)]
    return next((part for part in parts if regex.search(part)), "")
