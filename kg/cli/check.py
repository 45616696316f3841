"""`kg check`: what is wrong with the data, at its line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import paint, put, say
from kg.cli.options import OutputOption, ProjectOption
from kg.errors import ExitCode, KgError
from kg.model import Finding, Severity

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "caret": "red"}
_ORDER = [Severity.ERROR, Severity.WARNING, Severity.INFO]
FORMATS = ("text", "json", "sarif", "github", "junit")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg check data/actions --fail-on warning` or `kg check --explain KG208`")(
        check
    )


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Show only what is wrong in these files and folders.", show_default=False),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(help="Exit with 1 at a finding this grave or graver: error, warning, info.")
    ] = "error",
    form: Annotated[str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.")] = "text",
    output: OutputOption = None,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Explain a finding's code.", show_default=False)
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out the checks over the whole graph.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Check the data: syntax, keys and values, ids, references, shapes, then the graph as a whole.

    Each finding is a line `file:line:column severity code message (hint)`, with the place at fault below it.
    """
    from kg.pipeline import check as run
    from kg.project import find

    found = find(project)
    if explain is not None:
        from kg.asking.explanations import explain as words_on

        print(words_on(explain, found.ontology), end="")
        return
    limit = _severity(fail_on)
    if form not in FORMATS:
        raise KgError(f"there is no format `{form}`", f"one of {', '.join(FORMATS)}")
    reading = run(found, quick=quick)
    findings = [f for f in reading.findings if not paths or _inside(f.mark.file, paths)]
    put(
        written(findings, form, sorted(reading.digests), found.ontology, colour=output in (None, "-")), output
    )
    say(summary(findings, len(reading.digests)))
    if any(_ORDER.index(f.severity) <= _ORDER.index(limit) for f in findings):
        raise typer.Exit(int(ExitCode.FINDINGS))


def written(findings: list[Finding], form: str, files: list[str], ontology: Path, colour: bool) -> str:
    """Findings in a format."""
    from kg.exporters import findings as formats

    if form == "json":
        return formats.as_json(findings)
    if form == "sarif":
        from kg.asking.explanations import titles
        from kg.project import program_version

        return formats.as_sarif(findings, program_version(), titles(ontology))
    if form == "github":
        return formats.as_github(findings)
    if form == "junit":
        return formats.as_junit(findings, files)
    look = (lambda text, part: paint(text, _COLOURS[part], sys.stdout)) if colour else formats.plain
    return formats.as_text(findings, look)


def summary(findings: list[Finding], files: int) -> str:
    """How much was found in how many files."""
    counts = [(severity, sum(f.severity is severity for f in findings)) for severity in _ORDER]
    said = ", ".join(f"{n} {s.value}{'' if n == 1 or s is Severity.INFO else 's'}" for s, n in counts if n)
    return f"{files} file{'' if files == 1 else 's'} checked: {said or 'nothing wrong'}"


def _severity(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise KgError(f"--fail-on {name}: not a severity", "one of error, warning, info") from None


def _inside(file: str, paths: list[Path]) -> bool:
    place = Path(file).resolve()
    return any(place == path.resolve() or path.resolve() in place.parents for path in paths)
