"""What was kept of files is what reading them again would give, and is given only as long as it is."""

from __future__ import annotations

import os
import shutil
import time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.reading.load
from kg.model import Finding, Record
from kg.project import Project, find
from kg.reading import cache, kept, yaml
from kg.reading.kept import Kept, meaning
from kg.reading.load import Reading, load
from kg.vocabulary import Vocabulary
from kg.vocabulary import load as read_vocabulary
from tests.conftest import CATALOGUE, ROOT, TINY, any_file

LONG_AGO = 1_400_000_000


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of a few files, all of which are kept, saved some time ago."""
    monkeypatch.setattr(kept, "_WORTH", 1)
    monkeypatch.setattr(kept, "_TICK", 0)
    return with_more(folder)


def with_more(folder: Path) -> Project:
    """The project of a folder, with the data of the tiny one beside its own."""
    shutil.copytree(TINY / "data", folder / "data" / "tiny")
    for name in ("agency.yaml", "filing.yaml"):  # which both have
        (folder / "data" / name).unlink()
    return find(folder)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed."""
    names: list[str] = []
    parse = yaml.parse

    def noted(data: bytes, name: str) -> object:
        names.append(Path(name).name)
        return parse(data, name)

    monkeypatch.setattr(yaml, "parse", noted)
    return names


def read(project: Project, vocabulary: Vocabulary) -> Reading:
    """As who keeps."""
    return load(project, vocabulary, Kept.of(project, meaning(project)))


def test_what_has_not_changed_is_not_parsed_again(
    project: Project, vocabulary: Vocabulary, parsed: list[str]
) -> None:
    first = read(project, vocabulary)
    count = len(parsed)
    assert count == len(first.digests) > 5
    assert read(project, vocabulary) == first == load(project, vocabulary)
    assert len(parsed) == 2 * count  # all of them by `load` alone
    del parsed[:]
    file = any_file(project.root)
    file.write_bytes(file.read_bytes() + b"# more\n")
    again = read(project, vocabulary)
    assert parsed == [file.name]
    assert again == load(project, vocabulary)


def test_what_was_only_touched_is_not_parsed_again(
    project: Project, vocabulary: Vocabulary, parsed: list[str]
) -> None:
    first = read(project, vocabulary)
    del parsed[:]
    for file in project.data.rglob("*.yaml"):
        os.utime(file, (LONG_AGO, LONG_AGO))
    assert read(project, vocabulary) == first
    assert parsed == []
    states = Kept.of(project, meaning(project)).states
    assert {stamp[3] for stamp, _ in states.values()} == {LONG_AGO * 10**9}


CHANGES = st.sampled_from(
    [
        "break",
        "mend",
        "delete",
        "copy",
        "rename",
        "empty",
        "link",
        "touch",
        "replace",
        "retype",
        "type back",
        "misname",
    ]
)


def test_only_what_may_be_wrong_is_held_to_the_shapes(
    project: Project, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[set[str] | None] = []

    def noted(
        vocabulary: Vocabulary, records: list[Record], known: object, only: list[str] | None
    ) -> list[Finding]:
        judged.append(None if only is None else {r.file for r in records if r.subject in only})
        return []

    read(project, vocabulary)
    monkeypatch.setattr(kg.reading.load, "check_shapes", noted)
    platform = project.data / "tiny" / "platforms" / "wechat.yaml"
    platform.write_bytes(platform.read_bytes() + b"# more\n")
    read(project, vocabulary)
    platform.write_bytes(platform.read_bytes().replace(b"kind: Platform", b"kind: Feature"))
    read(project, vocabulary)
    first, second = judged
    assert first == {platform.as_posix()}
    assert second is not None
    assert second > first  # and those that name it
    assert len(second) < len(list(project.data.rglob("*.yaml")))
    (platform.parent / "another").mkdir()
    shutil.copy(platform, platform.parent / "another")
    read(project, vocabulary)
    assert judged[2] is None  # of two of one id, either may be meant


def test_shapes_that_look_farther_are_held_against_all(
    project: Project, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.ontology / "own.ttl").write_text(
        """@prefix kg: <https://w3id.org/walled-gardens/ontology/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:NodeShape ; sh:targetClass kg:Platform ;
          sh:property [ sh:path [ sh:inversePath kg:target ] ; sh:maxCount 0 ] .
        """
    )
    vocabulary = read_vocabulary(project.ontology)
    block = next(file for file in project.data.rglob("*.yaml") if b"kind: Block" in file.read_bytes())
    text = block.read_bytes()
    block.unlink()
    before = [f.code for f in read(project, vocabulary).findings]
    block.write_bytes(text)
    reading = read(project, vocabulary)
    assert reading == load(project, vocabulary)
    assert [f.code for f in reading.findings].count("KG302") == before.count("KG302") + 1


@pytest.mark.parametrize("name", ["Acme.yaml", "acme.yml", "acme.txt.yaml"])
def test_a_misnamed_file_that_is_gone_leaves_nowhere_what_was_meant_for_it(
    project: Project, vocabulary: Vocabulary, name: str
) -> None:
    """As long as it is there, its name is the mistake, and not the references to the id that was meant."""
    read(project, vocabulary)
    acme = project.data / "acme.yaml"
    misnamed = acme.rename(acme.with_name(name))
    assert "KG208" not in [finding.code for finding in read(project, vocabulary).findings]
    misnamed.unlink()
    reading = read(project, vocabulary)
    assert reading == load(project, vocabulary)
    assert "KG208" in [finding.code for finding in reading.findings]


@lru_cache
def shipped() -> Vocabulary:
    """The shipped ontology, not as an argument, which would be printed whole."""
    return read_vocabulary(ROOT / "ontology")


@settings(max_examples=40)
@given(st.lists(st.tuples(CHANGES, st.integers(0, 30)), max_size=6))
def test_after_any_changes_the_same_is_read_as_without_it(changes: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_WORTH", 1)
        patch.setattr(kept, "_TICK", 0)
        folder = Path(shutil.copytree(CATALOGUE / "good", Path(name) / "project"))
        project = with_more(folder)
        for change, number in [("touch", 0), *changes]:
            found = sorted(project.data.rglob("*.yaml"))
            make(change, found[number % len(found)])
            assert read(project, shipped()) == load(project, shipped())


def make(change: str, file: Path) -> None:
    """Make a change to a data file."""
    data = file.read_bytes() if file.exists() else b""
    match change:
        case "break":
            file.write_bytes(data.replace(b"kind:", b"knid:", 1))
        case "mend":
            file.write_bytes(data.replace(b"knid:", b"kind:", 1))
        case "retype":
            file.write_bytes(data.replace(b"kind: Company", b"kind: Person"))
        case "misname":  # as who means the same id
            file.rename(file.with_name(f"{file.stem.replace('-', ' ').title()}.yaml"))
        case "type back":
            file.write_bytes(data.replace(b"kind: Person", b"kind: Company"))
        case "delete" if len(list(file.parent.iterdir())) > 1:
            file.unlink()
        case "copy":
            file.with_name(f"{file.stem}-a.yaml").write_bytes(data)
        case "rename":
            file.rename(file.with_name(f"{file.stem}-b.yaml"))
        case "empty":
            file.write_bytes(b"")
        case "link" if not file.with_name("link.yaml").is_symlink():
            file.with_name("link.yaml").symlink_to(file.name)
        case "touch":
            os.utime(file, (LONG_AGO, LONG_AGO))
        case "replace":  # as an editor saves; of the same size, and with the times of before
            beside = file.with_suffix(".new")
            beside.write_bytes(data.swapcase())
            times = file.stat() if file.exists() else None
            if times:
                os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
            beside.replace(file)


def test_another_ontology_makes_another_meaning(
    project: Project, vocabulary: Vocabulary, parsed: list[str]
) -> None:
    read(project, vocabulary)
    del parsed[:]
    shapes = project.ontology / "shapes.ttl"
    shapes.write_text(shapes.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    reading = read(project, read_vocabulary(project.ontology))
    assert len(parsed) == len(reading.digests)


def test_an_ontology_saved_meanwhile_lets_nothing_be_kept(project: Project, vocabulary: Vocabulary) -> None:
    before = Kept.of(project, meaning(project))
    (project.ontology / "more.ttl").write_text("# more\n")
    load(project, vocabulary, before)
    assert Kept.of(project, meaning(project)).states == {}


def test_a_state_is_relied_on_only_when_a_change_after_it_would_show(
    project: Project, vocabulary: Vocabulary, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_TICK", 10**18)
    first = read(project, vocabulary)
    found = Kept.of(project, meaning(project))
    assert {stamp for stamp, _ in found.states.values()} == {()}
    assert {found.digest(place) for place in found.states} == {None}
    del parsed[:]
    assert read(project, vocabulary) == first
    assert parsed == []  # it is by their content that they are known


def test_the_digest_is_that_of_the_file_as_it_is_now(project: Project, vocabulary: Vocabulary) -> None:
    reading = read(project, vocabulary)
    found = Kept.of(project, meaning(project))
    assert {found.digest(place) for place in found.states} == set(reading.digests.values())
    file = any_file(project.root)
    time.sleep(0.01)
    file.write_bytes(file.read_bytes().swapcase())
    assert found.digest(os.fspath(file)) is None
    assert found.digest("nowhere.yaml") is None


def test_few_files_are_not_worth_it(
    project: Project, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_WORTH", 1000)
    read(project, vocabulary)
    assert Kept.of(project, meaning(project)).states == {}


@pytest.mark.parametrize("data", [b"", b"\0", b"x" * 99, b"\xe9\x02\x00\x00\x00"])
def test_what_cannot_be_understood_is_passed_over(
    project: Project, vocabulary: Vocabulary, data: bytes
) -> None:
    expected = load(project, vocabulary)
    read(project, vocabulary)
    cache.keep(project, "read", data)
    assert read(project, vocabulary) == expected
