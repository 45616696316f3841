from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg import atomic
from kg.errors import KgError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "out" / "a.txt"
    atomic.write(file, b"one")
    atomic.write(file, b"two")
    assert file.read_bytes() == b"two"
    assert os.listdir(file.parent) == ["a.txt"]  # noqa: PTH208


def test_nothing_is_replaced_if_one_of_several_cannot_be_written(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "file" / "bad"
    good.write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"not a folder")
    with pytest.raises(KgError, match="cannot write"):
        atomic.write_all({good: b"new", bad: b"new"})
    assert good.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "good"]


def test_the_mode_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.write(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
