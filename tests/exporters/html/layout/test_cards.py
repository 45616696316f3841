from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.html.layout.cards import Grid, arrange, place

SIZES = dict.fromkeys("abcdefgh", (100.0, 60.0))


def test_no_cards_make_no_rows() -> None:
    assert arrange({}, {}, []).rows == ()


def test_cards_of_a_smaller_rank_stand_no_lower() -> None:
    ranks = {name: i for i, name in enumerate("hgfedcba")}
    rows = arrange(SIZES, ranks, []).rows
    order = [ranks[name] for row in rows for name in sorted(row, key=ranks.__getitem__)]
    assert order == sorted(order)


def test_cards_that_have_to_do_with_each_other_stand_beside_each_other() -> None:
    grid = arrange(SIZES, {}, [("a", "h", 5.0), ("b", "g", 5.0)])
    placed = place(grid, SIZES)
    for one, other in (("a", "h"), ("b", "g")):
        distance = abs(placed[one].cx - placed[other].cx) + abs(placed[one].cy - placed[other].cy)
        assert distance <= 160


@given(st.lists(st.tuples(st.floats(20, 400), st.floats(20, 300)), min_size=1, max_size=12))
def test_every_card_gets_one_place_and_none_overlap(sizes: list[tuple[float, float]]) -> None:
    named = {f"c{i}": size for i, size in enumerate(sizes)}
    grid = arrange(named, {}, [])
    assert sorted(name for row in grid.rows for name in row) == sorted(named)
    rects = list(place(grid, named).values())
    assert not any(a.overlaps(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


def test_a_wider_gutter_moves_what_comes_after_it() -> None:
    plain = Grid.plain([["a", "b"], ["c"]])
    wide = Grid(plain.rows, (56.0, 200.0, 56.0), ((56.0, 200.0, 56.0), (56.0, 56.0)))
    assert place(wide, SIZES)["c"].y - place(plain, SIZES)["c"].y == 144
    before, after = place(plain, SIZES), place(wide, SIZES)
    assert (after["b"].x - after["a"].x) - (before["b"].x - before["a"].x) == 144
