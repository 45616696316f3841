from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.record_changes import Changed, RecordChanges, record_changes
from kg.exporters.differences import as_text
from kg.model import Record
from kg.names import local_name
from kg.pipeline import Graph
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary
from tests.conftest import MakeProject

FILES = {
    "data/wire.yaml": "kind: Source\ntitle: T\npublisher: P\nsourceType: wire\n",
    "data/paper.yaml": "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n",
    "data/app.yaml": """\
kind: Platform
name: {en: App, zh: 应用}
category: messenger
statements:
  - kind: Milestone
    milestone: released
    date: 2011-01
    version: "1"
    sources:
      - ref: wire
        at: par. 1
      - ref: paper
        says: {date: 2011}
        omits: [version]
""",
}


def compared(make_project: MakeProject, vocabulary: Vocabulary, old: str, new: str) -> RecordChanges:
    before = read(make_project(FILES), vocabulary).records
    changed = {**FILES, "data/app.yaml": FILES["data/app.yaml"].replace(old, new)}
    assert changed != FILES
    reading = read(make_project(changed), vocabulary)
    assert not reading.findings
    return record_changes(before, reading.records, vocabulary, vocabulary)


def lines(changed: Changed) -> list[str]:
    """What is told of a record, without the first line."""
    from kg.asking.differences import Changes, Difference

    found = Changes(RecordChanges((), (), (changed,)), (), (), (), Difference((), ()))
    return [line.strip() for line in as_text(found, local_name, local_name).splitlines()[4:]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("en: App,", "en: Apps,", ["name: App -> Apps"]),
        (", zh: 应用", "", ["name: 应用 [zh] -> nothing"]),
        ("category: messenger", "category: microblog", ["category: messenger -> microblog"]),
        ("at: par. 1", "at: par. 2", ["wire at: par. 1 -> par. 2"]),
        ("says: {date: 2011}", "says: {date: 2012}", ["paper says date: 2011 -> 2012"]),
        ("        omits: [version]\n", "", ["paper no longer omits: version"]),
        (
            "    sources:\n",
            "    sources:\n      - ref: paper\n        at: p. 9\n",
            ["sources: + paper, p. 9"],
        ),
        ("      - ref: wire\n        at: par. 1\n", "", ["sources: - wire, par. 1"]),
        ("    date:", "    note: new\n    date:", ["note: nothing -> new"]),
    ],
)
def test_what_changes_in_a_record_is_told_by_field_and_citation(
    make_project: MakeProject, vocabulary: Vocabulary, old: str, new: str, told: list[str]
) -> None:
    found = compared(make_project, vocabulary, old, new)
    assert (found.added, found.removed) == ((), ())
    assert [line for each in found.changed for line in lines(each)] == told


def test_a_statement_whose_id_is_made_of_what_changed_is_the_same(
    make_project: MakeProject, vocabulary: Vocabulary
) -> None:
    found = compared(make_project, vocabulary, "date: 2011-01\n", "date: 2011-01-21\n")
    assert (found.added, found.removed) == ((), ())
    (changed,) = found.changed
    first, *others = lines(changed)
    assert first.startswith("id: milestone-app-")
    assert others == ["date: 2011-01 -> 2011-01-21"]


def test_one_that_is_another_matter_is_not(make_project: MakeProject, vocabulary: Vocabulary) -> None:
    statement = 'milestone: released\n    date: 2011-01\n    version: "1"'
    found = compared(
        make_project, vocabulary, statement, 'milestone: closed\n    date: 2019\n    version: "9"'
    )
    assert [local_name(r.kind) for r in found.added] == ["Milestone"]
    assert [local_name(r.kind) for r in found.removed] == ["Milestone"]
    assert not found.changed


def test_citations_may_be_left_out(make_project: MakeProject, vocabulary: Vocabulary) -> None:
    before = read(make_project(FILES), vocabulary).records
    other = FILES["data/app.yaml"].replace("par. 1", "par. 2")
    after = read(make_project({**FILES, "data/app.yaml": other}), vocabulary).records
    assert record_changes(before, after, vocabulary, vocabulary, False) == RecordChanges((), (), ())
    assert record_changes(before, after, vocabulary, vocabulary) != RecordChanges((), (), ())


@given(st.data())
def test_there_and_back_is_turned_round(tiny: Graph, data: st.DataObject) -> None:
    records: list[Record] = tiny.records
    some = st.lists(st.sampled_from(range(len(records))), unique=True)
    one, two = ([records[i] for i in data.draw(some)] for _ in range(2))
    there = record_changes(one, two, tiny.vocabulary, tiny.vocabulary)
    back = record_changes(two, one, tiny.vocabulary, tiny.vocabulary)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(c.old.subject, c.new.subject) for c in there.changed} == {
        (c.new.subject, c.old.subject) for c in back.changed
    }
