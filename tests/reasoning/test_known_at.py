"""What was known on a day: statements, ends and dates as the sources of then have them."""

from __future__ import annotations

import pytest

from kg.dates import parse_date
from kg.names import KG, iri
from kg.pipeline import Graph, load
from kg.reasoning.status import Asked
from tests.conftest import MakeProject

ID = "https://w3id.org/walled-gardens/id/"
EDGE = (iri(ID + "app"), iri(KG + "blocks"), iri(ID + "other"))


def source(year: int) -> str:
    return f"kind: Source\ntitle: T\ntitleBasis: descriptive\npublisher: P\nsourceType: wire\ndate: {year}\n"


DATA = {
    "data/early.yaml": source(2014),
    "data/late.yaml": source(2021),
    "data/app.yaml": "kind: Platform\nname: App\ncategory: messenger\n",
    "data/other.yaml": "kind: Platform\nname: Other\ncategory: messenger\n",
}
BLOCK = "kind: Block\nactor: app\ntarget: other\nmechanism: link-block\ndate: 2013-11-22\n"
BY_BOTH = "sources:\n  - {ref: early, omits: [until]}\n  - {ref: late}\n"
RETURN = "kind: Unblock\nactor: app\ntarget: other\ndate: %s\nreverses: block\nsources: [{ref: %s}]\n"


def made(
    make_project: MakeProject, known_at: str | None, as_of: str | None = None, **statements: str
) -> Graph:
    files = {f"data/{name}.yaml": text for name, text in statements.items()}
    asked = Asked(
        known_at=parse_date(known_at) if known_at else None, as_of=parse_date(as_of) if as_of else None
    )
    return load(asked=asked, project=make_project({**DATA, **files}))


def test_an_end_that_nobody_knew_of_had_not_come(make_project: MakeProject) -> None:
    block = f"{BLOCK}until: 2021-11-29\n{BY_BOTH}"
    assert EDGE in made(make_project, "2014", block=block).derivations
    assert EDGE not in made(make_project, "2022", block=block).derivations
    assert EDGE not in made(make_project, None, block=block).derivations


def test_a_reversal_that_nobody_knew_of_reversed_nothing(make_project: MakeProject) -> None:
    statements = {"block": f"{BLOCK}sources: [{{ref: early}}]\n", "return": RETURN % ("2021-11-29", "late")}
    assert EDGE in made(make_project, "2014", **statements).derivations
    assert EDGE not in made(make_project, None, **statements).derivations


def test_of_two_reversals_the_first_ends_the_block(make_project: MakeProject) -> None:
    statements = {
        "block": f"{BLOCK}sources: [{{ref: early}}]\n",
        "a": RETURN % ("2020-01-01", "late"),
        "b": RETURN % ("2016-01-01", "late"),
        "c": RETURN % ("2021-01-01", "late"),
    }
    assert EDGE in made(make_project, None, "2015-12-31", **statements).derivations
    assert EDGE not in made(make_project, None, "2016-01-01", **statements).derivations


@pytest.mark.parametrize(
    ("known_at", "start"), [("2014", "2013"), ("2021", "2013-11-22"), (None, "2013-11-22")]
)
def test_the_date_is_that_of_the_sources_of_then(
    make_project: MakeProject, known_at: str | None, start: str
) -> None:
    block = f"{BLOCK}sources:\n  - {{ref: early, says: {{date: 2013}}}}\n  - {{ref: late}}\n"
    graph = made(make_project, known_at, block=block)
    assert graph.status.starts[iri(ID + "block")].text == start


def test_a_beginning_that_no_source_tells_is_the_curators(make_project: MakeProject) -> None:
    block = f"{BLOCK}sources:\n  - {{ref: early, omits: [date]}}\n  - {{ref: late}}\n"
    graph = made(make_project, "2014", block=block)
    assert graph.status.starts[iri(ID + "block")].text == "2013-11-22"


def test_what_no_source_of_then_tells_is_not_known(make_project: MakeProject) -> None:
    block = f"{BLOCK}sources: [{{ref: late}}]\n"
    assert EDGE not in made(make_project, "2014", block=block).derivations


def test_a_source_that_was_not_yet_published_has_no_graph(make_project: MakeProject) -> None:
    def sources(known_at: str | None) -> set[str]:
        graph = made(make_project, known_at, block=BLOCK + BY_BOTH)
        return {
            str(row[0]).rsplit("/", 1)[1][:-1]
            for row in graph.query("SELECT DISTINCT ?g { GRAPH ?g { id:block ?p ?o } }")
        }

    assert sources("2014") == {"asserted", "inferred", "early"}
    assert sources("2022") == sources(None) == {"asserted", "inferred", "early", "late"}
