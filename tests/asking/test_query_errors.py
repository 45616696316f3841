from __future__ import annotations

import shutil

import pytest

from kg import checking
from kg.asking.query_errors import unknown_names
from kg.errors import KgError
from kg.project import find
from tests.conftest import ROOT, MakeProject

RULE = """# name: a
# meaning: b
# premises: ?s
# example: c
CONSTRUCT {
  ?a kg:owns ?b
} WHERE {
  ?s kg:owner ?a .
  ?s ?b ) .
}
"""
CHECK = """# code: KG499
# name: a
# severity: info
# problem: b
# message: c
# solution: d
# example: e
SELECT ?at {
  ?at a foo:Company
}
"""
QUESTION = "# name: a\nSELECT ?a {\n  ?a kg:owner }}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT ?a { ?a kg:blocks kg:blokcs }", [("kg:blokcs", "did you mean `kg:blocks`?")]),
        ("SELECT ?a { ?a a kg:Zzzzzz ; kg:inForce true }", [("kg:Zzzzzz", "")]),
        ("# kg:blokcs\nSELECT ?a { ?a ?b 'kg:blokcs' , <kg:blokcs> }", []),
    ],
)
def test_a_misspelt_name_is_told(text: str, found: list[tuple[str, str]]) -> None:
    assert list(unknown_names(text, ROOT / "ontology")) == found


def test_every_query_of_the_ontology_uses_names_that_there_are() -> None:
    for file in (file for file in (ROOT / "ontology").rglob("*.rq") if file.parent.name != "rules"):
        assert list(unknown_names(file.read_text(encoding="utf-8"), ROOT / "ontology")) == [], file


@pytest.mark.parametrize(
    ("file", "text", "place", "caret"),
    [
        ("rules/own.rq", RULE, "9:11", "      ?s ?b ) .\n              ^"),
        ("checks/own.rq", CHECK, "9:9", "      ?at a foo:Company\n            ^"),
        ("queries/own.rq", QUESTION, "3:15", "      ?a kg:owner }}\n                  ^"),
        ("views/own.rq", QUESTION, "3:15", "      ?a kg:owner }}\n                  ^"),
    ],
)
def test_a_query_of_the_ontology_that_cannot_be_read_is_shown_at_its_line(
    make_project: MakeProject, file: str, text: str, place: str, caret: str
) -> None:
    project = make_project({"data/acme.yaml": "kind: Company\nname: Acme\n"})
    shutil.copytree(ROOT / "ontology", project.root / "ontology")
    own = project.root / "ontology" / file
    own.write_text(text, encoding="utf-8")
    with pytest.raises(KgError) as caught:
        checking.check(find(project.root))
    assert caught.value.message.startswith(f"{own}:{place}: "), caught.value.message
    assert caught.value.message.endswith(f"\n{caret}"), caught.value.message


def test_a_rule_that_hangs_on_its_own_absence_is_refused_though_no_check_needs_it(
    make_project: MakeProject,
) -> None:
    project = make_project({"data/acme.yaml": "kind: Company\nname: Acme\n"})
    shutil.copytree(ROOT / "ontology", project.root / "ontology")
    text = RULE.replace(
        "?s kg:owner ?a .\n  ?s ?b )", "?s kg:owner ?a ; kg:owned ?b FILTER NOT EXISTS { ?a kg:odd ?b }"
    )
    own = project.root / "ontology" / "rules" / "own.rq"
    own.write_text(text.replace("kg:owns", "kg:odd"), encoding="utf-8")
    with pytest.raises(KgError, match="the rule own negates"):
        checking.check(find(project.root))


def test_a_misspelt_name_in_a_query_of_the_ontology_is_a_warning_at_its_place(
    make_project: MakeProject,
) -> None:
    project = make_project({"data/acme.yaml": "kind: Company\nname: Acme\n"})
    shutil.copytree(ROOT / "ontology", project.root / "ontology")
    own = project.root / "ontology" / "checks" / "own.rq"
    own.write_text(CHECK.replace("foo:Company", "kg:Company ; kg:ownr ?x . # kg:nothing"), encoding="utf-8")
    rule = project.root / "ontology" / "rules" / "own.rq"
    body = "?s kg:ownr ?a ; kg:target ?b . OPTIONAL { ?a kg:ownsNew ?b }"
    rule.write_text(RULE.replace("kg:owns", "kg:ownsNew").replace("?s kg:owner ?a .\n  ?s ?b ) .", body))
    found = [f for f in checking.check(find(project.root)).findings if f.code == "KG011"]
    assert [(f.mark.file.rsplit("/", 2)[1], f.mark.line, f.mark.column, f.hint) for f in found] == [
        ("checks", 9, 22, "did you mean `kg:owner`?"),
        ("rules", 8, 6, "did you mean `kg:owner`?"),
    ]


def test_what_a_rule_gives_and_what_a_query_declares_is_not_misspelt(make_project: MakeProject) -> None:
    project = make_project({"data/acme.yaml": "kind: Company\nname: Acme\n"})
    shutil.copytree(ROOT / "ontology", project.root / "ontology")
    rule = project.root / "ontology" / "rules" / "own.rq"
    body = "?s kg:owner ?a ; kg:target ?b ."
    rule.write_text(
        RULE.replace("?a kg:owns ?b", "?a a kg:Odd").replace("?s kg:owner ?a .\n  ?s ?b ) .", body)
    )
    checks = project.root / "ontology" / "checks"
    (checks / "own.rq").write_text(CHECK.replace("foo:Company", "kg:Odd"))
    other = CHECK.replace("KG499", "KG498").replace("SELECT", "PREFIX kg: <urn:other:>\nSELECT")
    (checks / "other.rq").write_text(other.replace("foo:Company", "kg:Other"))
    assert [f for f in checking.check(find(project.root)).findings if f.code == "KG011"] == []
