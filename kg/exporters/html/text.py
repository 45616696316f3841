"""How wide a text is likely to be, without a font: good enough to size a box at build time.

The widths are averages of common interface fonts (DejaVu Sans, Noto Sans, Roboto, Segoe UI), in parts of the
font size, a little on the wide side; the page measures again and shortens what does not fit.
"""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iIjl.,:;'|!()[]{} ftr-·")
_WIDE = frozenset("mwMW%@&")


def char_width(char: str) -> float:
    """Returns the likely width of a character, in parts of the font size."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.36
    if char in _WIDE:
        return 0.9
    return 0.68 if char.isupper() or not char.isascii() else 0.58


def text_width(text: str, size: float) -> float:
    """Returns the likely width of a line of text, in the unit of the font size."""
    return size * sum(map(char_width, text))
