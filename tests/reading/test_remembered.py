"""What a check found is given again as long as nothing has changed, and no longer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import checking
from kg.errors import OntologyError
from kg.model import Finding, Mark, Severity
from kg.project import Project, find
from kg.reading import remembered
from tests.conftest import ROOT

CATALOGUE = ROOT / "tests" / "fixtures" / "broken"
RELATED = ((Mark("y.yaml", 1, 2), "the other"),)
FINDINGS = [Finding("KG999", Severity.WARNING, "微信", Mark("x.yaml", 3, 4), "mend it", RELATED, "a-check")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = Path(shutil.copytree(CATALOGUE / "good", tmp_path / "project"))
    shutil.copytree(ROOT / "ontology", found / "ontology")
    return found


def key_of(project: Project, quick: bool = False) -> str:
    digests, faults = remembered.digests(project)
    return remembered.key_of(project, digests, faults, quick)


def test_findings_come_back_as_they_were(folder: Path) -> None:
    project = find(folder)
    assert remembered.recall(project, "key") is None
    remembered.remember(project, "key", FINDINGS)
    assert remembered.recall(project, "key") == FINDINGS
    assert remembered.recall(project, "another") is None


def any_file(folder: Path) -> Path:
    return min((folder / "data").rglob("*.yaml"))


CHANGES: list[Callable[[Path], object]] = [
    lambda folder: any_file(folder).write_bytes(any_file(folder).read_bytes() + b"# more\n"),
    lambda folder: any_file(folder).unlink(),
    lambda folder: any_file(folder).rename(any_file(folder).with_name("renamed.yaml")),
    lambda folder: (folder / "data" / "new.yaml").write_text("kind: Person\n"),
    lambda folder: (folder / "data" / "new.yml").write_text("kind: Person\n"),
    lambda folder: (folder / "data" / "new.yaml").mkdir(),
    lambda folder: (folder / "data" / "new.yaml").symlink_to("nowhere"),
    lambda folder: (folder / "kg.toml").write_text("base = 'https://example.org/'\n"),
    lambda folder: (folder / "ontology" / "more.ttl").write_text(""),
    lambda folder: (folder / "ontology" / "checks" / "no-operator.rq").unlink(),
    lambda folder: (folder / "ontology" / "rules" / "blocks.rq").write_text("# changed\n"),
    lambda folder: (folder / "ontology" / "kg.ttl").unlink(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_changes_the_key(folder: Path, change: Callable[[Path], object]) -> None:
    before = key_of(find(folder))
    assert key_of(find(folder)) == before
    change(folder)
    assert key_of(find(folder)) != before


def test_checks_behind_a_link_count(folder: Path) -> None:
    checks = folder / "ontology" / "checks"
    elsewhere = checks.rename(folder.parent / "elsewhere")
    checks.symlink_to(elsewhere)
    before = key_of(find(folder))
    (elsewhere / "no-operator.rq").write_text("# changed\n")
    assert key_of(find(folder)) != before


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


def test_the_way_of_checking_and_the_program_are_in_the_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = find(folder)
    keys = {key_of(project), key_of(project, quick=True)}
    monkeypatch.setattr(remembered, "program_digest", lambda: "changed")
    assert len(keys | {key_of(project)}) == 3


def test_a_verdict_is_made_once_and_anew_when_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(CATALOGUE / "kg411-reverses-nothing.yaml", folder / "data")
    project = find(folder)
    made: list[bool] = []
    check = checking.check

    def counted(project: Project, quick: bool = False) -> object:
        made.append(quick)
        return check(project, quick)

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

    def save_first(project: Project, quick: bool = False) -> object:
        any_file(folder).write_bytes(b"kind: Nothing\n")
        return check(project, quick)

    monkeypatch.setattr(checking, "check", save_first)
    before = any_file(folder).read_bytes()
    assert "KG202" in [finding.code for finding in checking.judge(project).findings]
    any_file(folder).write_bytes(before)
    monkeypatch.setattr(checking, "check", check)
    assert "KG202" not in [finding.code for finding in checking.judge(project).findings]


@pytest.mark.parametrize(
    "kept", [b"", b"[]", b"\xff", b'{"key": "key"}', b'{"key": "key", "findings": [["KG1"]]}']
)
def test_what_cannot_be_understood_is_passed_over(folder: Path, kept: bytes) -> None:
    project = find(folder)
    remembered.remember(project, "key", FINDINGS)
    (file,) = (folder.parent / "cache" / "walled-gardens").iterdir()
    file.write_bytes(kept)
    assert remembered.recall(project, "key") is None


def test_what_was_kept_of_another_ontology_is_not_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor may a check that is saved while all is checked."""
    project = find(folder)
    check, file = checking.check, folder / "ontology" / "checks" / "no-operator.rq"
    before = file.read_text(encoding="utf-8")

    def save_first(project: Project, quick: bool = False) -> object:
        file.write_text(before.replace("info", "error"), encoding="utf-8")
        return check(project, quick)

    file.write_text(before, encoding="utf-8")
    monkeypatch.setattr(checking, "check", save_first)
    checking.judge(project)
    file.write_text(before, encoding="utf-8")
    digests, faults = remembered.digests(project)
    assert remembered.recall(project, remembered.key_of(project, digests, faults, False)) is None


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
