"""Random page models: any shape of ownership, attacks and features that a curator could write down."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.exporters.html.model import Edge, Kind, PageModel, Relation, Thing, View

_KINDS = ("Company", "Platform", "Feature", "Audience", "Gadget")
_RELATIONS = ("owns", "holdsStakeIn", "operates", "offers", "blocks", "isLike", "endorses")


@st.composite
def page_models(draw: st.DrawFn, most: int = 12) -> PageModel:
    """Draws a model with up to `most` things, and up to twice as many edges among them."""
    count = draw(st.integers(1, most))
    names = [f"t{i}" for i in range(count)]
    things = []
    for name in names:
        words = draw(st.text(alphabet="Wi微博 M", min_size=1, max_size=18))
        things.append(
            Thing(
                name,
                f"https://example.org/{name}",
                draw(st.sampled_from(_KINDS)),
                (("en", words), ("zh", draw(st.sampled_from(["", "微信", "阿里巴巴集团控股有限公司"])))),
                group=draw(st.sampled_from(["", *names])),
            )
        )
    struck = st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)
    pair = st.tuples(st.sampled_from(_RELATIONS), st.sampled_from(names), st.sampled_from(names), struck)
    pairs = draw(st.lists(pair, max_size=2 * most, unique=True))
    edges = tuple(
        Edge(f"e{i:02}", relation, source, target, label=(("en", "12.5 %"),) if i % 2 else (), via=via)
        for i, (relation, source, target, via) in enumerate(sorted(pairs))
    )
    return PageModel(
        (("en", "Random"),),
        ("en", "zh"),
        kinds=tuple(Kind(kind, (("en", kind),)) for kind in _KINDS),
        relations=tuple(Relation(relation, (("en", relation),)) for relation in _RELATIONS),
        things=tuple(things),
        edges=edges,
        views=(View("all", (("en", "All"),), (), tuple(edge.id for edge in edges)),),
    )
