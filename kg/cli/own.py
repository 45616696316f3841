"""The project that a command may write into: never the shipped one from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ProjectError

if TYPE_CHECKING:
    from kg.project import Project


def own_project(folder: Path | None) -> Project:
    """Find the project that the user is in or has named.

    Commands that only read fall back on the shipped data where there is no project; one that writes must not
    change what was installed.

    Args:
        folder: As `--project` gives it.

    Raises:
        ProjectError: There is none.
    """
    from kg.project import find, shipped

    found = find(folder)
    if folder is None and found.root == shipped():
        raise ProjectError(
            "you are in no project, and what comes with kg is not changed from outside",
            "go into one (a folder with kg.toml), name it with --project, or make one with `kg init`",
        )
    return found
