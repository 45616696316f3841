"""`kg ask`: the named questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg ask` or `kg ask who-owns -p thing=weibo --as-of 2014-11-25`")(ask)


def ask(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="The question; without one, they are listed.", show_default=False
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="NAME=VALUE", help="A value that it needs.", show_default=False
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="table, json, csv, tsv or xml.", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """List the questions of `ontology/queries/`, or ask one of them."""
    from kg.asking.questions import find_question, questions
    from kg.cli.query import query
    from kg.graph.query_header import read_header
    from kg.project import find

    ontology = find(project).ontology
    if question is not None:
        find_question(ontology, question)
        query(question, parameter, "json" if as_json else form, output, as_of, known_at, project)
        return
    headers = {name: read_header(file).entries for name, file in questions(ontology).items()}
    if as_json:
        rows = [
            {
                "name": name,
                "title": entries.get("name", ""),
                "meaning": entries.get("meaning", ""),
                "parameters": entries.get("parameters", "").split(),
                "example": _example(entries),
            }
            for name, entries in headers.items()
        ]
        put(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", output)
        return
    lines = [
        f"{name}\n  {entries.get('meaning', '')}\n  {_example(entries)}\n"
        for name, entries in headers.items()
    ]
    put("".join(lines), output)


def _example(entries: Mapping[str, str]) -> str:
    """The example of a question, as this command takes it."""
    return entries.get("example", "").replace("kg query ", "kg ask ", 1)
