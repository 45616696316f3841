"""What is typed for a thing, a field or a file, and is none, is answered with what there is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_cli import kg
from tests.conftest import TINY

CASES: list[tuple[list[str], str]] = [
    (["show", "wiebo"], "did you mean `weibo`?"),
    (["timeline", "wiebo"], "did you mean `weibo`?"),
    (["ownership", "wiebo"], "did you mean `weibo`?"),
    (["responses", "wiebo"], "did you mean `weibo`?"),
    (["disputes", "wiebo"], "did you mean `weibo`?"),
    (["path", "wiebo", "wechat"], "did you mean `weibo`?"),
    (["why", "wiebo", "blocks", "wechat"], "did you mean `weibo`?"),
    (["ownership", "weibo-bans-wechat-promotion"], "is a Block, and has no owner"),
    (["timeline", "weibo-bans-wechat-promotion"], "is a Block, and no event mentions it"),
    (["find", ""], "nothing to search for"),
    (["find", " "], "nothing to search for"),
    (["disputes", "--field", "dat"], "did you mean `date`?"),
    (["disputes", "--field", "zzzz"], "sources part on: "),
    (["fmt", "/etc"], "not in the project"),
    (["fmt", "kg.toml"], "no YAML file"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = Path(shutil.copytree(TINY, tmp_path / "project"))
    (made / "kg.toml").write_text("", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("command", "words"), CASES, ids=lambda case: " ".join(case) if isinstance(case, list) else ""
)
def test_what_is_not_there_is_a_mistake_with_a_hint(project: Path, command: list[str], words: str) -> None:
    done = kg(*command, cwd=project)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert words in done.stderr


@pytest.mark.parametrize(
    "command",
    [["show"], ["ownership"], ["timeline"], ["responses"], ["disputes"]],
    ids=lambda command: str(command[0]),
)
def test_a_name_does_for_an_id(project: Path, command: list[str]) -> None:
    by_id, by_name = kg(*command, "wechat", cwd=project), kg(*command, "微信", cwd=project)
    assert by_id.returncode == by_name.returncode == 0, by_name.stderr
    assert by_id.stdout == by_name.stdout


def test_paths_and_proofs_take_names_too(project: Path) -> None:
    assert (
        kg("path", "微信", "weibo", cwd=project).stdout == kg("path", "wechat", "weibo", cwd=project).stdout
    )
    by_name = kg("why", "weibo", "blocks", "微信", cwd=project)
    assert by_name.returncode == 0, by_name.stderr


def test_an_empty_timeline_says_so(project: Path) -> None:
    done = kg("timeline", "weibo", "--kind", "Regulation", cwd=project)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no Regulation with a date mentions `weibo`" in done.stderr


def test_the_examples_of_questions_are_those_of_ask(project: Path) -> None:
    listed = json.loads(kg("ask", "--json", cwd=project).stdout)
    assert {question["example"].split()[1] for question in listed} == {"ask"}


def test_half_a_project_is_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "data" / "companies").mkdir(parents=True)
    assert kg("check", "--quick", cwd=tmp_path).returncode == 0  # an empty folder may be anybody's
    (tmp_path / "data" / "companies" / "acme.yaml").write_text(
        "kind: Company\nname: Acme\n", encoding="utf-8"
    )
    for folder in (tmp_path, tmp_path / "data" / "companies"):
        done = kg("check", "--quick", cwd=folder)
        assert done.returncode == 2, done.stderr
        assert "neither ontology/ nor kg.toml" in done.stderr
        assert "kg init" in done.stderr
    (tmp_path / "kg.toml").write_text("", encoding="utf-8")
    assert kg("check", "--quick", cwd=tmp_path).stderr.startswith("1 file checked")


def test_a_file_that_cannot_be_made_is_named_and_not_the_temporary_one(project: Path) -> None:
    (project / "data" / "wall").write_text("", encoding="utf-8")
    done = kg("new", "Company", "acme", "--in", "wall", cwd=project)
    assert done.returncode == 2
    assert str(Path("data", "wall", "acme.yaml")) in done.stderr


def test_a_parameter_takes_a_name_too(project: Path) -> None:
    by_id = kg("ask", "who-owns", "-p", "thing=weibo", cwd=project)
    assert by_id.stdout == kg("ask", "who-owns", "-p", "thing=微博", cwd=project).stdout != ""
    (project / "data" / "other.yaml").write_text(
        "kind: Platform\nname: {en: Other, zh: 微博}\ncategory: microblog\n", encoding="utf-8"
    )
    done = kg("ask", "who-owns", "-p", "thing=微博", cwd=project)
    assert done.returncode == 2
    assert "give an id: other, weibo" in done.stderr


@pytest.mark.parametrize("name", ["", "No such thing", "weibo> } #"])
def test_a_parameter_that_names_nothing_is_refused(project: Path, name: str) -> None:
    done = kg("ask", "who-owns", "-p", f"thing={name}", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--param thing: nothing is called `{name}`" in done.stderr
    assert kg("ask", "who-owns", "-p", f'thing="{name}"', cwd=project).returncode == 0


def test_a_misspelt_property_in_a_query_is_told(project: Path) -> None:
    done = kg("query", "SELECT * { ?a kg:blokcs ?b }", cwd=project)
    assert done.returncode == 0
    assert done.stderr == "the ontology has no `kg:blokcs`: did you mean `kg:blocks`?\n"
    assert kg("query", "SELECT * { ?a kg:blocks ?b }", cwd=project).stderr == ""


def test_an_id_in_a_query_that_stands_for_nothing_is_told(project: Path) -> None:
    done = kg("query", "SELECT * { id:wiebo ?p 'id:odd' , <id:odd> }  # id:odd", cwd=project)
    assert done.returncode == 0
    assert done.stderr == "there is no `id:wiebo`: did you mean `id:weibo`?\n"
    assert kg("query", "ASK { ?a kg:blocks id:weibo }", cwd=project).stderr == ""
