"""The other ends of a pair are shown at the value that is compared, too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import checking
from kg.project import find
from tests.conftest import CATALOGUE


@pytest.mark.parametrize(
    ("case", "ends"),
    [
        ("kg401-more-than-the-whole.yaml", [("kg401-more-than-the-whole.yaml", 6, 12)]),
        ("kg402-two-stakes-of-one-pair.yaml", [("kg402-two-stakes-of-one-pair.yaml", 5, 12)]),
        ("kg403-circle-of-owners", [("delta.yaml", 5, 12)]),
        ("kg408-ended-before-beginning", [("sale.yaml", 8, 7)]),
        ("kg409-begins-before-cause", [("purchase.yaml", 8, 7)]),
        ("kg410-reversed-before-beginning.yaml", [("block.yaml", 6, 7)]),
        ("kg412-answers-what-comes-later.yaml", [("block.yaml", 6, 7)]),
        ("kg418-one-name", [("delta.yaml", 3, 9)]),
    ],
)
def test_the_other_end_is_shown_at_its_value(
    tmp_path: Path, case: str, ends: list[tuple[str, int, int]]
) -> None:
    shutil.copytree(CATALOGUE / "good", tmp_path, dirs_exist_ok=True)
    source = CATALOGUE / case
    if source.is_dir():
        shutil.copytree(source, tmp_path / "data", dirs_exist_ok=True)
    else:
        shutil.copy(source, tmp_path / "data")
    found = [f for f in checking.check(find(tmp_path)).findings if f.code == case[:5].upper()]
    marks = [mark for mark, _ in found[0].related]
    assert [(Path(mark.file).name, mark.line, mark.column) for mark in marks] == ends
