"""How terms, datatypes and node kinds are named in messages to a curator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg.model import Term
from kg.names import EDTF, LANG_STRING, PREFIXES, STRING, XSD, iri, literal_parts, local_name
from kg.vocabulary.shacl_model import Path, sh

_LONGEST = 60
_MOST = 12

_DATATYPES: Final[Mapping[Term, str]] = {
    STRING: "text without a language",
    LANG_STRING: "text in a language",
    iri(XSD + "boolean"): "`true` or `false`",
    iri(XSD + "integer"): "a whole number",
    iri(XSD + "nonNegativeInteger"): "a whole number of 0 or more",
    iri(XSD + "positiveInteger"): "a whole number of 1 or more",
    iri(XSD + "decimal"): "a decimal number",
    iri(XSD + "double"): "a floating-point number",
    iri(XSD + "float"): "a floating-point number",
    iri(XSD + "date"): "a day (such as 2014-11-25)",
    iri(XSD + "gYearMonth"): "a month (such as 2014-11)",
    iri(XSD + "gYear"): "a year (such as 2014)",
    iri(XSD + "dateTime"): "a day with a time (such as 2014-11-25T09:30:00Z)",
    iri(XSD + "time"): "a time of day (such as 09:30:00)",
    iri(XSD + "duration"): "a duration (such as P3M)",
    iri(XSD + "anyURI"): "an address",
    iri(XSD + "language"): "a language tag (such as zh-Hans)",
    iri(EDTF + "EDTF-level1"): "an approximate date (such as 2014~)",
}
NODE_KINDS: Final[Mapping[Term, str]] = {
    sh("IRI"): "a thing with a name",
    sh("Literal"): "a plain value",
    sh("BlankNode"): "a node without a name",
    sh("IRIOrLiteral"): "a thing with a name or a plain value",
    sh("BlankNodeOrIRI"): "a thing",
    sh("BlankNodeOrLiteral"): "a node without a name or a plain value",
}


def show(term: Term) -> str:
    """A term as a person reads it, in backticks: the local name of an IRI, the text of a literal."""
    if term.startswith("_:"):
        return "a node without a name"
    text = (local_name(term) or term) if term.startswith("<") else literal_parts(term)[0]
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return f"`{text}`"


def show_path(path: Path) -> str:
    """A path as a person reads it."""
    name = show(path.predicate)
    return f"what has it as {name}" if path.inverse else name


def show_all(terms: Iterable[Term], word: str = "or") -> str:
    """Terms in a row: `a`, `b` or `c`; a long row is cut."""
    return join([show(term) for term in terms], word)


def join(parts: list[str], word: str = "or") -> str:
    """Words in a row: a, b or c; a long row is cut."""
    if len(parts) > _MOST:
        return f"{', '.join(parts[:_MOST])} and so on"
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def datatype_words(datatype: Term) -> str:
    """What a value of a datatype is called."""
    return _DATATYPES.get(datatype, f"a value of type {show(datatype)}")


def article(noun: str) -> str:
    """The noun with "a" or "an" before it, judged by its first letter."""
    return f"{'an' if noun.lstrip('`')[:1].lower() in set('aeiou') else 'a'} {noun}"


def qualified(term: Term) -> str:
    """A term with a known prefix, as a person who writes shapes knows it: sh:sparql, kg:StakeShape."""
    if not term.startswith("<"):
        return term
    for prefix, namespace in (("sh", sh("")[1:-1]), *PREFIXES.items()):
        if term.startswith("<" + namespace) and "/" not in term[len(namespace) + 1 :]:
            return f"{prefix}:{term[len(namespace) + 1 : -1]}"
    return term
