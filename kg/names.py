"""The few terms that the builder itself needs, as N-Triples terms, how an IRI is minted, and names are compared.

Domain terms (companies, blocks, stakes) do not stand here: they live in `ontology/` only.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from kg.model import Term

BASE: Final = "https://w3id.org/walled-gardens/"
KG: Final = BASE + "ontology/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SH: Final = "http://www.w3.org/ns/shacl#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/"

PREFIXES: Final[dict[str, str]] = {
    "kg": KG,
    "id": BASE + "id/",
    "graph": BASE + "graph/",
    "source": BASE + "graph/source/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "prov": PROV,
    "dcterms": DCTERMS,
    "edtf": EDTF,
}
"""Prefixes that every query and every file may use; the ontology's own come on top."""


def iri(text: str) -> Term:
    """The term for an IRI given as text."""
    return f"<{text}>"


TYPE: Final = iri(RDF + "type")
LABEL: Final = iri(RDFS + "label")
LANG_STRING: Final = iri(RDF + "langString")
STRING: Final = iri(XSD + "string")
BOOLEAN: Final = iri(XSD + "boolean")
TRUE: Final = f'"true"^^{BOOLEAN}'

THING: Final = iri(KG + "Thing")
STATEMENT: Final = iri(KG + "Statement")
CITATION: Final = iri(KG + "Citation")
NAME: Final = iri(KG + "name")
TITLE: Final = iri(KG + "title")
SOURCES: Final = iri(KG + "sources")
REF: Final = iri(KG + "ref")
STANCE: Final = iri(KG + "stance")
DISPUTES: Final = iri(KG + "stance/disputes")
RANK: Final = iri(KG + "rank")
PREFERRED: Final = iri(KG + "rank/preferred")
NORMAL: Final = iri(KG + "rank/normal")
DEPRECATED: Final = iri(KG + "rank/deprecated")
ALTERNATIVE_TO: Final = iri(KG + "alternativeTo")
START: Final = iri(KG + "start")
END: Final = iri(KG + "end")

_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_NEEDS_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def quote(text: str) -> str:
    """Text in quotes, escaped as canonical N-Triples has it."""
    return f'"{_NEEDS_ESCAPE.sub(_escape, text)}"'


def literal(text: str, datatype: Term | None = None, language: str | None = None) -> Term:
    """A literal term.

    Args:
        text: The lexical form.
        datatype: The datatype as a term; `xsd:string` and None give a plain literal.
        language: A language tag, which is written in lower case as RDF 1.1 normalises it.
    """
    if language:
        return f"{quote(text)}@{language.lower()}"
    if datatype is None or datatype == STRING:
        return quote(text)
    return f"{quote(text)}^^{datatype}"


def is_iri(term: Term) -> bool:
    """Whether the term is an IRI."""
    return term.startswith("<")


def iri_text(term: Term) -> str:
    """The IRI of an IRI term, without the angle brackets."""
    return term[1:-1]


def local_name(term: Term) -> str:
    """What stands behind the last `#` or `/` of an IRI term."""
    return re.split(r"[#/]", term[1:-1].rstrip("/"))[-1]


_UNESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\nrtbf\']))')
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROL.get(match[3], match[3])


def literal_parts(term: Term) -> tuple[str, Term, str]:
    """Split a literal term.

    Returns:
        The lexical form, the datatype (as a term), the language tag or "".
    """
    end = term.rindex('"')
    text = term[1:end]
    if "\\" in text:
        text = _UNESCAPE.sub(_unescape, text)
    rest = term[end + 1 :]
    if rest.startswith("@"):
        return text, LANG_STRING, rest[1:]
    return text, rest[2:] or STRING, ""


def text_of(term: Term) -> str:
    """What a person reads: the lexical form of a literal, the local name of an IRI."""
    return local_name(term) if is_iri(term) else literal_parts(term)[0]


def digest(parts: Iterable[str], length: int = 8) -> str:
    """A short stable hash of texts, for minted ids.

    Args:
        parts: The texts; their order counts.
        length: Number of hexadecimal digits.
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def folded(text: str) -> str:
    """A name as people compare it: NFKC, without case, with single spaces (Unicode Standard, D146)."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())
