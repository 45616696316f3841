"""What changes is read again, however it is saved; nothing else is."""

from __future__ import annotations

import os
import random
from pathlib import Path
from unittest import mock

import pytest

from kg.model import Finding, Mark, Severity
from kg.project import Project
from kg.reading import kept, yaml
from kg.reading.load import FileReader, load
from kg.reading.notices import Notices
from kg.reading.watching import Watch, news, stamps
from kg.vocabulary import Vocabulary
from tests.conftest import MakeProject

COMPANY = "kind: Company\nname: {{en: {name}}}\n"
SOURCE = "kind: Source\ntitle: A paper\npublisher: P\nsourceType: news\n"
STAKE = (
    "statements:\n  - kind: Stake\n    owner: {owner}\n    share: {share}\n"
    "    sources: [{{ref: paper, at: par. 1}}]\n"
)


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    files = {f"data/companies/firm-{n}.yaml": COMPANY.format(name=f"Firm {n}") for n in range(5)}
    return make_project({**files, "data/sources/paper.yaml": SOURCE})


@pytest.fixture
def followed(project: Project, vocabulary: Vocabulary) -> Watch:
    watch = Watch(project, vocabulary)
    first = watch.update()
    assert first is not None
    assert len(first.changed) == 6
    age(project)
    watch.update()
    return watch


def age(project: Project) -> None:
    """Make all files old, so that only those that a test touches look changed."""
    for file in project.data.rglob("*.yaml"):
        os.utime(file, (1_000_000_000, 1_000_000_000))


def rename_onto(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def test_what_was_kept_need_not_be_read_at_the_beginning(
    project: Project, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_WORTH", 1)
    monkeypatch.setattr(kept, "_TICK", 0)
    age(project)
    load(project, vocabulary, kept.Kept.of(project, kept.meaning(project)))
    parsed: list[str] = []
    parse = yaml.parse

    def noted(data: bytes, name: str) -> object:
        parsed.append(name)
        return parse(data, name)

    monkeypatch.setattr(yaml, "parse", noted)
    watch = Watch(project, vocabulary, kept.Kept.of(project, kept.meaning(project)))
    first = watch.update()
    assert parsed == []
    assert first is not None
    assert len(first.changed) == 6
    assert first.reading == load(project, vocabulary)
    del parsed[:]
    file = project.data / "companies" / "firm-1.yaml"
    file.write_text(COMPANY.format(name="Another"), encoding="utf-8")
    second = watch.update()
    assert second is not None
    assert file.as_posix() in parsed  # beside those of which the age is not certain yet
    assert second.reading == load(project, vocabulary)


def test_nothing_changed_is_no_update(followed: Watch) -> None:
    assert followed.update() is None


@pytest.mark.parametrize("save", [Path.write_text, rename_onto])
def test_only_the_changed_file_is_read(followed: Watch, project: Project, save: object) -> None:
    file = project.data / "companies" / "firm-1.yaml"
    age(project)
    followed.update()
    text = COMPANY.format(name="Firm 1") + STAKE.format(owner="firm-2", share=60)
    with mock.patch("kg.reading.watching._FRESH", 0):
        followed.update()
        assert callable(save)
        save(file, text)
        with mock.patch.object(
            FileReader, "read_all", autospec=True, side_effect=FileReader.read_all
        ) as read:
            update = followed.update()
    assert [call.args[1] for call in read.call_args_list] == [[file]]
    assert update is not None
    assert update.changed == (file.as_posix(),)
    assert update.reading.findings == []
    assert any(r.file == file.as_posix() and r.kind.endswith("/Stake>") for r in update.reading.records)


def test_a_change_of_the_same_size_and_time_is_seen(followed: Watch, project: Project) -> None:
    file = project.data / "companies" / "firm-1.yaml"
    file.write_text(COMPANY.format(name="Firm A"), encoding="utf-8")
    assert followed.update() is not None
    state = file.stat()
    before = stamps(project.data)
    file.write_text(COMPANY.format(name="Firm B"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    # As on a file system that counts in ticks: both changes have left the same stamp.
    with mock.patch("kg.reading.watching.stamps", return_value=before):
        update = followed.update()
    assert update is not None
    assert update.changed == (file.as_posix(),)


def test_saving_without_a_change_is_no_update(followed: Watch, project: Project) -> None:
    file = project.data / "companies" / "firm-1.yaml"
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert followed.update() is None


def test_a_file_that_cannot_be_read_has_changed_only_once(followed: Watch, project: Project) -> None:
    lost = project.data / "companies" / "lost.yaml"
    lost.symlink_to("nowhere")
    found = followed.update()
    assert found is not None
    assert [f.code for f in found.near] == ["KG001"]
    other = project.data / "companies" / "firm-1.yaml"
    other.write_text(COMPANY.format(name="Firm A"), encoding="utf-8")
    changed = followed.update()
    assert changed is not None
    assert changed.changed == (other.as_posix(),)
    lost.unlink()
    lost.symlink_to(lost.name)
    again = followed.update()
    assert again is not None
    assert again.changed == (lost.as_posix(),)


def test_what_is_in_a_linked_folder_is_not_looked_at(project: Project) -> None:
    before = stamps(project.data)
    link = project.data / "around"
    link.symlink_to(project.root)
    assert stamps(project.data).keys() - before.keys() == {os.fspath(link)}


def test_what_another_file_makes_wrong_is_found_and_mended(followed: Watch, project: Project) -> None:
    one, two = (project.data / "companies" / f"firm-{n}.yaml" for n in (1, 2))
    one.write_text(COMPANY.format(name="Firm 1") + STAKE.format(owner="firm-2", share=60), encoding="utf-8")
    assert followed.update() is not None
    kept = two.read_text(encoding="utf-8")
    two.unlink()
    gone = followed.update()
    assert gone is not None
    assert gone.changed == (two.as_posix(),)
    assert [(f.code, f.mark.file) for f in gone.reading.findings] == [("KG208", one.as_posix())]
    two.write_text("kind: Platform\nname: {en: Firm 2}\ncategory: messenger\n", encoding="utf-8")
    of_another_kind = followed.update()
    assert of_another_kind is not None
    assert [(f.code, f.mark.file) for f in of_another_kind.reading.findings] == [("KG303", one.as_posix())]
    two.write_text(kept, encoding="utf-8")
    mended = followed.update()
    assert mended is not None
    assert mended.reading.findings == []


def test_new_folders_moves_and_what_is_no_file_are_seen(followed: Watch, project: Project) -> None:
    folder = project.data / "more" / "deep"
    folder.mkdir(parents=True)
    (project.data / "companies" / "firm-3.yaml").rename(folder / "firm-3.yaml")
    moved = followed.update()
    assert moved is not None
    assert len(moved.changed) == 2
    (folder / "firm-9.yml").write_text("", encoding="utf-8")
    noticed = followed.update()
    assert noticed is not None
    assert [f.code for f in noticed.reading.findings] == ["KG007"]


def test_any_order_of_changes_ends_as_a_fresh_reading(
    followed: Watch, project: Project, vocabulary: Vocabulary
) -> None:
    draw = random.Random(7)
    for _ in range(40):
        number = draw.randrange(6)
        file = project.data / "companies" / f"firm-{number}.yaml"
        if draw.random() < 0.25:
            file.unlink(missing_ok=True)
        else:
            stake = STAKE.format(owner=f"firm-{draw.randrange(6)}", share=draw.choice(("60", "no", "101")))
            rename_onto(file, COMPANY.format(name=f"Firm {number}") + draw.choice(("", stake)))
        update = followed.update()
        if update is None:
            continue
        fresh = load(project, vocabulary)
        assert update.near == [f for f in fresh.findings if f.mark.file in update.changed]
        assert update.reading.findings == fresh.findings
        assert update.reading.digests == fresh.digests
        assert update.reading.records == fresh.records


def test_the_ontology_and_the_settings_are_followed(
    make_project: MakeProject, vocabulary: Vocabulary
) -> None:
    project = make_project({"data/a.yaml": COMPANY.format(name="A"), "ontology/x.ttl": "# nothing\n"})
    watch = Watch(project, vocabulary)
    assert not watch.ontology_changed()
    (project.root / "kg.toml").write_text('title = "Other"\n', encoding="utf-8")
    assert watch.ontology_changed()
    assert not Watch(project, vocabulary).ontology_changed()
    watch = Watch(project, vocabulary)
    (project.ontology / "rules").mkdir()
    assert watch.ontology_changed()


def finding(message: str, line: int, file: str = "a.yaml") -> Finding:
    return Finding("KG300", Severity.ERROR, message, Mark(file, line, 1))


def test_news_are_what_is_new_and_what_is_wrong_in_a_changed_file() -> None:
    before = [finding("one", 1), finding("two", 2), finding("two", 3), finding("far", 1, "b.yaml")]
    after = [finding("one", 9), finding("two", 2), finding("new", 3, "c.yaml"), finding("far", 1, "b.yaml")]
    assert news(before, after, ()) == ([after[2]], 1, 1)
    assert news(before, after, {"a.yaml"}) == (after[:3], 1, 1)
    assert news(after, after, ()) == ([], 0, 0)


def test_a_notice_comes_for_every_way_to_change_a_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    notices = Notices()
    try:
        notices.follow([str(tmp_path), str(inner)])
        assert not notices.follow([str(tmp_path), str(inner), str(tmp_path / "nowhere")])
        for change in (
            lambda: (inner / "a").write_text("1", encoding="utf-8"),
            lambda: (inner / "a").rename(inner / "b"),
            lambda: (inner / "b").unlink(),
            lambda: inner.rmdir(),
        ):
            change()
            notices.wait(60)  # would be noticed by whoever waits for the test
        inner.mkdir()
        notices.wait(60)
        notices.follow([str(inner)])
        (inner / "a").touch()
        notices.wait(60)
    finally:
        notices.close()
    notices.close()
    notices.wait(0)  # with nothing followed it only pauses
    assert not notices.follow([str(tmp_path)])
