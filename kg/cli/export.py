"""`kg export`: the graph in one format."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Example: `kg export ttl -o record.ttl` or `kg export html --view blocks -o blocks.html`"
    )(export)


def export(
    form: Annotated[
        str | None,
        typer.Argument(
            metavar="[FORMAT]",
            help="ttl, trig, nt, nq, html, graphml or csv. Default: by the ending of the output file.",
            show_default=False,
        ),
    ] = None,
    output: OutputOption = None,
    view: Annotated[str, typer.Option(help="For pages and networks: all, owns, blocks, ...")] = "all",
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Write the graph in one format, to a file or to standard output."""
    from kg.cli.options import load_graph
    from kg.exporters.registry import format_for

    chosen = format_for(form, output)
    put(chosen.write(load_graph(project, as_of, known_at), view), output)
