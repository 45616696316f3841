"""`kg ownership`: who owned and controlled a thing, directly and through others, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption, asked, load_graph, named
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Term
    from kg.pipeline import Graph


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Example: `kg ownership weibo-corporation` or `kg ownership weibo --as-of 2014-11-25`"
    )(ownership)


def ownership(
    thing: Annotated[str, typer.Argument(metavar="ID", help="A company or platform: its id, or its name.")],
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
    from kg.asking.ownership import entangled, on_day
    from kg.asking.ownership import ownership as find_ownership
    from kg.exporters import ownership as formats
    from kg.names import local_name
    from kg.reasoning.labels import describer

    graph = load_graph(project, None, known_at, shown=as_of)
    term = named(graph, thing)
    found = find_ownership(term, graph.records, graph.vocabulary, graph.status.intervals, graph.store)
    if not found:
        _require_owned(graph, term)
    if ring := entangled(term, graph.records, graph.vocabulary, graph.status.intervals):
        say(
            f"effective shares are left out: {ring} companies above it own each other, too many to be worked out"
        )
    if (day := asked(as_of, None).as_of) is not None:
        found = on_day(found, day.earliest, day.latest)
    if not found:
        say(f"nothing is known of who owned or controlled `{local_name(term)}`{' then' if as_of else ''}")
    if as_json:
        put(formats.as_json(found), output)
    else:
        put(formats.as_text(found, describer(graph.records, graph.vocabulary)), output)


def _require_owned(graph: Graph, term: Term) -> None:
    """Refuse what cannot have an owner."""
    from kg.asking.lookups import ownable
    from kg.names import local_name
    from kg.vocabulary.shacl_words import article

    kinds = ownable(graph.vocabulary)
    kind = next(graph.vocabulary.by_iri[r.kind] for r in graph.records if r.subject == term)
    if kind.name not in kinds:
        name = local_name(term)
        raise KgError(
            f"`{name}` is {article(kind.name)}, and has no owner",
            f"name one of: {', '.join(kinds)}; `kg show {name}` shows it",
        )
