"""`kg build`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.messages import say
from kg.cli.options import AsOfOption, KnownAtOption, ProjectOption, asked
from kg.errors import DataError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg build --as-of 2014-11-28 -o november-2014`")(build)


def build(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder to write to. Default: build/.", show_default=False),
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing has changed.")] = False,
    project: ProjectOption = None,
) -> None:
    """Check the data, reason over it, and write the Turtle files and the pages.

    Nothing is written if the data has errors, or if nothing has changed since the last build.
    """
    from kg.exporters.build import input_digests, is_current, settings_of, write_build
    from kg.project import find

    found = find(project)
    folder = output or found.build
    question = asked(as_of, known_at)
    settings = settings_of(found, question)
    inputs = input_digests(found)
    if not force and is_current(folder, settings, inputs):
        say(f"{folder}: nothing to do, all is up to date (--force builds anyway)")
        return
    from kg.pipeline import load

    try:
        graph = load(project=found, asked=question)
    except DataError as error:
        _show(error)
        raise
    manifest = write_build(graph, folder, settings, inputs)
    for line in report(manifest, folder):
        say(line)


def report(manifest: dict[str, Any], folder: Path) -> list[str]:
    """What was built, in words."""
    about = {
        "kg.ttl": "Turtle: what plain SPARQL sees",
        "kg.trig": "TriG: all graphs, each source's version among them",
        "kg.nq": "N-Quads: the same",
        "index.html": "the page: everything",
        "owns.html": "the page, opened on who owns what",
        "blocks.html": "the page, opened on who blocks whom",
    }
    counted = manifest["counts"]
    triples = counted["triples"]
    summary = (
        f"{counted['things']:,} things, {counted['statements']:,} statements, "
        f"{counted['kinds'].get('Citation', 0):,} citations of {counted['sourceGraphs']:,} sources; "
        f"{triples['asserted']:,} triples asserted, {triples['inferred']:,} inferred"
    )
    lines = [
        summary,
        *(
            f"  {folder / name!s:<22} {of['bytes'] / 1024:8,.0f} KiB  {about.get(name, '')}"
            for name, of in manifest["outputs"].items()
        ),
    ]
    return [*lines, "`kg open` shows the page; `kg query` asks the graph."]


def _show(error: DataError) -> None:
    from kg.exporters.findings import line_of

    for finding in error.findings[:20]:
        say(line_of(finding))
    if len(error.findings) > 20:
        say(f"... and {len(error.findings) - 20} more")
