"""`kg new`: a file for a new record."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import say
from kg.cli.options import ProjectOption
from kg.cli.own import own_project
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Record
    from kg.project import Project
    from kg.vocabulary import Kind, Vocabulary

SCHEMA = "kg.schema.json"
"""The file in a project's folder that holds the JSON Schema for editors."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg new Block weibo-bans-wechat-promotion --in actions/weibo-wechat-2014`")(
        new
    )


def new(
    kind: Annotated[
        str, typer.Argument(help="What it is, such as Company or Block (see `kg schema kinds`).")
    ],
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Its id, which will be the file's name: lower-case-words.")
    ],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--in",
            metavar="FOLDER",
            help="A folder under data/. Default: where others of its kind are.",
            show_default=False,
        ),
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Make a commented file with the keys of a kind: what is required to fill in, the rest behind a #.

    The file's path is printed. With a `kg.schema.json` in the project (`kg schema json -o kg.schema.json` writes
    it), the first line tells an editor where that is.
    """
    from kg import atomic
    from kg.reading.load import load as read
    from kg.vocabulary import load
    from kg.vocabulary.draft import draft

    found = own_project(project)
    vocabulary = load(found.ontology)
    chosen = _kind(vocabulary, kind)
    _check_name(name)
    records = read(found, vocabulary).records
    _check_is_free(found, records, name)
    place = Path(found.data, folder or _home(found, vocabulary, chosen, records))
    if not place.resolve().is_relative_to(found.data.resolve()):
        raise KgError(f"--in {folder}: this is outside of {found.data}", "give a folder under data/")
    file = place / f"{name}.yaml"
    schema = found.root / SCHEMA
    address = Path(os.path.relpath(schema, place)).as_posix() if schema.is_file() else ""
    atomic.write(file, draft(vocabulary, chosen, address).encode())
    print(file)
    say(f"fill in what is required, then run `kg check {file}`")


def _kind(vocabulary: Vocabulary, name: str) -> Kind:
    from kg.reading.hints import kind_hint

    usable = {k.name: k for k in vocabulary.kinds.values() if not (k.abstract or k.embedded)}
    if name in usable:
        return usable[name]
    if (known := vocabulary.kinds.get(name)) is not None:
        narrower = [k.name for k in usable.values() if known.iri in k.ancestors]
        hint = f"such as {', '.join(narrower[:4])}" if narrower else "it stands inside a statement"
        raise KgError(f"{name} cannot be the kind of a record", hint)
    raise KgError(f"there is no kind `{name}`", kind_hint(name, vocabulary))


def _check_name(name: str) -> None:
    from kg.reading.hints import id_of
    from kg.reading.values import ID

    if ID.fullmatch(name) is None:
        meant = id_of(name)
        raise KgError(f"`{name}` cannot be an id", f"write {meant}" if meant else "use a-z, 0-9 and hyphens")


def _check_is_free(project: Project, records: Iterable[Record], name: str) -> None:
    from kg.names import iri
    from kg.reading.files import find as find_files

    subject = iri(project.id_base + name)
    place = next((str(record.mark) for record in records if record.subject == subject), None)
    if place is None:  # a file that cannot be read has its id all the same
        place = next((str(path) for path in find_files(project.data)[0] if path.stem == name), None)
    if place is not None:
        raise KgError(
            f"the id `{name}` is taken: {place}", "choose another, since ids are unique over all folders"
        )


def _home(project: Project, vocabulary: Vocabulary, kind: Kind, records: Iterable[Record]) -> str:
    """The folder in which most records of a kind are; of a statement, else those of the nearest kind above it."""
    from kg.names import STATEMENT
    from kg.vocabulary.lookups import ancestors

    folders: dict[str, Counter[str]] = {}
    for record in records:
        if record.parent is None:
            parts = Path(record.file).relative_to(project.data).parts
            folders.setdefault(record.kind, Counter())[parts[0] if parts[1:] else ""] += 1
    line = (
        [c for c in ancestors(vocabulary.index, kind.iri) if c in vocabulary.by_iri and c != STATEMENT]
        if kind.statement
        else [kind.iri]
    )
    for cls in line:
        counts: Counter[str] = Counter()
        for other, found in folders.items():
            if cls in vocabulary.by_iri[other].ancestors:
                counts += found
        if counts:
            return min(counts, key=lambda folder: (-counts[folder], folder))
    return _plural(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", kind.name).lower())


def _plural(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search("(s|x|ch|sh)$", word) else f"{word}s"
