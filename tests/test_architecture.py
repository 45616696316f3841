"""The plan, held: imports point one way, modules stay small, nothing heavy is imported early."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kg"
SMALL = ("errors", "names", "project", "dates", "date_forms", "model", "atomic", "folders")
ROOMS = ("vocabulary", "reading", "graph", "reasoning", "asking", "exporters", "pipeline", "checking", "cli")
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    """The room of a dotted name: `kg.reading.yaml` is in `reading`."""
    return module.split(".")[1] if "." in module else ""


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(file: Path) -> None:
    own = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own in ("__init__", "__main__"):
        return
    for module in imports(file):
        other = room(module) if module.startswith("kg") else ""
        if not other or other == own:
            continue
        if own in SMALL:
            assert other in SMALL, f"{own} may not import {module}"
        elif other not in SMALL:
            assert ROOMS.index(other) < ROOMS.index(own), f"{own} may not import {module}"


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_no_module_has_grown_over_300_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli.main import application\napplication()\n"
        "print([m for m in ('rdflib', 'networkx', 'pyvis', 'pyoxigraph', 'IPython', 'yaml', 'jinja2') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_packages_named_by_the_user_are_all_used() -> None:
    used = {module.split(".")[0] for file in MODULES for module in imports(file)}
    assert {"networkx", "rdflib", "pyvis", "typer"} <= used
