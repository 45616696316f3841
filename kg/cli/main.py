"""The `kg` command: its sub-commands, and how errors end."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Final

import typer

from kg.cli.messages import say_error
from kg.errors import ExitCode, KgError
from kg.project import program_version

COMMANDS: Final = (
    "build",
    "check",
    "query",
    "ask",
    "show",
    "find",
    "why",
    "disputes",
    "timeline",
    "responses",
    "ownership",
    "path",
    "diff",
    "stats",
    "export",
    "open",
    "schema",
    "fmt",
    "new",
    "init",
)
"""The commands, each of which has a module of its own, in the order in which help lists them."""
_MODULES: Final = {"open": "open_page"}
"""Where that module is not called as the command."""


def application(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with some of its commands: each takes time to be made ready."""
    app = typer.Typer(
        name="kg",
        no_args_is_help=True,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Who owns what and who blocks whom: a knowledge graph from cited YAML.",
        epilog="Example: `kg build && kg open blocks`. Everything is explained by `kg COMMAND --help`.",
    )
    for command in commands:
        import_module(f"kg.cli.{_MODULES.get(command, command)}").register(app)
    app.callback()(_options)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {program_version()}")
        raise typer.Exit


def _options(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of all commands."""


def main() -> None:
    """Run the command line; every way to end has its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale: what we write is UTF-8
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        first = sys.argv[1:2]
        application(first if first and first[0] in COMMANDS else COMMANDS)()
    except KgError as error:
        say_error(error.message, error.hint)
        sys.exit(int(error.exit_code))
    except KeyboardInterrupt:
        say_error("stopped")
        sys.exit(int(ExitCode.STOPPED))
    except BrokenPipeError:
        # Whoever read our output has closed it (`kg query ... | head`); that is no error.
        _drop_output()
        sys.exit(0)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            _drop_output()
            say_error(f"cannot write: {error.strerror}")
            sys.exit(int(ExitCode.USAGE))
        say_error(f"a bug in kg: {type(error).__name__}: {error}", _report())
        sys.exit(int(ExitCode.BUG))


def _drop_output() -> None:
    """Let what is still in the buffer go nowhere, so that it does not fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report() -> str:
    """Keep the trace of a bug of ours for the report of it."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="kg-bug-", suffix=".txt", delete=False) as file:
            traceback.print_exc(file=file)
    except OSError:
        traceback.print_exc()
        return "please report it"
    return f"please report it with {file.name}"
