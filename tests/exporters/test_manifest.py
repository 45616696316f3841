"""The manifest says what a build was made from, wherever one stands."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg.exporters.manifest import input_digests
from kg.project import find
from kg.reading.kept import Kept, meaning
from tests.conftest import ROOT, TINY


def test_inputs_are_told_by_their_path_in_the_project_from_wherever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kg.toml").write_text("[title]\nen = 'Mine'\n")
    found = find(folder)
    here = input_digests(found, Kept(found, meaning(found)))
    assert here["kg.toml"] == hashlib.sha256((folder / "kg.toml").read_bytes()).hexdigest()
    files = [f for f in folder.rglob("*") if f.suffix in (".yaml", ".ttl", ".rq", ".toml")]
    assert sorted(here) == list(here) == sorted(f.relative_to(folder).as_posix() for f in files)
    for place in (folder, folder / "data", folder.parent):
        monkeypatch.chdir(place)
        near = find() if place != folder.parent else find(folder.name)
        assert input_digests(near, Kept(near, meaning(near))) == here


def test_an_ontology_elsewhere_has_its_own_paths(tmp_path: Path) -> None:
    shutil.copytree(TINY / "data", tmp_path / "data")
    (tmp_path / "kg.toml").write_text("")
    found = find(tmp_path)
    assert found.ontology == ROOT / "ontology"
    names = set(input_digests(found, Kept(found, meaning(found))))
    assert {"kg.toml", "ontology/kg.ttl", "ontology/rules/blocks.rq"} < names
    assert any(name.startswith("data/platforms/") for name in names)


def test_what_is_known_of_a_file_is_taken_for_it(folder: Path) -> None:
    class Knowing(Kept):
        def digest(self, place: str) -> str | None:
            return "known" if place.endswith("acme.yaml") else None

    found = find(folder)
    digests = input_digests(found, Knowing(found, ""))
    assert [name for name, digest in digests.items() if digest == "known"] == ["data/acme.yaml"]
