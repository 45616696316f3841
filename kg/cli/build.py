"""`kg build`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.messages import say
from kg.cli.options import AsOfOption, KnownAtOption, ProjectOption, asked
from kg.errors import DataError, KgError

if TYPE_CHECKING:
    from kg.pipeline import Graph
    from kg.project import Project
    from kg.reasoning.status import Asked


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
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long to wait for another build of the same folder.")
    ] = 60.0,
    force: Annotated[
        bool, typer.Option("--force", help="Build even if nothing has changed, and read all files.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Check the data, reason over it, and write the Turtle files and the pages.

    Nothing is written if the data has errors, or if nothing has changed since the last build.
    """
    from kg.exporters.manifest import input_digests, is_current, settings_of
    from kg.folders import locked
    from kg.project import find
    from kg.reading.kept import Kept, meaning

    found = find(project)
    folder = output or found.build
    if folder.exists() and not folder.is_dir():
        raise KgError(f"{folder}: this is no folder", "give a folder; it is made if it is not there yet")
    question = asked(as_of, known_at)
    settings = settings_of(found, question)
    with locked(folder, wait):
        kept = Kept.of(found, meaning(found))
        inputs = input_digests(found, kept)
        if not force and is_current(folder, settings, inputs):
            say(f"{folder}: nothing to do, all is up to date (--force builds anyway)")
            return
        from kg.exporters.build import write_build

        graph = _load(found, question, force)
        while (now := input_digests(found, kept)) != inputs:  # somebody saved a file meanwhile
            inputs, graph = now, _load(found, question, force)
        manifest = write_build(graph, folder, settings, inputs)
    for line in report(manifest, folder):
        say(line)


def _load(project: Project, question: Asked, fresh: bool) -> Graph:
    from kg.pipeline import load

    try:
        return load(project=project, asked=question, fresh=fresh)
    except DataError as error:
        _show(error)
        raise


def report(manifest: dict[str, Any], folder: Path) -> list[str]:
    """What was built, in words."""
    about = {
        "kg.ttl": "Turtle: what plain SPARQL sees",
        "kg.trig": "TriG: all graphs, each source's version among them",
        "kg.nq": "N-Quads: the same",
        "dataset.ttl": "what the data set is, for catalogues (DCAT, VoID)",
        "index.html": "the page: everything",
        "owns.html": "the page, opened on who owns what",
        "blocks.html": "the page, opened on who blocks whom",
    }
    counted = manifest["counts"]
    triples = counted["triples"]
    summary = (
        f"{_many(counted['things'], 'thing')}, {_many(counted['statements'], 'statement')}, "
        f"{_many(counted['kinds'].get('Citation', 0), 'citation')} of {_many(counted['citedSources'], 'source')}; "
        f"{_many(triples['asserted'], 'triple')} asserted, {triples['inferred']:,} inferred"
    )
    for name in manifest["outputs"]:
        about.setdefault(name, f"the page, opened on {Path(name).stem}")
    width = max(len(str(folder / name)) for name in manifest["outputs"])
    lines = [
        summary,
        *(
            f"  {folder / name!s:<{width}} {of['bytes'] / 1024:8,.0f} KiB  {about[name]}"
            for name, of in manifest["outputs"].items()
        ),
    ]
    return [*lines, "`kg open` shows the page; `kg query` asks the graph."]


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _show(error: DataError) -> None:
    from kg.exporters.findings import line_of

    for finding in error.findings[:20]:
        say(line_of(finding))
    if len(error.findings) > 20:
        say(f"... and {len(error.findings) - 20} more")
