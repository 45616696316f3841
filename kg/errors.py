"""The errors that `kg` raises, and the exit codes of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Finding


class ExitCode(IntEnum):
    """What the command line returns to the shell."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    BUSY = 75
    STOPPED = 130


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
    """The ontology cannot be used: a syntax error or a construct that is not known.

    Attributes:
        subject: The class or shape in which the fault is, as an N-Triples term, so that it can be looked up; or "".
        at: A predicate or value there that is at fault, or "".
    """

    def __init__(self, message: str, hint: str = "", subject: str = "", at: str = "") -> None:
        super().__init__(message, hint)
        self.subject = subject
        self.at = at


class ProjectError(KgError):
    """The project's files cannot be found or read."""


class QueryError(KgError):
    """A SPARQL query that cannot be parsed or run."""


class BusyError(KgError):
    """Another process is writing to the same place."""

    exit_code = ExitCode.BUSY


class DataError(KgError):
    """The data has errors, so that no graph can be made of it.

    Attributes:
        findings: All that was found, errors and slighter things.
    """

    exit_code = ExitCode.FINDINGS

    def __init__(self, findings: Sequence[Finding]) -> None:
        errors = [finding for finding in findings if finding.severity.value == "error"]
        first = f": {errors[0].mark}: {errors[0].message}" if errors else ""
        super().__init__(
            f"{len(errors)} error{'' if len(errors) == 1 else 's'} in the data{first}",
            "`kg check` shows them",
        )
        self.findings = list(findings)
