"""The compiled shapes and pySHACL give the same verdicts on random shapes and data.

`KG_SHACL_EXAMPLES=5000 pytest tests/vocabulary/test_shacl_agreement.py` tries more examples than a usual run.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from kg.model import Triple
from tests.vocabulary.pyshacl_judge import ours, theirs
from tests.vocabulary.random_shapes import cases

EXAMPLES = int(os.environ.get("KG_SHACL_EXAMPLES", "600"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_same_verdicts_as_pyshacl(case: tuple[list[Triple], list[Triple]]) -> None:
    shapes, data = case
    assert ours(shapes, data) == theirs(shapes, data)
