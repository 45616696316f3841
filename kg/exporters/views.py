"""Views: what of the graph makes one picture or one network.

A view is a file in `ontology/views/`: a SELECT with the columns `source`, `relation` and `target`, a row for each
edge. It tells of all times; a column `statement` says what an edge rests on, and so whether it holds on a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.asking.query_errors import located
from kg.errors import QueryError
from kg.graph import Store
from kg.graph.query_header import read_header
from kg.model import Term
from kg.names import TRUE
from kg.project import query_files
from kg.reasoning.status import IN_FORCE

REQUIRED = ("source", "relation", "target")
"""The columns that every view has."""


@dataclass(frozen=True, slots=True)
class View:
    """A view with its rows.

    Attributes:
        name: The file's stem.
        label: What it is called, by language.
        meaning: What it shows, by language.
        rows: Sorted; each has the columns that are bound, as terms.
    """

    name: str
    label: Mapping[str, str]
    meaning: Mapping[str, str]
    rows: tuple[Mapping[str, Term], ...]


def view_files(ontology: Path) -> dict[str, Path]:
    """The views of an ontology, by name."""
    return {file.stem: file for file in query_files(ontology, "views")}


def read_view(store: Store, file: Path, prefixes: Mapping[str, str]) -> View:
    """Run a view.

    Args:
        store: What is asked.
        file: The view.
        prefixes: What it may use without declaring it.

    Raises:
        QueryError: It cannot be run, or it lacks a column.
    """
    header = read_header(file)
    try:
        solutions = store.query(header.text, prefixes)
    except QueryError as error:
        raise located(error, header.text, header.file, prefixes) from error
    columns = _columns(solutions, file)
    rows = sorted({tuple("" if v is None else str(v) for v in s) for s in solutions})
    return View(
        file.stem,
        _by_language(header.entries, "name", file.stem),
        _by_language(header.entries, "meaning", ""),
        tuple({c: v for c, v in zip(columns, row, strict=True) if v} for row in rows),
    )


def require_columns(files: Iterable[Path], prefixes: Mapping[str, str]) -> None:
    """See that views are what views must be, whether or not they will be run.

    Raises:
        QueryError: The first that is none.
    """
    nothing = Store(visible=())
    for file in files:
        _columns(nothing.query(read_header(file).text, prefixes), file)


def _columns(answer: Any, file: Path) -> list[str]:
    """The columns of what a view gives."""
    if not hasattr(answer, "variables"):
        raise QueryError(f"{file}: a view is a SELECT of {', '.join(f'?{name}' for name in REQUIRED)}")
    columns = [variable.value for variable in answer.variables]
    if missing := [c for c in REQUIRED if c not in columns]:
        raise QueryError(f"{file}: the view lacks the column ?{missing[0]}")
    return columns


def in_force(store: Store) -> frozenset[Term]:
    """The statements that hold on the asked day."""
    return frozenset(s for s, p, o in store.triples() if p == IN_FORCE and o == TRUE)


def _by_language(entries: Mapping[str, str], key: str, default: str) -> dict[str, str]:
    """The entry `key`, which is English, and those called `key zh`, `key de` and so on."""
    found = {"en": entries.get(key, default)}
    for name, text in entries.items():
        if name.startswith(f"{key} "):
            found[name.removeprefix(f"{key} ")] = text
    return found
