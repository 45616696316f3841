"""`kg ownership`: who owned and controlled a thing, directly and through others, and when."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption, asked, load_graph


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Example: `kg ownership weibo-corporation` or `kg ownership weibo --as-of 2014-11-25`"
    )(ownership)


def ownership(
    thing: Annotated[str, typer.Argument(metavar="ID", help="A company or platform.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Show who owned and controlled a thing, each with the days on which it was so.

    Direct shares, what nobody named holds, effective shares along all chains of stakes (with bounds where a share is a
    range or unknown), who controls it, alone or jointly, who ultimately, and its group. A `?` marks what may be but
    need not. `--as-of` leaves only what held then.
    """
    from kg.asking.lookups import thing_named
    from kg.asking.ownership import on_day
    from kg.asking.ownership import ownership as find_ownership
    from kg.exporters import ownership as formats
    from kg.reasoning.labels import describer

    graph = load_graph(project, None, known_at)
    term = thing_named((r.subject for r in graph.records), thing, graph.project.id_base)
    found = find_ownership(term, graph.records, graph.vocabulary, graph.status.intervals, graph.store)
    if (day := asked(as_of, None).as_of) is not None:
        found = on_day(found, day.earliest, day.latest)
    if as_json:
        put(formats.as_json(found), output)
    else:
        put(formats.as_text(found, describer(graph.records, graph.vocabulary)), output)
