"""Every mistake of the catalogue is found where it is, once, and nothing else is."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import checking
from kg.asking.explanations import explanations
from kg.model import Finding, Severity
from kg.project import find
from kg.reading import files, format
from kg.vocabulary import Vocabulary
from kg.vocabulary import load as read_vocabulary
from tests.conftest import CATALOGUE, ROOT

GOOD = CATALOGUE / "good"
CASES = sorted(
    path for path in CATALOGUE.iterdir() if path.name.startswith("kg") and path.suffix != ".expected"
)
RECORD = "kind: Company\nname: Delta\n"
CODE = re.compile(r"\bKG[0-9]{3}\b")


def findings_of(project: Path, code: str) -> list[Finding]:
    """What is wrong with a project, without the slight things that a case is not about."""
    found = checking.check(find(project)).findings
    return [f for f in found if f.severity is not Severity.INFO or f.code == code]


@pytest.fixture(autouse=True)
def one_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.vocabulary.load", lambda folder: _vocabulary(folder.resolve()))


@cache
def _vocabulary(folder: Path) -> Vocabulary:
    return read_vocabulary(folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "project"))


def put_in(case: Path, project: Path) -> None:
    if case.is_file():
        shutil.copy(case, project / "data")
        return
    shutil.copytree(case, project / "data", dirs_exist_ok=True, ignore=shutil.ignore_patterns("ontology"))
    if (case / "ontology").is_dir():
        shutil.copytree(ROOT / "ontology", project / "ontology")
        shutil.copytree(case / "ontology", project / "ontology", dirs_exist_ok=True)


def test_the_good_data_has_no_finding(project: Path) -> None:
    assert checking.check(find(project)).findings == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_found_where_it_is(case: Path, project: Path) -> None:
    put_in(case, project)
    found = findings_of(project, case.name[:5].upper())
    expected = (CATALOGUE / f"{case.stem}.expected").read_text(encoding="utf-8").splitlines()
    places = [
        f"{f.code} {f.mark.line} {f.mark.column}"
        + (f" {Path(f.mark.file).relative_to(project / 'data').as_posix()}" if case.is_dir() else "")
        for f in found
    ]
    assert places == expected, [f"{f.mark} {f.code} {f.message}" for f in found]
    assert case.name[:5].upper() in places[0]
    for finding in found:
        assert finding.hint or finding.shape, f"{finding.code} does not say how to mend it"
        assert not finding.message.endswith("."), finding.message
        assert "http://" not in finding.message, finding.message


def _link_to_nothing(data: Path) -> str:
    (data / "delta.yaml").symlink_to(data / "nowhere.yaml")
    return "delta.yaml"


def _link_out(data: Path) -> str:
    outside = data.parent.parent / "delta.yaml"
    outside.write_text(RECORD, encoding="utf-8")
    (data / "delta.yaml").symlink_to(outside)
    return "delta.yaml"


def _too_large(data: Path) -> str:
    (data / "delta.yaml").write_bytes(RECORD.encode() + b"#" * files.MAX_BYTES)
    return "delta.yaml"


def _pipe(data: Path) -> str:
    os.mkfifo(data / "delta.yaml")
    return "delta.yaml"


def _link_to_folder(data: Path) -> str:
    (data.parent / "elsewhere").mkdir()
    (data / "delta").symlink_to(data.parent / "elsewhere")
    return "delta"


def _name_not_utf_8(data: Path) -> str:
    (data / os.fsdecode(b"delta\xff.yaml")).write_text(RECORD, encoding="utf-8")
    return "delta\ufffd.yaml"


MADE: dict[str, Callable[[Path], str]] = {
    "KG001": _link_to_nothing,
    "KG003": _link_out,
    "KG004": _too_large,
    "KG008": _pipe,
    "KG009": _link_to_folder,
    "KG010": _name_not_utf_8,
}
"""What cannot be stored in the catalogue: makes it in a data folder, and gives the file of the finding."""

ELSEWHERE = {"KG005", "KG011", "KG140"}
"""Codes that have a test of their own, below or (KG011) in `tests/asking/test_query_errors.py`."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither these links nor pipes")
@pytest.mark.parametrize("code", MADE)
def test_a_file_that_is_none_is_found(code: str, project: Path) -> None:
    try:
        name = MADE[code](project / "data")
    except OSError as error:  # a file system that refuses such names
        pytest.skip(str(error))
    found = findings_of(project, code)
    assert [(f.code, f.mark) for f in found] == [(code, (str(project / "data" / name), 1, 1))]
    assert found[0].hint


def test_a_file_that_changes_while_it_is_read_is_found(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "data" / "delta.yaml").write_text(RECORD, encoding="utf-8")
    states = iter(range(1000))
    monkeypatch.setattr(files, "_state", lambda _: next(states))
    assert {f.code for f in findings_of(project, "KG005") if f.mark.file.endswith("delta.yaml")} == {"KG005"}


def test_a_file_that_cannot_be_tidied_without_a_loss_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format, "_difference", lambda *_: "lose a comment")
    text, found = format.format_text(RECORD, lambda kind, path: ("kind", "name"), "delta.yaml")
    assert (text, [f.code for f in found]) == (RECORD, ["KG140"])


def test_every_code_has_a_case_and_an_explanation() -> None:
    sources = [*(ROOT / "kg").rglob("*.py"), *(ROOT / "ontology" / "checks").glob("*.rq")]
    used = {code for file in sources for code in CODE.findall(file.read_text(encoding="utf-8"))}
    tried = {case.name[:5].upper() for case in CASES} | MADE.keys() | ELSEWHERE
    assert used - tried == set()
    assert tried - used == set(), "cases of codes that are no longer used"
    assert used == explanations(ROOT / "ontology").keys()


JUNK = [
    "",
    "~",
    "-1",
    "101",
    "2014-13",
    "0001~",
    "9999-12-31~",
    "{}",
    "[a, b]",
    "{en: x}",
    "acme",
    "paper",
    "block",
]
JUNK += ["chat", "preferred", "deprecated", "founded", "closed", "[{ref: paper}]", "'", '"', "\u5fae\u4fe1"]
WORLD = {
    f"{path.stem}-{number}": path.read_text(encoding="utf-8").splitlines()
    for number, path in enumerate(sorted([*GOOD.glob("data/*.yaml"), *CATALOGUE.glob("kg4*/*.yaml")]))
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(draw=st.data())
def test_whatever_is_wrong_with_the_data_the_check_ends(draw: st.DataObject, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    shutil.copytree(GOOD / "data", tmp_path / "data")
    for _ in range(draw.draw(st.integers(1, 20))):
        name = draw.draw(st.sampled_from(sorted(WORLD)))
        lines = list(WORLD[name])
        number = draw.draw(st.integers(0, len(lines) - 1))
        value = draw.draw(st.sampled_from(JUNK))
        key, colon, _ = lines[number].partition(": ")
        lines[number] = f"{key}{colon}{value}"
        (tmp_path / "data" / f"{name.rsplit('-', 1)[0]}.yaml").write_text("\n".join(lines), encoding="utf-8")
    checking.check(find(tmp_path))
