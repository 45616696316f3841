"""What checks found is given again only for data in which they would find the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.pipeline
from kg import checking
from kg.asking import answered
from kg.asking.answered import Answered, content_of
from kg.model import Finding, Mark, Record, Severity
from kg.project import find
from kg.reading import cache, kept
from tests.conftest import CATALOGUE

TEXT, ENGLISH, DATE, THING = '"a"', '"a"@en', '"2014"^^<http://www.w3.org/2001/XMLSchema#gYear>', "<urn:t>"
FOUND = Answered(
    "around",
    frozenset({"<urn:p>"}),
    "content",
    {"a-check": [{"at": "<urn:a>", "value": '"\\u5fae"'}], "another": []},
    [Finding("KG011", Severity.WARNING, "no such name", Mark("x.rq", 3, 4), "mend it")],
)


def record(**fields: list[str]) -> Record:
    return Record(
        "<urn:a>", "<urn:K>", {f"<urn:{key}>": values for key, values in fields.items()}, "a.yaml", 1
    )


def test_what_was_found_comes_back_as_it_was(folder: Path) -> None:
    project = find(folder)
    assert answered.fetch(project, "around") is None
    answered.keep(project, FOUND)
    assert answered.fetch(project, "around") == FOUND
    assert answered.fetch(project, "elsewhere") is None
    cache.keep(project, "answers", b"\xff")
    assert answered.fetch(project, "around") is None


@pytest.mark.parametrize(
    ("after", "is_same"),
    [
        (record(p=[TEXT], q=[TEXT], r=[DATE]), True),
        (record(p=[TEXT], q=[ENGLISH, TEXT], r=[DATE]), True),
        (record(p=[TEXT], r=[DATE]), True),
        (record(p=[ENGLISH], q=[TEXT], r=[DATE]), False),
        (record(p=[TEXT], q=[DATE], r=[DATE]), False),
        (record(p=[TEXT], q=[TEXT, THING], r=[DATE]), False),
        (record(p=[TEXT], q=[TEXT], r=[THING]), False),
        (record(p=[TEXT], q=[TEXT], s=[DATE]), False),
        (record(p=[TEXT], q=[TEXT]), False),
    ],
)
def test_only_a_text_that_no_check_names_makes_no_difference(after: Record, is_same: bool) -> None:
    named = frozenset({"<urn:p>"})
    before = content_of([record(p=[TEXT], q=[TEXT], r=[DATE])], named)
    assert (content_of([after], named) == before) is is_same
    assert Answered("", named, before, {}, []).holds_for(content_of([after], named)) is is_same


def test_of_checks_that_look_at_everything_nothing_is_known() -> None:
    assert content_of([record(p=[TEXT])], None) == ""
    assert not Answered("", None, "", {}, []).holds_for("")


def test_whoever_mends_a_wording_waits_for_no_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(CATALOGUE / "kg411-reverses-nothing.yaml", folder / "data" / "unblock.yaml")
    file = folder / "data" / "unblock.yaml"
    reasoned: list[None] = []
    reason = kg.pipeline.reason

    def counted(*given: object) -> object:
        reasoned.append(None)
        return reason(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.pipeline, "reason", counted)
    first = checking.judge(find(folder))
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# More.\n{text}note: One more line.\n", encoding="utf-8")
    second = checking.judge(find(folder))
    assert len(reasoned) == 1
    lines = [[f.mark.line for f in v.findings if f.mark.file == file.as_posix()] for v in (first, second)]
    assert lines[0] != []
    assert lines[1] == [line + 1 for line in lines[0]]
    assert checking.judge(find(folder), fresh=True) == second
    file.write_text(text.replace("kind: Unblock", "kind: Denial"), encoding="utf-8")
    assert checking.judge(find(folder)) == checking.judge(find(folder), fresh=True) != second
    assert len(reasoned) == 4


MISTAKES = sorted(path for path in CATALOGUE.glob("kg4*.yaml"))


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.sampled_from(MISTAKES), st.sampled_from(["add", "drop", "note", "year"])), max_size=5
    )
)
def test_after_any_changes_the_verdict_is_that_of_a_fresh_check(changes: list[tuple[Path, str]]) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(Path(name) / "cache"))
        patch.setattr(kept, "_WORTH", 1)
        folder = Path(shutil.copytree(CATALOGUE / "good", Path(name) / "project"))
        for source, change in changes:
            file = folder / "data" / source.name
            text = file.read_text(encoding="utf-8") if file.exists() else source.read_text(encoding="utf-8")
            match change:
                case "add":
                    file.write_text(text, encoding="utf-8")
                case "drop":
                    file.unlink(missing_ok=True)
                case "note":
                    file.write_text(f"note: So it is said.\n{text}", encoding="utf-8")
                case "year":
                    file.write_text(text.replace("201", "199"), encoding="utf-8")
            verdict = checking.judge(find(folder))
            assert verdict == checking.judge(find(folder), fresh=True)
            assert checking.judge(find(folder)) == verdict
