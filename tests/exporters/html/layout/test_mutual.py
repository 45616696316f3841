from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from kg.exporters.html.layout.build import build_overview
from kg.exporters.html.layout.links import Link, drawing
from kg.exporters.html.layout.mutual import merged
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel
from tests.exporters.html.story import story
from tests.exporters.html.strategies import page_models


def link(family: str, source: str, target: str, *edges: str) -> Link:
    return Link(f"{family}:{source}:{target}", source, target, family, edges, f"{family}:{source}", 0.0)


def test_attacks_to_and_fro_share_a_line_of_their_own() -> None:
    there, back = link("attack", "a", "b", "1"), link("attack", "b", "a", "2", "3")
    (one,) = merged([back, there])
    assert one == replace(there, back=("2", "3"), net=there.id)


def test_what_goes_one_way_only_or_is_no_attack_stays() -> None:
    links = (
        link("attack", "a", "b", "1"),
        link("attack", "a", "c", "2"),
        link("ownership", "a", "d", "3"),
        link("ownership", "d", "a", "4"),
        link("relief", "b", "a", "5"),
    )
    assert merged(links) == links


@given(page_models())
def test_no_edge_is_lost_or_turned(model: PageModel) -> None:
    links = drawing(model, model.views[0], Looks.of(model)).links
    before = {(k.family, k.source, k.target, e) for k in links for e in k.edges}
    after = {(k.family, k.source, k.target, e) for k in merged(links) for e in k.edges}
    after |= {(k.family, k.target, k.source, e) for k in merged(links) for e in k.back}
    assert after == before


def test_alibaba_and_tencent_share_a_line() -> None:
    model = story()
    blocks = next(view for view in model.views if view.id == "blocks")
    lines = build_overview(model, blocks, Looks.of(model)).lines
    (shared,) = (line for line in lines if {line.source, line.target} == {"alibaba", "tencent"})
    assert shared.edges
    assert shared.back
