"""One slip of the finger is told once: a sign too many or too few at each place of two records, one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.model import Severity
from kg.project import find
from kg.reading.load import FileReader, combined
from kg.vocabulary import Vocabulary
from tests.conftest import CATALOGUE

BLOCK = """\
kind: Block
actor: chat
target: pay
mechanism: link-block
date: 2015
statedReason: {en: For safety, zh: 安全}
sources:
  - {ref: paper, at: par. 1}
  - ref: agency
    at: p. 2
"""
COMPANY = """\
kind: Company
name: {en: Delta, zh: 德尔塔}
alias: [Delt, Deltoid]
country: CN
website: https://delta.example/a
statements:
  - kind: Stake
    owner: acme
    share: 31.5
    from: 2010-04
    sources: [{ref: paper, at: par. 1}, {ref: filing, at: p. 2}]
  - kind: Milestone
    milestone: founded
    date: 2001
    sources:
      - ref: paper
        at: par. 2
"""
SIGNS = [*"{}[]:,-#\"'|>&*!%@`? x;/", ": ", " - ", "- ", "\n  ", "  "]
ALLOWED = 0.015
"""What part of the slips may be told twice: where one sign makes two keys wrong, as a comma within a key in braces."""


def slips(text: str) -> Iterator[str]:
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]
        for step in range(3):
            yield text[:place] + SIGNS[(3 * place + 11 * step) % len(SIGNS)] + text[place:]


def test_a_slip_is_told_once(tmp_path: Path, vocabulary: Vocabulary) -> None:
    project = find(Path(shutil.copytree(CATALOGUE / "good", tmp_path / "project")))
    reader = FileReader(project, vocabulary)
    others = list(reader.read_all(sorted(project.data.glob("*.yaml"))))
    file = project.data / "delta.yaml"
    told: list[int] = []
    for text in (*slips(BLOCK), *slips(COMPANY)):
        file.write_text(text, encoding="utf-8")
        findings = combined(vocabulary, [*others, *reader.read_all([file])]).findings
        told.append(sum(finding.severity is not Severity.INFO for finding in findings))
    assert max(told) <= 2
    assert sum(count > 1 for count in told) <= ALLOWED * len(told)
