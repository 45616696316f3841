"""Checks over the whole graph: one SELECT a file in `ontology/checks/`, with what it finds in its header.

The header of a check:

    # code: KG401
    # severity: warning
    # problem: More than the whole of a company is held at one time.
    # message: the stakes in {owned} add up to {sum} %
    # solution: End the stakes that were sold, or give their different basis.
    # example: two stakes of 60 % from 2014 on

Its columns: `?at` is the record at fault, `?property` and `?value` (if there are such columns) the value in it;
`?related` is the record at the other end, with `?relatedProperty`. Every column may stand in the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.graph import Store
from kg.model import Finding, Mark, Record, Severity, Term
from kg.names import is_iri, literal_parts, local_name
from kg.reasoning.rules import Header, read_header

_REQUIRED = ("code", "severity", "problem", "message", "solution", "example")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the ontology.

    Attributes:
        name: The file's stem.
        code: Of its findings.
        severity: Of its findings.
        header: The whole header, with the query.
    """

    name: str
    code: str
    severity: Severity
    header: Header

    def run(
        self, store: Store, prefixes: Mapping[str, str], records: Mapping[Term, Record]
    ) -> Iterator[Finding]:
        """What the check finds, each once.

        Raises:
            OntologyError: It does not select `?at`.
            QueryError: Its query is wrong.
        """
        solutions = store.query(self.header.text, prefixes)
        columns = [variable.value for variable in solutions.variables]
        if "at" not in columns:
            raise OntologyError(f"{self.header.file}: a check selects ?at, the record at fault")
        rows = {tuple("" if v is None else str(v) for v in solution) for solution in solutions}
        for row in sorted(rows):
            values = dict(zip(columns, row, strict=True))
            mark = _mark(records, values["at"], values.get("property", ""), values.get("value", ""))
            if mark is not None:
                yield self._finding(mark, values, records)

    def _finding(self, mark: Mark, values: Mapping[str, Term], records: Mapping[Term, Record]) -> Finding:
        other = _mark(records, values.get("related", ""), values.get("relatedProperty", ""), "")
        entries = self.header.entries
        return Finding(
            self.code,
            self.severity,
            _SLOT.sub(lambda m: in_words(values.get(m[1], "")), entries["message"]),
            mark,
            entries["solution"],
            ((other, entries.get("related", "the other one")),) if other else (),
            self.name,
        )


def read_checks(ontology: Path) -> list[Check]:
    """The checks of an ontology, by name.

    Raises:
        OntologyError: A header lacks something, or two checks share a code.
    """
    checks: dict[str, Check] = {}
    for file in sorted((ontology / "checks").glob("*.rq")):
        header = read_header(file)
        for key in _REQUIRED:
            if not header.entries.get(key):
                raise OntologyError(f"{file}: the header lacks `# {key}: ...`")
        code = header.entries["code"]
        if code in checks:
            raise OntologyError(f"{file}: the code {code} is taken by {checks[code].name}")
        try:
            severity = Severity(header.entries["severity"])
        except ValueError:
            raise OntologyError(f"{file}: severity is error, warning or info") from None
        checks[code] = Check(file.stem, code, severity, header)
    return list(checks.values())


def run_checks(
    checks: Iterable[Check], store: Store, prefixes: Mapping[str, str], records: Iterable[Record]
) -> list[Finding]:
    """What all checks find, sorted by place."""
    by_subject = {record.subject: record for record in records}
    found = [finding for check in checks for finding in check.run(store, prefixes, by_subject)]
    return sorted(found, key=lambda f: (f.mark, f.code, f.message))


def in_words(term: Term) -> str:
    """A term as a curator writes it: an id or word, or the text of a literal."""
    if not term:
        return "?"
    return f"`{local_name(term)}`" if is_iri(term) else literal_parts(term)[0]


def _mark(records: Mapping[Term, Record], subject: Term, predicate: Term, value: Term) -> Mark | None:
    record = records.get(subject)
    return record.mark_of(predicate, value or None) if record else None
