from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings

from kg.exporters.html.layout.build import build
from kg.exporters.html.layout.scene import Rect, Scene
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import PageModel
from tests.exporters.html.story import story
from tests.exporters.html.strategies import page_models


def scene_of(model: PageModel, view: int = 0) -> Scene:
    return build(model, model.views[view], Looks.of(model))


def check_laws(scene: Scene) -> None:
    rects = {box.id: box.rect for box in scene.boxes}
    for (one, a), (two, b) in combinations(rects.items(), 2):
        assert not a.overlaps(b), (one, two)
    for card, other in combinations(scene.cards, 2):
        assert not card.rect.overlaps(other.rect), (card.id, other.id)
    for line in scene.lines:
        assert len(line.points) >= 2, line.id
        assert rects[line.source].grown(0.6).overlaps(_dot(line.points[0].x, line.points[0].y)), line.id
        assert rects[line.target].grown(0.6).overlaps(_dot(line.points[-1].x, line.points[-1].y)), line.id
        for a_, b_ in zip(line.points, line.points[1:], strict=False):
            assert a_.x == b_.x or a_.y == b_.y, line
            for name, rect in rects.items():
                assert not rect.grown(-0.5).cut_by(a_, b_), (line, name, rect)
        if line.label:
            assert not any(r.grown(-1).overlaps(_dot(*line.label)) for r in rects.values()), line.id


def _dot(x: float, y: float) -> Rect:
    return Rect(x - 0.1, y - 0.1, 0.2, 0.2)


@settings(max_examples=60, deadline=None)
@given(page_models())
def test_any_model_obeys_the_laws_of_the_picture(model: PageModel) -> None:
    check_laws(scene_of(model))


def test_the_story_obeys_the_laws() -> None:
    for view in (0, 1):
        check_laws(scene_of(story(), view))


@settings(max_examples=20, deadline=None)
@given(page_models())
def test_equal_models_give_equal_pictures(model: PageModel) -> None:
    assert scene_of(model) == scene_of(model)
