"""What the tests of the reasoning share."""

from __future__ import annotations

import pytest

from kg.pipeline import Graph, load
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shipped() -> Graph:
    """The shipped data."""
    return load(ROOT)
