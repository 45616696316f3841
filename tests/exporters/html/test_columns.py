from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.columns import PORTION, Places, coded, tables, texts
from kg.exporters.html.model import PageModel, Text, Thing
from kg.exporters.html.rows import Writer
from tests.exporters.html.story import story


@given(st.lists(st.text(max_size=3)))
def test_a_coded_column_gives_back_its_values(values: list[str]) -> None:
    different, codes = coded(values)
    assert [different[code] for code in codes] == values
    assert len(set(different)) == len(different)


def test_numbers_go_to_things_then_statements_then_the_rest() -> None:
    model = story()
    places = Places(model)
    assert places.of(model.things[0].id) == 0
    assert places.of(model.statements[0].id) == len(model.things)
    own = len(model.things) + len(model.statements)
    assert [places.of(name) for name in ("Mechanism/x", "Mechanism/y", "Mechanism/x")] == [own, own + 1, own]
    assert places.others() == ["Mechanism/x", "Mechanism/y"]


@pytest.mark.parametrize(
    "text",
    [
        (("zh", "b"), ("en", "a")),
        (("en", "a"), ("en", "b")),
        (("fr", "c"),),
    ],
)
def test_a_text_that_is_not_in_the_page_s_languages_and_order_stands_apart(text: Text) -> None:
    found = texts([(("en", "x"),), text], ["en", "zh"])
    assert found["by"] == {"en": ["x", 0], "zh": [0, 0]}
    assert found["odd"] == [[1, [list(pair) for pair in text]]]


def test_details_travel_in_portions() -> None:
    things = tuple(Thing(f"t{i:04}", f"x:t{i:04}", "Company", (), line=i) for i in range(PORTION + 3))
    model = PageModel((("en", "T"),), things=things)
    sections = tables(model, Writer(model))
    assert [len(sections[f"things {n}"]) for n in (0, 1)] == [PORTION, 3]
    assert sections["things 1"][2] == ["", [], "", PORTION + 2]


def test_an_edge_that_rests_on_one_statement_does_not_repeat_when_it_holds() -> None:
    sections = tables(story(), Writer(story()))
    edges = story().edges
    told = {statement.id: statement.span for statement in story().statements}
    apart = [i for i, e in enumerate(edges) if not e.statements or e.span != told[e.statements[0]]]
    assert [i for i, _, _ in sections["edges"]["span"]] == apart
    assert len(apart) < len(edges)
