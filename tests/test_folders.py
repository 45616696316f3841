from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kg import folders
from kg.errors import BusyError, KgError
from kg.folders import locked, replace_folder


def contents(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def beside(folder: Path) -> list[str]:
    return sorted(f.name for f in folder.parent.iterdir())


@pytest.mark.parametrize("can_swap", [True, False])
def test_a_folder_is_replaced_and_what_is_not_ours_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_swap: bool
) -> None:
    if not can_swap:
        monkeypatch.setattr(folders, "_swap", lambda one, other: False)
    folder = tmp_path / "build"
    replace_folder(folder, {"a": b"1", "b": b"1"}, [])
    (folder / "mine").mkdir()
    (folder / "mine" / "note").write_bytes(b"n")
    replace_folder(folder, {"a": b"2"}, ["a", "b"])
    assert contents(folder) == {"a": b"2", "mine/note": b"n"}
    assert beside(folder) == ["build"]


def test_nothing_changes_if_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "build"
    replace_folder(folder, {"a": b"1", "b": b"1"}, [])
    real = os.fsync
    calls: list[int] = []

    def full(number: int) -> None:
        calls.append(number)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KgError, match="No space left"):
        replace_folder(folder, {"a": b"2", "b": b"2"}, ["a", "b"])
    assert contents(folder) == {"a": b"1", "b": b"1"}
    assert beside(folder) == ["build"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KgError, match="cannot write"):
        replace_folder(tmp_path / "file" / "build", {"a": b""}, [])


def test_the_leavings_of_a_killed_build_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".build.staging-abc").mkdir()
    (tmp_path / ".build.staging-abc" / "a").write_bytes(b"half")
    replace_folder(tmp_path / "build", {"a": b"1"}, [])
    assert beside(tmp_path / "build") == ["build"]


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    with locked(folder, 0), pytest.raises(BusyError), locked(folder, 0.1):
        pass
    with locked(folder, 0):
        assert not folder.exists()
