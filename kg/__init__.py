"""Walled Gardens: a knowledge-graph builder for who owns what and who blocks whom.

>>> import kg
>>> graph = kg.load()
>>> [str(row["name"]) for row in graph.query("SELECT ?name { id:wechat kg:name ?name } ORDER BY ?name")]
['"WeChat"@en', '"微信"@zh']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.pipeline import Graph

__all__ = ["load"]


def load(path: Path | str | None = None, *, as_of: str | None = None, known_at: str | None = None) -> Graph:
    """Read a project and reason over it.

    Args:
        path: The project's folder; without one, the project that the working directory is in, else the shipped one.
        as_of: The day (2014, 2014-11 or 2014-11-25) on which the graph is looked at; the latest state if None.
        known_at: Count only what sources published by then say.

    Returns:
        The graph, with `.query()`, `.rdflib()`, `.networkx(view)` and `.records`.

    Raises:
        kg.errors.DataError: The data has errors.
        kg.errors.KgError: The project cannot be read.
        kg.dates.DateError: A day that cannot be read.
    """
    from kg.dates import parse_date
    from kg.pipeline import load as load_graph
    from kg.reasoning.status import Asked

    asked = Asked(
        as_of=parse_date(as_of) if as_of else None, known_at=parse_date(known_at) if known_at else None
    )
    return load_graph(path, asked=asked)
