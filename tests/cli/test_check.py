"""`kg check` from the shell: formats, limits, paths, colour."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.test_cli import kg
from tests.conftest import CATALOGUE


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(CATALOGUE / "good", tmp_path / "project"))
    (folder / "kg.toml").write_text("", encoding="utf-8")  # so that it is found from within
    return folder


def put_in(project: Path, *cases: str) -> None:
    for case in cases:
        (found,) = (path for path in CATALOGUE.glob(f"{case}-*.yaml"))
        shutil.copy(found, project / "data")


@pytest.mark.parametrize(
    ("cases", "limit", "code"),
    [
        ((), "info", 0),
        (("kg423",), "warning", 0),
        (("kg423",), "info", 1),
        (("kg411",), "error", 0),
        (("kg411",), "warning", 1),
        (("kg208",), "error", 1),
    ],
)
def test_fail_on_decides_how_it_ends(project: Path, cases: tuple[str, ...], limit: str, code: int) -> None:
    put_in(project, *cases)
    assert kg("check", "-C", str(project), "--fail-on", limit).returncode == code


def test_text_shows_the_place_and_a_summary_on_stderr(project: Path) -> None:
    put_in(project, "kg208")
    done = kg("check", cwd=project)
    assert done.stdout.splitlines() == [
        "data/kg208-nowhere.yaml:3:9 error KG208 `target` refers to `payy`, which is nowhere (did you mean `pay`?)",
        "  3 | target: payy",
        "    |         ^",
    ]
    assert done.stderr == "15 files checked: 1 error\n"


def test_paths_choose_what_is_shown(project: Path) -> None:
    put_in(project, "kg208", "kg211")
    one = kg("check", "data/kg211-unknown-word.yaml", cwd=project)
    assert "KG211" in one.stdout
    assert "KG208" not in one.stdout
    assert "1 file checked" in one.stderr
    assert kg("check", "data/pay.yaml", cwd=project).returncode == 0
    assert "16 files" in kg("check", "data", cwd=project).stderr
    (project / "elsewhere").mkdir(exist_ok=True)
    both = kg("check", "data/pay.yaml", "elsewhere", cwd=project)
    assert (both.returncode, both.stdout) == (0, "")
    assert both.stderr == "elsewhere: no data file of the project is there\n1 file checked: nothing wrong\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "data/nowhere.yaml"], "there is no such file"),
        (["check", "elsewhere"], "no data files in what was named"),
        (["check", "--format", "xml"], "there is no format `xml`"),
        (["check", "--fail-on", "doom"], "not a severity"),
        (["check", "--explain", "KG999"], "there is no code `KG999`"),
    ],
)
def test_what_cannot_be_done_is_said(project: Path, arguments: list[str], words: str) -> None:
    (project / "elsewhere").mkdir()
    done = kg(*arguments, cwd=project)
    assert done.returncode == 2
    assert words in done.stderr


def test_infos_are_shortened_unless_all_are_asked_for(project: Path) -> None:
    for number in range(5):
        (project / "data" / f"number-{number}.yaml").write_text(f"kind: Company\nname: Number {number}\n")
    brief = kg("check", cwd=project)
    assert brief.stdout.count("KG415") == 3
    assert "2 more of KG415 (A thing that nothing mentions)" in brief.stderr
    assert "5 info" in brief.stderr
    for arguments in (["--all"], ["--fail-on", "info"], ["data"], ["--format", "json"]):
        assert kg("check", *arguments, cwd=project).stdout.count("KG415") == 5, arguments


def test_quick_leaves_out_the_graph(project: Path) -> None:
    put_in(project, "kg411")
    assert "KG411" in kg("check", cwd=project).stdout
    assert kg("check", "--quick", cwd=project).stdout == ""


def test_every_format_is_written_to_stdout_or_a_file(project: Path) -> None:
    put_in(project, "kg208", "kg411")
    for form in ("text", "json", "sarif", "github", "junit"):
        shown = kg("check", "-f", form, cwd=project)
        file = project / f"out.{form}"
        kept = kg("check", "-f", form, "-o", str(file), cwd=project)
        assert (shown.returncode, kept.returncode, kept.stdout) == (1, 1, "")
        assert file.read_text(encoding="utf-8") == shown.stdout
        assert "KG208" in shown.stdout
    found = json.loads((project / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert found["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "A reference that leads nowhere"
    suite = ET.fromstring((project / "out.junit").read_text(encoding="utf-8"))
    assert suite.attrib["tests"] == "16"


def test_a_code_is_explained_without_a_project(tmp_path: Path) -> None:
    done = kg("check", "--explain", "kg401", cwd=tmp_path)
    assert done.returncode == 0
    assert "More than the whole is held" in done.stdout
    assert "Mending:" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("extra", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_is_for_terminals_only(project: Path, extra: dict[str, str], coloured: bool) -> None:
    import pty

    put_in(project, "kg208")
    master, slave = pty.openpty()
    plain = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "kg", "check"],
        cwd=project,
        env={**plain, "TERM": "xterm", **extra},
        stdout=slave,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(slave)
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert "KG208" in shown
    assert ("\x1b[" in shown) is coloured
