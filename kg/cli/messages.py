"""What is said to people: on stderr, in colour only on a terminal."""

from __future__ import annotations

import os
import sys
from typing import IO

import typer


def styled(stream: IO[str] | None) -> bool:
    """Whether a stream may carry colour (a terminal, and NO_COLOR is not set: https://no-color.org)."""
    if stream is None:  # closed by whoever called us
        return False
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str, stream: IO[str] | None) -> str:
    """Text in a colour where the stream may carry it."""
    return typer.style(text, fg=colour, bold=True) if styled(stream) else text


def say(text: str = "") -> None:
    """A message on stderr."""
    if sys.stderr is not None:  # else print would take standard output
        print(text, file=sys.stderr)


def say_error(message: str, hint: str = "") -> None:
    """An error on stderr, with how to mend it."""
    say(f"{paint('error:', 'red', sys.stderr)} {message}")
    if hint:
        say(f"  {paint('hint:', 'cyan', sys.stderr)} {hint}")


def put(text: str, output: str | None) -> None:
    """Data to stdout, or whole into a file.

    What is no ordinary file (a pipe, a device) is written to and never replaced; of a link, the file it leads to is.

    Args:
        text: What to write.
        output: A file, or `-` or None for stdout.

    Raises:
        KgError: It cannot be written.
    """
    from pathlib import Path

    from kg import atomic
    from kg.errors import KgError

    data = text.encode("utf-8", "surrogatepass")
    if output in (None, "-", "/dev/stdout"):
        if sys.stdout is None:
            raise KgError("standard output is closed", "give a file by -o")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(output or "")
    try:
        if target.is_dir():
            raise KgError(f"{output}: this is a folder", "give the name of a file")
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.write(data)
        else:
            atomic.write(target.resolve(), data)
    except OSError as error:
        raise KgError(f"{output}: cannot write: {error.strerror or error}") from error
    except KgError as error:
        if isinstance(error.__cause__, OSError):  # it names the temporary file
            raise KgError(f"{output}: cannot write: {error.__cause__.strerror or error}") from error
        raise
