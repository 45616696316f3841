"""`kg schema`: what may stand in the YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import put
from kg.cli.options import OutputOption, ProjectOption
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="What may stand in the YAML, as the ontology has it.")
    group.command(epilog="Example: `kg schema kinds`")(kinds)
    group.command(epilog="Example: `kg schema kind Block`")(kind)
    group.command(epilog="Example: `kg schema words mechanism`")(words)
    group.command("json", epilog="Example: `kg schema json -o kg.schema.json`")(as_json)
    app.add_typer(group, name="schema")


def kinds(project: ProjectOption = None) -> None:
    """List the kinds of things and statements."""
    for found in _vocabulary(project).kinds.values():
        if not found.abstract:
            print(f"{found.name:<16} {found.definition}")


def kind(
    name: Annotated[str, typer.Argument(help="A kind, such as Block.")], project: ProjectOption = None
) -> None:
    """Show the keys of a kind."""
    from kg.reading.values import closest

    known = _vocabulary(project).kinds
    if name not in known:
        raise KgError(f"there is no kind `{name}`", closest(name, known) or "`kg schema kinds` lists them")
    found = known[name]
    print(f"{found.name}: {found.definition}")
    for field in found.fields.values():
        need = "required" if field.least else "may be several" if field.most != 1 else "optional"
        print(f"  {field.name:<18} {need:<15} {field.description}")


def words(
    name: Annotated[str, typer.Argument(help="A key with a closed list, such as mechanism.")],
    project: ProjectOption = None,
) -> None:
    """List the words that a key may have."""
    from kg.reading.values import closest

    lists = {f.name: f.concepts for f in _vocabulary(project).fields.values() if f.concepts}
    if name not in lists:
        raise KgError(
            f"`{name}` has no closed list of words",
            closest(name, lists) or f"these have: {', '.join(sorted(lists))}",
        )
    for concept in lists[name].values():
        print(f"{concept.word:<26} {concept.definition}")


def as_json(output: OutputOption = None, project: ProjectOption = None) -> None:
    """Write the JSON Schema of the YAML files, for editors.

    With the line `# yaml-language-server: $schema=PATH` at the top of a file, an editor with a YAML language server
    completes keys and words, explains them and marks mistakes. `kg new` and `kg init` write that line.
    """
    from kg.vocabulary.json_schema import json_schema_text

    put(json_schema_text(_vocabulary(project)), output)


def _vocabulary(project: Path | None) -> Vocabulary:
    from kg.project import find
    from kg.vocabulary import load

    return load(find(project).ontology)
