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

_SHOWN = 6
"""So many things that somebody has a part in are named."""


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
    range or unknown), who controls it, alone or jointly, who ultimately, and its group. Where no share in it is known,
    as of most platforms, those in whoever ran it. A `?` marks what may be but need not. `--as-of` leaves only what
    held then.
    """
    from kg.asking.ownership import entangled, on_day, shares_behind
    from kg.asking.ownership import ownership as find_ownership
    from kg.exporters import ownership as formats
    from kg.names import local_name
    from kg.reasoning.labels import describer

    graph = load_graph(project, None, known_at, shown=as_of)
    term = named(graph, thing)
    _require_owned(graph, term)
    facts = (graph.records, graph.vocabulary, graph.status.intervals)
    found = find_ownership(term, *facts, graph.store)
    found += shares_behind(term, found, *facts)
    if ring := entangled(term, *facts):
        say(
            f"effective shares are left out: {ring} companies above it own each other, too many to be worked out"
        )
    if (day := asked(as_of, None).as_of) is not None:
        found = on_day(found, day.earliest, day.latest)
    if all(t.who == (term,) for t in found):  # that it is its own group is nothing known of others
        found = []
        say(f"nothing is known of who owned or controlled `{local_name(term)}`{' then' if as_of else ''}")
    if behind := list(dict.fromkeys(local_name(t.of) for t in found if t.of)):
        others = " and ".join(f"`kg ownership {name}`" for name in behind)
        say(
            f"where no share in `{local_name(term)}` itself is known, those in who ran it are told: {others} has more"
        )
    if as_json:
        put(formats.as_json(found, term), output)
    else:
        put(formats.as_text(found, describer(graph.records, graph.vocabulary)), output)


def _require_owned(graph: Graph, term: Term) -> None:
    """Refuse what cannot have an owner, and say what it has itself."""
    from kg.asking.lookups import held_by, ownable
    from kg.names import local_name
    from kg.vocabulary.shacl_words import article

    kinds = ownable(graph.vocabulary)
    kind = next(graph.vocabulary.by_iri[r.kind] for r in graph.records if r.subject == term)
    if kind.name in kinds:
        return
    name = local_name(term)
    held = [local_name(thing) for thing in held_by(graph.derivations, term)]
    shown = ", ".join(f"`{other}`" for other in held[:_SHOWN]) + (" ..." if len(held) > _SHOWN else "")
    raise KgError(
        f"`{name}` is {article(kind.name)}, and has no owner",
        f"it has a part in {shown}: name one of these, or `kg show {name}` shows it"
        if held
        else f"name one of: {', '.join(kinds)}; `kg show {name}` shows it",
    )
