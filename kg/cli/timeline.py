"""`kg timeline`: what happened to a thing, between two, or to a group, in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption, asked, load_graph, named
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Term
    from kg.pipeline import Graph

FORMATS = ("text", "json", "svg", "html")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Example: `kg timeline weibo wechat` or `kg timeline tencent bytedance --group -o war.svg`"
    )(timeline)


def timeline(
    things: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="One thing, by id or name, or several that an event must mention."
        ),
    ],
    group: Annotated[
        bool, typer.Option("--group", help="Take each for its whole group, at any time.")
    ] = False,
    kind: Annotated[
        str | None, typer.Option(help="Only this kind, such as Action or Block.", show_default=False)
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.", show_default=False)
    ] = "",
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """List events in order, with how exactly their dates are known and whether sources part.

    A `?` marks what is disputed; what stands in brackets is outranked by another statement. `--as-of` tells only what
    had happened by then.
    """
    from kg.asking.disputes import competing, disputes
    from kg.asking.timelines import timeline as events_of
    from kg.asking.timelines import until
    from kg.exporters import timelines as formats
    from kg.reading.values import closest
    from kg.reasoning.labels import describer

    suffix = Path(output or "").suffix.removeprefix(".")
    chosen = form or ("text" if suffix in ("", "txt") else suffix)
    if chosen not in FORMATS:
        raise KgError(f"there is no format `{chosen}`", f"one of {', '.join(FORMATS)}")
    graph = load_graph(project, None, known_at, shown=as_of)
    sets = [_members(graph, name) if group else frozenset({named(graph, name)}) for name in things]
    differing = disputes(graph.records, graph.vocabulary)
    parted = {dispute.statement for dispute in differing if not dispute.is_of_precision}
    parted |= {s for c in competing(graph.records, graph.vocabulary) for s, _, _ in c.statements}
    status = graph.status
    found = events_of(graph.records, graph.vocabulary, status.intervals, status.starts, sets, parted)
    if (day := asked(as_of, None).as_of) is not None:
        found = until(found, day.latest)
    if kind is not None:
        wanted = graph.vocabulary.kinds.get(kind)
        if wanted is None:
            known = graph.vocabulary.kinds
            raise KgError(
                f"there is no kind `{kind}`", closest(kind, known) or "`kg schema kinds` lists them"
            )
        found = [e for e in found if wanted.iri in graph.vocabulary.by_iri[e.kind].ancestors]
    if not found:
        say(_nothing(graph, things, kind))
    describe = describer(graph.records, graph.vocabulary)
    title = " · ".join(describe(named(graph, name)) for name in things)
    if chosen == "json":
        put(formats.as_json(found, describe), output)
    elif chosen == "text":
        put(formats.as_text(found, describe), output)
    else:
        picture = formats.as_svg(found, describe, title)
        put(picture if chosen == "svg" else formats.as_html(picture, title), output)


def _nothing(graph: Graph, things: list[str], kind: str | None) -> str:
    """Why a timeline is empty.

    Raises:
        KgError: It is asked of a statement, which events do not mention.
    """
    from kg.vocabulary.shacl_words import article

    kinds = {r.subject: graph.vocabulary.by_iri[r.kind] for r in graph.records}
    for name in things:
        found = kinds[named(graph, name)]
        if found.statement:
            raise KgError(
                f"`{name}` is {article(found.name)}, and no event mentions it",
                f"a timeline is of things; `kg show {name}` shows it",
            )
    what = f"{kind} with a date" if kind else "statement with a date"
    return f"no {what} mentions {' and '.join(f'`{name}`' for name in things)}"


def _members(graph: Graph, name: str) -> frozenset[Term]:
    """A thing and whatever was in its group at any time."""
    head = named(graph, name)
    rows = graph.query(f"SELECT ?member {{ ?m kg:group {head} ; kg:member ?member }}")
    return frozenset({head, *(str(row[0]) for row in rows)})
