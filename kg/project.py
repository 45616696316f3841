"""Where a project's ontology, data and outputs are, and how it names things."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ProjectError
from kg.model import Term
from kg.names import BASE, iri

CONFIG = "kg.toml"
_KEYS = {"title", "base"}
_NOT_OURS = (".pyc", ".pyo", ".md")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `ontology/` and `data/`.

    Attributes:
        root: The folder.
        ontology: The folder of Turtle files, rules, checks and queries.
        data: The folder of YAML files.
        build: The folder that outputs go to.
        title: What the pages are headed with, by language.
        base: The namespace under which things and graphs are named.
    """

    root: Path
    ontology: Path
    data: Path
    build: Path
    title: tuple[tuple[str, str], ...] = (("en", "Walled Gardens"), ("zh", "围墙花园"))
    base: str = BASE

    @property
    def id_base(self) -> str:
        """The namespace of things and statements."""
        return self.base + "id/"

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of what the project itself names."""
        parts = {"id": "id/", "graph": "graph/", "source": "graph/source/"}
        parts |= {"inference": "inference/", "membership": "membership/"}
        return {prefix: self.base + path for prefix, path in parts.items()}

    def graph(self, name: str) -> Term:
        """The name of a graph: `asserted`, `inferred`, `ontology` or `source/<id>`."""
        return iri(f"{self.base}graph/{name}")


def turtle_files(ontology: Path) -> list[Path]:
    """The Turtle files of an ontology, in its folders too, sorted; what editors hide beside them is passed over."""
    return sorted(file for file in ontology.rglob("*.ttl") if file.name[0] != ".")


def query_files(ontology: Path, folder: str = "*") -> list[Path]:
    """The queries in a folder of an ontology (`rules`, `checks`, `queries`, `views`), or in all of them, sorted."""
    return sorted(file for file in ontology.glob(f"{folder}/*.rq") if file.name[0] != ".")


def file_digest(file: Path) -> str:
    """SHA-256 of what a file holds; "" if it cannot be read, which whoever needs it will say."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def program_version() -> str:
    """The version of the installed program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("walled-gardens")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


@cache
def program_digest() -> str:
    """SHA-256 over the program's own files: a changed program makes other outputs, whatever its version says."""
    package = Path(__file__).resolve().parent
    found: list[str] = []
    # Several times as quick as `rglob`, and every command waits for it.
    for folder, folders, files in os.walk(package):
        if folder == str(package):
            folders[:] = [name for name in folders if name != "_shipped"]
        found += [f"{folder}{os.sep}{name}" for name in files if not name.endswith(_NOT_OURS)]
    digest = hashlib.sha256()
    for file in sorted(found):
        name = file[len(str(package)) + 1 :].replace(os.sep, "/")
        digest.update(name.encode() + b"\0" + Path(file).read_bytes() + b"\0")
    return digest.hexdigest()


def shipped() -> Path:
    """The folder that holds the shipped `ontology/` and `data/`: in the wheel, else the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parent


def find(start: Path | str | None = None) -> Project:
    """Find the project that a command works on.

    Args:
        start: A project folder. Without one, the working directory and its parents are searched, and then the
            shipped project is taken (its outputs go to `build/` in the working directory).

    Raises:
        ProjectError: The folder is no project, or half of one, or its `kg.toml` cannot be used.
    """
    if start is not None:
        folder = Path(start)
        if not folder.is_dir():
            raise ProjectError(f"{folder}: no such folder", "give the folder that holds data/")
        return _open(folder, folder / "build")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file() or ((folder / "data").is_dir() and (folder / "ontology").is_dir()):
            relative = Path() if folder == here else folder
            return _open(relative, relative / "build")
    for folder in (here, *here.parents):
        if (folder == here or (folder / "data") in (here, *here.parents)) and _has_records(folder / "data"):
            raise ProjectError(
                f"{folder}: here is a data/ folder, but neither ontology/ nor {CONFIG}, so it is no project",
                f"`kg init` makes a project; an empty {CONFIG} beside data/ takes the shipped ontology for it",
            )
    return _open(shipped(), Path("build"))


def _has_records(data: Path) -> bool:
    return next(data.rglob("*.yaml"), None) is not None


def _open(folder: Path, build: Path) -> Project:
    data = folder / "data"
    if not data.is_dir():
        raise ProjectError(f"{folder}: no data/ folder in it", "`kg init` makes a project")
    ontology = folder / "ontology"
    if not ontology.is_dir():
        ontology = shipped() / "ontology"
    settings = _settings(folder / CONFIG)
    project = Project(root=folder, ontology=ontology, data=data, build=build)
    title = settings.get("title", dict(project.title))
    return Project(
        root=folder,
        ontology=ontology,
        data=data,
        build=build,
        title=tuple(sorted(title.items())) if isinstance(title, dict) else (("en", str(title)),),
        base=str(settings.get("base", project.base)),
    )


def _settings(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(f"{file}: {error}") from error
    for key in settings.keys() - _KEYS:
        raise ProjectError(f"{file}: unknown setting `{key}`", f"known are {', '.join(sorted(_KEYS))}")
    base = settings.get("base", BASE)
    if not (isinstance(base, str) and base.startswith(("http://", "https://")) and base.endswith("/")):
        raise ProjectError(f"{file}: `base` must be an http(s) address that ends in /")
    return settings
