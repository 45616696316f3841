from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kg.model import Finding
from kg.reading import files


def names(paths: list[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def codes(findings: list[Finding], root: Path) -> list[tuple[str, str]]:
    return [(finding.code, Path(finding.mark.file).relative_to(root).as_posix()) for finding in findings]


def refused(path: Path, project: Path) -> Finding:
    data, findings = files.read(path, project)
    assert data is None
    assert len(findings) == 1
    assert findings[0].mark == (files.name_of(path), 1, 1)
    assert findings[0].hint
    return findings[0]


def write(path: Path, text: str = "a: b\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_finds_yaml_files_sorted_by_path(tmp_path: Path) -> None:
    for name in (
        "b/a.yaml",
        "a/z.yaml",
        "a.yaml",
        "a/b/c.yaml",
        "a-b.yaml",
        "README.md",
        "LICENSE",
        "x.json",
    ):
        write(tmp_path / name)
    paths, findings = files.find(tmp_path)
    assert findings == []
    assert names(paths, tmp_path) == ["a-b.yaml", "a.yaml", "a/b/c.yaml", "a/z.yaml", "b/a.yaml"]


def test_hidden_files_and_backups_are_passed_over(tmp_path: Path) -> None:
    for name in (
        ".a.yaml",
        ".git/a.yaml",
        ".#a.yaml",
        "#a.yaml#",
        "a.yaml~",
        "a.yaml.swp",
        "a.yaml.bak",
        "a.yml~",
    ):
        write(tmp_path / name)
    assert files.find(tmp_path) == ([], [])


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "a.Yml", "a.yaml.txt", "a.yml.txt"])
def test_a_file_that_looks_like_yaml_is_not_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name)
    paths, [finding] = files.find(tmp_path)
    assert paths == []
    assert finding.code == "KG007"
    assert finding.mark == (path.as_posix(), 1, 1)
    assert "`a.yaml`" in finding.hint


def test_a_folder_called_like_a_file_is_a_finding_and_its_files_are_found(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml" / "b.yaml")
    paths, findings = files.find(tmp_path)
    assert names(paths, tmp_path) == ["a.yaml/b.yaml"]
    assert codes(findings, tmp_path) == [("KG002", "a.yaml")]
    assert refused(tmp_path / "a.yaml", tmp_path).code == "KG002"


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "loop").symlink_to(tmp_path)
    paths, findings = files.find(tmp_path)
    assert names(paths, tmp_path) == ["real/a.yaml"]
    assert codes(findings, tmp_path) == [("KG009", "link"), ("KG009", "real/loop")]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    paths, [finding] = files.find(tmp_path / "none")
    assert paths == []
    assert finding.code == "KG001"


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    try:
        write(tmp_path / name)
    except OSError:  # some file systems have names in UTF-8 only
        return
    paths, [finding] = files.find(tmp_path)
    assert paths == []
    assert finding.code == "KG010"
    assert finding.mark.file.endswith("caf\ufffd.yaml")
    finding.mark.file.encode()


def test_named_files_and_folders_are_each_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.yaml")
    write(tmp_path / "b" / "y.yaml")
    write(tmp_path / "b" / "z.yml")
    given = [tmp_path / "b" / "y.yaml", tmp_path / "b", tmp_path / "a" / "x.yaml", tmp_path / "a"]
    paths, findings = files.named(given)
    assert names(paths, tmp_path) == ["a/x.yaml", "b/y.yaml"]
    assert codes(findings, tmp_path) == [("KG007", "b/z.yml")]
    paths, [finding] = files.named([tmp_path / "b" / "z.yml"])
    assert (paths, finding.code) == ([], "KG007")


def test_reads_the_bytes_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\n\xff")
    assert files.read(path, tmp_path) == (b"\xef\xbb\xbfa: b\r\n\xff", [])


def test_an_empty_file(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.yaml", ""), tmp_path).code == "KG006"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES)
    assert files.read(path, tmp_path)[1] == []
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    finding = refused(path, tmp_path)
    assert finding.code == "KG004"
    assert "10.0 MiB" in finding.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.yaml", tmp_path).code == "KG001"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml")

    def forbid(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", forbid)
    finding = refused(path, tmp_path)
    assert finding.code == "KG001"
    assert "may not read" in finding.message


def test_a_disk_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml")

    def fail(*_: object, **__: object) -> int:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(os, "open", fail)
    finding = files.read(path, tmp_path)[1][0]
    assert (finding.code, "Input/output error" in finding.message) == ("KG001", True)


def test_a_link_within_the_project_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert names(files.find(tmp_path)[0], tmp_path) == ["a.yaml", "b.yaml"]
    assert files.read(tmp_path / "b.yaml", tmp_path) == (b"a: b\n", [])


@pytest.mark.parametrize("can_refuse", [True, False])
def test_a_link_out_of_the_project_is_refused(
    tmp_path: Path, can_refuse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_refuse:
        monkeypatch.setattr(files, "_NO_FOLLOW", 0)
    outside = write(tmp_path / "outside.yaml")
    project = tmp_path / "project"
    project.mkdir()
    link = project / "a.yaml"
    link.symlink_to(outside)
    assert refused(link, project).code == "KG003"
    assert files.read(link, tmp_path)[1] == []


def test_a_project_whose_own_folder_is_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.yaml")
    (tmp_path / "real" / "b.yaml").symlink_to("a.yaml")
    project = tmp_path / "project"
    project.symlink_to("real")
    paths, findings = files.find(project)
    assert (names(paths, project), findings) == (["a.yaml", "b.yaml"], [])
    assert files.read(project / "b.yaml", project)[1] == []


@pytest.mark.parametrize("target", ["none.yaml", "a.yaml"])
def test_a_link_to_nothing_or_to_itself(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.yaml").symlink_to(target)
    assert names(files.find(tmp_path)[0], tmp_path) == ["a.yaml"]
    assert refused(tmp_path / "a.yaml", tmp_path).code == "KG001"


def test_a_pipe_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        return
    os.mkfifo(tmp_path / "a.yaml")
    assert names(files.find(tmp_path)[0], tmp_path) == ["a.yaml"]
    assert refused(tmp_path / "a.yaml", tmp_path).code == "KG008"


class Meddler:
    """Changes a file each time it has been opened, a number of times."""

    def __init__(self, path: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.times = times
        self.opened = 0
        self.real = os.fstat
        monkeypatch.setattr(os, "fstat", self.fstat)

    def fstat(self, number: int) -> os.stat_result:
        state = self.real(number)
        if self.opened < self.times:
            self.opened += 1
            other = self.path.with_suffix(".new")
            other.write_text(f"a: {'x' * self.opened}\n", "utf-8")
            other.replace(self.path)
        return state


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.yaml")
    meddler = Meddler(path, 2, monkeypatch)
    assert files.read(path, tmp_path) == (b"a: xx\n", [])
    assert meddler.opened == 2


def test_a_file_that_was_half_written_when_it_was_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.yaml")
    answers = [b"", b"a:"]
    real = files._read_once

    def half(given: Path, flags: int) -> tuple[bytes | Finding, os.stat_result, os.stat_result]:
        data, before, after = real(given, flags)
        return (answers.pop() if answers else data), before, after

    monkeypatch.setattr(files, "_read_once", half)
    assert files.read(path, tmp_path) == (b"a: b\n", [])


def test_a_file_that_keeps_changing_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml")
    Meddler(path, 1000, monkeypatch)
    assert refused(path, tmp_path).code == "KG005"


def test_a_file_that_is_deleted_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml")
    real = os.fstat

    def delete(number: int) -> os.stat_result:
        path.unlink(missing_ok=True)
        return real(number)

    monkeypatch.setattr(os, "fstat", delete)
    assert refused(path, tmp_path).code == "KG001"
