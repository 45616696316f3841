"""What one key of the YAML may hold, as JSON Schema: plain values, closed lists, texts by language, lists of these.

An editor reads plain YAML values as the core schema of YAML 1.2 has it (`2014` is a number, `true` a boolean),
where our own reader takes every text as the shape of its field wants it. So a text may be a number here too; what
is lost in between cannot be told (`014` and `14` are one number). Only `true` and `false` must stand in quotes for
an editor where they are meant as texts: else it would offer them for every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from kg.model import Term
from kg.names import EDTF, LANG_STRING, SH, STRING, XSD, iri, literal_parts
from kg.vocabulary.kinds import Field
from kg.vocabulary.shacl_model import VIOLATION, PropertyShape

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, ready to be written as JSON."""

ID_PATTERN: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""What a record may be called."""

_PLAIN: Final = ["string", "number"]
_LETTER_LED: Final = re.compile(r"\^(?:\[(?:[A-Za-z]-[A-Za-z])+\]|[A-Za-z])(?![?*|]|\{0)[^|]*")
_DECIMAL: Final = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_TYPES: Final[Mapping[Term, tuple[list[str], str]]] = {
    iri(XSD + "decimal"): (["number", "string"], f"^{_DECIMAL}$"),
    iri(XSD + "double"): (["number", "string"], rf"^({_DECIMAL}([eE][+-]?[0-9]+)?|[+-]?INF|NaN)$"),
    iri(XSD + "integer"): (["integer", "string"], "^[+-]?[0-9]+$"),
    iri(XSD + "nonNegativeInteger"): (["integer", "string"], r"^\+?[0-9]+$"),
    iri(XSD + "positiveInteger"): (["integer", "string"], r"^\+?0*[1-9][0-9]*$"),
    iri(XSD + "boolean"): (["boolean", "string"], "^(true|false)$"),
    iri(XSD + "anyURI"): (["string"], r"^https?://[^\s<>\"{}|\\^`]+$"),
    iri(XSD + "duration"): (
        ["string"],
        r"^-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$",
    ),
    iri(XSD + "language"): (["string"], "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"),
}
"""By datatype: what an editor may read it as, and the form of its text."""
_LEAST: Final = {iri(XSD + "nonNegativeInteger"): 0, iri(XSD + "positiveInteger"): 1}
_BOUNDS: Final = {
    iri(SH + "minInclusive"): "minimum",
    iri(SH + "maxInclusive"): "maximum",
    iri(SH + "minExclusive"): "exclusiveMinimum",
    iri(SH + "maxExclusive"): "exclusiveMaximum",
}
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_DAYS = (
    r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
)
_DATES: Final[Mapping[Term, str]] = {
    iri(XSD + "date"): rf"[0-9]{{4}}-({_DAYS})|{_LEAP}",
    iri(XSD + "gYearMonth"): "[0-9]{4}-(0[1-9]|1[0-2])",
    iri(XSD + "gYear"): "[0-9]{4}",
}
_APPROXIMATE: Final = iri(EDTF + "EDTF-level1")


def words_schema(field: Field) -> Schema:
    """The words of a closed list with what each means; one that is a number may be read as such."""
    concepts = field.concepts.values()
    numbers = [int(word) for word in field.concepts if re.fullmatch("0|[1-9][0-9]*", word)]
    return {
        "type": _PLAIN if numbers else "string",
        "enum": [*(concept.word for concept in concepts), *numbers],
        "enumDescriptions": [concept.definition for concept in concepts],
        "markdownEnumDescriptions": [_word_help(c.label, c.definition) for c in concepts],
    }


def plain_schema(field: Field, shapes: Sequence[PropertyShape]) -> Schema:
    """One value of a field that has neither a closed list nor texts by language.

    Args:
        field: The field.
        shapes: The property shapes that its values must fit; none, where only its type counts.
    """
    if field.classes:
        message = "An id is lower-case words joined by hyphens."
        return {"type": ["string", "integer"], "pattern": ID_PATTERN, "patternErrorMessage": message}
    datatypes = field.datatypes or (STRING,)
    if any(datatype in _DATES or datatype == _APPROXIMATE for datatype in datatypes):
        return _date_schema(datatypes)
    if len(datatypes) > 1:
        choices = [_literal_schema(datatype, shapes) for datatype in datatypes]
        return {"type": sorted({name for one in choices for name in _types(one)}), "anyOf": choices}
    return _literal_schema(datatypes[0], shapes)


def _literal_schema(datatype: Term, shapes: Sequence[PropertyShape]) -> Schema:
    types, form = _TYPES.get(datatype, (_PLAIN, ""))
    schema: Schema = {"type": types}
    if datatype in _LEAST:
        schema["minimum"] = _LEAST[datatype]
    forms = [form] if form else []
    for shape in shapes:
        if shape.severity != VIOLATION:
            continue
        for predicate, limit in shape.bounds.items():
            name, number = _BOUNDS[predicate], _number(limit)
            if number is not None and "string" in types and len(types) == 2:
                choose = max if "inimum" in name else min
                schema[name] = choose(number, schema[name]) if name in schema else number
        schema |= {"minLength": shape.min_length} if shape.min_length else {}
        schema |= {"maxLength": shape.max_length} if shape.max_length is not None else {}
        for pattern, flags in shape.patterns:
            if not flags:
                forms.append(pattern)
                if _LETTER_LED.fullmatch(pattern):  # no number has such a text
                    schema["type"] = [name for name in schema["type"] if name not in ("number", "integer")]
                if message := shape.messages.get("en"):
                    schema["patternErrorMessage"] = message
    if len(schema["type"]) == 1:
        schema["type"] = schema["type"][0]
    if len(forms) == 1:
        schema["pattern"] = forms[0]
    elif forms:
        schema["allOf"] = [{"pattern": pattern} for pattern in dict.fromkeys(forms)]
    return schema


def _date_schema(datatypes: Sequence[Term]) -> Schema:
    """Dates as exact as a field wants them; every day that does not exist is refused, 29 February too."""
    exact = [form for datatype, form in _DATES.items() if datatype in datatypes]
    every = list(_DATES.values()) if _APPROXIMATE in datatypes else []
    marked = [f"({'|'.join(every)})~"] if every else []
    schema: Schema = {"type": "string", "pattern": f"^(?!0000)({'|'.join(exact + marked)})$"}
    if iri(XSD + "gYear") in datatypes:
        schema |= {"type": ["string", "integer"], "minimum": 1, "maximum": 9999}
    forms = ["2014"] * (iri(XSD + "gYear") in datatypes) + ["2014-11"] * (
        iri(XSD + "gYearMonth") in datatypes
    )
    forms += ["2014-11-25"] * (iri(XSD + "date") in datatypes)
    text = " or ".join([", ".join(forms[:-1]), forms[-1]] if forms[1:] else forms)
    more = ", with ~ after it if it is approximate" if marked else ""
    return schema | {"patternErrorMessage": f"Write a day that exists, as {text}{more}."}


def texts_schema(field: Field, shapes: Sequence[PropertyShape]) -> Schema:
    """Texts with their language: plain English, a map by language, or a list of both."""
    several: Schema = {"items": {"type": _PLAIN}}
    if any(shape.unique_lang for shape in shapes):
        several["maxItems"] = 1
    text = {"type": [*_PLAIN, "array"], "if": {"type": "array"}, "then": several}
    one: Schema = {"type": [*_PLAIN, "object"], "additionalProperties": text}
    if field.languages:
        one |= {"properties": dict.fromkeys(field.languages, text), "additionalProperties": False}
    if any(shape.min_count for shape in shapes):
        one["minProperties"] = 1
    # A list within the list holds English texts, too, as the reader has it.
    item = {**one, "type": [*_PLAIN, "object", "array"], "items": {"type": _PLAIN}}
    return {**(schema := listed(one, shapes)), "then": {**schema["then"], "items": item}}


def listed(one: Schema, shapes: Sequence[PropertyShape], unique: bool = False) -> Schema:
    """One value or a list of values: a single value may stand without brackets.

    The condition, where `anyOf` would do as well, lets an editor say what is wrong with the value that is there.

    Args:
        one: What each value must be, with its type.
        shapes: The property shapes, for how many there may be.
        unique: Whether equal values are one value said twice.
    """
    several = {"items": one, **_counts(shapes), **({"uniqueItems": True} if unique else {})}
    rest = {key: value for key, value in one.items() if key != "type"}
    return {"type": [*_types(one), "array"], "if": {"type": "array"}, "then": several, "else": rest}


def listed_words(
    words: Schema, reference: Schema, shapes: Sequence[PropertyShape], unique: bool = True
) -> Schema:
    """One word of a closed list or a list of them. Of a condition an editor would not propose the words.

    Args:
        words: The schema of one word.
        reference: Where that is defined.
        shapes: The property shapes, for how many there may be.
        unique: Whether equal words are one value said twice.
    """
    # The description keeps an editor from taking both for the same, and from explaining it twice.
    several: Schema = {"description": "Several of these.", "items": reference, **_counts(shapes)}
    several |= {"uniqueItems": True} if unique else {}
    return {"type": [*_types(words), "array"], "anyOf": [reference, {"type": "array", **several}]}


def _types(schema: Schema) -> list[str]:
    kinds: str | list[str] = schema["type"]
    return [kinds] if isinstance(kinds, str) else kinds


def _counts(shapes: Iterable[PropertyShape]) -> Schema:
    held = [shape for shape in shapes if shape.severity == VIOLATION]
    least = max((shape.min_count for shape in held), default=0)
    most = min((shape.max_count for shape in held if shape.max_count is not None), default=None)
    return {**({"minItems": least} if least else {}), **({} if most is None else {"maxItems": most})}


def is_text(field: Field) -> bool:
    """Whether the values of a field are texts with a language."""
    return LANG_STRING in field.datatypes and not field.classes


def _number(limit: Term) -> int | float | None:
    text, datatype, _ = literal_parts(limit)
    if not datatype.startswith("<" + XSD) or not re.fullmatch(_DECIMAL, text):
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _word_help(label: Mapping[str, str], definition: str) -> str:
    names = " · ".join(label[tag] for tag in sorted(label))
    return f"**{names}**: {definition}" if names else definition
