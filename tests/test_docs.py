"""What the documents show is what happens: their commands are run and their Python is executed."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "data/README.md", "ontology/README.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def consoles() -> Iterator[tuple[str, str, str]]:
    for document in DOCUMENTS:
        if not document.is_file():
            continue
        for block in re.findall(r"```console\n(.*?)```", document.read_text(encoding="utf-8"), re.S):
            for part in re.split(r"(?m)^\$ ", block)[1:]:
                command, _, output = part.partition("\n")
                yield document.name, command, output


@pytest.mark.parametrize(("document", "command", "output"), list(consoles()))
def test_a_shown_command_prints_what_is_shown(document: str, command: str, output: str) -> None:
    arguments = shlex.split(command)
    assert arguments[0] == "kg", document
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100"},
        check=False,
    )
    assert done.stdout == output, done.stderr


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    test = doctest.DocTestParser().get_doctest(code, {}, "README.md", "README.md", 0)
    assert test.examples
    lines: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=lines.append)
    assert result.failed == 0, "".join(lines)


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.is_file()], ids=lambda d: d.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (document.parent / target).exists(), target
