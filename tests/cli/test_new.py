from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.test_cli import kg
from tests.conftest import ROOT, TINY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "project"))
    (folder / "kg.toml").write_text('title = "Tiny"\n')
    return folder


def test_outside_of_a_project_nothing_is_written(tmp_path: Path) -> None:
    done = kg("new", "Platform", "my-app", cwd=tmp_path)
    assert done.returncode == 2
    assert "you are in no project" in done.stderr
    assert not list((ROOT / "data").rglob("my-app.yaml"))


def test_a_new_file_stands_with_its_like_and_says_what_to_fill_in(project: Path) -> None:
    done = kg("new", "Platform", "my-app", cwd=project)
    assert (done.returncode, done.stdout) == (0, "data/platforms/my-app.yaml\n")
    text = (project / "data" / "platforms" / "my-app.yaml").read_text(encoding="utf-8")
    assert "\nkind: Platform\n" in text
    assert "\nname:\n" in text
    assert "\n# country:\n" in text
    assert "messenger" in text
    assert "yaml-language-server" not in text
    checked = kg("check", "data/platforms/my-app.yaml", cwd=project)
    assert checked.returncode == 1
    assert "`name` has no value" in checked.stdout
    assert kg("fmt", "--check", "data/platforms/my-app.yaml", cwd=project).returncode == 0


def test_the_first_line_leads_to_the_schema_if_there_is_one(project: Path) -> None:
    assert kg("schema", "json", "-o", "kg.schema.json", cwd=project).returncode == 0
    done = kg("new", "Unblock", "weibo-opens-again", "--in", "actions/a-story", cwd=project)
    assert done.stdout == "data/actions/a-story/weibo-opens-again.yaml\n"
    text = (project / done.stdout.strip()).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../kg.schema.json\n")


@pytest.mark.parametrize(
    ("kind", "folder"),
    [
        ("Source", "sources"),
        ("Unblock", "actions"),
        ("Person", "persons"),
        ("PublicBody", "public-bodies"),
        ("Stake", "stakes"),
    ],
)
def test_the_folder_is_that_of_the_kind(project: Path, kind: str, folder: str) -> None:
    assert (
        kg("new", kind, "a-new-one", "-C", str(project)).stdout == f"{project}/data/{folder}/a-new-one.yaml\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Platform", "wechat"], "data/platforms/wechat.yaml:1:1"),
        (["Company", "broken"], "data/broken.yaml"),
        (["Platfrom", "x"], "did you mean `Platform`?"),
        (["Agent", "x"], "such as Collective, Company"),
        (["Citation", "x"], "inside a statement"),
        (["Platform", "My App"], "write my-app"),
        (["Platform", "data/platforms/my-app.yaml"], "write my-app\n"),
        (["Platform", "M\u00fcller"], "write muller\n"),
        (["\u516c\u53f8", "x"], "did you mean `Company`?"),
        (["founded", "x"], "write `kind: Milestone` with `milestone: founded`"),
        (["Platform", "x", "--in", "../elsewhere"], "outside"),
    ],
)
def test_a_mistake_ends_with_2_and_makes_nothing(project: Path, arguments: list[str], words: str) -> None:
    (project / "data" / "broken.yaml").write_text("kind: [")
    before = sorted(project.rglob("*"))
    done = kg("new", *arguments, cwd=project)
    assert done.returncode == 2
    assert words in done.stderr
    assert sorted(project.rglob("*")) == before


def test_the_id_of_an_inline_statement_is_taken_too(project: Path) -> None:
    file = project / "data" / "platforms" / "wechat.yaml"
    file.write_text(
        file.read_text().replace("- kind: Operation", "- kind: Operation\n    id: tencent-runs-it", 1)
    )
    done = kg("new", "Block", "tencent-runs-it", cwd=project)
    assert done.returncode == 2
    assert "data/platforms/wechat.yaml:7:5" in done.stderr
