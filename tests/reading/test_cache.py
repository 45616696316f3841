"""What is kept comes back whole or not at all, and never is in the way."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kg.project import find
from kg.reading import cache


def test_what_is_kept_comes_back(folder: Path) -> None:
    project = find(folder)
    assert cache.fetch(project, "x") is None
    cache.keep(project, "x", b"one")
    cache.keep(project, "y", b"")
    assert (cache.fetch(project, "x"), cache.fetch(project, "y")) == (b"one", b"")
    cache.keep(project, "x", b"two")
    assert cache.fetch(project, "x") == b"two"
    assert cache.fetch(replace(project, data=folder / "other"), "x") is None


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:-1] + b"\0"])
def test_what_is_not_whole_is_not_given(folder: Path, damage: object) -> None:
    assert callable(damage)
    project = find(folder)
    cache.keep(project, "x", b"something")
    (file,) = (folder.parent / "cache" / "walled-gardens").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert cache.fetch(project, "x") is None


def test_where_nothing_can_be_kept_nothing_happens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    project = find(folder)
    (folder.parent / "cache").write_text("a file")
    cache.keep(project, "x", b"one")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    cache.keep(project, "x", b"one")
    assert cache.fetch(project, "x") is None


def test_what_is_old_is_forgotten(folder: Path) -> None:
    project = find(folder)
    for name in ("old", "new"):
        cache.keep(project, name, b"one")
    (old,) = (folder.parent / "cache" / "walled-gardens").glob("old-*")
    os.utime(old, (0, 0))
    cache.keep(project, "another", b"one")
    assert (cache.fetch(project, "old"), cache.fetch(project, "new")) == (None, b"one")


def test_texts_are_told_apart_by_their_digest() -> None:
    assert cache.digest(["a", "b"]) == cache.digest(iter(["a", "b"])) != cache.digest(["ab"])
    assert cache.digest(["\udcff"]) != cache.digest(["\udcfe"])
