"""A new class and a new property in `ontology/` alone: usable in YAML at once, with no change to the code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.names import literal
from kg.pipeline import Graph, load
from tests.conftest import ROOT, TINY

ONTOLOGY = """
@prefix kg: <https://w3id.org/walled-gardens/ontology/> .
@prefix my: <https://example.org/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

my:Boycott a owl:Class ; rdfs:subClassOf kg:Action ; rdfs:label "boycott"@en ;
    kg:template "{actor} boycotts {target}[ with {signatures} signatures]"@en .
my:signatures a owl:DatatypeProperty ; rdfs:label "signatures"@en .
my:BoycottShape a sh:NodeShape ; sh:targetClass my:Boycott ; sh:property my:Boycott-signatures .
my:Boycott-signatures a sh:PropertyShape ; sh:path my:signatures ; sh:datatype xsd:integer ;
    sh:minInclusive 1 ; sh:minCount 1 ; sh:maxCount 1 .
"""
RULE = """# name: A boycott
# meaning: Who boycotts somebody opposes them.
# premises: ?boycott
# example: Readers boycott a paper.
CONSTRUCT { ?actor my:opposes ?target } WHERE {
  ?boycott a my:Boycott ; kg:inForce true ; kg:actor ?actor ; kg:target ?target .
}
"""
BOYCOTT = """kind: Boycott
actor: alibaba
target: wechat
date: 2014
signatures: 1200
sources: [{ref: blog}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "ontology" / "mine.ttl").write_text(ONTOLOGY)
    (tmp_path / "ontology" / "rules" / "boycott.rq").write_text(RULE)
    (tmp_path / "data" / "actions" / "alibaba-boycotts-wechat.yaml").write_text(BOYCOTT)
    return tmp_path


def test_a_new_kind_and_property_are_read_reasoned_over_and_exported(project: Path) -> None:
    graph: Graph = load(project)
    row = next(
        iter(graph.query("SELECT ?n ?l { ?b a my:Boycott, kg:Action ; my:signatures ?n ; rdfs:label ?l }"))
    )
    assert str(row["n"]) == '"1200"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert str(row["l"]) == literal("Alibaba boycotts WeChat with 1200 signatures", language="en")
    assert graph.query("ASK { id:alibaba my:opposes id:wechat }")
    assert graph.query("ASK { id:alibaba-boycotts-wechat kg:affectedGroup id:tencent }")


def test_the_new_shape_is_held(project: Path) -> None:
    file = project / "data" / "actions" / "alibaba-boycotts-wechat.yaml"
    file.write_text(BOYCOTT.replace("1200", "0"))
    with pytest.raises(DataError) as caught:
        load(project)
    (finding,) = caught.value.findings
    assert (finding.code, finding.mark.line) == ("KG309", 5)
