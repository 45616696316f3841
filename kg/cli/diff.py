"""`kg diff`: what changes between two projects, or between two days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import KnownAtOption, OutputOption, ProjectOption, load_graph

if TYPE_CHECKING:
    from kg.pipeline import Graph


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg diff 2014-11-24 2014-11-25` or `kg diff ../last-year .`")(diff)


def diff(
    old: Annotated[str, typer.Argument(help="A project's folder, or a day.")],
    new: Annotated[str, typer.Argument(help="Another of the same sort.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    output: OutputOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """List the conclusions that appear (+) or vanish (-) from one graph to another.

    Two days are two views of one project. Of two projects it also lists what holds for another time (~).
    """
    from kg.asking.differences import changed_starts, conclusions, difference
    from kg.exporters.differences import as_json as write_json
    from kg.exporters.differences import as_text as write_text
    from kg.graph.terms import Shortener

    before, after = (_graph(name, known_at, project) for name in (old, new))
    found = difference(conclusions(before.derivations), conclusions(after.derivations))
    moved = changed_starts(before.status.intervals, after.status.intervals)
    if as_json:
        put(write_json(found, moved), output)
        return
    text = write_text(found, moved, Shortener(after.prefixes))
    put(text, output)
    if not text:
        say("nothing changes")


def _graph(name: str, known_at: str | None, project: Path | None) -> Graph:
    """The graph of a folder, or of the project as of a day."""
    from kg.dates import DateError, parse_date
    from kg.errors import KgError

    if Path(name).is_dir():
        return load_graph(Path(name), None, known_at)
    try:
        parse_date(name)
    except DateError as error:
        raise KgError(f"`{name}` is neither a project's folder nor a day", error.hint) from None
    return load_graph(project, name, known_at)
