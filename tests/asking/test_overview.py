"""What is told of a statement's end."""

from __future__ import annotations

import json

from kg.asking.overview import Overview, overview
from kg.exporters.overview import as_json, as_text
from kg.names import iri, local_name
from kg.pipeline import Graph, load
from tests.conftest import MakeProject

CITED = "sources: [{ref: paper}]\n"
FILES = {
    "paper.yaml": "kind: Source\ntitle: Paper\npublisher: P\nsourceType: news\ndate: 2013-06\n",
    **{
        f"{n}.yaml": f"kind: Platform\nname: {n}\ncategory: messenger\n"
        for n in ("app", "one", "two", "three")
    },
    **{
        f"block-{n}.yaml": f"kind: Block\nactor: app\ntarget: {n}\nmechanism: link-block\ndate: 2013\n{CITED}"
        for n in ("one", "two", "three")
    },
    "closing.yaml": f"kind: Milestone\nsubject: one\nmilestone: closed\ndate: 2017-01\n{CITED}",
    "lift.yaml": f"kind: Unblock\nactor: app\ntarget: two\ndate: 2018\nreverses: block-two\n{CITED}",
}


def told(graph: Graph, name: str) -> tuple[Overview, str, dict[str, object]]:
    records = {record.subject: record for record in graph.records}
    status = graph.status
    term = iri(graph.project.id_base + name)
    found = overview(term, records, graph.vocabulary, status.intervals, status.starts, graph.derivations)
    return found, as_text(found, (), local_name), json.loads(as_json(found, ()))


def test_an_end_is_told_with_what_ended_it_and_no_end_with_how_far_the_record_reaches(
    make_project: MakeProject,
) -> None:
    graph = load(project=make_project({f"data/{name}": text for name, text in FILES.items()}))
    expected = {
        "block-one": ("over since 2017-01: closing", "2017-01", ["closing"], None),
        "block-two": ("over since 2018: lift", "2018", ["lift"], None),
        "block-three": ("no end known; last reported 2013-06", None, [], "2013-06"),
    }
    for name, (line, end, because, reported) in expected.items():
        _, text, data = told(graph, name)
        assert f"\n  {line}\n" in text
        assert (data["end"], data["endedBy"], data["lastReported"]) == (end, because, reported)
    # Of a thing, and of what is no block, nothing is told.
    for name in ("app", "closing"):
        _, text, data = told(graph, name)
        assert "over since" not in text
        assert "last reported" not in text
        assert (data["end"], data["endedBy"], data["lastReported"]) == (None, [], None)
