"""What a check found is given again as long as nothing has changed, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Finding, Mark, Severity
from kg.project import Project, find
from kg.reading import cache, kept, remembered
from kg.reading.kept import Kept, meaning
from tests.conftest import any_file

RELATED = ((Mark("y.yaml", 1, 2), "the other"),)
FINDINGS = [Finding("KG999", Severity.WARNING, "微信", Mark("x.yaml", 3, 4), "mend it", RELATED, "a-check")]


def key_of(project: Project, quick: bool = False) -> str:
    means = meaning(project)
    digests, faults = remembered.digests(project, Kept(project, means))
    return remembered.key_of(remembered.surroundings(project, means), digests, faults, quick)


def test_findings_come_back_as_they_were(folder: Path) -> None:
    project = find(folder)
    assert remembered.kept(project) is None
    remembered.remember(project, "key", FINDINGS)
    assert remembered.kept(project) == ("key", FINDINGS)
    remembered.remember(project, "another", FINDINGS[:0])
    assert remembered.kept(project) == ("another", [])


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


def test_the_way_of_checking_and_the_program_are_in_the_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = find(folder)
    keys = {key_of(project), key_of(project, quick=True)}
    monkeypatch.setattr(kept, "program_digest", lambda: "changed")
    assert len(keys | {key_of(project)}) == 3


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"key": "key"}', b'{"key": "key", "findings": [["KG1"]]}']
)
def test_what_cannot_be_understood_is_passed_over(folder: Path, data: bytes) -> None:
    project = find(folder)
    remembered.remember(project, "key", FINDINGS)
    cache.keep(project, "check", data)
    assert remembered.kept(project) is None


def test_only_what_is_wrong_with_files_is_in_the_key(folder: Path) -> None:
    """The rest follows from them, and is not known before they are checked."""
    faults = [replace(FINDINGS[0], code="KG007")]
    keys = [remembered.key_of("", {}, found, False) for found in ([], FINDINGS, faults, [*FINDINGS, *faults])]
    assert keys[0] == keys[1] != keys[2] == keys[3]
