"""`kg stats`: what the project holds, counted."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import OutputOption, ProjectOption, load_graph

_TITLES = {
    "things": "Things by kind",
    "statements": "Statements by kind",
    "countries": "Statements by country",
    "years": "Statements by the year in which they begin",
    "mechanisms": "Statements by means",
    "sources": "Statements by the number of independent sources",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg stats` or `kg stats --json`")(stats)


def stats(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    project: ProjectOption = None,
) -> None:
    """Count the facts by kind, country, year and means, and say how well they are sourced.

    Sources that draw on one another count once. A thing that states no country has that of its group.
    """
    from kg.asking.statistics import statistics
    from kg.names import KG, iri

    graph = load_graph(project)
    in_group = iri(KG + "inGroup")
    groups = {s: o for s, p, o in graph.derivations if p == in_group}
    found = asdict(statistics(graph.records, graph.vocabulary, graph.status.starts, groups))
    if as_json:
        put(json.dumps(found, indent=2, ensure_ascii=False) + "\n", output)
        return
    parts = []
    for key, title in _TITLES.items():
        width = max((len(name) for name in found[key]), default=0)
        parts.append(f"{title}:\n" + "".join(f"  {name:<{width}}  {n}\n" for name, n in found[key].items()))
    total = sum(found["statements"].values())
    parts.append(
        f"Of {total} statements, {found['single']} rest{'s' * (found['single'] == 1)} on a single source, "
        f"{found['weak']} on weak ones only, "
        f"{found['unsourced']} on none.\n"
    )
    put("\n".join(parts), output)
