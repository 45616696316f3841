"""Whatever is done to a file, it is read or told of, at a place that it has."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.reading import yaml
from kg.reading.fields import FieldReader
from kg.reading.records import RecordReader
from kg.vocabulary import Vocabulary
from tests.conftest import CATALOGUE

TEXTS = [path.read_bytes().decode("utf-8", "replace") for path in sorted(CATALOGUE.glob("kg*.yaml"))]
SIGNS = [
    *"{}[]:,-#\"'|>&*!%@`? \n\t\\;/",
    ": ",
    " - ",
    "- ",
    "\n  ",
    "{ref: ",
    "}]",
    "//",
    "<<: ",
    "---\n",
    "1. ",
    "\n?",
]
SIGNS += ["\u200b", "\u00a0", "\uff1a", "\uff0c", "\u201c", "\u2013 ", "\ufeff", "\r\n", "\u5fae\u4fe1"]
BASE = "https://w3id.org/walled-gardens/id/"


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        taken = draw(st.integers(0, 4))
        text = text[:place] + draw(st.sampled_from(SIGNS)) + text[place + taken :]
    return text


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=spoilt())
def test_a_spoilt_file_is_read_or_told_of(text: str, vocabulary: Vocabulary) -> None:
    node, findings = yaml.parse(text.encode(), "x.yaml")
    if node is not None:
        records = RecordReader(vocabulary, FieldReader(vocabulary, BASE))
        findings = [*findings, *records.read(("x.yaml", "x", node))[1]]
    elif not findings:
        pytest.fail("neither read nor told of")
    lines = len(text.splitlines()) + 1
    for finding in findings:
        assert 1 <= finding.mark.line <= lines, finding
        assert finding.mark.column >= 1, finding
        assert finding.message, finding
