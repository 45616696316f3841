"""Where the test suites of others are. They are not copied into the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def suite(name: str) -> Path | None:
    """The folder of a suite: in `KG_SUITES` or `../shared/suites` beside the checkout; None if in neither."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "suites"
    for folder in (os.environ.get("KG_SUITES"), beside):
        if folder and (Path(folder) / name).is_dir():
            return Path(folder) / name
    return None


def need(name: str) -> Path:
    """The folder of a suite; the test that asks is skipped, and says so, where it is not there."""
    found = suite(name)
    if found is None:
        pytest.skip(f"not run: the suite {name} is neither in KG_SUITES nor in ../shared/suites")
    return found
