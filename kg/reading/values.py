"""Text of the YAML -> RDF terms, as the field's shape has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from kg.dates import DATE_TYPES, DateError, parse_date
from kg.model import Term
from kg.names import LANG_STRING, STRING, XSD, iri, literal, local_name
from kg.reading.hints import address_hint, date_hint, duration_hint, id_hint, joined, number_or_range_hint
from kg.reading.hints import closest as closest  # many ask for it here
from kg.reading.numbers import scale_hint
from kg.vocabulary import Field

ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a record may be called: lower-case ASCII words joined by hyphens."""

_LEXICAL: Final[dict[Term, tuple[re.Pattern[str], str, str]]] = {
    iri(XSD + "decimal"): (
        re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.A),
        "a number",
        "write a number, such as 31.5",
    ),
    iri(XSD + "integer"): (re.compile(r"[+-]?\d+", re.A), "a whole number", "write one such as 31"),
    iri(XSD + "nonNegativeInteger"): (
        re.compile(r"\+?\d+", re.A),
        "a whole number from 0",
        "write one such as 31",
    ),
    iri(XSD + "positiveInteger"): (
        re.compile(r"\+?0*[1-9]\d*", re.A),
        "a whole number from 1",
        "write one such as 31",
    ),
    iri(XSD + "double"): (
        re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN", re.A),
        "a number",
        "write 31.5 or 3.15e1",
    ),
    iri(XSD + "boolean"): (re.compile("true|false"), "true or false", "write true or false"),
    iri(XSD + "anyURI"): (
        re.compile(r"https?://[^\s<>\"{}|\\^`]+"),
        "a web address",
        "write it whole, with https:// and without spaces",
    ),
    iri(XSD + "duration"): (
        re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.A),
        "a length of time",
        "write P14D for 14 days, P2M for two months, PT1H for an hour",
    ),
    iri(XSD + "language"): (
        re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"),
        "a language tag",
        "write en or zh",
    ),
}


class ValueFault(ValueError):
    """A text that is not a value of its field.

    Attributes:
        message: What is wrong.
        hint: How to mend it, or "".
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def converter(field: Field, id_base: str) -> Callable[[str], Term]:
    """The function that turns a text into a term of this field; it remembers what it has seen.

    Raises (from the function):
        ValueFault: The text is not a value of the field.
    """
    if field.concepts:
        convert = _concept(field)
    elif field.classes:
        convert = _reference(field, id_base)
    else:
        convert = _literal(field)
    seen: dict[str, Term] = {}

    def remember(text: str) -> Term:
        term = seen.get(text)
        if term is None:
            term = seen[text] = convert(text)
        return term

    return remember


def _concept(field: Field) -> Callable[[str], Term]:
    def convert(text: str) -> Term:
        concept = field.concepts.get(text)
        if concept is None:
            raise ValueFault(f"`{text}` is not a word for `{field.name}`", _word_meant(text, field))
        return concept.iri

    return convert


def _word_meant(text: str, field: Field) -> str:
    """What was meant by a text that is no word of a field's closed list, and where the list is."""
    words = ", ".join(field.concepts)
    folded = text.casefold()
    parts = [part.strip().replace(" ", "-") for part in re.split(r"[,;/&\uff0c\u3001\uff1b]|\band\b", folded)]
    if len(parts) > 1 and all(part in field.concepts for part in parts):
        return f"several go into a list: `{field.name}: [{', '.join(parts)}]`"
    last = re.split(r"[:/#]", text.rstrip("/"))[-1]
    if last != text and last in field.concepts:
        return f"did you mean `{last}`?"
    named = (
        w
        for w, c in field.concepts.items()
        if folded in map(str.casefold, c.label.values())
        or (len(folded) > 1 and folded == "".join(part[0] for part in w.split("-")))
    )
    hint = (
        scale_hint(text)
        or next((f"did you mean `{word}`?" for word in named), "")
        or closest(text, field.concepts)
        or _begun(folded, field.concepts)
        or (f"one of: {words}" if len(words) < 240 else "")
    )
    more = "" if hint.startswith("one of") else f"`kg schema words {field.name}` lists them"
    return joined((hint, more))


def _begun(text: str, known: Iterable[str]) -> str:
    """The word that begins like one of a text, such as `news` for `newspaper article`."""
    parts = [part for part in re.split(r"[\s_-]+", text) if len(part) > 3]
    words = [word for word in known if len(word) > 3]
    for part in parts:
        for word in words:
            if part.startswith(word) or word.startswith(part):
                return f"did you mean `{word}`?"
    return ""


def _reference(field: Field, id_base: str) -> Callable[[str], Term]:
    def convert(text: str) -> Term:
        if ID.fullmatch(text) is None:
            raise ValueFault(f"`{text}` is not an id for `{field.name}`", id_hint(text, field.name))
        return iri(id_base + text)

    return convert


def _literal(field: Field) -> Callable[[str], Term]:
    datatypes = field.datatypes or (STRING,)
    if any(d in DATE_TYPES for d in datatypes):
        return _date(field)

    def convert(text: str) -> Term:
        problem: ValueFault | None = None
        for datatype in datatypes:
            form = _LEXICAL.get(datatype)
            if datatype == LANG_STRING:
                continue
            if form is None or form[0].fullmatch(text):
                return literal(text, datatype)
            problem = problem or ValueFault(
                f"`{text}` is not {form[1]}", _meant(text, datatype, field) or form[2]
            )
        raise problem or ValueFault(f"`{field.name}` wants a text with its language", "write {en: ...}")

    return convert


def _meant(text: str, datatype: Term, field: Field) -> str:
    name = local_name(datatype)
    if name == "anyURI":
        return address_hint(text)
    if name == "duration":
        return duration_hint(text)
    return number_or_range_hint(text, field.name)


def _date(field: Field) -> Callable[[str], Term]:
    def convert(text: str) -> Term:
        try:
            date = parse_date(text)
        except DateError as error:
            raise ValueFault(error.message, date_hint(text) or error.hint) from None
        if date.datatype not in field.datatypes:
            raise ValueFault(f"`{text}` is not exact enough for `{field.name}`", "write 2014-11-25")
        return date.term

    return convert
