"""`kg open`: the page in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.messages import say
from kg.cli.options import ProjectOption
from kg.errors import KgError

_PAGES = {"all": "index.html", "owns": "owns.html", "blocks": "blocks.html"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("open", epilog="Example: `kg open blocks`")(open_page)


def open_page(
    view: Annotated[str, typer.Argument(help="all, owns or blocks.")] = "all", project: ProjectOption = None
) -> None:
    """Open the built page in the browser; its address is printed too."""
    import webbrowser

    from kg.project import find

    if view not in _PAGES:
        raise KgError(f"there is no page `{view}`", f"there are: {', '.join(_PAGES)}")
    page = find(project).build / _PAGES[view]
    if not page.is_file():
        raise KgError(f"{page}: not built yet", "run `kg build`")
    address = page.resolve().as_uri()
    print(address)
    if not webbrowser.open(address):
        say("no browser could be started; open the address by hand")
