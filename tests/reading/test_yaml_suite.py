"""The yaml-test-suite against the reader: nothing is read wrongly, and what is refused is listed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kg.model import Finding, Severity
from kg.reading.nodes import Node
from kg.reading.yaml import parse
from tests.reading.yaml_suite import Case, cases, events_of
from tests.suites import need

REFUSALS = json.loads((Path(__file__).parents[1] / "fixtures" / "yaml" / "refusals.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    found = cases(need("yaml-test-suite"))
    assert len(found) > 400
    return found


def read(case: Case) -> tuple[Node | None, Finding | None]:
    node, findings = parse(case.data, case.name)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return (None, errors[0]) if errors else (node, None)


def has_reason(case: Case, code: str) -> bool:
    """Whether a case has what a refusal by design is about."""
    events = case.events
    match code:
        case "KG111":
            return any(" &" in event for event in events)
        case "KG114":
            return any(" <" in event or " ! " in event for event in events) or b"%TAG" in case.data
        case "KG115":
            return events.count("-DOC") + events.count("-DOC ...") > 1 or b"..." in case.data
        case "KG116":
            return any(event.startswith(("+MAP", "+SEQ")) for event in _keys(case.content))
        case "KG118":
            return b"%" in case.data
        case "KG121":
            return any("\\b" in event or "\\0" in event for event in events)
        case "KG130":
            return case.content in ([], ["=VAL :"])
    return False


def _keys(content: list[str]) -> list[str]:
    """The first event of each key."""
    found = []
    inside: list[list[int]] = []  # for each open collection: how many nodes it has, and whether it is a map
    for event in content:
        if event.startswith("-"):
            inside.pop()
            continue
        if inside:
            count, is_map = inside[-1]
            if is_map and count % 2 == 0:
                found.append(event)
            inside[-1][0] += 1
        if event.startswith("+"):
            inside.append([0, int(event.startswith("+MAP"))])
    return found


def test_no_case_is_read_wrongly(suite: list[Case]) -> None:
    wrong = {}
    for case in suite:
        node, error = read(case)
        if error is None and not case.must_fail:
            assert node is not None, case.name
            if events_of(node) != case.content:
                wrong[case.name] = events_of(node)
    assert wrong == {}


def test_what_is_not_yaml_is_refused(suite: list[Case]) -> None:
    assert [case.name for case in suite if case.must_fail and read(case)[1] is None] == []


def test_refusals_are_by_design_or_listed_and_the_list_is_not_too_long(suite: list[Case]) -> None:
    listed = {name: entry["code"] for entry in REFUSALS["by_libyaml"] for name in entry["cases"]}
    unexpected = {}
    refused = {}
    for case in suite:
        _, error = read(case)
        if error is None or case.must_fail:
            continue
        refused[case.name] = error.code
        is_by_design = error.code in REFUSALS["by_design"] and has_reason(case, error.code)
        if not is_by_design and listed.get(case.name) != error.code:
            unexpected[case.name] = f"{error.code} {error.message}"
    assert unexpected == {}
    assert [name for name in listed if name not in refused] == [], (
        "these are read now: take them off the list"
    )
    used = set(refused.values())
    assert [code for code in REFUSALS["by_design"] if code not in used] == []


def test_the_parser_without_libyaml_reads_nothing_wrongly_either(
    suite: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    read_well = 0
    for case in suite:
        node, error = read(case)
        assert case.must_fail is False or error is not None, case.name
        if node is not None:
            assert events_of(node) == case.content, case.name
            read_well += 1
    assert read_well > 150
