from __future__ import annotations

from kg.exporters.html.looks import KindLook, Looks, RelationLook, kind_looks, known, relation_looks
from kg.exporters.html.model import Kind, PageModel, Relation

LABEL = (("en", "x"),)


def test_a_kind_that_a_user_adds_takes_the_look_of_its_nearest_known_parent() -> None:
    looks = kind_looks([Kind("AppStore", LABEL, ("Marketplace", "Platform", "Thing"))])
    assert looks["AppStore"] == known()[0]["Platform"]


def test_a_kind_without_known_parents_looks_plain() -> None:
    assert kind_looks([Kind("Gadget", LABEL, ("Thing",))])["Gadget"] == KindLook()


def test_an_unknown_relation_is_its_own_family() -> None:
    looks = relation_looks([Relation("endorses", LABEL), Relation("admires", LABEL)])
    assert looks["endorses"].family == "endorses"
    assert looks["admires"].family == "admires"


def test_a_subproperty_of_blocks_is_an_attack() -> None:
    assert relation_looks([Relation("throttles", LABEL, (), ("blocks",))])["throttles"].head == "tee"


def test_terms_that_the_page_does_not_declare_look_plain() -> None:
    looks = Looks.of(PageModel((("en", "Empty"),)))
    assert looks.kind("Nobody") == KindLook()
    assert looks.relation("nothing") == RelationLook(family="nothing")
