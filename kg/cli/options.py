"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.model import Term
    from kg.pipeline import Graph
    from kg.reasoning.status import Asked

ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-C",
        help="The project (a folder with data/, perhaps ontology/). Default: the one you are in, else the shipped one.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", help="A file, or - for standard output.", show_default=False)
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The graph as it stood then: 2014, 2014-11 or 2014-11-25.",
        show_default=False,
    ),
]
KnownAtOption = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DATE",
        help="Count only what sources published by then say.",
        show_default=False,
    ),
]


def asked(as_of: str | None, known_at: str | None) -> Asked:
    """The two dates as the reasoning takes them.

    Raises:
        KgError: One is no date.
    """
    from kg.dates import DateError, PartialDate, parse_date
    from kg.errors import KgError
    from kg.reasoning.status import Asked

    def read(option: str, text: str | None) -> PartialDate | None:
        try:
            return parse_date(text) if text is not None else None
        except DateError as error:
            raise KgError(f"{option}: {error.message}", error.hint) from None

    return Asked(as_of=read("--as-of", as_of), known_at=read("--known-at", known_at))


def load_graph(
    project: Path | None, as_of: str | None = None, known_at: str | None = None, shown: str | None = None
) -> Graph:
    """The graph of a project; says for which dates the answer is.

    Args:
        project: Its folder.
        as_of: As of when.
        known_at: From whose knowledge.
        shown: As of when what the graph knows of all days will be shown.

    Raises:
        KgError: The project, its ontology, its data or a date cannot be used.
    """
    from kg.pipeline import load

    asked(shown, None)
    graph = load(project, asked=asked(as_of, known_at))
    name_dates(as_of or shown, known_at)
    return graph


def name_dates(as_of: str | None, known_at: str | None) -> None:
    """Say for which dates an answer is, if any were asked for."""
    from kg.cli.messages import say

    a_day = (as_of or "").removesuffix("~").count("-") == 2
    parts = [f"as it stood {'on' if a_day else 'in'} {as_of}"] if as_of else []
    parts += [f"as sources published by {known_at} have it"] if known_at else []
    if parts:
        say(", ".join(parts))


def named(graph: Graph, name: str) -> Term:
    """What is meant by an id, or by a name or alias that only one thing has.

    Raises:
        KgError: There is no such thing, or several.
    """
    from kg.asking.lookups import thing_named
    from kg.errors import KgError
    from kg.names import local_name

    try:
        return thing_named(graph.records, graph.vocabulary, name, graph.project.id_base)
    except KgError:
        if graph.asked.all_sources or name not in (local_name(r.subject) for r in graph.reading.records):
            raise
        raise KgError(f"no source that counts tells of `{name}`", "ask with a later --known-at") from None
