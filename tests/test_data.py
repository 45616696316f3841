"""The shipped record: clean, sourced, and as large as the README says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from kg.checking import check
from kg.model import Severity
from kg.project import find
from tests.conftest import ROOT

REVIEWED: frozenset[tuple[str, str]] = frozenset()
"""Warnings that were looked at and stand: code and file."""


@pytest.fixture(scope="module")
def stats() -> Mapping[str, Any]:
    command = [sys.executable, "-m", "kg", "stats", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def coverage(stats: Mapping[str, Any]) -> list[str]:
    """The lines of the README's table."""
    things, statements = stats["things"], stats["statements"]
    years = sorted(int(year) for year in stats["years"])
    rows = {
        "Companies, people, public bodies, groups of holders": sum(
            things.get(kind, 0) for kind in ("Company", "Person", "PublicBody", "Collective")
        ),
        "Platforms, and features and audiences that are fought over": sum(
            things.get(kind, 0) for kind in ("Platform", "Feature", "Audience")
        ),
        "Sources": things["Source"],
        "Statements": sum(statements.values()),
        "… of them blocks, and their reversals": f"{statements['Block']}, {statements['Unblock']}",
        "… stakes, control, operation": sum(statements[k] for k in ("Stake", "Control", "Operation")),
        "… suits, rulings, settlements, penalties, regulation": sum(
            statements[k] for k in ("Litigation", "Ruling", "Settlement", "Penalty", "Regulation")
        ),
        "… deals": statements["Deal"],
        "… that one act answered another": statements["Response"],
        "Statements that rest on one independent source": stats["single"],
        "Statements that rest on weak sources only": stats["weak"],
        "Years": f"{years[0]} to {years[-1]}",
    }
    return [
        f"| {label} | {number:,} |" if isinstance(number, int) else f"| {label} | {number} |"
        for label, number in rows.items()
    ]


def test_the_readme_says_how_large_the_record_is(stats: Mapping[str, Any]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    expected = coverage(stats)
    missing = [line for line in expected if line not in readme]
    assert not missing, "the table in README.md should be\n" + "\n".join(expected)


def test_every_statement_has_a_source(stats: Mapping[str, Any]) -> None:
    assert stats["unsourced"] == 0


def test_nothing_graver_than_an_info_is_found_in_the_record() -> None:
    findings = check(find(ROOT)).findings
    grave = {
        (f.code, f.mark.file.rsplit("/", 1)[-1]): f"{f.mark} {f.code} {f.message}"
        for f in findings
        if f.severity is not Severity.INFO
    }
    assert [text for key, text in grave.items() if key not in REVIEWED] == []
    assert grave.keys() >= REVIEWED, "these warnings are gone: take them off the list"


def test_the_record_is_in_canonical_form() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "fmt", "--check", "data"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run `kg fmt data`: {done.stdout}"
