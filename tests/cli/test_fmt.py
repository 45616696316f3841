from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.pipeline import assemble
from kg.project import find
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary
from tests.cli.test_cli import kg
from tests.conftest import ROOT, TINY

MESSY = """\
# yaml-language-server: $schema=../kg.schema.json
statements:
  - sources: [{at: "par. 1", ref: blog}]
    operator: 'tencent'   # who runs it
    kind: Operation
category: messenger


name: {zh: 微信, en: "WeChat"}
kind: Platform
"""
NEAT = """\
# yaml-language-server: $schema=../kg.schema.json
kind: Platform

name: {en: WeChat, zh: 微信}
category: messenger
statements:
  - kind: Operation
    operator: tencent  # who runs it
    sources: [{ref: blog, at: par. 1}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "project"))
    (folder / "kg.toml").write_text('title = "Tiny"\n')
    return folder


def test_outside_of_a_project_nothing_is_written(tmp_path: Path) -> None:
    done = kg("fmt", "--check", cwd=tmp_path)
    assert done.returncode == 2
    assert "you are in no project" in done.stderr


def test_keys_quotes_and_blank_lines_are_put_in_order(project: Path) -> None:
    file = project / "data" / "messy.yaml"
    file.write_text(MESSY, encoding="utf-8")
    kg("fmt", "data/platforms", cwd=project)
    checked = kg("fmt", "--check", cwd=project)
    assert (checked.returncode, checked.stdout) == (1, "data/messy.yaml\n")
    assert file.read_text(encoding="utf-8") == MESSY
    done = kg("fmt", cwd=project)
    assert (done.returncode, done.stdout) == (0, "data/messy.yaml\n")
    assert "1 changed" in done.stderr
    assert file.read_text(encoding="utf-8") == NEAT
    assert kg("fmt", "--check", cwd=project).returncode == 0


def test_only_the_named_files_are_changed(project: Path) -> None:
    for name in ("messy", "untouched"):
        (project / "data" / f"{name}.yaml").write_text(MESSY, encoding="utf-8")
    assert kg("fmt", "data/messy.yaml", cwd=project).stdout == "data/messy.yaml\n"
    assert (project / "data" / "untouched.yaml").read_text(encoding="utf-8") == MESSY


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"kind: [\n", "KG1"), (b"kind: Company\nname: \xff\n", "KG1"), (b"name: a\nname: b\n", "KG1")],
)
def test_a_broken_file_is_left_and_named(project: Path, data: bytes, code: str) -> None:
    file = project / "data" / "broken.yaml"
    file.write_bytes(data)
    done = kg("fmt", cwd=project)
    assert done.returncode == 1
    assert f"error {code}" in done.stderr
    assert "data/broken.yaml:" in done.stderr
    assert file.read_bytes() == data


def test_a_file_that_is_not_there_ends_with_2(project: Path) -> None:
    done = kg("fmt", "data/nowhere.yaml", cwd=project)
    assert done.returncode == 2
    assert "no such file" in done.stderr


def test_a_link_stays_a_link(project: Path) -> None:
    target = project / "data" / "messy.yaml"
    target.write_text(MESSY, encoding="utf-8")
    link = project / "data" / "linked.yaml"
    link.symlink_to(target)
    kg("fmt", str(link), cwd=project)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == NEAT


def n_quads(root: Path, vocabulary: Vocabulary) -> str:
    """All graphs of a project before any reasoning, as sorted N-Quads."""
    project = find(root)
    reading = read(project, vocabulary)
    assert reading.records
    return "".join(sorted(" ".join(quad) + " .\n" for quad in assemble(project, vocabulary, reading).quads()))


def test_the_graphs_of_the_shipped_data_stay_and_once_is_enough(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    before = n_quads(tmp_path, vocabulary)
    done = kg("fmt", "-C", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert n_quads(tmp_path, vocabulary) == before
    assert kg("fmt", "--check", "-C", str(tmp_path)).stdout == ""
