"""`kg responses`: who struck back, how soon, and who moved first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import KnownAtOption, OutputOption, ProjectOption, load_graph, named
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.asking.responses import Blow, Responses
    from kg.model import Term
    from kg.pipeline import Graph


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg responses taobao wechat --group` or `kg responses weibo --days 30`")(
        responses
    )


def responses(
    things: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID [ID]]",
            help="An action, or a thing (id or name) whose blows are wanted, or two between which they fell.",
            show_default=False,
        ),
    ] = None,
    group: Annotated[
        bool, typer.Option("--group", help="Take each for its whole group, on the day of each act.")
    ] = False,
    days: Annotated[int, typer.Option(min=1, help="The longest lag of what merely follows.")] = 90,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Show which act answered which: what a source claims, apart from what merely follows in time.

    Each with the lag in days, the means, and whether what was hit answered itself or another of its group did; chains
    of three and more, blows that nobody answered, and, between two, who moved first by each source's dates.
    """
    from kg.asking.first_moves import first_moves
    from kg.asking.questions import find_question
    from kg.asking.responses import blows
    from kg.asking.responses import responses as find_responses
    from kg.exporters import responses as formats
    from kg.reasoning.labels import describer

    names = things or []
    if len(names) > 2:
        raise KgError("responses are between two", "name one thing or two")
    graph = load_graph(project, None, known_at)
    records = {record.subject: record for record in graph.records}
    question = find_question(graph.project.ontology, "blows").text
    rows = [tuple(map(str, row)) for row in graph.query(question)]
    starts, counted = graph.status.starts, graph.status.intervals
    wanted = [named(graph, name) for name in names]
    groups = [_heads(graph, term) for term in wanted] if group else []
    struck = blows(rows, records, starts)
    found = find_responses(struck, records, starts, counted, days, graph.derivations)
    kept = [blow for blow in struck if _concerns(blow, wanted, groups)]
    moves = first_moves(kept, records, graph.vocabulary) if len(names) == 2 else []
    found = _only(found, {b.action for b in kept} | set(wanted), bool(names), len(names) == 2)
    if as_json:
        put(formats.as_json(found, moves, starts), output)
    else:
        put(formats.as_text(found, moves, starts, describer(graph.records, graph.vocabulary), days), output)


def _heads(graph: Graph, term: Term) -> frozenset[Term]:
    """The groups that a thing was in at any time, its own among them."""
    rows = graph.query(f"SELECT ?group {{ ?m kg:member {term} ; kg:group ?group }}")
    return frozenset({term, *(str(row[0]) for row in rows)})


def _concerns(blow: Blow, wanted: list[Term], groups: list[frozenset[Term]]) -> bool:
    """Whether a blow is one of the asked action, of or against the asked thing, or between the asked two."""
    if not wanted:
        return True
    if groups:
        first, last = groups[0], groups[-1]
        if len(wanted) == 1:
            return blow.group in first or blow.other in first
        return (blow.group in first and blow.other in last) or (blow.group in last and blow.other in first)
    one, other = wanted[0], wanted[-1]
    if len(wanted) == 1:
        return one == blow.action or one in blow.actors | blow.targets | {blow.group, blow.other}
    sides = (blow.actors | {blow.group}, blow.targets | {blow.other})
    return (one in sides[0] and other in sides[1]) or (other in sides[0] and one in sides[1])


def _only(found: Responses, actions: set[Term], some: bool, between: bool) -> Responses:
    """What concerns some actions: one end of a response suffices, unless it must lie between two."""
    from kg.asking.responses import Responses

    if not some:
        return found
    enough = all if between else any

    def wanted(*ends: Term) -> bool:
        return enough(end in actions for end in ends)

    return Responses(
        tuple(r for r in found.claimed if wanted(r.action, r.earlier)),
        tuple(r for r in found.inferred if wanted(r.action, r.earlier)),
        tuple(chain for chain in found.chains if any(term in actions for term in chain)),
        tuple(b for b in found.unanswered if b.action in actions),
    )
