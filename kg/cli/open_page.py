"""`kg open`: the page in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.messages import say
from kg.cli.options import ProjectOption
from kg.errors import KgError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("open", epilog="Example: `kg open blocks`")(open_page)


def open_page(
    view: Annotated[str, typer.Argument(help="all, owns, blocks, or another of `ontology/views/`.")] = "all",
    project: ProjectOption = None,
) -> None:
    """Open the built page in the browser; its address is printed too."""
    import webbrowser

    from kg.exporters.build import page_views
    from kg.project import find

    found = find(project)
    names = {shown: name for name, shown in page_views(found.ontology).items()}
    if view not in names:
        raise KgError(f"there is no page `{view}`", f"there are: {', '.join(names)}")
    page = found.build / names[view]
    if not page.is_file():
        raise KgError(f"{page}: not built yet", "run `kg build`")
    address = page.resolve().as_uri()
    print(address)
    if not webbrowser.open(address):
        say("no browser could be started; open the address by hand")
