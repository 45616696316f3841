"""`kg init`: a small project to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import say
from kg.cli.new import SCHEMA
from kg.errors import KgError

STARTER = Path(__file__).parent / "starter"
"""The files of a new project; `gitignore` gets its dot when it is copied."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg init my-graph && cd my-graph && kg build && kg open`")(init)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")
    ],
    ontology: Annotated[
        bool, typer.Option("--ontology", help="Copy the ontology too, to change what can be said.")
    ] = False,
) -> None:
    """Make a project of one's own: a few sourced facts, settings, a README, and the JSON Schema for editors."""
    from kg import atomic
    from kg.project import shipped
    from kg.vocabulary import load
    from kg.vocabulary.json_schema import json_schema_text

    _check_is_empty(folder)
    source = shipped() / "ontology"
    files = _contents(STARTER, folder)
    if ontology:
        files |= _contents(source, folder / "ontology")
    files[folder / SCHEMA] = json_schema_text(load(source)).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"{folder}: cannot be made: {error.strerror or error}") from None
    atomic.write_all(files)
    print(folder)
    say(f"made {len(files)} files; now `cd {folder}`, then `kg build && kg open`")


def _contents(source: Path, target: Path) -> dict[Path, bytes]:
    """The files of a folder with the places they go to, in the order of their paths."""
    found = sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {target / _name(path.relative_to(source)): path.read_bytes() for path in found}


def _name(path: Path) -> Path:
    return Path(".gitignore") if path == Path("gitignore") else path


def _check_is_empty(folder: Path) -> None:
    """See that nothing is there that could be overwritten; a fresh repository counts as empty."""
    if folder.exists() and not folder.is_dir():
        raise KgError(f"{folder}: this is a file", "give a folder that is not there yet")
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise KgError(f"{folder}: this folder is not empty", "give one that is empty or not there yet")
