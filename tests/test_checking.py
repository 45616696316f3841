"""What is wrong with a project is said again as long as nothing has changed, and no longer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import checking
from kg.errors import OntologyError
from kg.project import Project, find
from kg.reading import remembered
from kg.reading.kept import Kept
from tests.conftest import CATALOGUE, ROOT, TINY, any_file


def test_what_an_editor_hides_in_an_ontology_does_not_count(folder: Path) -> None:
    before = checking.judge(find(folder))
    for name in (".#kg.ttl", "checks/.#no-operator.rq"):
        (folder / "ontology" / name).symlink_to("someone@somewhere.1234")
    assert checking.judge(find(folder)) == before
    assert checking.judge(find(folder), fresh=True) == before


@pytest.mark.parametrize("name", ["x.ttl", "checks/x.rq"])
def test_an_ontology_that_cannot_be_read_is_said_to_be(folder: Path, name: str) -> None:
    (folder / "ontology" / name).mkdir()
    with pytest.raises(OntologyError, match=name):
        checking.judge(find(folder))


def test_a_verdict_is_made_once_and_anew_when_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(CATALOGUE / "kg411-reverses-nothing.yaml", folder / "data")
    project = find(folder)
    made: list[bool] = []
    check = checking.check

    def counted(
        project: Project, quick: bool = False, kept: Kept | None = None, around: str | None = None
    ) -> object:
        made.append(quick)
        return check(project, quick, kept, around)

    monkeypatch.setattr(checking, "check", counted)
    first = checking.judge(project)
    assert "KG411" in [finding.code for finding in first.findings]
    assert checking.judge(project) == first
    assert made == [False]
    assert checking.judge(project, fresh=True) == first
    assert made == [False, False]
    assert "KG411" not in [finding.code for finding in checking.judge(project, quick=True).findings]
    (folder / "data" / "kg411-reverses-nothing.yaml").unlink()
    assert "KG411" not in [finding.code for finding in checking.judge(project).findings]
    assert made == [False, False, True, False]


def test_what_was_kept_of_another_time_is_not_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is saved between the two looks at it must not be taken for what was checked."""
    project = find(folder)
    check = checking.check

    def save_first(
        project: Project, quick: bool = False, kept: Kept | None = None, around: str | None = None
    ) -> object:
        any_file(folder).write_bytes(b"kind: Nothing\n")
        return check(project, quick, kept, around)

    monkeypatch.setattr(checking, "check", save_first)
    before = any_file(folder).read_bytes()
    assert "KG202" in [finding.code for finding in checking.judge(project).findings]
    any_file(folder).write_bytes(before)
    monkeypatch.setattr(checking, "check", check)
    assert "KG202" not in [finding.code for finding in checking.judge(project).findings]


def test_what_was_kept_of_another_ontology_is_not_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor may a check that is saved while all is checked."""
    project = find(folder)
    check, file = checking.check, folder / "ontology" / "checks" / "no-operator.rq"
    before = file.read_text(encoding="utf-8")

    def save_first(
        project: Project, quick: bool = False, kept: Kept | None = None, around: str | None = None
    ) -> object:
        file.write_text(before.replace("info", "error"), encoding="utf-8")
        return check(project, quick, kept, around)

    file.write_text(before, encoding="utf-8")
    monkeypatch.setattr(checking, "check", save_first)
    checking.judge(project)
    file.write_text(before, encoding="utf-8")
    assert remembered.kept(project) is None


def test_who_has_no_home_does_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    project = find(folder)
    assert checking.judge(project).findings == checking.judge(project).findings


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    (folder.parent / "cache").write_text("a file")
    project = find(folder)
    assert checking.judge(project).findings == checking.judge(project).findings


def test_a_check_of_what_edges_follow_from_finds_their_nodes_beside_others(folder: Path) -> None:
    """Which are not made where no check asks for them."""
    header = (ROOT / "ontology" / "checks" / "no-operator.rq").read_text(encoding="utf-8").split("SELECT")[0]
    query = "SELECT ?at { ?edge a kg:Inference ; rdf:subject ?at ; rdf:predicate kg:operates }"
    text = header.replace("KG427", "KG499") + query
    (folder / "ontology" / "checks" / "own.rq").write_text(text, encoding="utf-8")
    shutil.copytree(TINY / "data", folder / "data" / "tiny")
    assert "KG499" in [finding.code for finding in checking.check(find(folder)).findings]
