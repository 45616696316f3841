from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.init import STARTER
from kg.reading.files import find
from kg.vocabulary import Vocabulary
from kg.vocabulary.json_schema import json_schema_text
from tests.cli.test_cli import kg
from tests.conftest import ROOT


def test_a_new_project_is_right_and_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    done = kg("init", str(folder))
    assert (done.returncode, done.stdout) == (0, f"{folder}\n")
    assert "kg build" in done.stderr
    checked = kg("check", "--fail-on", "warning", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    assert kg("fmt", "--check", cwd=folder).returncode == 0
    built = kg("build", cwd=folder)
    assert built.returncode == 0, built.stderr
    assert (folder / "build" / "index.html").is_file()
    asked = kg("query", "ASK { id:weibo kg:blocks id:wechat . id:tencent kg:owns id:wechat }", cwd=folder)
    assert asked.stdout == "true\n"
    assert (folder / ".gitignore").read_text() == "build/\n"
    assert not (folder / "gitignore").exists()


def test_every_file_leads_an_editor_to_the_schema(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert kg("init", str(tmp_path)).returncode == 0
    assert (tmp_path / "kg.schema.json").read_text(encoding="utf-8") == json_schema_text(vocabulary)
    files, findings = find(tmp_path / "data")
    assert files
    assert findings == []
    for file in files:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        address = first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads((file.parent / address).read_text(encoding="utf-8"))["title"] == "record"


def test_with_its_own_ontology_it_can_say_more(tmp_path: Path) -> None:
    assert kg("init", str(tmp_path), "--ontology").returncode == 0
    for part in ("kg.ttl", "shapes.ttl", "rules/blocks.rq", "checks/self-action.rq"):
        if (ROOT / "ontology" / part).is_file():
            assert (tmp_path / "ontology" / part).read_bytes() == (ROOT / "ontology" / part).read_bytes()
    shapes = tmp_path / "ontology" / "shapes.ttl"
    more = (
        "kg:Person-motto a sh:PropertyShape ; sh:path kg:motto ; sh:datatype xsd:string ; sh:maxCount 1 .\n"
        "kg:PersonShape a sh:NodeShape ; sh:targetClass kg:Person ; sh:property kg:Person-motto .\n"
    )
    shapes.write_text(shapes.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert "motto" in kg("schema", "kind", "Person", cwd=tmp_path).stdout
    assert '"motto"' in kg("schema", "json", cwd=tmp_path).stdout


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = kg("init", str(tmp_path))
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
    done = kg("init", str(tmp_path / "notes.txt"))
    assert done.returncode == 2
    assert "this is a file" in done.stderr
    done = kg("init", str(tmp_path / "notes.txt" / "inside"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert kg("init", str(tmp_path)).returncode == 0


@pytest.mark.parametrize("name", ["companies", "platforms", "sources", "actions"])
def test_the_starter_says_only_what_the_shipped_data_says(name: str) -> None:
    shipped = {file.stem for file in (ROOT / "data").rglob("*.yaml")}
    renamed = {"pattayamail-2014-weibo-wechat": "tna-2014-weibo-wechat"}
    for file in (STARTER / "data" / name).iterdir():
        assert renamed.get(file.stem, file.stem) in shipped
