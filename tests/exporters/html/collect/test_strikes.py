from __future__ import annotations

from kg.exporters.html.collect.strikes import by_target
from kg.exporters.html.model import Edge, Text, Thing


def thing(name: str, *words: str) -> Thing:
    called: Text = tuple(zip(("en", "zh"), words, strict=False))
    return Thing(name, f"x:{name}", "Feature", called)


THINGS = {
    t.id: t
    for t in (
        thing("duoshan", "Duoshan", "多闪"),
        thing("matong", "Matong", "马桶MT"),
        thing("links-to-duoshan", "Links to Duoshan"),
        thing("mt-share", "Sharing", "马桶MT分享"),
        thing("log-in", "Log-in"),
        thing("moments", "Moments"),
    )
}
VIA = ("links-to-duoshan", "log-in", "moments", "mt-share")


def test_what_names_one_target_is_not_struck_at_another() -> None:
    edges = [
        Edge("1", "blocks", "wechat", "duoshan", via=VIA, statements=("s",)),
        Edge("2", "blocks", "wechat", "matong", via=VIA, statements=("s",)),
        Edge("3", "offers", "matong", "moments", statements=("o",)),
    ]
    first, second, offer = by_target(edges, THINGS)
    assert first.via == ("links-to-duoshan", "log-in")
    assert second.via == ("log-in", "moments", "mt-share")
    assert offer is edges[2]


def test_of_a_single_target_everything_is_kept() -> None:
    edge = Edge("1", "blocks", "wechat", "matong", via=VIA, statements=("s",))
    assert by_target([edge], THINGS) == [edge]
