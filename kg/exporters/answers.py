"""Answers of SPARQL queries: a table for people, the standard formats for programs.

Formats: SPARQL 1.1 Query Results JSON, XML, CSV and TSV (W3C Recommendations, 2013), written by pyoxigraph;
triples as Turtle or N-Triples by the project's own sorted writers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kg.errors import QueryError
from kg.exporters.ntriples import write_ntriples
from kg.exporters.turtle import write_turtle
from kg.graph.terms import Shortener
from kg.model import Triple
from kg.names import literal_parts

TABLE_FORMATS: Final = ("table", "json", "csv", "tsv", "xml")
GRAPH_FORMATS: Final = ("ttl", "nt")


def write_answer(answer: Any, form: str, prefixes: Mapping[str, str]) -> str:
    """An answer in a format.

    Args:
        answer: What `Store.query` returned.
        form: One of `TABLE_FORMATS` for rows and truth values, of `GRAPH_FORMATS` for triples; "" for the usual.
        prefixes: To shorten IRIs with, in a table and in Turtle.

    Raises:
        QueryError: The format does not fit the answer.
    """
    import pyoxigraph

    known = (*TABLE_FORMATS, *GRAPH_FORMATS)
    if form and form not in known:
        raise QueryError(f"there is no format `{form}`", f"there are: {', '.join(known)}")
    if isinstance(answer, pyoxigraph.QueryTriples):
        return _graph(answer, form or "ttl", prefixes)
    form = form or "table"
    if form not in TABLE_FORMATS:
        kinds = "rows" if isinstance(answer, pyoxigraph.QuerySolutions) else "true or false"
        raise QueryError(
            f"`{form}` holds triples, but the answer is {kinds}", f"use {', '.join(TABLE_FORMATS)}"
        )
    if form == "table":
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return "true\n" if answer else "false\n"
        return "".join(f"{line}\n" for line in _table(answer, prefixes))
    if form in ("csv", "tsv") and isinstance(answer, pyoxigraph.QueryBoolean):
        return "true\n" if answer else "false\n"
    formats = pyoxigraph.QueryResultsFormat
    kind = {"json": formats.JSON, "csv": formats.CSV, "tsv": formats.TSV, "xml": formats.XML}[form]
    text: bytes = answer.serialize(format=kind)
    written = text.decode()
    return written if written.endswith("\n") else written + "\n"


def _graph(answer: Any, form: str, prefixes: Mapping[str, str]) -> str:
    triples: list[Triple] = [(str(t.subject), str(t.predicate), str(t.object)) for t in answer]
    if form == "ttl":
        return write_turtle(triples, prefixes)
    if form == "nt":
        return write_ntriples(triples)
    raise QueryError(f"`{form}` holds rows, but the answer is triples", f"use {' or '.join(GRAPH_FORMATS)}")


def _table(answer: Any, prefixes: Mapping[str, str]) -> list[str]:
    """Columns of equal width; wide characters count twice, as terminals show them."""
    shorten = Shortener(prefixes)
    head = [variable.value for variable in answer.variables]
    rows = [["" if v is None else _cell(str(v), shorten) for v in solution] for solution in answer]
    widths = [max(_width(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(cells: list[str]) -> str:
        return "  ".join(c + " " * (w - _width(c)) for c, w in zip(cells, widths, strict=True)).rstrip()

    rule = "  ".join("─" * width for width in widths)
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    return [line(head), rule, *map(line, rows), count] if head else [count]


def _cell(term: str, shorten: Shortener) -> str:
    text = shorten(term) if term[0] in "<_" else literal_parts(term)[0]
    return " ".join(text.split())


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
