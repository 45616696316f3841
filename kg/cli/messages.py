"""What is said to people: on stderr, in colour only on a terminal."""

from __future__ import annotations

import os
import sys
from typing import IO

import typer


def styled(stream: IO[str]) -> bool:
    """Whether a stream may carry colour (a terminal, and NO_COLOR is not set: https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str, stream: IO[str]) -> str:
    """Text in a colour where the stream may carry it."""
    return typer.style(text, fg=colour, bold=True) if styled(stream) else text


def say(text: str = "") -> None:
    """A message on stderr."""
    print(text, file=sys.stderr)


def say_error(message: str, hint: str = "") -> None:
    """An error on stderr, with how to mend it."""
    say(f"{paint('error:', 'red', sys.stderr)} {message}")
    if hint:
        say(f"  {paint('hint:', 'cyan', sys.stderr)} {hint}")


def put(text: str, output: str | None) -> None:
    """Data to stdout, or whole into a file.

    Args:
        text: What to write.
        output: A file, or `-` or None for stdout.

    Raises:
        KgError: The file cannot be written.
    """
    if output in (None, "-"):
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
        return
    from pathlib import Path

    from kg import atomic

    atomic.write(Path(output or ""), text.encode())
