"""`kg find`: search ids, names, aliases and titles."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import OutputOption, ProjectOption, load_graph
from kg.errors import KgError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg find weixin` or `kg find 微信 --kind Platform`")(find)


def find(
    text: Annotated[str, typer.Argument(help="A part of an id, name, alias or title, in any language.")],
    kind: Annotated[str | None, typer.Option(help="Only this kind.", show_default=False)] = None,
    most: Annotated[int, typer.Option("--max", min=1, help="How many at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    project: ProjectOption = None,
) -> None:
    """Find things, statements and sources by name, whatever the case, accents and width of the letters.

    Whole names come first, then beginnings, then parts; of each, things before sources and statements.
    """
    from kg.asking.lookups import search
    from kg.names import local_name
    from kg.reading.values import closest

    if not text.strip():
        raise KgError("there is nothing to search for", "give a part of a name, such as `kg find weixin`")
    graph = load_graph(project)
    kinds = graph.vocabulary.kinds
    if kind is not None and kind not in kinds:
        raise KgError(f"there is no kind `{kind}`", closest(kind, kinds) or "`kg schema kinds` lists them")
    statements = {each.iri for each in kinds.values() if each.statement}
    found = [
        (record, name)
        for _, record, name in search(graph.records, text, statements)
        if kind is None or kinds[kind].iri in graph.vocabulary.by_iri[record.kind].ancestors
    ]
    rows = [
        {
            "id": local_name(record.subject),
            "kind": local_name(record.kind),
            "name": name,
            "file": record.mark.file,
            "line": record.mark.line,
        }
        for record, name in found[:most]
    ]
    if as_json:
        put(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", output)
        return
    put("".join(f"{r['id']}  {r['kind']}  {r['name']}  {r['file']}:{r['line']}\n" for r in rows), output)
    if not rows:
        say(f"nothing has `{text}` in its names")
    elif len(found) > most:
        say(f"{len(found) - most} more; --max shows them")
