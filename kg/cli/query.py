"""`kg query`: SPARQL over the graph."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption
from kg.errors import QueryError
from kg.names import iri, local_name, quote

if TYPE_CHECKING:
    from kg.pipeline import Askable

_FORMATS = {".json": "json", ".csv": "csv", ".tsv": "tsv", ".xml": "xml", ".srx": "xml", ".srj": "json"}
_GRAPHS = {".ttl": "ttl", ".nt": "nt"}

_NAMED = """SELECT DISTINCT ?thing {
  ?thing a kg:Thing ; kg:name|kg:alias ?name FILTER (LCASE(STR(?name)) = LCASE(%s))
}"""


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
    from kg.asking.query_errors import located, unknown_ids, unknown_names
    from kg.asking.questions import find_question, with_parameters
    from kg.cli.options import asked, name_dates
    from kg.exporters.answers import write_answer
    from kg.pipeline import askable
    from kg.project import find

    found = find(project)
    text, place = _text(sparql)
    if not text:
        header = find_question(found.ontology, sparql)
        text, place = header.text, header.file
    asking = text
    text = with_parameters(asking, parameter or [], found.id_base)
    graph = askable(found, asked(as_of, known_at))
    name_dates(as_of, known_at)
    text = with_parameters(asking, _by_id(graph, parameter or [], found.id_base), found.id_base)
    try:
        answer = graph.store.query(text, graph.prefixes)
        written = write_answer(answer, form or _by_suffix(output), graph.prefixes)
    except QueryError as error:
        raise located(error, text, place, graph.prefixes) from None
    except (OSError, RuntimeError, ValueError) as error:  # while rows are fetched: SERVICE, functions
        raise QueryError(f"{place}: {error}") from error
    put(written, output)
    for name, near in unknown_names(asking, found.ontology):
        say(f"the ontology has no `{name}`{f': {near}' if near else ''}")
    for name, near in unknown_ids(asking, graph.store, graph.prefixes, found.id_base):
        say(f"there is no `{name}`{f': {near}' if near else ''}")


def _by_id(graph: Askable, given: Iterable[str], id_base: str) -> Iterator[str]:
    """The parameters, with the id in place of a name or alias that only one thing has.

    Raises:
        QueryError: An id or a name stands for nothing, since the answer to it would look like one that is empty; or
            a name for several.
    """
    for item in given:
        name, _, value = item.partition("=")
        if re.fullmatch(r"[a-z][a-z0-9-]*", value):
            thing = iri(id_base + value)
            if not graph.store.query(f"ASK {{ {{ {thing} ?p ?o }} UNION {{ ?s ?p {thing} }} }}"):
                raise QueryError(
                    f"--param {name}: there is no `{value}`", f"`kg find {value}` searches the names"
                )
        elif not re.fullmatch(r'[+-]?[\d.-]+~?|".*"', value):
            things = [str(row[0]) for row in graph.store.query(_NAMED % quote(value), graph.prefixes)]
            ids = sorted(local_name(thing) for thing in things)
            if len(ids) > 1:
                raise QueryError(
                    f"--param {name}: `{value}` is the name of {len(ids)} things",
                    f"give an id: {', '.join(ids)}",
                )
            if not ids:
                raise QueryError(
                    f"--param {name}: nothing is called `{value}`",
                    f"`kg find {shlex.quote(value)}` searches the names; a text that is no name stands in quotes: "
                    + shlex.quote(f'{name}="{value}"'),
                )
            item = f"{name}={ids[0]}"
        yield item


def _text(sparql: str) -> tuple[str, str]:
    """The query's text and what to call it; "" if it is the name of a question."""
    if sparql == "-":
        return _standard_input(), "standard input"
    if sparql.endswith((".rq", ".sparql")):
        try:
            return Path(sparql).read_text(encoding="utf-8-sig"), sparql
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{sparql}: {getattr(error, 'strerror', None) or error}") from None
    if any(sign in sparql for sign in " {\n"):
        return sparql, "query"
    return "", ""


def _standard_input() -> str:
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig") if sys.stdin else ""
    except UnicodeDecodeError as error:
        raise QueryError(f"standard input is not UTF-8: {error}") from None
    if not text.strip():
        raise QueryError("standard input is empty", "pipe a query into it: echo 'ASK {}' | kg query -")
    return text


def _by_suffix(output: str | None) -> str:
    suffix = Path(output).suffix if output and output != "-" else ""
    return {**_FORMATS, **_GRAPHS}.get(suffix, "")
