from __future__ import annotations

from dataclasses import replace

from kg.exporters.html.layout.links import PAST, Drawing, drawing, largest, overview
from kg.exporters.html.looks import Looks
from kg.exporters.html.model import Belonging, Edge, PageModel, Relation, Span, Thing, View
from tests.exporters.html.story import story


def blocks(model: PageModel) -> Drawing:
    return drawing(model, view(model, "blocks"), Looks.of(model))


def view(model: PageModel, name: str) -> View:
    return next(v for v in model.views if v.id == name)


def ends(drawn: Drawing, family: str) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in drawn.links if link.family == family}


def test_an_attack_on_features_ends_at_each_of_them() -> None:
    attacks = ends(blocks(story()), "attack")
    assert ("weibo", "wechat-qr-codes") in attacks
    assert ("weibo", "wechat-official-accounts") in attacks
    assert ("weibo", "wechat") not in attacks
    assert ("wechat", "laiwang") in attacks


def test_a_feature_hangs_on_what_offers_it_and_a_platform_on_its_owner() -> None:
    drawn = blocks(story())
    assert drawn.parents["wechat-qr-codes"].source == "wechat"
    assert drawn.parents["weibo"].source == "weibo-corporation"
    assert drawn.parents["weibo-corporation"].source == "sina"
    assert drawn.homes["wechat-qr-codes"] == "tencent"


def test_a_feature_that_nobody_is_said_to_offer_hangs_on_what_was_blocked_through_it() -> None:
    model = story()
    model = replace(model, edges=tuple(e for e in model.edges if e.relation != "offers"))
    model = replace(
        model, views=tuple(replace(v, edges=tuple(e.id for e in model.edges)) for v in model.views)
    )
    drawn = blocks(model)
    assert drawn.parents["wechat-qr-codes"].source == "wechat"
    assert drawn.parents["wechat-qr-codes"].edges == ()


def test_heads_of_groups_and_owners_are_shown_though_the_view_does_not_name_them() -> None:
    model = story()
    only = tuple(e.id for e in model.edges if e.relation == "blocks")
    model = replace(model, views=(View("blocks", (("en", "x"),), (), only),))
    shown = {thing.id for thing in blocks(model).things}
    assert {"sina", "weibo-corporation", "tencent", "alibaba"} <= shown


def test_holdings_that_follow_each_other_share_a_line() -> None:
    model = story()
    links = drawing(model, view(model, "owns"), Looks.of(model)).links
    line = next(link for link in links if (link.source, link.target) == ("alibaba", "weibo-corporation"))
    assert len(line.edges) == 2


def test_ownership_in_a_circle_hangs_nothing_on_itself() -> None:
    model = story()
    first = next(e for e in model.edges if e.source == "sina")
    back = replace(first, id="zz", source="weibo-corporation", target="sina")
    model = replace(
        model, edges=(*model.edges, back), views=(replace(model.views[0], edges=(first.id, "zz")),)
    )
    parents = drawing(model, model.views[0], Looks.of(model)).parents
    for name in parents:
        line = [name]
        while line[-1] in parents:
            line.append(parents[line[-1]].source)
            assert len(set(line)) == len(line)


def test_the_overview_counts_between_the_groups_of_the_day_of_the_act() -> None:
    model = story()
    drawn = overview(model, view(model, "blocks"), Looks.of(model), 40)
    assert ends(drawn, "attack") == {
        ("alibaba", "tencent"),
        ("sina", "tencent"),
        ("tencent", "alibaba"),
        ("tencent", "kuaidi"),
    }
    moved = tuple(replace(t, group="jd") if t.id == "weibo" else t for t in model.things)
    assert ("sina", "tencent") in ends(
        overview(replace(model, things=moved), view(model, "blocks"), Looks.of(model), 40), "attack"
    )


def test_no_more_groups_are_shown_than_asked_for() -> None:
    model = story()
    drawn = overview(model, view(model, "blocks"), Looks.of(model), 2)
    assert [thing.id for thing in drawn.things] == ["alibaba", "tencent"]


def test_the_largest_groups_are_those_with_most_to_do_with_each_other() -> None:
    model = story()
    narrowed = largest(model, view(model, "blocks"), Looks.of(model), 14)
    kept = {edge.id: edge for edge in model.edges}
    groups = {t.id: t.group or t.id for t in model.things}
    assert {groups[kept[name].source] for name in narrowed.edges} == {"alibaba", "tencent"}


def test_of_a_statement_with_several_targets_each_goes_to_its_own_group() -> None:
    things = tuple(
        Thing(name, f"x:{name}", "Platform", (("en", name),), group=group, groups=groups)
        for name, group, groups in (
            ("actor", "actor", ()),
            ("big", "big", ()),
            ("one", "small", (Belonging("big", end="2020"), Belonging("small", start="2020"))),
            ("small", "small", ()),
            ("two", "two", ()),
        )
    )
    when = Span("2019", "", "2019-01-01", "2019-12-31")
    edges = tuple(
        Edge(f"{relation}.{target}", relation, "actor", target, span=when, statements=("s",))
        for relation, target in (
            ("blocks", "one"),
            ("blocks", "two"),
            ("groupBlocks", "big"),
            ("groupBlocks", "two"),
        )
    )
    kinds = (Relation("blocks", ()), Relation("groupBlocks", ()))
    view = View("blocks", (), (), ("blocks.one", "blocks.two"))
    model = PageModel((("en", "T"),), things=things, edges=edges, relations=kinds, views=(view,))
    found = overview(model, view, Looks.of(model), 9)
    assert {(link.target, link.edges) for link in found.links} == {
        ("big", ("blocks.one",)),
        ("two", ("blocks.two",)),
    }


def test_what_is_no_attack_counts_between_the_groups_of_each_day() -> None:
    """A stake in what was bought later counts first for its old group, then for the buyer's."""
    bought = (Belonging("old", end="2020-01-01"), Belonging("buyer", start="2020-01-01"))
    things = (
        Thing("holder", "x:holder", "Company", (("en", "H"),), group="holder"),
        Thing("buyer", "x:buyer", "Company", (("en", "B"),), group="buyer"),
        Thing("old", "x:old", "Company", (("en", "O"),), group="buyer", groups=bought),
        Thing("part", "x:part", "Company", (("en", "P"),), group="buyer", groups=bought),
    )
    spans = {"whole": Span("2015"), "before": Span("2015", "2019"), "after": Span("2021")}
    found = {}
    for name, days in spans.items():
        days = replace(days, start_earliest=days.start, end_latest=days.end)
        edges = (Edge("owns.part", "owns", "holder", "part", span=days),)
        view = View("owns", (), (), ("owns.part",))
        model = PageModel(
            (("en", "T"),), things=things, edges=edges, relations=(Relation("owns", ()),), views=(view,)
        )
        found[name] = {link.target for link in overview(model, view, Looks.of(model), 9).links}
    assert found == {"whole": {"old", "buyer"}, "before": {"old"}, "after": {"buyer"}}


def test_if_not_all_groups_can_be_shown_those_that_fight_come_first() -> None:
    """Whoever owned a fighter at any time is part of the story."""
    once = (Belonging("holder", end="2020-01-01"), Belonging("buyer", start="2020-01-01"))
    things = (
        *(Thing(n, f"x:{n}", "Company", (("en", n),), group=n) for n in ("holder", "buyer", "a", "b", "c")),
        Thing("fighter", "x:fighter", "Platform", (("en", "F"),), group="buyer", groups=once),
    )
    ends = (("a", "b"), ("b", "c"), ("a", "c"), ("c", "a"), ("holder", "a"), ("buyer", "a"))
    edges = [Edge(f"owns.{a}.{b}", "owns", a, b) for a, b in ends]
    view = View("owns", (), (), tuple(edge.id for edge in edges))
    edges += [Edge(f"blocks.{n}", "blocks", "fighter", "c") for n in range(9)]
    relations = (Relation("owns", ()), Relation("blocks", ()))
    model = PageModel((("en", "T"),), things=things, edges=tuple(edges), relations=relations, views=(view,))
    shown = {thing.id for thing in overview(model, view, Looks.of(model), 4).things}
    assert {"holder", "buyer"} <= shown


def test_what_is_there_on_the_day_of_the_page_draws_its_ends_closer() -> None:
    sold = (Belonging("old", end="2020-01-01"), Belonging("buyer", start="2020-01-01"))
    things = (
        *(Thing(n, f"x:{n}", "Company", (("en", n),), group=n) for n in ("rival", "old", "buyer")),
        Thing("part", "x:part", "Platform", (("en", "P"),), group="buyer", groups=sold),
    )
    spans = {"past": Span("2013", "2014"), "lasting": Span("2013"), "undated": Span()}
    weights: dict[tuple[str, str], dict[str, float]] = {}
    for relation in ("owns", "blocks"):
        for name, days in spans.items():
            days = replace(days, start_earliest=days.start, end_latest=days.end)
            edges = (Edge("e", relation, "rival", "part", span=days),)
            view = View(relation, (), (), ("e",))
            model = PageModel(
                (("en", "T"),), things=things, edges=edges, relations=(Relation(relation, ()),), views=(view,)
            )
            links = overview(model, view, Looks.of(model), 9).links
            weights[relation, name] = {link.target: link.weight for link in links}
    assert weights == {
        ("owns", "past"): {"old": PAST},
        ("owns", "lasting"): {"old": PAST, "buyer": 1.0},
        ("owns", "undated"): {"old": PAST, "buyer": 1.0},
        ("blocks", "past"): {"old": PAST},
        ("blocks", "lasting"): {"old": 1.0},
        ("blocks", "undated"): {"buyer": 1.0},
    }
    assert 0 < PAST < 0.5
