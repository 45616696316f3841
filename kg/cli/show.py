"""`kg show`: all about one thing or statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption, asked, load_graph, named

if TYPE_CHECKING:
    from kg.asking.overview import Mention
    from kg.asking.ownership import Tenure
    from kg.model import Term
    from kg.pipeline import Graph

_TOLD = ("stated", "direct share", "controls", "controls jointly", "group")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg show weibo` or `kg show weibo-bans-wechat-promotion --json`")(show)


def show(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A thing, source or statement: its id, or its name.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Show a record with its file and line, its fields and sources, who owned it, and every statement about it.

    What stands in brackets is outranked by another statement. `--as-of` leaves what may have held then.
    """
    from kg.asking.overview import overview
    from kg.exporters import overview as formats
    from kg.reasoning.labels import describer

    graph = load_graph(project, None, known_at, shown=as_of)
    records = {record.subject: record for record in graph.records}
    term = named(graph, name)
    status = graph.status
    found = overview(term, records, graph.vocabulary, status.intervals, status.starts, graph.derivations)
    tenures = _tenures(graph, term)
    if (day := asked(as_of, None).as_of) is not None:
        from kg.asking.ownership import on_day

        def held(mention: Mention) -> bool:
            return mention.interval is not None and mention.interval.may_hold(day.earliest, day.latest)

        tenures = on_day(tenures, day.earliest, day.latest)
        found = replace(found, mentions=tuple(m for m in found.mentions if held(m)))
    if as_json:
        put(formats.as_json(found, tenures), output)
    else:
        put(formats.as_text(found, tenures, describer(graph.records, graph.vocabulary)), output)


def _tenures(graph: Graph, term: Term) -> list[Tenure]:
    """Who owned and controlled a thing; nobody, of what cannot be owned."""
    from kg.asking.ownership import ownership

    status = graph.status
    found = ownership(term, graph.records, graph.vocabulary, status.intervals, graph.store)
    return [t for t in found if t.relation in _TOLD and t.who != (term,)]
