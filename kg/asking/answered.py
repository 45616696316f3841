"""What checks found in a graph, kept for as long as the graph holds the same of what they can look at.

A text that no check names the key of is looked at by none, and nothing follows from it: whoever mends the wording of
one waits for no check.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from kg.asking.checks import Row
from kg.model import Finding, Record, Term
from kg.project import Project
from kg.reading import cache
from kg.reading.kept import finding_of, plain_finding

_NAME: Final = "answers"


@dataclass(frozen=True, slots=True)
class Answered:
    """What checks found.

    Attributes:
        around: A digest of all that it depends on beside the data.
        named: All terms that checks name; None if one may look at anything.
        content: A digest of what of the data they can look at; "" if they may look at more.
        answers: Their solutions, by the name of the check.
        misnamed: What is wrong with the names in queries.
    """

    around: str
    named: frozenset[Term] | None
    content: str
    answers: Mapping[str, list[Row]]
    misnamed: list[Finding]

    def holds_for(self, content: str) -> bool:
        """Whether checks would find the same in records with this content, as `named` has it."""
        return self.content == content != ""


def content_of(records: Iterable[Record], named: frozenset[Term] | None) -> str:
    """A digest of what checks can look at.

    Args:
        records: The data.
        named: All terms that they name; None if one may look at anything.

    Returns:
        SHA-256; "" if that is not known.
    """
    if named is None:
        return ""
    parts: list[str] = []
    for record in records:
        parts += ("\1", record.subject)
        for predicate, values in record.fields.items():
            if predicate in named or not all(map(_is_text, values)):
                parts += ("\2", predicate, *values)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def fetch(project: Project, around: str) -> Answered | None:
    """What was kept of a project; None if there is nothing, or it hangs on something that has changed."""
    data = cache.fetch(project, _NAME)
    if data is not None:
        with suppress(ValueError, EOFError, TypeError):
            before, named, content, answers, misnamed = marshal.loads(data)
            if before == around:
                return Answered(around, named, content, answers, [finding_of(plain) for plain in misnamed])
    return None


def keep(project: Project, answered: Answered) -> None:
    """Keep what checks found, in the place of what was kept before."""
    plain = [plain_finding(finding) for finding in answered.misnamed]
    told = (answered.around, answered.named, answered.content, dict(answered.answers), plain)
    cache.keep(project, _NAME, marshal.dumps(told))


def _is_text(value: Term) -> bool:
    """Whether a value is a text, plain or of a language; dates, numbers and references are none."""
    return value[0] == '"' and value[-1] != ">"
