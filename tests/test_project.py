from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ProjectError
from kg.project import find, shipped


def test_a_folder_with_data_is_a_project_and_takes_the_shipped_ontology(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    project = find(tmp_path)
    assert project.data == tmp_path / "data"
    assert project.ontology == shipped() / "ontology"


def test_the_project_is_found_from_a_folder_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("data/actions", "ontology"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "data" / "actions")
    assert find().root == tmp_path


def test_elsewhere_the_shipped_project_is_taken_and_outputs_stay_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project = find()
    assert project.root == shipped()
    assert project.build == Path("build")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('colour = "red"', "unknown setting `colour`"),
        ('base = "example.org"', "`base` must be"),
        ("title = ", "kg.toml"),
    ],
)
def test_a_wrong_setting_is_said(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "kg.toml").write_text(text)
    with pytest.raises(ProjectError, match=message):
        find(tmp_path)


def test_settings_are_used(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "kg.toml").write_text('title = "Mine"\nbase = "https://example.org/"\n')
    project = find(tmp_path)
    assert project.title == (("en", "Mine"),)
    assert project.graph("asserted") == "<https://example.org/graph/asserted>"


def test_no_data_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no data/ folder"):
        find(tmp_path)
    with pytest.raises(ProjectError, match="no such folder"):
        find(tmp_path / "nowhere")
