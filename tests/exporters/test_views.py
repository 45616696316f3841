"""Views of one's own that are none."""

from __future__ import annotations

import shutil

import pytest

from kg import checking
from kg.errors import QueryError
from kg.pipeline import load
from kg.project import find
from tests.conftest import ROOT, MakeProject


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "CONSTRUCT { ?a kg:blocks ?b } WHERE { ?a kg:blocks ?b }",
            "a view is a SELECT of ?source, ?relation, ?target",
        ),
        ("ASK { ?a kg:blocks ?b }", "a view is a SELECT of ?source, ?relation, ?target"),
        ("SELECT ?source ?target { ?source kg:blocks ?target }", "the view lacks the column ?relation"),
    ],
)
def test_a_view_without_its_columns_is_told_by_the_check_and_wherever_it_is_used(
    make_project: MakeProject, text: str, told: str
) -> None:
    project = make_project({"data/acme.yaml": "kind: Company\nname: Acme\n"})
    shutil.copytree(ROOT / "ontology", project.root / "ontology")
    own = project.root / "ontology" / "views" / "own.rq"
    own.write_text(f"# name: Own\n{text}\n", encoding="utf-8")
    project = find(project.root)
    with pytest.raises(QueryError) as caught:
        checking.check(project)
    assert caught.value.message == f"{own}: {told}"
    with pytest.raises(QueryError) as caught:
        load(project=project).networkx("own")
    assert caught.value.message == f"{own}: {told}"
