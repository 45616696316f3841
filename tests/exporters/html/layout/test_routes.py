from __future__ import annotations

from kg.exporters.html.layout.chart import Chart
from kg.exporters.html.layout.nearby import Nearby
from kg.exporters.html.layout.routes import Route, find, straight
from kg.exporters.html.layout.scene import Point, Rect
from kg.exporters.html.layout.tracks import Track

EVEN = {"left": 0.0, "right": 0.0, "top": 0.0, "bottom": 0.0}
STREETS = [Track("v", 50, 0, 200), Track("v", 150, 0, 200), Track("h", 20, 50, 150), Track("h", 180, 50, 150)]
LEFT = {"right": Track("h", 100, 20, 50)}
RIGHT = {"left": Track("h", 100, 150, 180)}


def test_the_shortest_way_with_the_fewest_bends() -> None:
    found = find(Chart(STREETS), [], LEFT, RIGHT, EVEN, EVEN, {})
    assert found is not None
    assert found.leaves == "right"
    assert found.arrives == "left"
    assert found.points[0] == Point(20, 100)
    assert found.points[-1] == Point(180, 100)
    assert len(found.points) == 6


def test_a_way_along_a_trunk_is_cheaper_than_a_short_one() -> None:
    trunks = {
        (True, 180.0): [(50.0, 150.0)],
        (False, 50.0): [(100.0, 180.0)],
        (False, 150.0): [(100.0, 180.0)],
    }
    found = find(Chart(STREETS), [], LEFT, RIGHT, EVEN, EVEN, trunks)
    assert found is not None
    assert Point(50, 180) in found.points


def test_streets_that_do_not_meet_lead_nowhere() -> None:
    assert find(Chart([STREETS[0]]), [], LEFT, RIGHT, EVEN, EVEN, {}) is None


def test_streets_added_for_one_search_do_not_stay() -> None:
    chart = Chart([STREETS[0], STREETS[1]])
    assert find(chart, STREETS[2:], LEFT, RIGHT, EVEN, EVEN, {}) is not None
    assert find(chart, [], LEFT, RIGHT, EVEN, EVEN, {}) is None


def test_a_small_step_aside_is_taken_out_unless_a_box_is_in_the_way() -> None:
    way = Route(
        "right",
        (Point(0, 0), Point(50, 0), Point(50, 100), Point(60, 100), Point(60, 200), Point(99, 200)),
        "left",
    )
    assert straight(way, Nearby()).points == (Point(0, 0), Point(50, 0), Point(50, 200), Point(99, 200))
    blocked = straight(way, Nearby([Rect(45, 140, 8, 20), Rect(57, 30, 8, 20)]))
    assert blocked.points == way.points
