"""The other hallway: from a project's files to all that is wrong with them.

Who gets the answer of the last time does not wait for what would find it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Finding, Severity
from kg.names import local_name
from kg.project import Project, query_files

if TYPE_CHECKING:
    from kg.asking.answered import Answered
    from kg.asking.checks import Check
    from kg.reading.kept import Kept
    from kg.reading.load import Reading
    from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a project's data.

    Attributes:
        findings: Sorted by place.
        files: The data files that were looked at, sorted.
    """

    findings: list[Finding]
    files: list[str]


def judge(project: Project, quick: bool = False, fresh: bool = False) -> Verdict:
    """What `check` finds, or what it found the last time if nothing has changed since.

    Args:
        project: What is checked.
        quick: Leave out the checks over the whole graph.
        fresh: Check in any case.

    Raises:
        OntologyError: The ontology, or a check in it, cannot be used.
    """
    from kg.reading import remembered
    from kg.reading.kept import Kept, meaning

    means = meaning(project)
    around = remembered.surroundings(project, means)
    read = Kept(project, means) if fresh else Kept.of(project, means)
    known = None if fresh else remembered.kept(project)
    if known is not None:
        digests, faults = remembered.digests(project, read)
        if known[0] == remembered.key_of(around, digests, faults, quick):
            return Verdict(known[1], sorted(digests))
    reading = check(project, quick, read, None if fresh else around)
    if remembered.surroundings(project, meaning(project)) == around:  # else something was saved meanwhile
        key = remembered.key_of(around, reading.digests, reading.findings, quick)
        remembered.remember(project, key, reading.findings)
    return Verdict(reading.findings, sorted(reading.digests))


def check(
    project: Project, quick: bool = False, kept: Kept | None = None, around: str | None = None
) -> Reading:
    """Read a project's data with all that is wrong with it.

    Args:
        project: What is checked.
        quick: Leave out the checks over the whole graph.
        kept: What files held the last time, if they need not all be read.
        around: What findings depend on beside the data, if what checks found the last time may do.

    Raises:
        OntologyError: The ontology, or a check in it, cannot be used.
    """
    from kg.reading.load import load as read
    from kg.vocabulary import load as read_vocabulary

    vocabulary = read_vocabulary(project.ontology)
    reading = read(project, vocabulary, kept)
    if quick:
        return reading
    findings = [*reading.findings, *check_graph(project, vocabulary, reading, around)]
    return replace(reading, findings=sorted(findings, key=lambda f: (f.mark, f.code, f.message)))


def check_graph(
    project: Project, vocabulary: Vocabulary, reading: Reading, around: str | None = None
) -> list[Finding]:
    """What names in queries stand for nothing, and what the checks find wrong with the graph, each sorted by place.

    Args:
        project: What is checked.
        vocabulary: Its ontology.
        reading: Its data.
        around: What this depends on beside the data, if what checks found the last time may do.

    Raises:
        OntologyError: A rule or a check cannot be used.
    """
    from kg.asking import answered
    from kg.asking.checks import findings_of, read_checks

    checks = read_checks(project.ontology)
    known = answered.fetch(project, around) if around else None
    content = answered.content_of(reading.records, known.named) if known else ""
    if known is None or not known.holds_for(content):
        known = _answered(project, vocabulary, reading, checks)
        if around:
            known = replace(
                known, around=around, content=content or answered.content_of(reading.records, known.named)
            )
            _keep(project, known)
    found = findings_of(checks, known.answers, reading.records)
    # What only follows from an error, in the file at either end, would be noise beside it.
    broken = {f.mark.file for f in reading.findings if f.severity is Severity.ERROR}
    of_sound = [f for f in found if broken.isdisjoint([f.mark.file, *(mark.file for mark, _ in f.related)])]
    return [*known.misnamed, *of_sound]


def _answered(project: Project, vocabulary: Vocabulary, reading: Reading, checks: list[Check]) -> Answered:
    """What checks find."""
    from kg.asking.answered import Answered
    from kg.asking.checks import answers_of, read_by
    from kg.asking.query_errors import misnamed, require_syntax
    from kg.exporters.views import require_columns, view_files
    from kg.pipeline import reason
    from kg.reasoning.inferences import speaks_of_inferences
    from kg.reasoning.status import Asked

    asked = [file for folder in ("queries", "views") for file in query_files(project.ontology, folder)]
    prefixes = {**vocabulary.prefixes, **project.prefixes}
    require_syntax(asked, prefixes)
    require_columns(view_files(project.ontology).values(), prefixes)
    described = any(speaks_of_inferences(check.header.text) for check in checks)
    wanted = read_by(checks, prefixes)
    graph = reason(project, vocabulary, reading, Asked(), described, wanted)
    answers = answers_of(checks, graph.store, graph.prefixes, reading.records)
    given = {term for rule in graph.rules for triple in rule.head for term in triple}
    space = f"<{vocabulary.prefixes['kg']}"
    known = {local_name(term) for term in vocabulary.index.keys() | given if term.startswith(space)}
    wrong = [*misnamed(query_files(project.ontology), known)]
    return Answered("", wanted, "", answers, wrong)


def _keep(project: Project, found: Answered) -> None:
    """Keep what checks found for the next time, if nothing that it hangs on was saved meanwhile."""
    from kg.asking import answered
    from kg.reading.kept import meaning
    from kg.reading.remembered import surroundings

    if surroundings(project, meaning(project)) == found.around:
        answered.keep(project, found)
