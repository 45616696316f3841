"""`kg fmt`: the files of the data in their one canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import say
from kg.cli.options import ProjectOption
from kg.cli.own import own_project
from kg.errors import ExitCode, KgError

if TYPE_CHECKING:
    from kg.model import Finding
    from kg.reading.printer import Order


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `kg fmt data/platforms` or, in CI, `kg fmt --check`")(fmt)


def fmt(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders. Default: all data of the project.", show_default=False),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 if a file would change.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Put keys in the order of the shapes, quote only where needed, keep one blank line at most and all comments.

    What the files say is not changed. The names of the files that were changed (or would be) are printed. A file
    with an error of syntax, or one that could not be written anew without a loss, is left as it is.
    """
    from kg.reading.files import named, read
    from kg.reading.key_order import key_order
    from kg.vocabulary import load

    found = own_project(project)
    for path in paths or ():
        _require_data(path, found.root)
    files, findings = named(paths or [found.data])
    order = key_order(load(found.ontology))
    changed = 0
    for file in files:
        data, problems = read(file, found.root)
        if data is not None:
            text, more = _formatted(data, order, file)
            problems = [*problems, *more]
            if text is not None:
                changed += 1
                print(file)
                if not check:
                    _replace(file, data, text)
        findings += problems
    errors = _report(findings)
    done = "would change" if check else "changed"
    say(f"{len(files)} file{'' if len(files) == 1 else 's'} read, {changed} {done}")
    if errors or (check and changed):
        raise typer.Exit(int(ExitCode.FINDINGS))


def _require_data(path: Path, root: Path) -> None:
    """Refuse what was named and is not for this command to write."""
    from kg.reading.files import SUFFIX

    if not path.exists():
        raise KgError(f"{path}: no such file or folder")
    if not path.resolve().is_relative_to(root.resolve()):
        raise KgError(
            f"{path}: this is not in the project, which is {root.resolve()}", "name another by --project"
        )
    if path.is_file() and path.suffix.lower() not in (SUFFIX, ".yml"):
        raise KgError(f"{path}: this is no YAML file, and is left as it is", f"their names end in {SUFFIX}")


def _formatted(data: bytes, order: Order, file: Path) -> tuple[str | None, list[Finding]]:
    """The canonical text if it differs from what is there, and what stands in the way."""
    from kg.reading.files import name_of
    from kg.reading.format import format_text

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        from kg.reading.yaml import parse

        return None, parse(data, name_of(file))[1]
    result, findings = format_text(text, order, name_of(file))
    return (None if result == text else result), findings


def _replace(file: Path, seen: bytes, text: str) -> None:
    """Write a file anew, unless somebody has changed it meanwhile; a link stays a link."""
    from kg import atomic

    target = file.resolve()
    if target.read_bytes() != seen:
        raise KgError(f"{file}: changed while it was formatted, and left as it is", "run `kg fmt` again")
    atomic.write(target, text.encode())


def _report(findings: list[Finding]) -> int:
    """Show what was found; how many of it are errors."""
    from kg.exporters.findings import line_of
    from kg.model import Severity

    for finding in sorted(findings, key=lambda f: (f.mark, f.code)):
        say(line_of(finding))
    return sum(finding.severity is Severity.ERROR for finding in findings)
