"""`kg why`: what an inferred edge follows from, and what an expected one lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put, say
from kg.cli.options import AsOfOption, KnownAtOption, OutputOption, ProjectOption, load_graph, named
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Term, Triple
    from kg.pipeline import Graph

FORMATS = ("text", "json", "ttl", "mermaid")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg why sina groupBlocks tencent --as-of 2014-11-28`")(why)


def why(
    subject: Annotated[
        str, typer.Argument(help="An id or name, or the id of an inference (with nothing after it).")
    ],
    predicate: Annotated[str, typer.Argument(help="Such as blocks, owns, controls, groupBlocks.")] = "",
    target: Annotated[str, typer.Argument(metavar="OBJECT", help="An id or name.")] = "",
    lacking: Annotated[bool, typer.Option("--not", help="Say what is missing for the edge.")] = False,
    most: Annotated[int, typer.Option("--max", min=0, help="How many derivations at most; 0 for all.")] = 10,
    form: Annotated[str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.")] = "text",
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = None,
) -> None:
    """Show every derivation of an edge, down to the line of the YAML and the place in the source.

    Derivations from the fewest statements come first; if they are not all, that is said. `--not` names, for each rule,
    what comes nearest to the edge and what that lacks; or all that it takes, where nothing comes near.
    """
    from kg.asking.proofs import find_proofs
    from kg.exporters import proofs as formats
    from kg.reasoning.labels import describer
    from kg.reasoning.ownership_facts import reported_only

    if form not in FORMATS:
        raise KgError(f"there is no format `{form}`", f"one of {', '.join(FORMATS)}")
    graph = load_graph(project, as_of, known_at)
    edge = edge_of(graph, subject, predicate, target)
    if lacking:
        from kg.asking.missing import missing

        if edge in graph.derivations:
            raise KgError(f"`{subject} {predicate} {target}` holds", "leave out --not to see why")
        text = _lacking_control(graph, edge) or missing(
            graph.rules, graph.store, edge, graph.vocabulary, graph.prefixes, _why_not_in_force(graph)
        )
        put(text, output)
        return
    result = find_proofs(graph.derivations, edge, most, reported_only(graph.records))
    found = result.proofs
    if not found:
        asserted = edge in set(graph.store.triples())
        if not asserted:
            raise KgError(
                f"`{subject} {predicate} {target}` does not hold", "add --not to see what is missing for it"
            )
        say("it is asserted as it stands, not inferred")
        return
    if left := formats.left_out(result):
        say(left)
    records = {record.subject: record for record in graph.records}
    describe = describer(graph.records, graph.vocabulary)
    if form == "json":
        put(formats.as_json(found, records, describe), output)
    elif form == "mermaid":
        put(formats.as_mermaid(found, describe), output)
    elif form == "ttl":
        put(formats.as_turtle(found, graph.project.base, graph.prefixes), output)
    else:
        put(formats.as_text(found, records, describe), output)


def _lacking_control(graph: Graph, edge: Triple) -> str:
    """What is missing for an edge of control; "" for any other edge."""
    from kg.asking.missing import missing_control
    from kg.names import KG, iri
    from kg.reasoning.controls import CONTROLS, control_as_asked
    from kg.reasoning.labels import describer

    subject, predicate, target = edge
    if predicate not in (CONTROLS, iri(KG + "inGroup")):
        return ""
    who, what = (subject, target) if predicate == CONTROLS else (target, subject)
    control = control_as_asked(graph.vocabulary, graph.records, graph.status)
    return missing_control(control, who, what, describer(graph.records, graph.vocabulary))


def _why_not_in_force(graph: Graph) -> Callable[[Term], str]:
    """A function that says why a statement is not in force: for its days, or for its rank."""

    def why_not(statement: Term) -> str:
        if (interval := graph.status.intervals.get(statement)) is None:
            return "it is outranked, or has no source that counts"
        return f"it holds {interval}" if interval.start or interval.end else ""

    return why_not


def edge_of(graph: Graph, subject: str, predicate: str, target: str) -> Triple:
    """The edge that is meant.

    Raises:
        KgError: An id or a predicate that does not exist.
    """
    from kg.asking.lookups import inference, property_named
    from kg.names import is_iri
    from kg.reasoning.controls import CONTROLS

    if not predicate:
        return inference(graph.derivations, subject, graph.project.base)
    if not target:
        raise KgError("an edge has three parts", "write kg why SUBJECT PREDICATE OBJECT")
    inferred = {head[1] for rule in graph.rules for head in rule.head if is_iri(head[1])} | {CONTROLS}
    return named(graph, subject), property_named(graph.vocabulary, predicate, inferred), named(graph, target)
