"""What a date was probably meant to be that is not written as dates are here: a hint for whoever wrote it.

People write dates as their country, their keyboard and their source do: `25.11.2014`, `11/25/2014`, `Nov 25, 2014`,
`2014年11月25日`, `二〇一四年`. Where a text can be read in two ways, both are given.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

_DASHES = re.compile("[‐‑‒–—−]")
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+"
    r"|(?:mo|di|mi|do|fr|sa|so)[.,]\s+|\w+(?:tag|woch)[.,]?\s+",
    re.I,
)
_ABOUT = re.compile(r"~|ca?\.? |circa |about |around |um |约", re.I)
_AROUND = re.compile(r"(?<=[0-9])\s*([-./年月])\s*(?=[0-9])")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b(?: of\b)?", re.I)
_NUMERALS = "〇一二三四五六七八九"
_CHINESE = re.compile("[〇○零一二三四五六七八九十]+(?=[年月日号])")
_LIKE_DIGITS = str.maketrans("OoIl", "0011")
_MONTHS = (
    ("january", "januar", "janvier"),
    ("february", "februar", "février", "fevrier"),
    ("march", "märz", "maerz", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juni", "juin"),
    ("july", "juli", "juillet"),
    ("august", "août", "aout"),
    ("september", "septembre"),
    ("october", "oktober", "octobre"),
    ("november", "novembre"),
    ("december", "dezember", "décembre", "decembre"),
)
_WORDED = re.compile(r"(?:([0-9]{1,2})\.? +)?([^\W\d]{3,9})\.?(?: +([0-9]{1,2}),?)?,? +([0-9]{4})")
_PARTS = (
    # With the groups for year, month and day; 03/04/2014 is 3 April to some and 4 March to others: both are offered.
    (re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2}))?)?[年月日号]?"), ((1, 2, 3),)),
    (re.compile(r"([0-9]{4})[-./](1[3-9]|[23][0-9])[-./]([0-9]{1,2})"), ((1, 3, 2),)),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), ((1, 2, 3),)),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ].*"), ((1, 2, 3),)),
    (re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})"), ((3, 2, 1), (3, 1, 2))),
    (re.compile(r"([0-9]{1,2})[-./]([0-9]{4})"), ((2, 1),)),
    (re.compile(r"([0-9]{2})[-./]([0-9]{1,2})[-./]([0-9]{1,2})"), ((1, 2, 3),)),
    (re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{2})"), ((3, 2, 1), (3, 1, 2))),
)  # fmt: skip


def readings(text: str) -> list[str]:
    """The dates that a text in another form may mean, in the form used here; only those that exist."""
    rest = unicodedata.normalize("NFKC", _DASHES.sub("-", text.strip())).rstrip("?%")
    is_about = bool(_ABOUT.match(rest)) or rest.endswith("~")
    rest = _WEEKDAY.sub(
        "", _ABOUT.sub("", rest, count=1) if _ABOUT.match(rest) else rest.rstrip("~"), count=1
    )
    rest = _CHINESE.sub(lambda found: _number(found[0]), rest.strip())
    rest = _ORDINAL.sub(r"\1", _AROUND.sub(r"\1", rest))
    if re.fullmatch(r"[0-9OoIl./-]+", rest) and any(sign.isdigit() for sign in rest):
        rest = rest.translate(_LIKE_DIGITS)
    mark = "~" if is_about else ""
    return list(dict.fromkeys(date + mark for date in _written(rest) if _exists(date)))


def _written(rest: str) -> Iterator[str]:
    if found := _WORDED.fullmatch(rest):
        for number, names in enumerate(_MONTHS, 1):
            if any(name.startswith(found[2].lower()) for name in names):
                yield _joined(found[4], str(number), found[1] or found[3] or "")
        return
    for pattern, orders in _PARTS:
        if found := pattern.fullmatch(rest):
            for order in orders:
                yield _joined(*(found[group] or "" for group in order))


def _exists(date: str) -> bool:
    year, month, day = map(int, (*date.split("-"), "1", "1")[:3])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _joined(year: str, month: str = "", day: str = "") -> str:
    if len(year) == 2:
        year = ("19" if year >= "70" else "20") + year
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _number(numerals: str) -> str:
    """Chinese numerals as digits: a year is written one by one, a month or day with tens (二十五)."""
    plain = numerals.replace("○", "〇").replace("零", "〇")
    if "十" not in plain:
        return "".join(str(_NUMERALS.index(sign)) for sign in plain)
    tens, _, ones = plain.partition("十")
    is_odd = len(tens) > 1 or len(ones) > 1
    return (
        numerals
        if is_odd
        else f"{_NUMERALS.index(tens) if tens else 1}{_NUMERALS.index(ones) if ones else 0}"
    )
