from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from kg.exporters.html.layout.build import build
from kg.exporters.html.layout.scene import Point
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Edge, PageModel
from kg.exporters.html.svg import counts, draw, path
from tests.exporters.html.story import span, story

NS = "{http://www.w3.org/2000/svg}"


def picture(model: PageModel, *, themed: bool = False) -> ElementTree.Element:
    looks = Looks.of(model)
    return ElementTree.fromstring(draw(model, build(model, model.views[0], looks), looks, themed=themed))


def texts(svg: ElementTree.Element) -> str:
    return " ".join("".join(t.itertext()) for t in svg.iter(f"{NS}text"))


def test_a_picture_is_sound_and_names_its_things_in_both_languages() -> None:
    svg = picture(story())
    assert "Tencent腾讯" in texts(svg)
    assert svg.get("role") == "img"


def test_a_picture_shows_the_shares_of_its_day() -> None:
    model = story()
    assert "32 %" in texts(picture(model))
    assert "18 %" not in texts(picture(model))
    assert "18 %" in texts(picture(replace(model, as_of="2013-12-31")))


def test_a_hostile_name_stays_a_name() -> None:
    model = story()
    things = tuple(replace(t, name=(("en", '"><script>alert(1)</script>'),)) for t in model.things)
    svg = picture(replace(model, things=things, title=(("en", "</title><script>"),)))
    assert not list(svg.iter(f"{NS}script"))


def test_inside_a_page_colours_come_from_its_theme() -> None:
    model = story()
    looks = Looks.of(model)
    text = draw(model, build(model, model.views[0], looks), looks, themed=True)
    assert "#" not in text.replace("&#", "")
    assert " style=" not in text


def test_corners_are_rounded() -> None:
    assert path([Point(0, 0), Point(0, 50), Point(50, 50)]) == "M0 0L0 41Q0 50 9 50L50 50"


@pytest.mark.parametrize(
    ("start", "end", "day", "counted"),
    [
        ("2014-11-25", "", "2014-11-24", False),
        ("2014-11-25", "", "2014-11-25", True),
        ("2014-11", "", "2014-11-01", True),
        ("2013", "2014-04", "2014-04-29", True),
        ("2013", "2014-04", "2014-04-30", False),
        ("2013", "", "", True),
        ("2013", "2014", "", False),
        ("", "", "1900-01-01", True),
    ],
)
def test_what_counts_on_a_day(start: str, end: str, day: str, *, counted: bool) -> None:
    assert counts(Edge("e", "owns", "a", "b", span=span(start, end)), day) is counted
