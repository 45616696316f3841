"""Named questions: the files of `ontology/queries/`, with their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.errors import QueryError
from kg.graph.query_header import Header, read_header
from kg.names import iri, quote
from kg.project import query_files
from kg.reading.values import ID, closest

_PARAMETER = re.compile(r"\$(\w+)")


def questions(ontology: Path) -> dict[str, Path]:
    """The files of the questions, by name."""
    return {file.stem: file for file in query_files(ontology, "queries")}


def find_question(ontology: Path, name: str) -> Header:
    """A named question.

    Raises:
        QueryError: There is none of that name.
    """
    known = questions(ontology)
    if name not in known:
        hint = closest(name, known) or "`kg ask` lists the questions; a query has a { in it"
        raise QueryError(f"there is no question `{name}`", hint)
    return read_header(known[name])


def with_parameters(text: str, given: Iterable[str], id_base: str) -> str:
    """A query with `$name` replaced by the values given as `name=value`.

    A value that can be an id stands for that thing; a date, a number and a text in quotes stand for themselves.

    Raises:
        QueryError: One is not of that form, or the query does not ask for it, or asks for one that is not given.
    """
    values: dict[str, str] = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name.isidentifier():
            raise QueryError(f"`{item}` is not a parameter", "write name=value")
        values[name] = value
    wanted = set(_PARAMETER.findall(re.sub(r"(?m)^#.*$", "", text)))
    for name in values.keys() - wanted:
        raise QueryError(f"the query has no ${name}", f"it has {', '.join(sorted(wanted))}" if wanted else "")
    for name in sorted(_required(text) - values.keys()):
        raise QueryError(f"the question needs a value for ${name}", f"add -p {name}=...")
    return _PARAMETER.sub(lambda m: _term(values[m[1]], id_base) if m[1] in values else m[0], text)


def _required(text: str) -> set[str]:
    """What the header says under `parameters`."""
    match = re.search(r"(?m)^# parameters:(.*)$", text)
    return set(match[1].split()) if match else set()


def _term(value: str, id_base: str) -> str:
    if re.fullmatch(r"\d{4}(-\d\d){1,2}~?", value):
        return quote(value)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
        return value
    if ID.fullmatch(value):
        return iri(id_base + value)
    return quote(value.strip('"'))
