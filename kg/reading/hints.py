"""What was probably meant by a value that is none: hints for whoever typed it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.reading.numbers import number_hint

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary

_GOES_ON: Final = {"present", "now", "today", "ongoing", "current", "currently", "to date", "still", "至今"}
_NOT_KNOWN: Final = {
    "unknown", "n/a", "na", "none", "nil", "tbd", "tba", "todo", "xxx", "undated", "no date", "n.d.", "-", "--", "...",
    "undisclosed", "not disclosed", "unclear", "not known", "null", "未知", "不详", "待定",
}  # fmt: skip
_BOUND: Final = re.compile(
    r"(?:before|after|by|until|till|prior to|no later than|not before|not after|from|since|[<>]=?)\s*"
    r"(\d{4}(?:-\d{2}){0,2})",
    re.A,
)
_SPAN: Final = re.compile(
    r"(\d{4}(?:-\d{2}){0,2})\s*(?:to|till|until|and|through|/|\u2013|\u2014|\.\.|至)\s*(\d{4}(?:-\d{2}){0,2})",
    re.A,
)
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}~?", re.A)
_SEASON: Final = re.compile(
    r"(early|mid|late|spring|summer|autumn|fall|winter|end of|beginning of|[hq][1-4]\b|.*-?[qh][1-4]\b|\d{3}0'?s\Z)",
    re.I,
)
_PART: Final = re.compile(
    r"(?:early|mid|late|end of|the end of|beginning of|start of|middle of)[ -](?:in )?", re.I
)
_UNITS: Final = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "hour": "H",
    "minute": "m",
}
_LENGTH: Final = re.compile(rf"(?:(\d+|an?|one)[\s-]*)?({'|'.join(_UNITS)})(?:s|ly)?", re.I | re.A)
_RHYTHMS: Final = {"daily": "P1D", "annual": "P1Y", "annually": "P1Y"}
_RANGE: Final = re.compile(r"[\d.,]+\s*%?\s*(?:-|\u2013|\u2014|to|\u2026|\.\.)\s*[\d.,]+\s*%?", re.A)
_PAIR: Final = re.compile(r"([A-Za-z][\w-]*)\s?([:=\uff1a])\s*(?!//)([^\s:=]+)")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTERS: Final = {
    "ja": re.compile("[\u3041-\u30fa\uff66-\uff9d]"),
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0620-\u06ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
"""Letters that tell a language, or the commonest of those that are written with them; kana before Han."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>()\[\]\"']+")
_LIKE_ADDRESS: Final = re.compile(
    r"(?!https?://)(?:h?t+ps?|https?)[:;]?/{1,3}((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)", re.I
)
_QUOTES: Final = ("\u201c", "\u201d", "\u2018", "\u300c", "\u00ab", "`")
_IDS: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+(?: +[a-z0-9]+(?:-[a-z0-9]+)*)+")
_SEVERAL: Final = re.compile(r"[,;]\s*|\s*[\uff0c\u3001\uff1b]\s*|\s(?:and|or|&|\+|/)\s")
_LONG_DASH: Final = re.compile("[\u2010-\u2015\u2212]")
ID_WITH_DASH: Final = re.compile(rf"[a-z0-9]+(?:(?:-|{_LONG_DASH.pattern})[a-z0-9]+)+")
_CALLED: Final = {
    "Company": "organization organisation firm corporation business enterprise",
    "Person": "people human individual",
    "Platform": "app application website site service product network",
    "Source": "article report document paper publication reference newsarticle",
    "Stake": "ownership shareholding holding share investmentstake",
    "Block": "ban blocking blockade restriction",
    "Unblock": "unban unblocking lifting",
    "Deal": "transaction takeover purchase",
    "Litigation": "lawsuit suit complaint case",
    "Ruling": "judgment judgement verdict decision",
    "Penalty": "fine sanction",
    "Regulation": "law order",
    "PublicBody": "agency authority ministry",
    "Figure": "metric statistic number",
    "Milestone": "event",
}
"""What kinds are called elsewhere."""
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.I)


def joined(parts: Iterable[str]) -> str:
    """Several hints as one; behind a question no other sign is needed."""
    return "; ".join(part for part in parts if part).replace("?; ", "? ")


def is_not_known(text: str) -> bool:
    """Whether a text stands for a value that nobody knows."""
    bare = text.strip().lower()
    return bare in _NOT_KNOWN or (bool(bare) and not bare.strip("?"))


def date_hint(text: str) -> str:
    """How to write, or leave out, a date that is told in words; "" if that cannot be guessed."""
    bare = text.strip().lower()
    if bare in _GOES_ON:
        return "leave the key out: what has no end goes on"
    if is_not_known(bare):
        return "leave the key out if it is not known"
    if bound := _BOUND.fullmatch(bare):
        return f"write {bound[1]}~, and in `note` on which side of it it lies"
    if span := _SPAN.fullmatch(bare):
        return f"a span of time is two keys: `from: {span[1]}` and `until: {span[2]}`"
    trimmed = bare.rstrip(" ,.;\uff0c\u3002")
    if trimmed != bare and _DAY.fullmatch(trimmed):
        return f"write {trimmed}"
    if part := _PART.match(bare):
        from kg.date_forms import readings

        for meant in readings(bare[part.end() :]):
            return f"write {meant}, as exact as it is known; the words may go to `note`"
    if _SEASON.match(bare):
        return "write the year with ~ (such as 2015~), or its months as `from` and `until`"
    return ""


def duration_hint(text: str) -> str:
    """How to write a length of time that is told in words."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        rhythm = _RHYTHMS.get(text.strip().lower())
        return f"write {rhythm}" if rhythm else ""
    number = int(found[1]) if (found[1] or "").isdigit() else 1
    unit = _UNITS[found[2].lower()]
    if unit in "WQ":
        return f"write P{number * 7}D" if unit == "W" else f"write P{number * 3}M"
    return f"write PT{number}{unit.upper()}" if unit in "Hm" else f"write P{number}{unit}"


def address_hint(text: str) -> str:
    """The web address that lacks only its beginning, or that has signs around it."""
    if found := _LIKE_ADDRESS.fullmatch(text):
        return f"write https://{found[1]}"
    if found := _ADDRESS.search(text):
        return f"write {found[0]}" if found[0] != text and " " not in text.strip() else ""
    return f"write https://{text}" if _HOST.fullmatch(text) else ""


def range_of(text: str) -> bool:
    """Whether a text is a range of numbers."""
    return _RANGE.fullmatch(text.strip()) is not None


def number_or_range_hint(text: str, field: str) -> str:
    """How to write a number, or a range where one number is wanted."""
    if range_of(text):
        return f"a range is two keys, `{field}Min` and `{field}Max`, where the kind has them"
    return number_hint(text)


def id_of(text: str) -> str:
    """The id that a name, a path or an address was probably meant to be; "" if there is none."""
    last = text.strip().rstrip("/").removesuffix(".yaml").removesuffix(".yml")
    last = last.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    last = re.sub(r"^[a-z]{1,6}:(?=\S)", "", last)
    plain = unicodedata.normalize("NFKD", last.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def id_hint(text: str, field: str) -> str:
    """How to write a reference that is no id."""
    if re.match(r"https?://", text) and "/id/" not in text:
        return (
            "write the id of a record; an address goes under `url` of a source, which has a file of its own"
        )
    if is_not_known(text):
        return "find out whose id it is, or leave the key out"
    if len(parts := [part for part in map(id_of, _SEVERAL.split(text)) if part]) > 1:
        return f"several go into a list: `{field}: [{', '.join(parts)}]`"
    if ID_WITH_DASH.fullmatch(text):
        return f"a hyphen stands in ids, and here is a longer dash: write `{_LONG_DASH.sub('-', text)}`"
    if _IDS.fullmatch(text):
        return f"several go into a list: `{field}: [{', '.join(text.split())}]`"
    if text[:1] in _QUOTES and id_of(text):
        return f"write the id without quotes: `{id_of(text)}`"
    if foreign := foreign_letter(text):
        return f"{foreign}: type it again"
    meant = id_of(text)
    if not meant:
        return f"write the id, which is the name of a file: `kg find {text}` searches for it"
    return f"write the id (its file's name), perhaps `{meant}`"


def pair_hint(text: str) -> str:
    """How to write a key and value that stand together as one text, such as `en:WeChat`; "" if it is none."""
    found = _PAIR.match(text)
    if found is None:
        return ""
    key, colon, value = found.groups()
    if colon == "\uff1a":
        return (
            f"did you mean `{key}: {value}`? the colon is a full-width one (\uff1a): type a colon and a space"
        )
    if colon == "=":
        return f"did you mean `{key}: {value}`? a colon and a space stand between the two"
    return f"did you mean `{key}: {value}`? a space is missing after the colon"


def language_of(text: str) -> str:
    """The language of a text in another script than the Latin one, as far as its letters tell it; else ""."""
    if _LATIN.search(text):
        return ""
    return next((tag for tag, letters in _LETTERS.items() if letters.search(text)), "")


def closest(word: str, known: Iterable[str], least: float = 0.62) -> str:
    """A hint with the known word that is nearest, or "".

    Of the words that agree enough, one is meant only if it takes fewer changes than half of its letters to come
    to it, or if one word begins with the other: `sameAs` has letters of `statements` in order, and is not that.

    Args:
        word: What was written.
        known: What could have been.
        least: How much of both must agree, as `difflib` reckons it (0 to 1).
    """
    from difflib import get_close_matches

    written = word.casefold()
    choices = {k.casefold(): k for k in known}
    for found in get_close_matches(written, choices, cutoff=least):
        is_begun = found.startswith(written) or written.startswith(found)
        if is_begun or 2 * _distance(written, found) < max(len(written), len(found)):
            return f"did you mean `{choices[found]}`?"
    return ""


def _distance(one: str, other: str) -> int:
    """How many letters must be added, dropped, changed or swapped with the next to come from one word to another.

    Damerau, CACM 7(3), 1964, where no letter takes part twice.
    """
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        before, above, row = above, row, [i + 1]
        for j, wanted in enumerate(other):
            row.append(min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != wanted)))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                row[-1] = min(row[-1], before[j - 1] + 1)
    return row[-1]


def word_hint(text: str, vocabulary: Vocabulary) -> str:
    """Where a text is a word of a closed list, such as `founded`; "" if it is none, or one of several."""
    word = re.sub(r"[\s_]+", "-", text.strip().casefold())
    found = {
        (kind.name, field.name)
        for kind in vocabulary.kinds.values()
        if not kind.abstract
        for field in kind.fields.values()
        if word in field.concepts and field.least
    }
    if len(found) != 1:
        return ""
    kind_name, field_name = found.pop()
    return f"write `kind: {kind_name}` with `{field_name}: {word}`"


def kind_hint(text: str, vocabulary: Vocabulary) -> str:
    """The kind that has this label in some language, or a word like this, or nearly this name."""
    known = [kind for kind in vocabulary.kinds.values() if not (kind.abstract or kind.embedded)]
    for kind in known:
        if text.casefold() in map(str.casefold, vocabulary.labels(kind.iri).values()):
            return f"did you mean `{kind.name}`?"
    if meant := [kind.name for kind in known if _plain(text) in _CALLED.get(kind.name, "").split()]:
        return f"did you mean `{meant[0]}`?"
    near = word_hint(text, vocabulary) or closest(text, [kind.name for kind in known], 0.7)
    return near or "`kg schema kinds` lists them"


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold().removesuffix("s")


def foreign_letter(text: str) -> str:
    """That a letter of a text that is otherwise a word of plain letters is of another alphabet, or ""."""
    others = [char for char in text if not char.isascii()]
    is_word = re.fullmatch(r"[A-Za-z0-9-]*", "".join(char for char in text if char.isascii()))
    if not others or not is_word or len(others) >= len(text) / 2:
        return ""
    return f"`{others[0]}` is no Latin letter ({unicodedata.name(others[0], 'without a name').lower()})"
