"""`kg disputes`: where sources part, and what would follow if one were left out or believed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import KnownAtOption, OutputOption, ProjectOption, load_graph, named
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Term
    from kg.pipeline import Graph


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg disputes wechat` or `kg disputes --without wechatmarketing-2014`")(
        disputes
    )


def disputes(
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="Only what mentions this thing (its id or name), or is this statement."
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Only statements of this kind.", show_default=False)
    ] = None,
    field: Annotated[
        str | None, typer.Option(help="Only this field, such as date.", show_default=False)
    ] = None,
    without: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="What changes if this source is left out.", show_default=False),
    ] = None,
    prefer: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="What changes if this source is believed.", show_default=False),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", "-a", help="Those, too, where sources only differ in how exact a date is."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """List where sources disagree: the values, who says what, and the rank that the curator chose.

    A date that is only less or more exact (≈) is no disagreement, and told with `--all` alone. Sources that draw on
    one another count once. With `--known-at`, `=` marks what was taken from the sources of then, and what the curator
    holds is told where none of them has it. `--without` and `--prefer` build the graph anew in memory and tell what
    would change, as `kg diff` does.
    """
    from kg.asking.disputes import competing
    from kg.asking.disputes import disputes as find_disputes
    from kg.exporters import disputes as formats
    from kg.reasoning.labels import describer

    graph = load_graph(project, None, known_at)
    if without or prefer:
        put(what_if(graph, without, prefer, as_json), output)
        return
    if field is not None:
        _require_field(graph, field)
    records = {record.subject: record for record in graph.records}
    wanted = _wanted(graph, about, kind) & graph.status.known
    found = [
        d
        for d in find_disputes(graph.records, graph.vocabulary, graph.reading.records)
        if d.statement in wanted and (field is None or d.field.endswith(f"/{field}>"))
    ]
    contests = [
        c
        for c in competing(graph.records, graph.vocabulary)
        if field is None and any(subject in wanted for subject, _, _ in c.statements)
    ]
    describe = describer(graph.records, graph.vocabulary)
    write = formats.as_json if as_json else formats.as_text
    shown = [d for d in found if everything or not d.is_of_precision]
    if not (shown or contests):
        say("sources do not part on any of that")
    if len(shown) < len(found):
        say(
            f"not shown (`--all` shows them): {len(found) - len(shown)} that differ only in how exact a date is"
        )
    found = shown
    put(write(found, contests, records, describe), output)


def _require_field(graph: Graph, field: str) -> None:
    """Refuse a field that no kind has, with those on which sources do part."""
    from kg.asking.disputes import disputes as find_disputes
    from kg.names import local_name
    from kg.reading.values import closest

    known = {found.name for found in graph.vocabulary.fields.values()}
    if field not in known:
        parted = sorted({local_name(d.field) for d in find_disputes(graph.records, graph.vocabulary)})
        hint = closest(field, known) or (f"sources part on: {', '.join(parted)}" if parted else "")
        raise KgError(f"there is no field `{field}`", hint)


def _wanted(graph: Graph, about: str | None, kind: str | None) -> set[Term]:
    """The statements that the filters let through."""
    from kg.reading.values import closest

    kinds = graph.vocabulary.kinds
    if kind is not None and kind not in kinds:
        raise KgError(f"there is no kind `{kind}`", closest(kind, kinds) or "`kg schema kinds` lists them")
    found = [
        r
        for r in graph.records
        if kind is None or kinds[kind].iri in graph.vocabulary.by_iri[r.kind].ancestors
    ]
    if about is None:
        return {r.subject for r in found}
    term = named(graph, about)
    return {r.subject for r in found if r.subject == term or any(term in v for v in r.fields.values())}


def what_if(graph: Graph, without: str | None, prefer: str | None, as_json: bool) -> str:
    """What changes if a source is left out, or believed above all: records, when they hold, and what follows."""
    from kg.asking.differences import changes
    from kg.asking.disputes import preferring
    from kg.cli.diff import side
    from kg.exporters import differences as formats
    from kg.pipeline import reason
    from kg.reasoning.labels import describer

    asked, reading = graph.asked, graph.reading
    if without:
        asked = replace(asked, without=frozenset({_source(graph, without)}))
    if prefer:
        changed = list(preferring(graph.records, _source(graph, prefer), graph.vocabulary))
        reading = replace(reading, records=changed)
    other = reason(graph.project, graph.vocabulary, reading, asked)
    found = changes(side(graph), side(other), with_citations=False)
    words = (describer(each.records, each.vocabulary) for each in (graph, other))
    if as_json:
        return formats.as_json(found, *words)
    return formats.as_text(found, *words) or "nothing changes\n"


def _source(graph: Graph, name: str) -> Term:
    from kg.names import REF

    term = named(graph, name)
    if not any(term in record.fields.get(REF, ()) for record in graph.records):
        raise KgError(f"`{name}` is no source that anything cites", "`kg disputes` names the sources")
    return term
