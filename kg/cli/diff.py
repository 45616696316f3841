"""`kg diff`: what changes between two projects, or between two days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import KnownAtOption, OutputOption, ProjectOption, load_graph
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.asking.differences import Side
    from kg.pipeline import Graph

FORMATS = ("text", "json")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg diff 2014-11-24 2014-11-25` or `kg diff ../last-year .`")(diff)


def diff(
    old: Annotated[str, typer.Argument(help="A project's folder, or a day.")],
    new: Annotated[str, typer.Argument(help="Another of the same sort.")],
    form: Annotated[str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Tell what changes from one graph to another: a summary, then what is written, what is in force, what follows.

    Two days are two views of one project: which statements begin and cease to be in force, and which edges appear and
    vanish. Of two projects it also tells which records were added, removed and changed, with the old and new values of
    each field and citation, and which statements hold for another time.
    """
    from kg.asking.differences import changes
    from kg.exporters import differences as formats
    from kg.reasoning.labels import describer

    if form not in FORMATS:
        raise KgError(f"there is no format `{form}`", f"one of {', '.join(FORMATS)}")
    before, after = (_graph(name, known_at, project) for name in (old, new))
    if before.project.base != after.project.base:
        say(
            "the two have different namespaces (`base` in kg.toml), so that nothing in one is the same as in the other"
        )
    found = changes(side(before), side(after))
    words = (describer(graph.records, graph.vocabulary) for graph in (before, after))
    if as_json or form == "json":
        put(formats.as_json(found, *words), output)
        return
    put(formats.as_text(found, *words), output)
    if found.are_none:
        say("nothing changes")


def side(graph: Graph) -> Side:
    """What is compared of a graph."""
    from kg.asking.differences import Side

    return Side(graph.records, graph.vocabulary, graph.derivations, graph.status.intervals)


def _graph(name: str, known_at: str | None, project: Path | None) -> Graph:
    """The graph of a folder, or of the project as of a day."""
    from kg.dates import DateError, parse_date

    if Path(name).is_dir():
        return load_graph(Path(name), None, known_at)
    try:
        parse_date(name)
    except DateError as error:
        raise KgError(f"`{name}` is neither a project's folder nor a day", error.hint) from None
    return load_graph(project, name, known_at)
