"""The errors that `kg` raises, and the exit codes of the command line."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns to the shell."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3


class KgError(Exception):
    """Anything that stops a command and that the user can mend.

    Attributes:
        message: What is wrong and where, in a sentence.
        hint: How to mend it, or an empty string.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class OntologyError(KgError):
    """The ontology cannot be used: a syntax error or a construct that is not known."""


class ProjectError(KgError):
    """The project's files cannot be found or read."""


class QueryError(KgError):
    """A SPARQL query that cannot be parsed or run."""
