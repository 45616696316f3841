"""`kg check`: what is wrong with the data, at its line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import paint, say
from kg.cli.options import ProjectOption
from kg.errors import ExitCode, KgError
from kg.model import Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_ORDER = [Severity.ERROR, Severity.WARNING, Severity.INFO]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg check data/actions --fail-on warning`")(check)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Show only what is wrong in these files and folders.", show_default=False),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(help="Exit with 1 at a finding of this severity or a graver one: error, warning, info."),
    ] = "error",
    project: ProjectOption = None,
) -> None:
    """Check the data: syntax, keys and values, ids, references, shapes.

    Each finding is a line `file:line:column severity code message (hint)`.
    """
    from kg.project import find
    from kg.reading.load import load
    from kg.vocabulary import load as read_vocabulary

    try:
        limit = Severity(fail_on)
    except ValueError:
        raise KgError(f"--fail-on {fail_on}: not a severity", "one of error, warning, info") from None
    found = find(project)
    vocabulary = read_vocabulary(found.ontology)
    reading = load(found, vocabulary)
    findings = [f for f in reading.findings if not paths or _inside(f.mark.file, paths)]
    for finding in findings:
        print(line_of(finding))
    say(summary(findings, len(reading.digests)))
    if any(_ORDER.index(f.severity) <= _ORDER.index(limit) for f in findings):
        raise typer.Exit(int(ExitCode.FINDINGS))


def line_of(finding: Finding) -> str:
    """A finding as a line."""
    severity = paint(finding.severity.value, _COLOURS[finding.severity], sys.stdout)
    hint = f" ({finding.hint})" if finding.hint else ""
    related = "".join(f"\n    {mark} {text}" for mark, text in finding.related)
    return f"{finding.mark} {severity} {finding.code} {finding.message}{hint}{related}"


def summary(findings: list[Finding], files: int) -> str:
    """How much was found in how many files."""
    counts = [(severity, sum(f.severity is severity for f in findings)) for severity in _ORDER]
    said = ", ".join(f"{n} {s.value}{'' if n == 1 or s is Severity.INFO else 's'}" for s, n in counts if n)
    return f"{files} files checked: {said or 'nothing wrong'}"


def _inside(file: str, paths: list[Path]) -> bool:
    place = Path(file).resolve()
    return any(place == path.resolve() or path.resolve() in place.parents for path in paths)
