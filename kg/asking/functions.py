"""Functions that checks and questions may call in SPARQL, under the prefix `fn:`.

They do what SPARQL cannot say: compare texts as people read them, and partial dates by the days they can mean.
Each gives no value (so that a BIND leaves its variable unbound) for a term that it is not made for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.dates import END_OF_DAYS, FIRST_DAY, DateError, Day, PartialDate, from_term, iso_day
from kg.graph.store import Function
from kg.model import Record, Term
from kg.names import BASE, XSD, folded, iri_text

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Given = NamedNode | BlankNode | Literal | Triple

NAMESPACE: Final = BASE + "function/"
PREFIXES: Final = {"fn": NAMESPACE}

_ALIKE: Final = {"0": "o", "1": "l", "i": "l", "rn": "m", "vv": "w", "cl": "d"}
_LOOKS: Final = re.compile("|".join(_ALIKE))
_SCHEME: Final = re.compile(r"^https?://(www\.)?", re.I)


def look(name: str) -> str:
    """An id as a hasty eye sees it: without hyphens, with 0 as o, 1 and i as l, rn as m, vv as w, cl as d."""
    return _LOOKS.sub(lambda found: _ALIKE[found[0]], name.casefold().replace("-", ""))


def address(url: str) -> str:
    """A web address without what does not tell pages apart: scheme, `www.`, fragment, slash at the end."""
    host, slash, rest = _SCHEME.sub("", url.split("#", 1)[0]).partition("/")
    return f"{host.lower()}{slash}{rest}".rstrip("/")


@cache
def functions() -> dict[str, Function]:
    """The functions by IRI, as `Store.query` takes them; each remembers its answers."""
    from pyoxigraph import Literal, NamedNode

    day_type = NamedNode(XSD + "date")

    def on_text(function: Callable[[str], str]) -> Function:
        @lru_cache(maxsize=65536)
        def call(term: Given) -> Literal | None:
            if not isinstance(term, Literal | NamedNode):
                return None
            text = term.value if isinstance(term, Literal) else re.split("[#/]", term.value)[-1]
            found = function(text)
            return Literal(found) if found else None

        return call

    def on_date(day_of: Callable[[PartialDate], Day]) -> Function:
        @lru_cache(maxsize=65536)
        def call(term: Given) -> Literal | None:
            try:
                day = day_of(from_term(str(term)))
            except DateError:
                return None
            return Literal(iso_day(day), datatype=day_type) if FIRST_DAY < day < END_OF_DAYS else None

        return call

    @lru_cache(maxsize=65536)
    def day_number(term: Given) -> Literal | None:
        """The ordinal of the first day that a date can mean, to reckon with, which SPARQL cannot do with dates."""
        try:
            return Literal(from_term(str(term)).earliest)
        except DateError:
            return None

    return {
        NAMESPACE + "folded": on_text(folded),
        NAMESPACE + "look": on_text(look),
        NAMESPACE + "address": on_text(address),
        NAMESPACE + "earliest": on_date(lambda date: date.earliest),
        NAMESPACE + "day": day_number,
        NAMESPACE + "latest": on_date(lambda date: date.latest),
    }


def functions_on(records: Mapping[Term, Record]) -> dict[str, Function]:
    """The functions that look into records, whatever the fields are called: in SPARQL, that needs every triple.

    `fn:mentions(?record, ?thing)` is whether a record has the thing in one of its fields; `fn:mentioned(?thing)`,
    whether any has; `fn:kind(?record)`, the kind that is written in its file.
    """
    from pyoxigraph import Literal, NamedNode

    yes, no = Literal(True), Literal(False)

    def mentions(record: Given, thing: Given) -> Literal | None:
        if not isinstance(thing, NamedNode):
            return None
        found = records.get(str(record))
        text = str(thing)
        return yes if found and any(text in values for values in found.fields.values()) else no

    @cache
    def everything() -> set[Term]:
        return set(chain.from_iterable(v for record in records.values() for v in record.fields.values()))

    def mentioned(thing: Given) -> Literal | None:
        if not isinstance(thing, NamedNode):
            return None
        return yes if str(thing) in everything() else no

    def kind(thing: Given) -> NamedNode | None:
        found = records.get(str(thing))
        return NamedNode(iri_text(found.kind)) if found else None

    return {NAMESPACE + "mentions": mentions, NAMESPACE + "mentioned": mentioned, NAMESPACE + "kind": kind}
