from __future__ import annotations

from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.scene import Point, Rect
from kg.exporters.html.layout.stubs import without_stubs

UPPER = Rect(0, 0, 120, 30)
LOWER = Rect(100, 100, 120, 30)
STUB = (Point(60, 30), Point(60, 60), Point(98, 60), Point(98, 110), Point(100, 110))


def test_a_stub_beside_a_box_becomes_an_entrance_from_above() -> None:
    mended = without_stubs(STUB, UPPER, LOWER, Nearby((UPPER, LOWER)))
    assert mended == (Point(60, 30), Point(60, 60), Point(110, 60), Point(110, 100))


def test_a_line_of_three_corners_becomes_straight_if_both_boxes_allow_it() -> None:
    line = (Point(100, 110), Point(98, 110), Point(98, 30))
    nearby = Nearby((UPPER, LOWER))
    assert without_stubs(line, LOWER, UPPER, nearby) == (Point(110, 100), Point(110, 30))
    narrow = Rect(60, 0, 45, 30)
    assert without_stubs(line, LOWER, narrow, nearby) == line


def test_upright_stubs_are_mended_likewise() -> None:
    line = tuple(Point(p.y, p.x) for p in STUB)
    upper, lower = Rect(0, 0, 30, 120), Rect(100, 100, 30, 120)
    mended = without_stubs(line[::-1], lower, upper, Nearby((upper, lower)))
    assert mended == (Point(100, 110), Point(60, 110), Point(60, 60), Point(30, 60))


def test_a_line_with_ends_to_be_seen_or_with_a_box_in_the_way_stays() -> None:
    long = (*STUB[:2], Point(80, 60), Point(80, 110), Point(100, 110))
    assert without_stubs(long, UPPER, LOWER, Nearby((UPPER, LOWER))) == long
    assert without_stubs(STUB, UPPER, LOWER, Nearby((Rect(105, 70, 20, 20),))) == STUB
