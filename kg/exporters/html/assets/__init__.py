"""The page's own template, style and program, as plain files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """Returns the text of a file in this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def modules() -> dict[str, str]:
    """Returns the text of every module of the page's program, by file name."""
    names = sorted(entry.name for entry in files(__package__).iterdir())
    return {name: asset(name) for name in names if name.endswith(".mjs")}
