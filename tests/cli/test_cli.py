from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer

from kg.project import find
from kg.reasoning.status import Asked
from tests.conftest import ROOT, TINY


def kg(*arguments: str, cwd: Path | None = None, text: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        input=text,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "project"))


@pytest.mark.parametrize(
    "command", [[], ["build"], ["check"], ["query"], ["export"], ["open"], ["schema"], ["schema", "kind"]]
)
def test_help_has_an_example(command: Sequence[str]) -> None:
    done = kg(*command, "--help")
    assert done.returncode == 0
    if command != ["schema"]:
        assert "Example" in done.stdout


def test_build_writes_all_says_what_and_then_has_nothing_to_do(project: Path) -> None:
    first = kg("build", "-C", str(project), "-o", str(project / "out"))
    assert first.returncode == 0, first.stderr
    assert first.stdout == ""
    assert "statements" in first.stderr
    names = {
        "kg.ttl",
        "kg.trig",
        "kg.nq",
        "dataset.ttl",
        "index.html",
        "owns.html",
        "blocks.html",
        "manifest.json",
    }
    assert {f.name for f in (project / "out").iterdir()} == names
    manifest = json.loads((project / "out" / "manifest.json").read_text())
    assert "data/platforms/wechat.yaml" in manifest["inputs"]
    assert manifest["counts"]["kinds"]["Block"] == 1
    again = kg("build", "-C", str(project), "-o", str(project / "out"))
    assert "nothing to do" in again.stderr


def test_a_build_counts_one_as_one() -> None:
    from kg.cli.build import report

    counts = {"things": 1, "statements": 1, "kinds": {"Citation": 2}, "citedSources": 1}
    triples = {"asserted": 1_234, "inferred": 1}
    manifest = {"counts": {**counts, "triples": triples}, "outputs": {"kg.ttl": {"bytes": 1}}}
    first = report(manifest, Path("build"))[0]
    assert first == "1 thing, 1 statement, 2 citations of 1 source; 1,234 triples asserted, 1 inferred"


def test_two_builds_are_byte_identical_with_any_hash_seed(project: Path) -> None:
    outputs = []
    for seed in ("1", "2"):
        folder = project / f"out{seed}"
        done = subprocess.run(
            [sys.executable, "-m", "kg", "build", "-C", str(project), "-o", str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        outputs.append({f.name: f.read_bytes() for f in sorted(folder.iterdir())})
    assert outputs[0] == outputs[1]


def test_a_build_that_fails_leaves_the_last_one(project: Path) -> None:
    folder = project / "build"
    assert kg("build", "-C", str(project)).returncode == 0
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    (project / "data" / "companies" / "sina.yaml").write_text("kind: Compnay\nname: Sina\n")
    done = kg("build", "-C", str(project))
    assert done.returncode == 1
    assert "sina.yaml:1:7 error KG202" in done.stderr
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == before


@pytest.mark.parametrize("command", [["build"], ["query", "ASK {}"]])
def test_a_data_file_that_cannot_be_opened_is_no_bug_of_ours(project: Path, command: list[str]) -> None:
    (project / "data" / "lost.yaml").symlink_to("nowhere")
    done = kg(*command, "-C", str(project))
    assert done.returncode == 1
    assert "data/lost.yaml:1:1: there is no such file, or a link to nothing" in done.stderr


def test_check_says_where_what_and_how_to_mend_it(project: Path) -> None:
    assert kg("check", "-C", str(project)).returncode == 0
    file = project / "data" / "platforms" / "wechat.yaml"
    file.write_text(file.read_text().replace("operator: tencent", "operator: tencet"))
    done = kg("check", "-C", str(project))
    assert done.returncode == 1
    assert "wechat.yaml:8:15 error KG208" in done.stdout
    assert "did you mean `tencent`?" in done.stdout


def test_query_from_a_file_from_stdin_and_inline(project: Path) -> None:
    sparql = "SELECT ?who { ?who kg:blocks id:wechat }"
    (project / "q.rq").write_text(sparql)
    inline = kg("query", sparql, "-C", str(project))
    assert inline.stdout.splitlines()[2] == "id:weibo"
    assert kg("query", str(project / "q.rq"), "-C", str(project)).stdout == inline.stdout
    assert kg("query", "-", "-C", str(project), text=sparql).stdout == inline.stdout


def test_a_named_question_with_a_parameter(project: Path) -> None:
    done = kg("query", "who-owns", "-p", "thing=wechat", "-C", str(project), "-f", "csv")
    assert done.returncode == 0, done.stderr
    assert "id/tencent,1 runs it" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "SELECT ?a { ?a kg:blocks }"], "query:1:"),
        (["query", "who-own"], "did you mean `who-owns`?"),
        (["query", "who-owns"], "needs a value for $thing"),
        (["query", "who-owns", "-p", "thing=wechta"], "there is no `wechta`"),
        (["query", "ASK {}", "-f", "ttl"], "true or false"),
        (["export", "pdf"], "there is no format `pdf`"),
        (["export"], "which format?"),
        (["build", "--as-of", "2014-13"], "--as-of"),
        (["check", "--fail-on", "doom"], "not a severity"),
        (["open", "blocks"], "run `kg build`"),
        (["schema", "kind", "Blok"], "did you mean `Block`?"),
        (["schema", "words", "mechanismus"], "did you mean `mechanism`?"),
    ],
)
def test_a_mistake_ends_with_2_and_a_clear_word(project: Path, arguments: list[str], words: str) -> None:
    done = kg(*arguments, "-C", str(project))
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_no_project_folder_is_said(tmp_path: Path) -> None:
    done = kg("build", "-C", str(tmp_path))
    assert done.returncode == 2
    assert "no data/ folder" in done.stderr


@pytest.mark.parametrize("form", ["ttl", "trig", "nt", "nq", "graphml", "csv", "html"])
def test_export_to_stdout_and_to_a_file_is_the_same(project: Path, form: str) -> None:
    file = project / f"out.{form}"
    shown = kg("export", form, "-C", str(project))
    assert shown.returncode == 0, shown.stderr
    assert kg("export", "-o", str(file), "-C", str(project)).returncode == 0
    assert file.read_text(encoding="utf-8") == shown.stdout


def test_as_of_a_day(project: Path) -> None:
    ask = "ASK { id:weibo kg:blocks id:wechat }"
    assert kg("query", ask, "--as-of", "2014-11-24", "-C", str(project)).stdout == "false\n"
    assert kg("query", ask, "--as-of", "2014-11-25", "-C", str(project)).stdout == "true\n"


def test_who_closes_our_output_early_gets_no_error(project: Path) -> None:
    command = f"{sys.executable} -m kg export nq -C {project} | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_a_build_never_takes_the_place_of_a_file(project: Path) -> None:
    (project / "notes").write_text("mine")
    done = kg("build", "-C", str(project), "-o", str(project / "notes"))
    assert done.returncode == 2
    assert "this is no folder" in done.stderr
    assert (project / "notes").read_text() == "mine"


def test_output_into_a_pipe_or_through_a_link_replaces_neither(project: Path) -> None:
    pipe, link = project / "pipe", project / "link"
    os.mkfifo(pipe)
    (project / "real").write_text("old")
    link.symlink_to("real")
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    assert kg("query", "ASK {}", "-C", str(project), "-o", str(pipe)).returncode == 0
    assert reader.communicate(timeout=30)[0] == "true\n"
    assert pipe.is_fifo()
    assert kg("query", "ASK {}", "-C", str(project), "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert (project / "real").read_text() == "true\n"


def test_the_place_that_cannot_be_written_is_named(project: Path) -> None:
    (project / "file").write_text("")
    for place, words in [(project, "this is a folder"), (project / "file" / "x", "cannot write")]:
        done = kg("query", "ASK {}", "-C", str(project), "-o", str(place))
        assert done.returncode == 2
        assert f"{place}: {words}" in done.stderr


@pytest.mark.parametrize(
    ("closed", "words"), [("- <&-", "standard input is empty"), ("'ASK {}' >&-", "standard output is closed")]
)
def test_a_closed_stream_is_said(project: Path, closed: str, words: str) -> None:
    command = f"{sys.executable} -m kg query -C {project} {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("command", ["query 'ASK {}'", "schema kinds"])
def test_a_full_disk_is_no_bug_of_ours(project: Path, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m kg {command} -C {project} > /dev/full"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "bug" not in done.stderr


def test_a_prefix_that_is_not_known_and_an_update_are_said(project: Path) -> None:
    done = kg("query", "SELECT ?x { ?x foo:bar ?y }", "-C", str(project))
    assert "the prefix `foo:` is not declared" in done.stderr
    done = kg("query", "INSERT DATA { id:a kg:blocks id:b }", "-C", str(project))
    assert "a query does not change the graph" in done.stderr


def test_a_service_that_cannot_be_reached_is_no_bug_of_ours(project: Path) -> None:
    done = kg("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "-C", str(project))
    assert done.returncode == 2
    assert "bug" not in done.stderr


def test_chinese_is_written_whatever_the_locale(project: Path) -> None:
    folder = Path(shutil.copytree(project, project.parent / "空 格"))
    (folder / "data" / "companies" / "sina.yaml").write_text("kind: Compnay\nname: Sina\n")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", "check", "-f", "github", "-C", str(folder)],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "空 格/data/companies/sina.yaml,line=1" in done.stdout.decode()


def test_with_standard_error_closed_the_exit_code_is_right(project: Path) -> None:
    command = f"{sys.executable} -m kg query nosuch -C {project} 2>&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_format_that_does_not_exist_is_called_so(project: Path) -> None:
    assert "there is no format `yaml`" in kg("query", "ASK {}", "-f", "yaml", "-C", str(project)).stderr


def test_a_view_of_ones_own_gets_a_page_of_its_own(project: Path) -> None:
    ontology = Path(shutil.copytree(ROOT / "ontology", project / "ontology"))
    (ontology / "views" / "owns.rq").rename(ontology / "views" / "holdings.rq")
    assert kg("build", "-C", str(project)).returncode == 0
    assert {f.stem for f in (project / "build").glob("*.html")} == {"index", "blocks", "holdings"}
    opened = kg("open", "nothing", "-C", str(project))
    assert "there are: all, blocks, holdings" in opened.stderr


def test_a_changed_program_builds_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import project
    from kg.exporters.manifest import settings_of

    before = settings_of(find(TINY), Asked())
    assert settings_of(find(TINY), Asked()) == before
    package = tmp_path / "kg" / "exporters"
    package.mkdir(parents=True)
    (package / "build.py").write_text("changed")
    monkeypatch.setattr(project, "__file__", str(package.parent / "project.py"))
    project.program_digest.cache_clear()  # as in another process
    assert settings_of(find(TINY), Asked())["program"] != before["program"]
    project.program_digest.cache_clear()


def registered(app: typer.Typer) -> list[str]:
    """The names of commands and groups of commands."""
    names = [c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands]
    return names + [group.name or "" for group in app.registered_groups]


def test_each_command_can_be_made_ready_alone() -> None:
    """As it is when it is the first word, so that it starts sooner."""
    from kg.cli.main import COMMANDS, application

    assert [registered(application([name])) for name in COMMANDS] == [[name] for name in COMMANDS]
    assert sorted(registered(application())) == sorted(COMMANDS)
    alone, among_others = kg("stats", "--help"), kg("--help")
    assert "kg stats [OPTIONS]" in " ".join(alone.stdout.split())
    assert all(f" {name} " in among_others.stdout for name in COMMANDS)
    assert "Did you mean 'stats'" in kg("stat").stderr


@pytest.mark.parametrize("document", ["README.md", "CHANGELOG.md"])
def test_every_command_and_format_is_in_the_documents(document: str) -> None:
    from kg.cli.main import application
    from kg.exporters.registry import FORMATS

    text = (ROOT / document).read_text(encoding="utf-8")
    names = registered(application())
    assert len(names) > 15
    for name in names:
        assert f"`{name}`" in text or f"`kg {name}`" in text, name
    for name, form in FORMATS.items():
        assert name == "html" or form.about.split(":")[0].split(",")[0] in text, name
