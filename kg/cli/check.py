"""`kg check`: what is wrong with the data, at its line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import paint, put, say
from kg.cli.options import OutputOption, ProjectOption
from kg.errors import ExitCode, KgError
from kg.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.project import Project

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "caret": "red"}
_ORDER = [Severity.ERROR, Severity.WARNING, Severity.INFO]
_MOST_INFOS = 3
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
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Show every info; else, as text, three of each code.")
    ] = False,
    watching: Annotated[
        bool,
        typer.Option(
            "--watch", "-w", help="Check again at every change, until Ctrl-C, which ends with exit code 0."
        ),
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Check even if nothing has changed since the last time.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Check the data: syntax, keys and values, ids, references, shapes, then the graph as a whole.

    Each finding is a line `file:line:column severity code message (hint)`, with the place at fault below it.
    """
    from kg.checking import judge
    from kg.exporters.findings import shortened
    from kg.project import find

    found = find(project)
    if explain is not None:
        from kg.asking.explanations import explain as words_on

        put(words_on(explain, found.ontology), None)
        return
    limit = _severity(fail_on)
    if form not in FORMATS:
        raise KgError(f"there is no format `{form}`", f"one of {', '.join(FORMATS)}")
    wanted = [_existing(path) for path in paths or ()]
    if watching:
        if form != "text" or output not in (None, "-"):
            raise KgError("--watch shows text on the terminal", "leave out --format and --output")
        _watch(found, project, wanted, quick)
        return
    verdict = judge(found, quick=quick, fresh=fresh)
    findings, files = verdict.findings, verdict.files
    if wanted:
        empty = _without_data(paths or (), [*files, *(f.mark.file for f in findings)])
        findings = [f for f in findings if _inside(f.mark.file, wanted)]
        files = [file for file in files if _inside(file, wanted)]
        if not files and not findings:
            raise KgError("there are no data files in what was named", f"the data is in {found.data}")
        for path in empty:
            say(f"{path}: no data file of the project is there")
    brief = form == "text" and not (everything or wanted or limit is Severity.INFO)
    shown, left_out = shortened(findings, _MOST_INFOS if brief else len(findings))
    put(written(shown, form, files, found.ontology, colour=output in (None, "-")), output)
    for line in not_shown(left_out, found.ontology):
        say(line)
    say(summary(findings, len(files)))
    if any(_ORDER.index(f.severity) <= _ORDER.index(limit) for f in findings):
        raise typer.Exit(int(ExitCode.FINDINGS))


def _watch(project: Project, start: Path | None, wanted: list[Path], quick: bool) -> None:
    from kg.cli.watch import watch
    from kg.project import find

    def show(findings: list[Finding]) -> None:
        here = [f for f in findings if not wanted or _inside(f.mark.file, wanted)]
        slight_too = here if wanted else [f for f in here if f.severity is not Severity.INFO]
        put(written(slight_too, "text", [], project.ontology, colour=True), None)

    watch(project, lambda: find(start), show, quick)


def not_shown(left_out: dict[str, int], ontology: Path) -> list[str]:
    """What was left out, by code."""
    if not left_out:
        return []
    from kg.asking.explanations import titles

    names = titles(ontology)
    lines = [f"  {count} more of {code} ({names.get(code, code)})" for code, count in left_out.items()]
    return ["not shown (`--all` shows them):", *lines]


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


def _existing(path: Path) -> Path:
    if not path.exists() and not path.is_symlink():
        raise KgError(f"{path}: there is no such file or folder")
    return path.resolve()


def _without_data(paths: Iterable[Path], files: Sequence[str]) -> list[Path]:
    """What was named and has nothing in it that is checked."""
    return [path for path in paths if not any(_inside(file, [path.resolve()]) for file in files)]


def _inside(file: str, paths: list[Path]) -> bool:
    place = Path(file).absolute()
    places = {place, place.resolve()}
    return any(path in places or any(path in each.parents for each in places) for path in paths)
