"""`kg query`: SPARQL over the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption
from kg.errors import QueryError

_FORMATS = {".json": "json", ".csv": "csv", ".tsv": "tsv", ".xml": "xml", ".srx": "xml", ".srj": "json"}
_GRAPHS = {".ttl": "ttl", ".nt": "nt"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg query 'SELECT ?who ?whom { ?who kg:blocks ?whom }'`")(query)


def query(
    sparql: Annotated[
        str,
        typer.Argument(
            help="SPARQL itself, a .rq file, the name of a question in ontology/queries/, or - for standard input."
        ),
    ],
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="NAME=VALUE", help="A value for $NAME in a question.", show_default=False
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="table, json, csv, tsv or xml; ttl or nt for triples.", show_default=False
        ),
    ] = "",
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Ask the graph in SPARQL.

    Plain patterns see what is asserted and what is inferred. What a source says in its own version is in its graph:
    `GRAPH source:xinhua-2014-11-27 { ... }`. Prefixes need not be declared.
    """
    from kg.asking.questions import find_question, with_parameters
    from kg.cli.options import asked
    from kg.exporters.answers import write_answer
    from kg.pipeline import askable
    from kg.project import find

    found = find(project)
    text, place = _text(sparql)
    if not text:
        header = find_question(found.ontology, sparql)
        text, place = header.text, header.file
    text = with_parameters(text, parameter or [], found.id_base)
    graph = askable(found, asked(as_of, known_at))
    try:
        answer = graph.store.query(text, graph.prefixes)
        written = write_answer(answer, form or _by_suffix(output), graph.prefixes)
    except QueryError as error:
        raise _located(error, text, place) from None
    put(written, output)


def _text(sparql: str) -> tuple[str, str]:
    """The query's text and what to call it; "" if it is the name of a question."""
    if sparql == "-":
        return sys.stdin.read(), "standard input"
    if sparql.endswith((".rq", ".sparql")):
        try:
            return Path(sparql).read_text(encoding="utf-8"), sparql
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{sparql}: {getattr(error, 'strerror', None) or error}") from None
    if any(sign in sparql for sign in " {\n"):
        return sparql, "query"
    return "", ""


def _by_suffix(output: str | None) -> str:
    suffix = Path(output).suffix if output and output != "-" else ""
    return {**_FORMATS, **_GRAPHS}.get(suffix, "")


def _located(error: QueryError, text: str, place: str) -> QueryError:
    """A syntax error with the line at fault and a caret."""
    import re

    match = re.search(r"error at (\d+):(\d+):?\s*(.*)", error.message, re.S)
    if match is None:
        return error
    line, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    caret = " " * (column - 1) + "^"
    return QueryError(f"{place}:{line}:{column}: {match[3].strip()}\n    {shown}\n    {caret}", error.hint)
