"""What many tests share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kg.pipeline import Graph, load
from kg.project import Project, find
from kg.reading.load import Reading
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary
from kg.vocabulary import load as read_vocabulary

settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "fixtures" / "tiny"
CATALOGUE = Path(__file__).parent / "fixtures" / "broken"


@pytest.fixture(scope="session", autouse=True)
def cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what checks remember out of the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The shipped ontology."""
    return read_vocabulary(ROOT / "ontology")


@pytest.fixture(scope="session")
def tiny() -> Graph:
    """A small project: two platforms, a ban, and sources that disagree."""
    return load(TINY)


MakeProject = Callable[[dict[str, str]], Project]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Make a project from texts by path (`data/x.yaml`); without an ontology of its own it takes the shipped one."""

    def make(files: dict[str, str]) -> Project:
        (tmp_path / "data").mkdir(exist_ok=True)
        for name, text in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return find(tmp_path)

    return make


ReadData = Callable[[dict[str, str]], Reading]


@pytest.fixture
def read_data(make_project: MakeProject, vocabulary: Vocabulary) -> ReadData:
    """Read texts by path under `data/` with the shipped ontology."""

    def run(files: dict[str, str]) -> Reading:
        return read(make_project({f"data/{name}": text for name, text in files.items()}), vocabulary)

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without mistakes, with an ontology of its own, of which nothing is remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = Path(shutil.copytree(CATALOGUE / "good", tmp_path / "project"))
    shutil.copytree(ROOT / "ontology", found / "ontology")
    return found


def any_file(folder: Path) -> Path:
    """One of the data files of a project, always the same."""
    return min((folder / "data").rglob("*.yaml"))
