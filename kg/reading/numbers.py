"""Numbers as running text has them -> how to write them: a hint for whoever typed `438 million` or `31,5`."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SCALES: Final = {
    "k": 3, "thousand": 3, "\u4e07": 4, "\u842c": 4, "lakh": 5, "m": 6, "mn": 6, "mln": 6, "million": 6, "crore": 7,
    "\u4ebf": 8, "\u5104": 8, "bn": 9, "b": 9, "billion": 9, "tn": 12, "trillion": 12,
}  # fmt: skip
"""Words for powers of ten."""

_HEDGES: Final = {
    "about": "about", "ca": "about", "circa": "about", "around": "about", "approximately": "about", "~": "about",
    "\u7ea6": "about", "over": "at-least", "more than": "at-least", "at least": "at-least", ">": "at-least",
    ">=": "at-least", "under": "at-most", "less than": "at-most", "at most": "at-most", "up to": "at-most",
    "<": "at-most", "<=": "at-most", "almost": "almost", "nearly": "almost",
}  # fmt: skip
"""How sources hedge a number, as words of `qualifier`."""

_STATED: Final = re.compile(
    rf"(?P<hedge>{'|'.join(sorted(map(re.escape, _HEDGES), key=len, reverse=True))})?[\s.]*"
    r"(?:[$\u20ac\u00a3\u00a5]|US\$|RMB|CNY|USD|EUR)?\s*(?P<number>[+-]?\d[\d.,'_ \u00a0]*?)\s*"
    rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?\s*(?P<percent>%|per ?cent|percent)?\+?"
    r"\s*(?:US\$|RMB|CNY|USD|EUR|GBP|HKD|INR|yuan|dollars?|euros?|\u5143|\u7f8e\u5143)?",
    re.I | re.A,
)


def number_hint(text: str) -> str:
    """How to write a number that is written as in running text, or ""."""
    match = _STATED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return _scientific_hint(text)
    digits = re.sub(r"[\s_'\u00a0]", "", match["number"]).rstrip(".,")
    readings = _readings(digits)
    if not readings:
        return ""
    power = _SCALES.get((match["scale"] or "").lower(), 0)
    written = [_plain(reading, power) for reading in readings]
    hedge = _HEDGES.get((match["hedge"] or "").lower(), "")
    return f"write {' or '.join(written)}" + (f", with `qualifier: {hedge}`" if hedge else "")


def _readings(digits: str) -> list[str]:
    """The numbers that digits with commas and points can mean: `1,234` is a thousand to some and 1.234 to others."""
    if re.fullmatch(
        r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?|[+-]?\d{1,2}(,\d{2})+,\d{3}(\.\d+)?|[+-]?\d+(\.\d+)?", digits
    ):
        return [digits.replace(",", "")]
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d+,\d+", digits):
        return [digits.replace(".", "").replace(",", ".")]
    return []


def _plain(number: str, power: int) -> str:
    """A number times a power of ten, written out."""
    from decimal import Decimal

    found = format(Decimal(number).scaleb(power), "f")
    return found.rstrip("0").rstrip(".") if "." in found else found


def _scientific_hint(text: str) -> str:
    if not re.fullmatch(r"[+-]?\d+(\.\d*)?[eE][+-]?\d{1,2}", text, re.A):
        return ""
    mantissa, _, exponent = text.lower().partition("e")
    return f"write {_plain(mantissa, int(exponent))}"


def scale_hint(text: str) -> str:
    """Where a power of ten belongs that stands as a unit; "" for another text."""
    if text.casefold().removesuffix("s") not in _SCALES:
        return ""
    return "write the number out; a unit is what is counted, such as people"
