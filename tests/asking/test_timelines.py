from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from kg.asking.timelines import Event, timeline, until
from kg.dates import iso_day, parse_date
from kg.exporters.timelines import as_html, as_json, as_svg, as_text
from kg.model import Term
from kg.names import iri, local_name
from kg.pipeline import Graph, load
from kg.reasoning.labels import describer
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"


def block(name: str, date: str, more: str = "") -> dict[str, str]:
    text = f"kind: Block\nactor: app\ntarget: other\nmechanism: link-block\n{date}\nsources: [{{ref: wire}}]\n{more}"
    return {f"data/{name}.yaml": text}


DATA = {
    "data/wire.yaml": "kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: 2020\n",
    "data/app.yaml": "kind: Platform\nname: App <&> Co\ncategory: messenger\n",
    "data/other.yaml": "kind: Platform\nname: Other\ncategory: messenger\n",
    "data/third.yaml": "kind: Platform\nname: Third\ncategory: messenger\nstatements:\n"
    "  - {kind: Milestone, milestone: launched, date: 2015, sources: [{ref: wire}]}\n",
    **block("c-day", "date: 2020-05-04\nuntil: 2020-06"),
    **block("a-year", "date: 2020"),
    **block("b-month", "date: 2020-05"),
    **block("d-old", "date: 2019-12-31"),
    **block("e-outranked", "date: 2020-05-05", "rank: deprecated\n"),
}


@pytest.fixture
def graph(make_project: MakeProject) -> Graph:
    return load(project=make_project(DATA))


def events(graph: Graph, *names: str, disputed: tuple[Term, ...] = ()) -> list[Event]:
    status = graph.status
    wanted = [frozenset({iri(ID + name)}) for name in names]
    return timeline(graph.records, graph.vocabulary, status.intervals, status.starts, wanted, disputed)


def names(found: list[Event]) -> list[str]:
    return [local_name(event.statement) for event in found]


def test_events_come_by_their_earliest_day_then_by_their_latest(graph: Graph) -> None:
    assert names(events(graph, "app")) == ["d-old", "a-year", "b-month", "c-day", "e-outranked"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-30", []),
        ("2020-01-01", ["d-old", "a-year"]),
        ("2020-05-04", ["d-old", "a-year", "b-month", "c-day"]),
    ],
)
def test_until_a_day_is_told_what_may_have_begun(graph: Graph, day: str, expected: list[str]) -> None:
    found = until(events(graph, "app"), parse_date(day).latest)
    assert names(found) == expected
    assert all(event.end is None for event in found)


def test_an_end_that_had_come_is_told(graph: Graph) -> None:
    assert [str(e.end) for e in until(events(graph, "app"), parse_date("2020-06-01").latest) if e.end] == [
        "2020-06"
    ]


def test_an_event_mentions_all_that_were_asked_for(graph: Graph) -> None:
    assert names(events(graph, "app", "other")) == names(events(graph, "app"))
    assert events(graph, "app", "third") == []
    assert len(events(graph, "third")) == 1


def test_of_a_set_one_suffices(graph: Graph) -> None:
    both = frozenset({iri(ID + "app"), iri(ID + "third")})
    status = graph.status
    found = timeline(graph.records, graph.vocabulary, status.intervals, status.starts, [both])
    assert len(found) == 6


def test_precision_end_dispute_and_rank_are_kept(graph: Graph) -> None:
    by_name = {local_name(e.statement): e for e in events(graph, "app", disputed=(iri(ID + "b-month"),))}
    day, month = by_name["c-day"], by_name["b-month"]
    assert (day.start.text, day.end.text if day.end else "") == ("2020-05-04", "2020-06")
    assert (iso_day(month.start.earliest), iso_day(month.start.latest)) == ("2020-05-01", "2020-05-31")
    assert [e.disputed for e in (day, month)] == [False, True]
    assert [by_name["e-outranked"].counts, day.counts] == [False, True]


def test_the_text_marks_what_is_disputed_and_brackets_what_is_outranked(graph: Graph) -> None:
    found = events(graph, "app", disputed=(iri(ID + "b-month"),))
    lines = as_text(found, local_name).splitlines()
    assert lines[2:] == [
        "2020-05                ? b-month",
        "2020-05-04 .. 2020-06    c-day",
        "2020-05-05               (e-outranked)",
    ]
    assert as_text([], local_name) == ""


def test_json_has_the_days_that_a_date_can_mean(graph: Graph) -> None:
    year = json.loads(as_json(events(graph, "app"), local_name))[1]
    assert year == {
        "statement": "a-year",
        "kind": "Block",
        "label": "a-year",
        "start": "2020",
        "startEarliest": "2020-01-01",
        "startLatest": "2020-12-31",
        "end": None,
        "disputed": False,
        "counts": True,
    }


def test_the_picture_is_well_formed_whatever_the_names(graph: Graph) -> None:
    found = events(graph, "app")
    describe = describer(graph.records, graph.vocabulary)
    picture = as_svg(found, describe, 'A "title" <&>')
    root = ElementTree.fromstring(picture)
    texts = [t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert sum("App <&> Co" in t for t in texts) == len(found)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == 'A "title" <&>'
    width = float(root.attrib["width"])
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        if "x" in rect.attrib:
            assert 0 <= float(rect.attrib["x"]) <= width
            assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= width
    assert "<svg" in as_html(picture, "<&>")


@pytest.mark.parametrize("date", ["2020", "0001", "9999", "9999-12-31", "2020-05-04"])
def test_the_picture_of_one_event_or_none_is_well_formed(make_project: MakeProject, date: str) -> None:
    graph = load(project=make_project({**DATA, **block("only", f"date: {date}")}))
    only = [e for e in events(graph, "app") if local_name(e.statement) == "only"]
    one = ElementTree.fromstring(as_svg(only, local_name, "One"))
    none = ElementTree.fromstring(as_svg([], local_name, "None"))
    assert "only" in " ".join(one.itertext())
    assert "only" not in " ".join(none.itertext())
