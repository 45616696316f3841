"""The hallway: from a project's files to its graph, and from the graph to files.

Whoever only reads does not wait for what reasons: those rooms are entered when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, QueryError
from kg.graph import Store
from kg.graph.quads import asserted, claim_graphs
from kg.model import Record, Severity, Term, Triple
from kg.names import REF, local_name
from kg.project import Project, find
from kg.reading.load import Reading, no_garbage_collection
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary, prefixes_of
from kg.vocabulary import load as read_vocabulary

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.reasoning.fixpoint import Step
    from kg.reasoning.rules import Derivation, Rule
    from kg.reasoning.status import Asked, Status


@dataclass(frozen=True)
class Graph:
    """A project's knowledge graph.

    Attributes:
        project: Where it was read from.
        vocabulary: Its ontology.
        reading: Its records, and what is wrong with them.
        store: Its triples: asserted, inferred, one graph for each source, ontology.
        derivations: Every inferred triple with all the ways in which it follows.
        asked: As of when.
        rules: The rules of the ontology.
        status: Which statements count, and when each holds.
        records: Things, statements and citations, each with its place in the YAML; if some sources do not count, as
            the others have them.
    """

    project: Project
    vocabulary: Vocabulary
    reading: Reading
    store: Store
    derivations: Mapping[Triple, Iterable[Derivation]]
    asked: Asked
    rules: tuple[Rule, ...]
    status: Status
    records: list[Record]

    def __repr__(self) -> str:
        """What it is, in a line: its parts are tens of megabytes of text."""
        day = f" as of {self.asked.as_of}" if self.asked.as_of else ""
        known = f" as known at {self.asked.known_at}" if self.asked.known_at else ""
        return f"<Graph of {self.project.root}{day}{known}: {len(self.records)} records>"

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """What a query may use without declaring it."""
        return {**self.vocabulary.prefixes, **self.project.prefixes}

    def query(self, sparql: str) -> Any:
        """Run SPARQL over what is asserted and inferred; a source's own version is in the graph `source:ID`.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; prefixes are declared already.

        Returns:
            pyoxigraph's solutions, boolean or triples.

        Raises:
            QueryError: The query cannot be parsed or run.
        """
        from kg.asking.query_errors import located

        try:
            return self.store.query(sparql, self.prefixes)
        except QueryError as error:
            raise located(error, sparql, "query", self.prefixes) from None

    def rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib dataset over the same store."""
        dataset = self.store.rdflib()
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace)
        return dataset

    def networkx(self, view: str = "all") -> networkx.MultiDiGraph[str]:
        """The graph of a view as networkx has it.

        Args:
            view: The name of a file in `ontology/views/`, such as `owns` or `blocks`.

        Returns:
            Things as nodes (by id, with name and kind), relations as edges (with what the view tells of them).

        Raises:
            QueryError: There is no such view.
        """
        from kg.exporters.networks import network

        return network(self.store, self.vocabulary, self.project.ontology, view, self.prefixes)


@dataclass(frozen=True, slots=True)
class Askable:
    """What answers SPARQL: a store, and the prefixes that need no declaration."""

    store: Store
    prefixes: Mapping[str, str]


def askable(project: Project, asked: Asked) -> Askable:
    """The quickest thing that answers queries: the last build if it is current, else a graph made anew.

    Raises:
        KgError: As `load`.
    """
    from kg.exporters.manifest import input_digests, is_current, settings_of
    from kg.graph.built import BuiltStore
    from kg.reading.kept import Kept, meaning

    inputs = input_digests(project, Kept.of(project, meaning(project)))
    if is_current(project.build, settings_of(project, asked), inputs):
        names = tuple(project.graph(name) for name in ("asserted", "inferred"))
        built = BuiltStore(names, turtle_file=project.build / "kg.ttl", quads_file=project.build / "kg.nq")
        return Askable(built, {**prefixes_of(project.ontology), **project.prefixes})
    graph = load(asked=asked, project=project)
    return Askable(graph.store, graph.prefixes)


def load(
    path: Path | str | None = None,
    *,
    asked: Asked | None = None,
    project: Project | None = None,
    fresh: bool = False,
) -> Graph:
    """Read a project and reason over it.

    Args:
        path: The project's folder; without one, the project that the working directory is in, else the shipped one.
        asked: As of which day, and from whose knowledge; the latest known state if None.
        project: In place of `path`, one that was found already.
        fresh: Read all files, also those that have not changed since they were read last.

    Raises:
        DataError: The data has errors; the exception holds the findings.
        ProjectError, OntologyError: The project or its ontology cannot be read.
    """
    from kg.reading.kept import Kept, meaning
    from kg.reasoning.status import Asked

    project = project or find(path)
    kept = None if fresh else Kept.of(project, meaning(project))
    vocabulary = read_vocabulary(project.ontology)
    reading = read(project, vocabulary, kept)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if errors:
        raise DataError(reading.findings)
    return reason(project, vocabulary, reading, asked or Asked())


def reason(
    project: Project,
    vocabulary: Vocabulary,
    reading: Reading,
    asked: Asked,
    described: bool = True,
    wanted: frozenset[Term] | None = None,
) -> Graph:
    """Records -> a graph with all that follows from them.

    Args:
        project: How graphs are named, and where the rules are.
        vocabulary: What the records mean.
        reading: The records.
        asked: As of which day, and from whose knowledge.
        described: Whether inferred edges are also nodes, which say what they follow from.
        wanted: The only predicates that will be looked at; None for all. With neither this nor `described`, what
            follows is not explained.
    """
    from kg.asking.query_errors import require_syntax
    from kg.reasoning.controls import Controls
    from kg.reasoning.fixpoint import infer, strata
    from kg.reasoning.inferences import inference_triples
    from kg.reasoning.labels import Labels
    from kg.reasoning.memberships import Memberships
    from kg.reasoning.relevance import relevant
    from kg.reasoning.rules import read_rules
    from kg.reasoning.status import Status
    from kg.reasoning.told import as_told
    from kg.reasoning.types import Types

    with no_garbage_collection():
        told = as_told(vocabulary, reading.records, asked.known_at, asked.without)
        store = assemble(project, vocabulary, reading, told, with_claims=wanted is None)
        status = Status(vocabulary, told, asked)
        rules = read_rules(project.ontology, vocabulary.prefixes)
        require_syntax([Path(rule.header.file) for rule in rules], vocabulary.prefixes)
        steps: list[Step] = [
            Types(vocabulary, told),
            status,
            Controls(vocabulary, told, status),
            Memberships(vocabulary, told, status, project.base),
            *rules,
            Labels(vocabulary, told),  # last: no rule needs them in the engine
        ]
        if wanted is not None:
            store.expect(wanted)
            tuple(strata(steps))  # a rule that cannot be run is a mistake, even if it need not be
            steps = relevant(steps, wanted)
        inferred = project.graph("inferred")
        explained = described or wanted is None
        derivations = infer(store, inferred, steps, explained=explained)
        if described:
            store.add(inferred, sorted(set(inference_triples(derivations, project.base))))
    return Graph(project, vocabulary, reading, store, derivations, asked, tuple(rules), status, told)


def assemble(
    project: Project,
    vocabulary: Vocabulary,
    reading: Reading,
    told: Sequence[Record] | None = None,
    *,
    with_claims: bool = True,
) -> Store:
    """Records -> named graphs, before any reasoning.

    Args:
        project: How graphs are named.
        vocabulary: What the records mean.
        reading: The records, from which each source's own version is made.
        told: The records as the sources that count have them, if not all do.
        with_claims: Whether each source's own version is wanted; of those that count only, if not all do.
    """
    held = project.graph("asserted")
    store = Store(visible=(held, project.graph("inferred")))
    counting = reading.records if told is None else told
    store.add(held, asserted(counting))
    store.add(project.graph("ontology"), vocabulary.published)
    if with_claims:
        cited = {source for record in counting for source in record.fields.get(REF, ())}
        for source, triples in claim_graphs(vocabulary, reading.records).items():
            if source in cited:
                store.add(project.graph(f"source/{local_name(source)}"), triples)
    return store
