"""`kg path`: how two things are connected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption, load_graph, named

if TYPE_CHECKING:
    from kg.asking.paths import Hop


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg path alibaba wechat` or `kg path softbank weibo --view owns`")(path)


def path(
    start: Annotated[str, typer.Argument(metavar="ID", help="A thing: its id, or its name.")],
    end: Annotated[str, typer.Argument(metavar="ID", help="Another.")],
    view: Annotated[
        str, typer.Option(help="Edges of which view: a file in ontology/views/, or all.")
    ] = "all",
    directed: Annotated[
        bool, typer.Option("--directed", help="Follow edges in their own direction only.")
    ] = False,
    most: Annotated[int, typer.Option("--max", min=1, help="How many paths at most.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Show the shortest paths between two things in a view of the graph."""
    from kg.asking.paths import shortest_paths
    from kg.names import local_name

    graph = load_graph(project, as_of, known_at)
    start, end = (local_name(named(graph, n)) for n in (start, end))
    found = shortest_paths(graph.networkx(view), start, end, directed, most)
    if as_json:
        rows = [
            [{"source": h.source, "relations": list(h.relations), "target": h.target} for h in hops]
            for hops in found
        ]
        put(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", output)
    else:
        put("".join(f"{start}{''.join(map(_arrow, hops))}\n" for hops in found), output)


def _arrow(hop: Hop) -> str:
    relations = ", ".join(hop.relations)
    return f" -[{relations}]-> {hop.target}" if hop.along else f" <-[{relations}]- {hop.source}"
