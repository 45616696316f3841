"""The 2014 story of Weibo and WeChat as a page model, read from `story.yaml`."""

from __future__ import annotations

import calendar
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.exporters.html.model import (
    Citation,
    Concept,
    Edge,
    Field,
    FieldName,
    Kind,
    PageModel,
    Relation,
    Rule,
    Source,
    Span,
    Statement,
    Step,
    Text,
    Thing,
    Value,
    View,
)

_IRI = "https://w3id.org/walled-gardens/id/"


def text(words: dict[str, str]) -> Text:
    """Returns a text in the languages given."""
    return tuple(words.items())


def _days(date: str) -> tuple[str, str]:
    date = date.rstrip("~")
    parts = date.split("-")
    if not date or len(parts) == 3:
        return date, date
    if len(parts) == 2:
        last = calendar.monthrange(int(parts[0]), int(parts[1]))[1]
        return f"{date}-01", f"{date}-{last}"
    return f"{date}-01-01", f"{date}-12-31"


def span(start: str = "", end: str = "") -> Span:
    """Returns a span from dates as stated."""
    return Span(start, end, *_days(start), *_days(end))


def _value(data: dict[str, Any], value: str) -> Value:
    known = any(value in data[table] for table in ("things", "concepts", "statements", "sources"))
    return Value(ref=value) if known else Value(text=(("en", value),))


def _field(data: dict[str, Any], name: str, values: Any) -> Field:
    listed = values if isinstance(values, list) else [values]
    return Field(name, tuple(_value(data, v) for v in listed))


def _citation(data: dict[str, Any], cited: dict[str, Any]) -> Citation:
    return Citation(
        cited["source"],
        cited["at"],
        cited.get("stance") == "disputes",
        tuple(_field(data, name, value) for name, value in cited.get("says", {}).items()),
        (("en", cited["note"]),) if "note" in cited else (),
    )


def _statement(data: dict[str, Any], name: str, told: dict[str, Any]) -> Statement:
    file, line = told["at"].split(":")
    return Statement(
        name,
        told["kind"],
        text(told["label"]),
        fields=tuple(_field(data, field, values) for field, values in told["fields"].items()),
        span=span(told.get("from", ""), told.get("until", "")),
        rank=told.get("rank", "normal"),
        confidence=told.get("confidence", ""),
        citations=tuple(_citation(data, cited) for cited in told["citations"]),
        alternatives=tuple(told.get("alternatives", ())),
        file=file,
        line=int(line),
    )


def _thing(name: str, told: dict[str, Any]) -> Thing:
    return Thing(
        name,
        _IRI + name,
        told["kind"],
        text(told["name"]),
        tuple(("en", alias) for alias in told.get("alias", ())),
        told.get("category", ""),
        told.get("group", ""),
        told.get("region", ""),
        told.get("wikidata", ""),
        told.get("website", ""),
        file=f"data/things/{name}.yaml",
        line=1,
    )


def _inferred(statement: Statement, groups: dict[str, str]) -> list[Edge]:
    """Returns what the rules would infer from a statement."""
    told = {field.name: [v.ref or v.text[0][1] for v in field.values] for field in statement.fields}
    disputed = any(c.disputes or c.says for c in statement.citations)

    def edge(relation: str, source: str, target: str, rule: str, share: float | None = None) -> Edge:
        return Edge(
            f"{relation}-{source}-{target}-{statement.id}",
            relation,
            source,
            target,
            (("en", f"{share:g} %"),) if share else (),
            share,
            share,
            statement.span,
            disputed=disputed,
            via=tuple(told.get("affects", ())) if relation == "blocks" else (),
            statements=(statement.id,),
            proof=(Step(rule, (statement.id,)),),
        )

    match statement.kind:
        case "Stake":
            share = float(told["share"][0])
            relation = "owns" if share > 50 else "holdsStakeIn"
            return [edge(relation, told["owner"][0], told["owned"][0], "holds-stake", share)]
        case "Operation":
            return [edge("operates", told["operator"][0], told["platform"][0], "operates")]
        case "Offering":
            return [edge("offers", told["platform"][0], told["feature"][0], "offers")]
        case "Likeness":
            return [edge("isLike", told["subject"][0], told["like"][0], "is-like")]
        case "Block":
            actor, target = told["actor"][0], told["target"][0]
            edges = [edge("blocks", actor, target, "blocks")]
            if groups[actor] and groups[target]:
                edges.append(edge("groupBlocks", groups[actor], groups[target], "group-blocks"))
            answered = told.get("respondsTo", ())
            return edges + [edge("answers", statement.id, act, "answers") for act in answered]
    return []


@cache
def story() -> PageModel:
    """Returns the page model of the story."""
    data = yaml.safe_load(Path(__file__).with_name("story.yaml").read_text(encoding="utf-8"))
    things = tuple(_thing(name, told) for name, told in sorted(data["things"].items()))
    groups = {thing.id: thing.group for thing in things}
    statements = tuple(_statement(data, name, told) for name, told in sorted(data["statements"].items()))
    edges = sorted((e for s in statements for e in _inferred(s, groups)), key=lambda e: e.id)

    def view(name: str, en: str, zh: str, *relations: str) -> View:
        shown = tuple(edge.id for edge in edges if edge.relation in relations)
        return View(name, (("en", en), ("zh", zh)), (), shown)

    return PageModel(
        title=(("en", "Walled Gardens"), ("zh", "围墙花园")),
        languages=("en", "zh"),
        kinds=tuple(
            Kind(name, (("en", told["en"]), ("zh", told["zh"])), tuple(told["parents"]))
            for name, told in data["kinds"].items()
        ),
        relations=tuple(
            Relation(name, text(told["label"]), text(told["inverse"]), tuple(told.get("parents", ())))
            for name, told in data["relations"].items()
        ),
        fields=tuple(FieldName(name, text(label)) for name, label in sorted(data["fields"].items())),
        concepts=tuple(
            Concept(name, told["scheme"], (("en", told["en"]), ("zh", told["zh"])))
            for name, told in data["concepts"].items()
        ),
        things=things,
        edges=tuple(edges),
        rules=tuple(Rule(rule, (("en", rule),)) for rule in sorted({s.rule for e in edges for s in e.proof})),
        statements=statements,
        sources=tuple(
            Source(
                name,
                text(told["title"]),
                told["publisher"],
                told.get("url", ""),
                told.get("date", ""),
                text(told["kind"]),
                told.get("weak", False),
                told.get("language", ""),
            )
            for name, told in sorted(data["sources"].items())
        ),
        views=(
            view("owns", "Who owns what", "谁拥有谁", "owns", "controls", "operates", "holdsStakeIn"),
            view("blocks", "Who blocks whom", "谁封锁谁", "blocks", "offers", "operates", "owns"),
        ),
        note=(
            ("en", "Who owns what, and who blocks whom: every edge dated and cited."),
            ("zh", "谁拥有谁，谁封锁谁：每条关系都有日期和出处。"),
        ),
    )
