from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kg.exporters.html.assets import modules as page_modules
from kg.exporters.html.bundle import BundleError, bundle

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None, reason="node is not installed; the browser tests run the same code"
)


@needs_node
def test_modules_run_once_and_after_what_they_import(tmp_path: Path) -> None:
    script = bundle(
        {
            "a.mjs": 'import { b } from "./b.mjs";\nimport { c as d } from "./c.mjs";\nconsole.log(b(), d);\n',
            "b.mjs": 'import { c } from "./c.mjs";\n/** Doc. */\nexport function b() {\n  return c + 1;\n}\n',
            "c.mjs": 'console.log("once");\nexport const c = 1;\n',
        },
        "a.mjs",
    )
    (tmp_path / "all.js").write_text(script)
    assert NODE
    done = subprocess.run([NODE, str(tmp_path / "all.js")], capture_output=True, text=True, check=True)
    assert done.stdout == "once\n2 1\n"


def test_a_comment_beside_code_does_not_swallow_the_code() -> None:
    script = bundle(
        {"a.mjs": "/** @type {any[]} */ const kept = [];\n/** gone */\nconsole.log(kept);\n"}, "a.mjs"
    )
    assert "const kept = []" in script
    assert "gone" not in script


@pytest.mark.parametrize(
    ("modules", "complaint"),
    [
        ({"a.mjs": 'import { x } from "./no.mjs";\n'}, "no such module: no.mjs"),
        ({"a.mjs": 'import { x } from "./b.mjs";\n', "b.mjs": 'import { y } from "./a.mjs";\n'}, "circle"),
        ({"a.mjs": 'import "./b.mjs";\n'}, "cannot carry"),
        ({"a.mjs": "export default 1;\n"}, "cannot carry"),
        ({"a.mjs": 'const a = "</script>";\n'}, "end the script"),
    ],
)
def test_what_cannot_be_carried_is_refused(modules: dict[str, str], complaint: str) -> None:
    with pytest.raises(BundleError, match=complaint):
        bundle(modules, "a.mjs")


@needs_node
def test_the_page_s_own_modules_make_one_sound_script(tmp_path: Path) -> None:
    path = tmp_path / "all.js"
    path.write_text(bundle(page_modules(), "main.mjs"), encoding="utf-8")
    assert NODE
    done = subprocess.run([NODE, "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
