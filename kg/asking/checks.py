"""Checks over the whole graph: one SELECT a file in `ontology/checks/`, with what it finds in its header.

The header of a check:

    # code: KG401
    # name: More than the whole is held
    # severity: warning
    # problem: More than the whole of a company is held at one time.
    # message: the stakes in {owned} add up to {sum} % on {day}
    # related: this one holds then, too
    # solution: End the stakes that were sold, or give their different basis.
    # example: two stakes of 60 % from 2014 on

Its columns: `?at` is the record at fault, `?property` and `?value` (if there are such columns) the value in it;
`?related` is a record at the other end, with `?relatedProperty` and `?relatedValue`. Rows that differ only in these
three are one finding with several other ends. Every column may stand in the message and in `related`. Functions
that SPARQL does not have, such as `fn:folded` and `fn:earliest`, are in `kg.asking.functions`.

Only what checks look at is inferred for them. One that has a variable for a predicate, or a path of no length, looks
at everything, unless its header says `# reads: named`: that it looks only at triples whose predicate it names, and of
types only at those of classes that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from kg.errors import OntologyError, QueryError
from kg.graph import Store
from kg.graph.query_header import Header, read_header
from kg.graph.query_text import all_looked_at, graphs_named, is_narrow, looked_at, prefixes_declared
from kg.model import Finding, Mark, Record, Severity, Term
from kg.names import is_iri, literal_parts, local_name
from kg.project import query_files

_REQUIRED = ("code", "name", "severity", "problem", "message", "solution", "example")
_SLOT = re.compile(r"\{(\w+)\}")
_OF_THE_PROGRAM = re.compile("KG[0-3]")
_OTHER_END = "the other one"
_READS, _NAMED = "reads", "named"
_OF_A_SOURCE = "graph/source/"

Row: TypeAlias = dict[str, Term]
"""A solution: its terms by column, "" where one is unbound."""


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

    def reads(self, prefixes: Mapping[str, str]) -> frozenset[Term] | None:
        """The terms that the query names (see `looked_at`), among them all predicates that it looks at.

        None if it may look at any, or at what single sources say.
        """
        is_named = self.header.entries.get(_READS) == _NAMED
        return _reads(self.header.text, is_named, tuple(prefixes.items()))

    def findings(self, rows: Iterable[Row], records: Mapping[Term, Record]) -> Iterator[Finding]:
        """What its solutions mean, each finding once."""
        findings: dict[tuple[Mark, str], list[tuple[Mark, str]]] = {}
        for row in rows:
            mark = _mark(records, row, "at", "property", "value")
            if mark is None:
                continue
            others = findings.setdefault((mark, self._filled("message", row)), [])
            other = _mark(records, row, "related", "relatedProperty", "relatedValue")
            if other is not None:
                others.append((other, self._filled("related", row)))
        for (mark, message), others in findings.items():
            yield Finding(
                self.code,
                self.severity,
                message,
                mark,
                self.header.entries["solution"],
                tuple(sorted(set(others))),
                self.name,
            )

    def rows(self, store: Store, prefixes: Mapping[str, str], records: Mapping[Term, Record]) -> list[Row]:
        """Its solutions, each once, sorted.

        Raises:
            OntologyError: It does not select `?at`, or its query is wrong.
        """
        from kg.asking.functions import PREFIXES, functions, functions_on
        from kg.asking.query_errors import located

        try:
            known = {**prefixes, **PREFIXES}
            callable_there = {**functions(), **functions_on(records)}
            solutions = store.query(self.header.text, known, callable_there, self.reads(known))
            columns = [variable.value for variable in getattr(solutions, "variables", ())]
            rows = {tuple("" if v is None else str(v) for v in solution) for solution in solutions}
        except QueryError as error:
            found = located(error, self.header.text, self.header.file, known)
            raise OntologyError(found.message, found.hint) from error
        except (RuntimeError, TypeError) as error:
            raise OntologyError(f"{self.header.file}: {error}", "a check is a SELECT of ?at") from error
        if "at" not in columns:
            raise OntologyError(f"{self.header.file}: a check selects ?at, the record at fault")
        for key in ("message", "related") if "related" in columns else ("message",):
            for slot in _SLOT.findall(self.header.entries.get(key, "")):
                if slot not in columns:
                    raise OntologyError(
                        f"{self.header.file}: `{key}` speaks of {{{slot}}}, and there is no ?{slot}"
                    )
        return [dict(zip(columns, row, strict=True)) for row in sorted(rows)]

    def _filled(self, key: str, row: Row) -> str:
        text = self.header.entries.get(key, _OTHER_END)
        return _SLOT.sub(lambda slot: in_words(row.get(slot[1], "")), text)


def read_checks(ontology: Path) -> list[Check]:
    """The checks of an ontology, by name.

    Raises:
        OntologyError: A header lacks something, or two checks share a code.
    """
    checks: dict[str, Check] = {}
    for file in query_files(ontology, "checks"):
        header = read_header(file)
        for key in _REQUIRED:
            if not header.entries.get(key):
                raise OntologyError(f"{file}: the header lacks `# {key}: ...`")
        if header.entries.get(_READS, _NAMED) != _NAMED:
            raise OntologyError(f"{file}: `# {_READS}:` can only be `{_NAMED}`; leave it out for everything")
        code = header.entries["code"]
        if _OF_THE_PROGRAM.match(code):
            raise OntologyError(f"{file}: {code} cannot be used: codes from KG0 to KG3 are the program's own")
        if code in checks:
            raise OntologyError(f"{file}: the code {code} is taken by {checks[code].name}")
        try:
            severity = Severity(header.entries["severity"])
        except ValueError:
            raise OntologyError(f"{file}: severity is error, warning or info") from None
        checks[code] = Check(file.stem, code, severity, header)
    return list(checks.values())


@lru_cache(maxsize=256)
def _reads(text: str, is_named: bool, prefixes: tuple[tuple[str, str], ...]) -> frozenset[Term] | None:
    known = dict(prefixes)
    graphs = graphs_named(text, known)
    if graphs is None or any(_OF_A_SOURCE in graph for graph in graphs):
        return None
    if not (is_named or is_narrow(text)):
        return None
    return looked_at(text, {**known, **prefixes_declared(text)}, are_classes_named=is_named)


def read_by(checks: Iterable[Check], prefixes: Mapping[str, str]) -> frozenset[Term] | None:
    """All that checks look at; None if one of them may look at anything."""
    from kg.asking.functions import PREFIXES

    found = [check.reads({**prefixes, **PREFIXES}) for check in checks]
    named = [terms for terms in found if terms is not None]
    return all_looked_at(named) if len(named) == len(found) else None


def answers_of(
    checks: Iterable[Check], store: Store, prefixes: Mapping[str, str], records: Iterable[Record]
) -> dict[str, list[Row]]:
    """The solutions of all checks, by name."""
    by_subject = {record.subject: record for record in records}
    return {check.name: check.rows(store, prefixes, by_subject) for check in checks}


def findings_of(
    checks: Iterable[Check], answers: Mapping[str, list[Row]], records: Iterable[Record]
) -> list[Finding]:
    """What the solutions of all checks mean, sorted by place."""
    by_subject = {record.subject: record for record in records}
    found = [finding for check in checks for finding in check.findings(answers[check.name], by_subject)]
    return sorted(found, key=lambda f: (f.mark, f.code, f.message))


def in_words(term: Term) -> str:
    """A term as a curator writes it: an id or word, or the text of a literal."""
    if not term:
        return "?"
    return f"`{local_name(term)}`" if is_iri(term) else literal_parts(term)[0]


def _mark(records: Mapping[Term, Record], row: Row, at: str, predicate: str, value: str) -> Mark | None:
    record = records.get(row.get(at, ""))
    return record.mark_of(row.get(predicate, ""), row.get(value) or None) if record else None
