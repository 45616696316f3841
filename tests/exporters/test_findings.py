from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.findings import as_github, as_json, as_junit, as_sarif, as_text, line_of, shortened, visible
from kg.model import Finding, Mark, Severity

LEVELS = {"none", "note", "warning", "error"}
FINDINGS = [
    Finding(
        "KG208", Severity.ERROR, "`a`, which is nowhere", Mark("data/a b.yaml", 3, 9), "did you mean `b`?"
    ),
    Finding(
        "KG402",
        Severity.WARNING,
        "50 % twice:\nhere",
        Mark("data/a b.yaml", 1, 1),
        "",
        ((Mark("data/b.yaml", 2, 5), "the other"),),
    ),
    Finding(
        "KG423", Severity.INFO, "one source", Mark("data/b.yaml", 7, 1), "add one", shape="single-source"
    ),
]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


def excerpt(tmp_path: Path, line: str, column: int) -> list[str]:
    file = tmp_path / "x.yaml"
    file.write_text(f"kind: Company\n{line}\nend", encoding="utf-8")
    return as_text([Finding("KG101", Severity.ERROR, "m", Mark(str(file), 2, column))]).splitlines()[1:]


def test_a_line_has_place_severity_code_message_and_hint() -> None:
    assert line_of(FINDINGS[0]) == ("data/a b.yaml:3:9 error KG208 `a`, which is nowhere (did you mean `b`?)")


def test_the_other_end_of_a_pair_stands_below() -> None:
    assert as_text(FINDINGS[1:2]).splitlines()[-1] == "    data/b.yaml:2:5 the other"


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        ("name: Acme", 7, 6),
        ("name: {zh: 微信, en: x}", 15, 16),  # two cells for each of two characters
        ("\tname: x", 2, 1),  # a tab is shown as one space
        ("name: e\u0301cole x", 13, 11),  # a combining mark takes no cell
        ("name: 🐧 x", 9, 9),
    ],
)
def test_the_caret_stands_under_the_fault(tmp_path: Path, line: str, column: int, before: int) -> None:
    shown, caret = excerpt(tmp_path, line, column)
    assert shown.startswith("  2 | ")
    assert caret == "    | " + " " * before + "^"


def test_a_long_line_is_cut_around_the_fault(tmp_path: Path) -> None:
    shown, caret = excerpt(tmp_path, "note: " + "x" * 400 + "Y" + "z" * 400, 407)
    assert len(shown) < 180
    assert shown[caret.index("^")] == "Y"
    assert "\u2026" in shown


def test_a_long_line_with_its_fault_at_the_start_is_cut_at_the_end(tmp_path: Path) -> None:
    shown, caret = excerpt(tmp_path, "note: " + "x" * 400, 1)
    assert shown.startswith("  2 | note: xxx")
    assert shown.endswith("x\u2026")
    assert caret.endswith("| ^")


def test_lines_are_counted_as_yaml_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("name: a\u2028b\x0cc\nkind: Company\n", encoding="utf-8")
    text = as_text([Finding("KG101", Severity.ERROR, "m", Mark(str(file), 2, 1))])
    assert "2 | kind: Company" in text


def test_nothing_is_sent_to_the_terminal_that_acts_on_it(tmp_path: Path) -> None:
    shown, caret = excerpt(tmp_path, "na\x1b[31mme: x\u202e", 4)
    assert shown == "  2 | na\ufffd[31mme: x\ufffd"
    assert caret == "    |    ^"
    assert "\x1b" not in line_of(Finding("KG101", Severity.ERROR, "\x1b[2J", Mark("\x07.yaml", 1, 1)))


@given(TEXTS)
def test_what_is_visible_has_as_many_characters_and_no_controls(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert visible(visible(text)) == visible(text)
    assert not any(char in visible(text) for char in "\x00\x1b\x7f\u202e\u200b\u2028")


@pytest.mark.parametrize("mark", [Mark("nowhere.yaml", 1, 1), Mark("", 1, 1)])
def test_without_its_file_a_finding_has_no_excerpt(mark: Mark) -> None:
    assert len(as_text([Finding("KG001", Severity.ERROR, "m", mark)]).splitlines()) == 1


def test_slight_findings_are_shortened_and_grave_ones_are_not() -> None:
    kept, left_out = shortened([*FINDINGS[:2] * 5, *FINDINGS[2:] * 5], 3)
    assert [f.severity for f in kept].count(Severity.INFO) == 3
    assert len(kept) == 13
    assert left_out == {"KG423": 2}
    assert shortened(FINDINGS, 3) == (FINDINGS, {})


def test_json_has_all_of_a_finding() -> None:
    found = json.loads(as_json(FINDINGS))
    assert found[1] == {
        "code": "KG402",
        "severity": "warning",
        "message": "50 % twice:\nhere",
        "hint": "",
        "file": "data/a b.yaml",
        "line": 1,
        "column": 1,
        "shape": "",
        "related": [{"file": "data/b.yaml", "line": 2, "column": 5, "message": "the other"}],
    }


def validated(place: dict[str, Any]) -> tuple[str, int, int]:
    """A location that has what the schema of SARIF 2.1.0 asks for."""
    physical = place["physicalLocation"]
    region = physical["region"]
    assert physical["artifactLocation"]["uri"]
    assert isinstance(region["startLine"], int)
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    return unquote(physical["artifactLocation"]["uri"]), region["startLine"], region["startColumn"]


def test_sarif_has_what_its_schema_requires() -> None:
    log = json.loads(as_sarif(FINDINGS, "0.1", {"KG208": "A reference that leads nowhere"}))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "kg"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    assert driver["rules"][0]["shortDescription"]["text"] == "A reference that leads nowhere"
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert len(run["results"]) == len(FINDINGS)
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        assert [validated(place) for place in result["locations"]] == [tuple(finding.mark)]
        assert [validated(place) for place in result["relatedLocations"]] == [
            tuple(m) for m, _ in finding.related
        ]
        assert all(place["message"]["text"] for place in result["relatedLocations"])
        assert result.get("properties", {}).get("shape", "") == finding.shape


def test_sarif_gives_an_absolute_path_as_an_address() -> None:
    log = json.loads(as_sarif([Finding("KG001", Severity.ERROR, "m", Mark("/data/a b.yaml", 1, 1))], "0", {}))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///data/a%20b.yaml"}


def test_github_gets_a_command_a_line() -> None:
    lines = as_github(FINDINGS).splitlines()
    assert lines[0] == (
        "::error file=data/a b.yaml,line=3,col=9,title=KG208::`a`, which is nowhere (did you mean `b`?)"
    )
    assert lines[1].endswith("::50 %25 twice:%0Ahere")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_github_is_not_led_astray_by_a_file_name() -> None:
    (line,) = as_github([Finding("KG001", Severity.ERROR, "m", Mark("a,line=1::b.yaml", 1, 1))]).splitlines()
    assert line.startswith("::error file=a%2Cline=1%3A%3Ab.yaml,line=1,")


def test_junit_has_a_case_for_each_file_that_fails_by_what_is_grave() -> None:
    suite = ET.fromstring(as_junit(FINDINGS, ["data/a b.yaml", "data/b.yaml", "data/c.yaml"]))
    assert suite.tag == "testsuite"
    assert suite.attrib == {"name": "kg check", "tests": "3", "failures": "1", "errors": "0", "skipped": "0"}
    cases = {case.attrib["name"]: case for case in suite}
    assert [len(cases[name]) for name in sorted(cases)] == [1, 0, 0]
    (failure,) = cases["data/a b.yaml"]
    assert failure.attrib["type"] == "KG208"
    assert failure.attrib["message"].endswith("(and 1 more)")
    assert "KG402" in (failure.text or "")


@given(TEXTS, TEXTS)
def test_whatever_a_message_says_the_formats_can_be_read(message: str, name: str) -> None:
    found = [Finding("KG001", Severity.ERROR, message, Mark(name or "x", 1, 1), message)]
    assert json.loads(as_json(found))[0]["message"] == message
    assert json.loads(as_sarif(found, "0", {}))["runs"][0]["results"]
    ET.fromstring(as_junit(found, []))
    assert len(as_github(found).split("\n")) == 2
