from __future__ import annotations

from pyvis.network import Network

from kg.exporters.html.layout.build import build
from kg.exporters.html.looks import Looks
from kg.exporters.html.network import OPTIONS, network, vis_script, vis_style
from tests.exporters.html.story import story


def test_the_picture_is_a_pyvis_network_with_places_heads_and_dashes() -> None:
    model = story()
    looks = Looks.of(model)
    scene = build(model, model.views[1], looks)
    drawn = network(model, scene, looks)
    assert isinstance(drawn, Network)
    assert drawn.directed
    assert drawn.num_nodes() == len(scene.boxes)
    ban = next(e for e in drawn.edges if e["id"] == "attack:weibo:wechat-qr-codes")
    assert ban["arrows"]["to"] == {"enabled": True, "type": "bar"}
    box = next(b for b in scene.boxes if b.id == "wechat")
    assert drawn.get_node("wechat")["x"] == box.rect.cx
    data = drawn.data()
    assert data["nodes"][0].keys() == {"id", "x", "y", "widthConstraint", "heightConstraint"}


def test_nothing_moves_by_itself() -> None:
    assert OPTIONS["physics"] == {"enabled": False}
    assert OPTIONS["interaction"]["dragNodes"] is False


def test_vis_network_comes_whole_from_the_wheel_and_its_style_without_pictures() -> None:
    assert "vis-network" in vis_script()
    assert "9.1.2" in vis_script()
    assert "sourceMappingURL" not in vis_script()
    assert "</script" not in vis_script().lower()
    assert "url(" not in vis_style()
    assert "vis-tooltip" in vis_style()
