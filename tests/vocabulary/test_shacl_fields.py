"""What a class is told to be: its fields, with what it inherits."""

from __future__ import annotations

import pytest

from kg.names import XSD, iri
from kg.vocabulary.shacl_model import Path, sh
from tests.vocabulary.turtle import ex, shapes

HIERARCHY = ":Firm rdfs:subClassOf :Agent . :Agent rdfs:subClassOf :Thing . "
FIELDS = (
    HIERARCHY
    + """
:ThingShape a sh:NodeShape ; sh:targetClass :Thing ; :key ( :p ) ; :note "thing" ;
    sh:property :Thing-name, :Thing-date .
:Thing-name a sh:PropertyShape ; sh:path :name ; sh:datatype rdf:langString ; sh:minCount 1 ; sh:order 1 ;
    sh:uniqueLang true ; sh:languageIn ( "en" "zh" ) ; sh:name "name"@en ;
    sh:description "what it is called"@en, "名称"@zh ; sh:message "Name it."@en ; :identifying true .
:Thing-date sh:path :date ; sh:node :PartialDate ; sh:maxCount 1 ; sh:order 5.5 ; sh:severity sh:Warning .
:PartialDate a sh:NodeShape ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] [ sh:node :Own ] ) .
:Own a sh:NodeShape ; sh:datatype :own ; sh:nodeKind sh:Literal .
:FirmShape a sh:NodeShape ; sh:targetClass :Firm ; :note "firm" ; sh:closed true ; sh:node :Shared ;
    sh:property :Firm-owner, :Firm-off .
:Firm-owner sh:path :owner ; sh:or ( [ sh:class :Agent ] [ sh:class :Thing ] ) ; sh:order 2 .
:Firm-off sh:path :off ; sh:deactivated true .
:Shared a sh:NodeShape ; sh:property :Shared-share, :Shared-code, :Shared-back .
:Shared-share sh:path :share ; sh:datatype xsd:decimal ; sh:minInclusive 0 ; sh:maxExclusive 100 ; sh:order 3 .
:Shared-code sh:path :code ; sh:in ( "a" "b" ) ; sh:pattern "^[ab]$" ; sh:flags "i" ; sh:hasValue "a" ;
    sh:minLength 1 ; sh:maxLength 1 ; sh:order 4 .
:Shared-back sh:path [ sh:inversePath :owner ] ; sh:class :Firm ; sh:order 9 .
"""
)


def test_a_class_has_its_own_and_inherited_fields_in_order() -> None:
    compiled = shapes(FIELDS)
    assert [path.term for path in compiled.fields(ex("Firm"))] == [
        *(ex(name) for name in ("name", "owner", "share", "code", "date")),
        f"^{ex('owner')}",
    ]
    assert [path.term for path in compiled.fields(ex("Agent"))] == [ex("name"), ex("date")]
    assert compiled.fields(ex("Unknown")) == {}


def test_a_field_tells_what_its_shape_asks() -> None:
    fields = shapes(FIELDS).fields(ex("Firm"))
    (name,) = fields[Path(ex("name"))]
    assert (name.min_count, name.max_count, name.order, name.unique_lang) == (1, None, 1.0, True)
    assert name.messages == {"en": "Name it."}
    (date,) = fields[Path(ex("date"))]
    assert date.datatypes == (iri(XSD + "date"), iri(XSD + "gYear"), ex("own"))
    assert (date.max_count, date.severity) == (1, sh("Warning"))
    (owner,) = fields[Path(ex("owner"))]
    assert owner.classes == (ex("Agent"), ex("Thing"))
    assert owner.datatypes == ()
    (share,) = fields[Path(ex("share"))]
    assert share.bounds.keys() == {sh("minInclusive"), sh("maxExclusive")}
    (code,) = fields[Path(ex("code"))]
    assert code.allowed == ('"a"', '"b"')
    assert code.patterns == (("^[ab]$", "i"),)
    assert (code.min_length, code.max_length) == (1, 1)
    (back,) = fields[Path(ex("owner"), inverse=True)]
    assert back.path.inverse


@pytest.mark.parametrize(
    ("thing", "firm"),
    [
        (":S a sh:NodeShape ; sh:targetClass :Thing", ":Firm a owl:Class, sh:NodeShape"),
        (":Thing a owl:Class, sh:NodeShape", ":S a sh:NodeShape ; sh:targetClass :Firm"),
    ],
)
def test_the_nearest_class_comes_first_also_where_its_target_is_implicit(thing: str, firm: str) -> None:
    asked = "sh:property [ sh:path :p ; sh:minCount"
    compiled = shapes(f"{HIERARCHY} {thing} ; {asked} 1 ] . {firm} ; {asked} 2 ] .")
    (found,) = compiled.fields(ex("Firm")).values()
    assert [shape.min_count for shape in found] == [2, 1]
