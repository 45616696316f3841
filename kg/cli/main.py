"""The `kg` command: its sub-commands, and how errors end."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from kg.cli import (
    build,
    check,
    disputes,
    export,
    fmt,
    init,
    new,
    open_page,
    ownership,
    query,
    responses,
    schema,
    timeline,
    why,
)
from kg.cli.messages import say_error
from kg.errors import ExitCode, KgError
from kg.project import program_version

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who owns what and who blocks whom: a knowledge graph from cited YAML.",
    epilog="Example: `kg build && kg open blocks`. Everything is explained by `kg COMMAND --help`.",
)
for module in (
    build,
    check,
    query,
    why,
    disputes,
    timeline,
    responses,
    ownership,
    export,
    open_page,
    schema,
    fmt,
    new,
    init,
):
    module.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {program_version()}")
        raise typer.Exit


@app.callback()
def kg(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of all commands."""


def main() -> None:
    """Run the command line; every way to end has its exit code."""
    try:
        app()
    except KgError as error:
        say_error(error.message, error.hint)
        sys.exit(int(error.exit_code))
    except KeyboardInterrupt:
        say_error("stopped")
        sys.exit(int(ExitCode.STOPPED))
    except BrokenPipeError:
        # Whoever read our output has closed it (`kg query ... | head`); that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # whatever else is our bug: say so, and keep the trace for the report
        import tempfile
        import traceback

        with tempfile.NamedTemporaryFile("w", prefix="kg-bug-", suffix=".txt", delete=False) as file:
            traceback.print_exc(file=file)
        say_error(f"a bug in kg: {type(error).__name__}: {error}", f"please report it with {file.name}")
        sys.exit(int(ExitCode.BUG))
