"""From the graph to the page's model: the only part of the page that knows RDF."""

from __future__ import annotations

import contextlib
import re
from collections import Counter

from kg.dates import iso_day
from kg.exporters.html.collect.edges import collect_edges
from kg.exporters.html.collect.facts import Facts
from kg.exporters.html.collect.proofs import rules_of
from kg.exporters.html.collect.words import Words
from kg.exporters.html.model import Origin, PageModel, Text
from kg.exporters.registry import Exportable
from kg.project import program_version


def collect(graph: Exportable) -> PageModel:
    """Gathers what a page shows.

    Args:
        graph: A graph that has been reasoned over.

    Returns:
        The model of its page. It tells of all times: the page itself goes to any day; it opens on the day that the
        graph was asked for. Only statements that are known (see `Asked`) are in it.
    """
    words = Words(graph.vocabulary, graph.store)
    facts = Facts(graph, words)
    views, edges = collect_edges(graph, facts)
    relations = words.relations({edge.relation for edge in edges})
    asked = graph.asked.as_of
    return PageModel(
        title=tuple(graph.project.title),
        languages=_languages(facts),
        as_of=iso_day(asked.latest) if asked else "",
        kinds=words.kinds(facts.kinds_in_use()),
        relations=relations,
        fields=facts.field_names(),
        concepts=words.used_concepts(),
        things=facts.things,
        edges=edges,
        rules=rules_of(graph, edges),
        statements=facts.statements,
        sources=facts.sources,
        views=views,
        note=_note(facts),
        origin=_origin(graph, facts),
    )


def _note(facts: Facts) -> Text:
    """How much the page tells of."""
    many = (len(facts.things), len(facts.statements), len(facts.sources))
    words = zip(many, ("thing", "statement", "source"), strict=True)
    english = ", ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in words)
    return ("en", english), ("zh", "{:,} 个事物，{:,} 条陈述，{:,} 个来源".format(*many))


def _origin(graph: Exportable, facts: Facts) -> Origin:
    """What to cite: the licence is the first address in the `LICENSE` that lies with the data."""
    address = None
    for file in sorted(graph.project.data.glob("LICEN[CS]E*")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            address = address or re.search(r"https?://[^\s<>\"]+", file.read_text(encoding="utf-8"))
    return Origin(
        version=program_version(),
        licence=address.group() if address else "",
        latest=max((s.span.start_earliest for s in facts.statements), default=""),
    )


def _languages(facts: Facts) -> tuple[str, ...]:
    """The languages of the names, English first, then the more frequent first."""
    counted = Counter(language for thing in facts.things for language, _ in thing.name)
    ordered = sorted(counted, key=lambda tag: (tag != "en", -counted[tag], tag))
    return tuple(ordered) or ("en",)
